"""JupyterLab in a real browser: open a lab, run its first exercise, press Validate, read which check fails."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from conftest import BIN, listens
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

LAB = "01_python"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (chromium-driver)")


@contextmanager
def jupyterlab(folder: Path, home: Path):
    """The course as `make lab` serves it; gives the address that it prints."""
    log = home / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            ["tools/lab.sh", "--port=0", "--no-browser"],
            cwd=folder,
            env={**os.environ, "HOME": str(home), "PATH": f"{BIN}:{os.environ['PATH']}"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + 90
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/lab/tree/start\.ipynb\?token=\w+", log.read_text())):
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        while not listens(int(re.search(r":(\d+)/", found.group())[1])):
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield found.group()
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@contextmanager
def chromium():
    """A headless browser with a profile of its own, that asks nothing of the network."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--window-size=1400,1000", f"--user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(argument)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        try:
            yield browser
        finally:
            browser.quit()


def test_a_student_opens_a_lab_runs_an_exercise_and_validates(clone, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    folder = clone("student")
    shutil.rmtree(folder / "solutions")
    with jupyterlab(folder, home) as address, chromium() as browser:
        wait = WebDriverWait(browser, 90)

        def see(css, text=None):
            def shown(_):
                for element in browser.find_elements(By.CSS_SELECTOR, css):
                    if element.is_displayed() and (text is None or text in element.text):
                        return element
                return None

            return wait.until(shown, f"no {css} with {text!r}")

        browser.get(address)
        see(".jp-OutputArea th", "Lab")
        browser.save_screenshot(str(tmp_path / "start.png"))
        see(f'.jp-OutputArea th a[href*="{LAB}"]').click()
        browser.switch_to.default_content()
        wait.until(lambda _: f"/{LAB}/{LAB}.ipynb" in browser.current_url)
        see(".jp-Notebook .jp-MarkdownCell h1", "01 · Python")
        see(".jp-Notebook-ExecutionIndicator[data-status='idle']")

        first = see(".jp-Notebook .jp-CodeCell")
        first.find_element(By.CSS_SELECTOR, ".cm-content").click()

        def run_cell():
            """Shift+Enter, as a person does: it runs the active cell, or renders it, and goes on to the next."""
            before = see(".jp-Cell.jp-mod-active").id
            ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()
            wait.until(lambda _: see(".jp-Cell.jp-mod-active").id != before)

        for _ in range(100):
            if "YOUR CODE HERE" in see(".jp-Cell.jp-mod-active").text:
                break
            run_cell()
        run_cell()  # the stub
        run_cell()  # its check
        see(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']", "NotImplementedError")

        see(".validate-button").click()
        dialog = see(".jp-Dialog", "failed")
        browser.save_screenshot(str(tmp_path / "validate.png"))
        assert "NotImplementedError" in dialog.text
        notebook = nbformat.read(folder / f"labs/{LAB}/{LAB}.ipynb", as_version=4)
        check = next(c.source for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade"))
        assert check.splitlines()[0] in dialog.text, "the failing check is shown"
