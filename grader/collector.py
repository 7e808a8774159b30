"""Unpacking a class's submissions for `nbgrader zip_collect`, whatever a student put into an archive.

nbgrader's own extractor stops the whole collection at the first archive with a name that climbs out of its folder, and
follows archives within archives without end. This one leaves out what is not an ordinary file below its folder, says
so, and goes on.
"""

from __future__ import annotations

import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from nbgrader.plugins import ExtractorPlugin
from traitlets import Integer

Member = tuple[str, int, Callable[[], IO[bytes] | None]]


class SafeExtractor(ExtractorPlugin):
    """Extract the archives that an LMS hands over.

    The configuration names it: `c.ZipCollectApp.extractor_plugin = "grader.collector.SafeExtractor"`.
    """

    max_depth = Integer(3, help="Archives within archives are unpacked so deep.").tag(config=True)
    max_member_bytes = Integer(100_000_000, help="A larger file in an archive is left out.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack every archive below a folder into a folder of its own, and copy the other files."""
        source = Path(archive_path)
        for path in sorted(source.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            target = Path(extracted_path, path.relative_to(source))
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix in self.zip_ext:
                self._unpack(path, _folder(target), self.max_depth)
            else:
                shutil.copy(path, target)

    def _unpack(self, archive: Path, folder: Path, depth: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, size, opened in _members(archive):
                self._take(archive, folder, name, size, opened, depth)
        except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            self.log.warning("Left out what is broken in %s: %s", archive, error)

    def _take(
        self,
        archive: Path,
        folder: Path,
        name: str,
        size: int,
        opened: Callable[[], IO[bytes] | None],
        depth: int,
    ) -> None:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in name:
            self.log.warning("Left out %r of %s: it would be written outside of its folder", name, archive)
            return
        if size > self.max_member_bytes:
            self.log.warning("Left out %r of %s: it holds %d bytes", name, archive, size)
            return
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened() as member, target.open("wb") as file:
            # A member may hold more than it says.
            file.write(member.read(self.max_member_bytes))
        if target.suffix in self.zip_ext and depth > 1:
            self._unpack(target, _folder(target), depth - 1)


def _members(archive: Path) -> Iterator[Member]:
    """The ordinary files in a zip or tar archive."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as bundle:
            for info in bundle.infolist():
                kind = info.external_attr >> 28  # the Unix file type; 0 where the archive was not made on Unix
                if not info.is_dir() and kind in (0, 0o10):
                    yield info.filename, info.file_size, lambda info=info: bundle.open(info)
        return
    with tarfile.open(archive) as bundle:
        for member in bundle:
            if member.isfile():
                yield member.name, member.size, lambda member=member: bundle.extractfile(member)


def _folder(archive: Path) -> Path:
    """The folder of an archive: `class` for class.zip and class.tar.gz."""
    stem = archive.with_suffix("")
    return stem.with_suffix("") if stem.suffix == ".tar" else stem
