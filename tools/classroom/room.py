"""A classroom on disk: who is in it, and where everybody's files are. All of it lies in one folder, `classroom/`.

people.csv   name, role, password and user id of each person; it is the list of who may log in
course/      the instructor's course: a copy of solutions/ and labs/, with the gradebook and what is collected
exchange/    where labs, submissions and feedback change hands
homes/NAME/  a person's own files
hub/         what JupyterHub notes down, and its log
"""

from __future__ import annotations

import contextlib
import csv
import os
import pwd
import re
import secrets
import shutil
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from grader.course import Course
from grader.sandbox import policy

ROOT = Path(__file__).resolve().parents[2]
INSTRUCTOR = "instructor"
SAMPLES = ["student1", "student2", "student3"]
NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
# Debian keeps these for nobody; an id that the system knows all the same is passed over
UIDS = range(30000, 60000)
NOT_COPIED = shutil.ignore_patterns("work", "feedback", "__pycache__", ".ipynb_checkpoints")


class RoomError(Exception):
    """What a person has to change; the text is one line."""


@dataclass
class Person:
    """Someone who may log in. `uid` is empty where all servers run as the user who started the classroom."""

    name: str
    role: str
    password: str
    uid: str

    @property
    def number(self) -> int | None:
        return int(self.uid) if self.uid else None

    @property
    def teaches(self) -> bool:
        return self.role == INSTRUCTOR


class Room:
    """The classroom of the course in `root`."""

    def __init__(self, root: Path = ROOT):
        self.root = root
        self.folder = root / "classroom"
        self.course = self.folder / "course"
        self.exchange = self.folder / "exchange"
        self.hub = self.folder / "hub"
        self.list = self.folder / "people.csv"

    def home(self, person: Person) -> Path:
        return self.folder / "homes" / person.name

    def people(self) -> dict[str, Person]:
        """Everybody by name. Raises RoomError where the list cannot be read."""
        try:
            with self.list.open(newline="") as stream:
                return {row["name"]: Person(**row) for row in csv.DictReader(stream)}
        except (OSError, KeyError, TypeError) as error:
            raise RoomError(f"cannot read {self.list}: {error}") from error

    def prepare(self, students: list[str]) -> dict[str, Person]:
        """Make what is not there yet: the people, each with a new password, their folders, the course, the exchange.

        Raises RoomError where a name will not do, or where the classroom is somebody else's.
        """
        for name in students:
            if not NAME.fullmatch(name):
                raise RoomError(f"{name!r} cannot be a student's name: small letters, digits, _ and -, a letter first")
        try:
            self.folder.mkdir(mode=0o711, exist_ok=True)
            for folder in (self.hub, self.folder / "homes"):
                folder.mkdir(mode=0o700, exist_ok=True)
            people = self.people() if self.list.exists() else {}
            own_ids = os.geteuid() == 0
            if any(bool(person.uid) != own_ids for person in people.values()):
                raise RoomError(f"{self.folder} was made by {'an ordinary user' if own_ids else 'root'}: remove it")
            for name in dict.fromkeys([INSTRUCTOR, *students]):
                if name not in people:
                    people[name] = self._newcomer(name, people)
            self._write(people)
            for person in people.values():
                for folder in (self.home(person), self.home(person) / "labs"):
                    folder.mkdir(mode=0o700, exist_ok=True)
                self._give(self.home(person), person)
            self._make_course(people[INSTRUCTOR])
            self._make_exchange(people[INSTRUCTOR])
        except PermissionError as error:
            raise RoomError(f"{error.filename} belongs to somebody else: remove it") from error
        return people

    def _newcomer(self, name: str, people: dict[str, Person]) -> Person:
        # Files of somebody who was taken out of the list are nobody else's
        left = (home.stat().st_uid for home in (self.folder / "homes").iterdir())
        taken = {person.uid for person in people.values()} | {str(uid) for uid in left}
        uid = ""
        if os.geteuid() == 0:
            uid = next(number for number in map(str, UIDS) if number not in taken and not _known(int(number)))
        return Person(name, INSTRUCTOR if name == INSTRUCTOR else "student", secrets.token_urlsafe(12), uid)

    def _write(self, people: dict[str, Person]) -> None:
        new = self.list.with_suffix(".new")
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", newline="") as stream:
            table = csv.DictWriter(stream, [field.name for field in fields(Person)])
            table.writeheader()
            table.writerows(asdict(person) for person in people.values())
        new.replace(self.list)

    def _give(self, folder: Path, person: Person) -> None:
        """Make a folder its person's own, which only root can."""
        if person.number is None or folder.stat().st_uid == person.number:
            return
        for parent, _, names in os.walk(folder, topdown=False):
            for path in [parent, *(os.path.join(parent, name) for name in names)]:
                os.chown(path, person.number, person.number, follow_symlinks=False)

    def _make_course(self, instructor: Person) -> None:
        """A copy, so that trying a class leaves nothing in the checkout, and the gradebook holds no sample students."""
        if self.course.exists():
            return
        partial = self.folder / "course.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        for name in ("solutions", "labs"):
            shutil.copytree(self.root / name, partial / name, ignore=NOT_COPIED)
        shutil.copy(self.root / "nbgrader_config.py", partial)
        self._give(partial, instructor)
        partial.rename(self.course)

    def _make_exchange(self, instructor: Person) -> None:
        """With the modes that nbgrader gives: hand in but not look in, read one's own feedback but not list it.

        The folder itself is open to all as nbgrader asks for, but nobody can rename what is another's.
        """
        course = self.exchange / Course(self.root).coursedir.course_id
        modes = {self.exchange: 0o1777, course: 0o755}
        modes |= {course / "outbound": 0o755, course / "inbound": 0o2733, course / "feedback": 0o711}
        for folder, mode in modes.items():
            if not folder.exists():
                folder.mkdir()
                if instructor.number is not None:
                    os.chown(folder, instructor.number, instructor.number)
                folder.chmod(mode)


def confinement() -> str:
    """The bubblewrap that keeps people's servers apart here. Raises RoomError, with the remedy, where there is none."""
    try:
        place = policy.plan()
    except policy.Refusal:
        place = None
    if place is None or place.bwrap is None or place.user_namespace != (os.geteuid() != 0):
        raise RoomError(
            "people cannot be kept apart here, bubblewrap makes no namespaces: start it as root (in a container: a "
            "privileged one) or allow unprivileged user namespaces"
        )
    if os.geteuid() != 0 and not any(layer.startswith("Landlock") for layer in place.layers):
        raise RoomError("people cannot be kept apart on one account without Landlock (Linux 5.13): start it as root")
    return place.bwrap


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
