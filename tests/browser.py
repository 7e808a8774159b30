"""A headless Chromium for pages that a person will read."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver


@contextmanager
def chromium(width: int = 1200, height: int = 1000) -> Iterator[webdriver.Chrome]:
    """A browser; the test is skipped where the system has none."""
    driver = shutil.which("chromedriver")
    if not driver or not shutil.which("chromium"):
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--window-size={width},{height}"):
        options.add_argument(option)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        browser.set_page_load_timeout(60)
        yield browser
    finally:
        browser.quit()


def phone(browser: webdriver.Chrome) -> None:
    """Show pages as a small phone does."""
    size = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def axe(folder: Path) -> str:
    """The source of axe-core, fetched once from npm; the test is skipped where that cannot be reached."""
    kept = folder / "axe.min.js"
    if not kept.is_file():
        if not shutil.which("npm"):
            pytest.skip("needs npm for axe-core")
        fetched = subprocess.run(
            ["npm", "pack", "--silent", "axe-core"], cwd=folder, capture_output=True, text=True, timeout=120
        )
        if fetched.returncode:
            pytest.skip("axe-core cannot be fetched from npm")
        with tarfile.open(folder / fetched.stdout.strip()) as archive:
            kept.write_bytes(archive.extractfile("package/axe.min.js").read())
    return kept.read_text(encoding="utf-8")
