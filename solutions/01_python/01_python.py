# ---
# jupyter:
#   jupytext:
#     custom_cell_magics: writefile
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 01 · Python: from a notebook mess to a package
#
# **Roadmap step:** programming, Python. **Time:** about 100 minutes. **Points:** 20, in eight exercises.
#
# **You will be able to**
# - *model* a record with a typed, frozen dataclass that refuses bad values;
# - *handle* errors and *log* them, so that nothing is lost in silence;
# - *find* what broke in a nightly job from its log, and repair it;
# - *write* pytest tests that catch bugs, not only tests that pass;
# - *package* the code with a command line, and install it as a wheel.
#
# **You need:** functions, classes, loops and dictionaries in Python; a first look at pandas. Nothing is downloaded.
#
# **The story so far.** You join the team behind a service that predicts, before take-off, whether a flight out of
# New York will arrive more than 15 minutes late. Each month a *delivery* arrives: one CSV file with every flight that
# was scheduled to leave EWR, JFK or LGA in that month of 2013. Until today a notebook loads it. By the end of this lab
# a package does: typed, logged, tested, and installed with one command.
#
# | # | exercise | points | you write |
# | --- | --- | --- | --- |
# | 1 | `flight-record` | 3 | `records.py`: one flight as a dataclass |
# | 2 | `read-rows` | 3 | `loading.py`: a loader that loses nothing in silence |
# | 3 | `job-log` | 2 | a function that opens the job's log |
# | 4 | `nightly-loss` | 3 | an incident: find what the nightly loader lost, and repair it |
# | 5 | `test-lateness` | 3 | `test_lateness.py`: tests that catch planted bugs |
# | 6 | `late-by-hour` | 2 | a picture of the day |
# | 7 | `command-line` | 2 | `cli.py`: the command `flightline` |
# | 8 | `build-wheel` | 2 | `pyproject.toml`: the wheel |
#
# Each exercise stands alone: you may skip one and come back. Run the setup cell first, every time you open the lab.

# %% tags=["setup"]
import importlib.util
import logging
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display

from labkit import flights
from labkit.files import read_answer

# A check that shows any warning scores 0, and Python 3.12 deprecates time functions that still work (exercise 3).
warnings.simplefilter("ignore", DeprecationWarning)

PROJECT = Path("work/project")  # the package that you build in this lab
EXAMPLES = Path("work/examples")  # the worked examples
INCIDENT = Path("work/incident")  # exercise 4
for folder in (PROJECT / "src" / "flightline", PROJECT / "tests", EXAMPLES, INCIDENT):
    folder.mkdir(parents=True, exist_ok=True)
(PROJECT / "README.md").write_text("# flightline\n\nFlights out of New York, one delivery at a time.\n")
(PROJECT / "src/flightline/__init__.py").write_text('"""Flights out of New York, one delivery at a time."""\n')
(PROJECT / "src/flightline/py.typed").touch()  # tells type checkers that the package has type hints

# The deliveries of January, February and March: work/deliveries/flights_2013_01.csv and so on.
DELIVERIES = flights.export_csv("work/deliveries", months=[1, 2, 3])


def load_module(path):
    """Load a .py file as a module, fresh each time, so that a changed file needs no restart of the kernel."""
    path = Path(path)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    return module


# %% [markdown]
# ## The mess we inherit
# This is the heart of the team's notebook. It was asked for February's late share. It prints a number and raises
# nothing.

# %% tags=["nbval-check-output"]
month = "2"
try:
    df = pd.read_csv(f"work/deliveries/flights_2013_{month:02d}.csv")
except Exception:
    df = pd.read_csv("work/deliveries/flights_2013_01.csv")
df["late"] = df.arr_delay > 15
print(f"late: {df.late.mean():.4f}")

# %% [markdown]
# The number is wrong twice.
# 1. `month` is a text, and `02d` formats whole numbers only. The `except` swallows the ValueError and loads *January*.
# 2. A flight that never arrived has no `arr_delay`. `NaN > 15` is False, so each cancelled flight counts as on time.
#
# February's true late share is 0.2295. Nobody could have seen it from the output. The eight exercises remove the ways
# in which code like this fails in silence.
#
# The project that you fill in has the *src layout*. It keeps the package away from the folder you work in, so that
# tests run against the installed package and not by luck against loose files:
#
# ```
# work/project/
# ├── pyproject.toml            exercise 8
# ├── README.md                 given
# ├── src/flightline/
# │   ├── __init__.py           given
# │   ├── py.typed              given: "this package has type hints"
# │   ├── records.py            exercise 1
# │   ├── loading.py            exercise 2
# │   ├── lateness.py           given in exercise 5
# │   ├── report.py             given in exercise 7
# │   └── cli.py                exercise 7
# └── tests/test_lateness.py    exercise 5
# ```

# %% [markdown]
# ## 1 · A record that refuses bad values
# **Goal:** write one flight as a typed, frozen dataclass.
#
# **Why it matters.** A dictionary takes any key and any value, and fails far from the cause. A dataclass with a check
# at its door fails where the bad value comes in. Frozen means that no later line can change it.
#
# **Worked example.** An airport. `__post_init__` runs after the fields are set, however the object was made.
# `from_row` turns the texts of a CSV row into typed values, and says *which column* was wrong. `raise ... from error`
# keeps the first error as the cause. The first line, `%%writefile`, saves the cell as a file when the cell is run: a
# module is a file. In your own cells keep that line, write below it, and run the cell before its check.

# %% language="writefile" magic_args="work/examples/places.py"
# """Airports, as in the airports table."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from typing import Self
#
#
# @dataclass(frozen=True)
# class Airport:
#     """An airport: its FAA code, and its height in feet above the sea, None when it is not known."""
#
#     faa: str
#     altitude: int | None
#
#     def __post_init__(self) -> None:
#         if len(self.faa) != 3:
#             raise ValueError(f"faa: {self.faa!r} does not have three characters")
#
#     @property
#     def metres(self) -> float | None:
#         """Height in metres."""
#         return None if self.altitude is None else self.altitude * 0.3048
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         try:
#             altitude = None if row["alt"] == "NA" else int(row["alt"])
#         except ValueError as error:
#             raise ValueError(f"alt: {row['alt']!r} is not a whole number") from error
#         return cls(row["faa"], altitude)

# %% tags=["nbval-check-output"]
places = load_module("work/examples/places.py")
print(places.Airport.from_row({"faa": "JFK", "alt": "13", "name": "John F Kennedy Intl"}))
print(places.Airport.from_row({"faa": "LGA", "alt": "NA"}).metres)
for row in ({"faa": "EWR", "alt": "18 ft"}, {"faa": "Newark", "alt": "18"}):
    try:
        places.Airport.from_row(row)
    except ValueError as error:
        print("ValueError:", error)

# %% [markdown]
# **Your task.** Write `work/project/src/flightline/records.py` with a frozen dataclass `Flight`.
#
# Its fields, in this order, with exactly these types:
#
# | field | type | meaning |
# | --- | --- | --- |
# | `time_hour` | `datetime` | hour of the scheduled departure, with a time zone |
# | `carrier` | `str` | the airline's two-letter code |
# | `flight` | `int` | flight number |
# | `origin` | `str` | `EWR`, `JFK` or `LGA` |
# | `dest` | `str` | the destination's code |
# | `arr_delay` | `int` or `None` | minutes late at arrival, negative when early; `None` when no arrival was recorded |
#
# Annotate the last one as `int | None`.
#
# - However a `Flight` is made: an `origin` other than these three raises `ValueError`, and so does a `time_hour`
#   without a time zone.
# - A property `late`, annotated `bool | None`: `True` when the flight arrived **more than 15** minutes late, else
#   `False`; `None` when no arrival was recorded.
# - A class method `from_row(row)`: makes a `Flight` from a row of a delivery, a mapping from column name to text, as
#   `csv.DictReader` gives it. The columns have the fields' names; the row holds more columns, to be ignored. The text
#   `NA` in `arr_delay` means that it is missing. `time_hour` looks like `2013-01-01T10:00:00Z`.
# - A text in `time_hour`, `flight` or `arr_delay` that cannot be read raises `ValueError`. So does a wrong `origin`.
#   The message holds the column's name and the text: `flight: 'abc' is not a whole number`. A number with a fraction,
#   such as `11.5`, is not a whole number. For a time without a zone any message will do.
# - Every row has all the columns.
#
# The module imports the standard library alone.
#
# **Expected:**
# ```python
# >>> flight = Flight.from_row(row)          # the first row of January
# >>> flight
# Flight(time_hour=datetime.datetime(2013, 1, 1, 10, 0, tzinfo=datetime.timezone.utc), carrier='UA', flight=1545,
#        origin='EWR', dest='IAH', arr_delay=11)
# >>> flight.late
# False
# ```
#
# <details><summary>Hint</summary>
#
# `datetime.fromisoformat` reads the `Z` since Python 3.11. A `datetime` has no time zone when `.utcoffset()` is
# `None`. `int("abc")` raises a `ValueError` already, but it does not know the column: catch it and raise your own
# `from` it.
# </details>

# %% language="writefile" magic_args="work/project/src/flightline/records.py" nbgrader={"grade": false, "grade_id": "flight-record", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """One flight of a delivery."""
#
# ### BEGIN SOLUTION
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
# ORIGINS = ("EWR", "JFK", "LGA")
# LATE_AFTER = 15  # minutes
#
#
# @dataclass(frozen=True)
# class Flight:
#     """A scheduled flight; arr_delay is in minutes, None when no arrival was recorded."""
#
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in ORIGINS:
#             raise ValueError(f"origin: {self.origin!r} is not one of {', '.join(ORIGINS)}")
#         if self.time_hour.utcoffset() is None:
#             raise ValueError(f"time_hour: {self.time_hour.isoformat()!r} has no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         """Whether it arrived more than 15 minutes late; None when no arrival was recorded."""
#         return None if self.arr_delay is None else self.arr_delay > LATE_AFTER
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         """A flight from a delivery's row; ValueError names the column and the text that cannot be read."""
#         try:
#             time_hour = datetime.fromisoformat(row["time_hour"])
#         except ValueError as error:
#             raise ValueError(f"time_hour: {row['time_hour']!r} is not a time") from error
#         arr_delay = None if row["arr_delay"] == "NA" else _whole("arr_delay", row)
#         return cls(time_hour, row["carrier"], _whole("flight", row), row["origin"], row["dest"], arr_delay)
#
#
# def _whole(column: str, row: Mapping[str, str]) -> int:
#     try:
#         return int(row[column])
#     except ValueError as error:
#         raise ValueError(f"{column}: {row[column]!r} is not a whole number") from error
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "flight-record-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
import ast
import dataclasses
import inspect
import sys
import typing
from datetime import UTC, datetime

student_records = read_answer("work/project/src/flightline/records.py")
records = load_module("work/project/src/flightline/records.py")
assert hasattr(records, "Flight"), "records.py defines no class Flight"
Flight = records.Flight

# The fields and their types
assert dataclasses.is_dataclass(Flight), "Flight is not a dataclass: put @dataclass(frozen=True) above the class"
expected_hints = {
    "time_hour": {datetime},
    "carrier": {str},
    "flight": {int},
    "origin": {str},
    "dest": {str},
    "arr_delay": {int, type(None)},
}
names = [str(field.name) for field in dataclasses.fields(Flight)]
assert names == list(expected_hints), f"expected the fields {list(expected_hints)}, got {names}"
hints = typing.get_type_hints(Flight)
for name, expected in expected_hints.items():
    got = set(typing.get_args(hints[name])) or {hints[name]}
    assert got == expected, (
        f"{name}: expected the type {' | '.join(sorted(t.__name__ for t in expected))}, got {hints[name]}. "
        "A value that may be missing is written `int | None`."
    )

# A row of January
january_row = {
    "year": "2013", "month": "1", "day": "1", "dep_time": "517", "sched_dep_time": "515", "dep_delay": "2",
    "arr_time": "830", "sched_arr_time": "819", "arr_delay": "11", "carrier": "UA", "flight": "1545",
    "tailnum": "N14228", "origin": "EWR", "dest": "IAH", "air_time": "227", "distance": "1400", "hour": "5",
    "minute": "15", "time_hour": "2013-01-01T10:00:00Z",
}  # fmt: skip


def made(**texts):
    """A Flight from January's row, with some of its texts replaced."""
    flight = Flight.from_row({**january_row, **texts})
    assert isinstance(flight, Flight), f"from_row: expected a Flight, got {type(flight).__name__}: return the object"
    return flight


def refusal(make):
    """The message of the ValueError that `make` raises, or None when it raises nothing."""
    try:
        make()
    except ValueError as error:
        return str(error)
    return None


flight = made()
assert isinstance(flight.time_hour, datetime) and flight.time_hour.utcoffset() is not None, (
    f"time_hour: expected a datetime with a time zone, got {flight.time_hour!r}. Is the Z cut off?"
)
assert float(flight.time_hour.timestamp()) == datetime(2013, 1, 1, 10, tzinfo=UTC).timestamp(), (
    f"time_hour: expected 2013-01-01 10:00 UTC, got {flight.time_hour}. The text's Z means UTC."
)
for name, expected in {"carrier": "UA", "flight": 1545, "origin": "EWR", "dest": "IAH", "arr_delay": 11}.items():
    got = getattr(flight, name)
    assert type(got) is type(expected) and str(got) == str(expected), f"{name}: expected {expected!r}, got {got!r}"

# late: more than 15 minutes, and unknown is not False
for text, expected in {"11": False, "15": False, "16": True, "-30": False, "NA": None}.items():
    got = made(arr_delay=text).late
    assert not callable(got), "late is a method: put @property above it, so that flight.late is the value"
    assert got is expected, (
        f"arr_delay {text}: expected late to be {expected}, got {got!r}. "
        "Late means more than 15 minutes; a flight that never arrived is neither late nor on time: None."
    )

# Frozen
try:
    flight.arr_delay = 0
except AttributeError:
    pass
else:
    raise AssertionError("flight.arr_delay = 0 went through: expected a frozen dataclass, @dataclass(frozen=True)")

# Texts that cannot be read
for column, text in {"flight": "abc", "origin": "BOS"}.items():
    message = refusal(lambda column=column, text=text: made(**{column: text}))
    assert message is not None, f"{column}={text!r}: expected a ValueError, but from_row took it"
    assert column in message and text in message, (
        f"{column}={text!r}: expected a message that holds the column's name and the text, got {message!r}"
    )
### BEGIN HIDDEN TESTS
for column, text in {"arr_delay": "11 min", "time_hour": "yesterday"}.items():
    message = refusal(lambda column=column, text=text: made(**{column: text}))
    assert message is not None, f"{column}={text!r}: expected a ValueError, but from_row took it"
    assert column in message and text in message, (
        f"{column}={text!r}: expected a message that holds the column's name and the text, got {message!r}"
    )
for column in ("flight", "arr_delay"):
    assert refusal(lambda column=column: made(**{column: "11.5"})) is not None, (
        f"{column}='11.5': expected a ValueError, but from_row took it: a fraction is not cut off"
    )
for text in ("EW", "", "ewr"):
    assert refusal(lambda text=text: made(origin=text)) is not None, (
        f"origin={text!r}: expected a ValueError, only EWR, JFK and LGA are taken"
    )
assert refusal(lambda: made(arr_delay="")) is not None, "arr_delay='': expected a ValueError, only NA means missing"
zero = made(arr_delay="0")
assert zero.arr_delay is not None and zero.late is False, "arr_delay 0 is an arrival on time, not a missing one"
noon = datetime(2013, 6, 1, 12, tzinfo=UTC)
assert refusal(lambda: Flight(noon, "UA", 1, "BOS", "IAH", None)) is not None, (
    "Flight(..., origin='BOS') went through: the check belongs in __post_init__, not only in from_row"
)
assert refusal(lambda: Flight(noon.replace(tzinfo=None), "UA", 1, "JFK", "IAH", None)) is not None, (
    "a time_hour without a time zone went through the constructor: expected ValueError"
)
assert refusal(lambda: made(time_hour="2013-01-01T10:00:00")) is not None, (
    "a time_hour without a time zone went through from_row: expected ValueError"
)
getter = inspect.getattr_static(Flight, "late")
late_hint = typing.get_type_hints(getattr(getter, "fget", None) or getter.func).get("return")
assert set(typing.get_args(late_hint)) == {bool, type(None)}, f"late: expected `-> bool | None`, got {late_hint}"
imported = set()
for node in ast.walk(ast.parse(student_records)):
    if isinstance(node, ast.Import):
        imported |= {alias.name.partition(".")[0] for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        imported.add((node.module or ".").partition(".")[0])
strangers = sorted(imported - sys.stdlib_module_names)
assert strangers == [], f"expected imports of the standard library alone, got also {strangers}"
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · A loader that loses nothing in silence
# **Goal:** read a delivery row by row; skip and report what is bad; stop when too much is bad.
#
# **Why it matters.** Raw data holds bad rows. A loader that dies on the first one is useless at two in the morning. One
# that skips them without a word is worse: the model learns from what is left. So skip, *log*, count, and refuse a
# delivery that is bad beyond a limit.
#
# **Worked example.** The same manners on a list of temperatures. Look at four things:
# the `try` holds only the call that may fail; it catches `ValueError` and nothing wider; the module's own logger
# takes the text *and the values apart*, so that they are only put together when somebody reads them; and
# `raise ... from` keeps the first cause.

# %% language="writefile" magic_args="work/examples/temperatures.py"
# """Readings of a thermometer."""
#
# import logging
#
# log = logging.getLogger(__name__)  # named after the module; whoever runs the program decides where lines go
#
#
# class TooFewReadings(Exception):
#     """Less than half of the readings are numbers."""
#
#
# def celsius(readings: list[str]) -> list[float]:
#     """Fahrenheit texts to degrees Celsius. Skips and logs bad texts; raises TooFewReadings when most are bad."""
#     good: list[float] = []
#     first: ValueError | None = None
#     for number, text in enumerate(readings, start=1):
#         try:
#             fahrenheit = float(text)
#         except ValueError as error:
#             log.warning("reading %d: %s", number, error)
#             first = first or error
#             continue
#         good.append((fahrenheit - 32) / 1.8)
#     if len(good) < len(readings) / 2:
#         raise TooFewReadings(f"{len(readings) - len(good)} of {len(readings)} readings are bad") from first
#     log.info("%d readings", len(good))
#     return good

# %% tags=["nbval-check-output"]
temperatures = load_module("work/examples/temperatures.py")
screen = logging.StreamHandler(sys.stdout)
screen.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
temperatures.log.addHandler(screen)
temperatures.log.setLevel(logging.INFO)

print(temperatures.celsius(["50", "n/a", "32"]))
try:
    temperatures.celsius(["n/a", "cold", "32"])
except temperatures.TooFewReadings as error:
    print(f"TooFewReadings: {error}; the first cause: {error.__cause__!r}")
temperatures.log.removeHandler(screen)

# %% [markdown]
# **Your task.** Write `work/project/src/flightline/loading.py`. It imports the standard library alone and holds:
#
# - an exception class `DeliveryError`: a delivery that cannot be used;
# - a function `read_rows(path, parse, *, required=(), max_bad_share=0.01)`.
#
# | parameter | type | meaning |
# | --- | --- | --- |
# | `path` | `Path` | a CSV file in UTF-8 whose first line names the columns; every row has all of them, on one line |
# | `parse` | a callable | is called with each data row, a `dict` from column to text, and returns any object |
# | `required` | a collection of `str` | columns that the file must have |
# | `max_bad_share` | `float` | the largest share of bad rows that is borne, 0 to 1 |
#
# 1. It returns a `list` of what `parse` returned, in the file's order.
# 2. A row for which `parse` raises `ValueError` is *bad*: it is skipped and logged at level WARNING. The message holds
#    the file's name, `line N`, where the line of the column names is line 1, and the `ValueError`'s own text.
# 3. Any other exception from `parse` is a bug in the program. It passes through as it is.
# 4. After the last row: if the bad rows are **more than** `max_bad_share` of all data rows, it raises `DeliveryError`.
#    The message holds the file's name, the number of bad rows and the number of all data rows; its cause
#    (`__cause__`) is the first `ValueError`.
# 5. Columns of `required` that the file lacks raise `DeliveryError`, before any call of `parse`; the message holds the
#    name of each missing column. A file without any data row raises `DeliveryError` too. A missing file stays
#    `FileNotFoundError`.
# 6. On success it logs one line at level INFO that holds the file's name, the number of all data rows and the number
#    of bad rows.
#
# Log through `logging.getLogger(__name__)` and nothing else. A library never calls `basicConfig` and prints nothing:
# where log lines go is the program's choice (exercise 3). Annotate every parameter and the result.
#
# **Expected:** with a file `flights_2013_01.csv` of 200 data rows of which the second is bad, this log and a list of
# 199 objects:
# ```
# WARNING loading: flights_2013_01.csv, line 3: arr_delay: 'late' is not a whole number
# INFO loading: flights_2013_01.csv: 200 rows, 1 bad
# ```
# (The check loads the file alone, so the logger's name is `loading`. In the installed package it is
# `flightline.loading`.)
#
# <details><summary>Hint</summary>
#
# `csv.DictReader` gives the rows, its `fieldnames` the columns (`None` for an empty file), and after
# each row `reader.line_num` is the number of its line. For the types: `Callable[[dict[str, str]], T]` from
# `collections.abc` with `T = TypeVar("T")` says that the list holds what `parse` returns.
# </details>

# %% language="writefile" magic_args="work/project/src/flightline/loading.py" nbgrader={"grade": false, "grade_id": "read-rows", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """Read a delivery row by row, and say what happened to each."""
#
# ### BEGIN SOLUTION
# import csv
# import logging
# from collections.abc import Callable, Collection
# from pathlib import Path
# from typing import TypeVar
#
# log = logging.getLogger(__name__)
# T = TypeVar("T")
#
#
# class DeliveryError(Exception):
#     """A delivery that cannot be used."""
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     """What `parse` makes of each row. Bad rows (ValueError) are skipped and logged.
#
#     Raises DeliveryError for missing columns, for no rows, and for more than `max_bad_share` bad rows.
#     """
#     good: list[T] = []
#     bad = 0
#     first: ValueError | None = None
#     with path.open(newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = [column for column in required if column not in (reader.fieldnames or ())]
#         if missing:
#             raise DeliveryError(f"{path.name}: no column {', '.join(missing)}")
#         for line, row in enumerate(reader, start=2):
#             try:
#                 good.append(parse(row))
#             except ValueError as error:
#                 log.warning("%s, line %d: %s", path.name, line, error)
#                 bad += 1
#                 first = first or error
#     rows = len(good) + bad
#     if rows == 0:
#         raise DeliveryError(f"{path.name}: no rows")
#     if bad / rows > max_bad_share:
#         raise DeliveryError(f"{path.name}: {bad} of {rows} rows are bad") from first
#     log.info("%s: %d rows, %d bad", path.name, rows, bad)
#     return good
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "read-rows-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
import ast
import contextlib
import io
import logging
import re
import sys
import tempfile
import typing
from pathlib import Path

student_loading = read_answer("work/project/src/flightline/loading.py")


class Kept(logging.Handler):
    """Keeps every log record, whoever wrote it."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


def parse_delay(row):
    return str(row["carrier"]), int(row["arr_delay"])


def csv_file(folder, name, delays, header="carrier,arr_delay"):
    path = Path(folder) / name
    path.write_text("\n".join([header, *(f"UA,{delay}" for delay in delays)]) + "\n", encoding="utf-8")
    return path


def numbers(text):
    return {int(digits) for digits in re.findall(r"\d+", text)}


def outcome(call):
    """(result, None), or (None, the exception), of a call."""
    try:
        return call(), None
    except Exception as error:
        return None, error


root, kept, printed = logging.getLogger(), Kept(), io.StringIO()
root_before = root.handlers[:], root.level
root.handlers[:] = []
scratch = tempfile.TemporaryDirectory()
try:
    logging.getLogger("loading").handlers[:] = []  # what an earlier version of the file may have left
    loading = load_module("work/project/src/flightline/loading.py")
    added = [handler for handler in logging.getLogger("loading").handlers if type(handler) is not logging.NullHandler]
    assert added == [], f"importing loading.py added {added} to its logger: where lines go is the program's choice"
    assert root.handlers == [], "importing loading.py set up the root logger: a library never calls basicConfig"
    for name in ("read_rows", "DeliveryError"):
        assert hasattr(loading, name), f"loading.py defines no {name}"
    read_rows, DeliveryError = loading.read_rows, loading.DeliveryError
    assert isinstance(DeliveryError, type) and issubclass(DeliveryError, Exception), (
        f"DeliveryError: expected an exception class, got {DeliveryError!r}"
    )
    hints = typing.get_type_hints(read_rows)
    expected_hints = {"path", "parse", "required", "max_bad_share", "return"}
    assert set(map(str, hints)) == expected_hints, (
        f"read_rows: expected annotations for {sorted(expected_hints)}, got {sorted(hints)}"
    )
    root.handlers[:] = [kept]
    root.setLevel(logging.INFO)

    # One bad row in five, and a limit that bears it
    path = csv_file(scratch.name, "flights_2013_01.csv", [11, "late", 33, 0, -5])
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        result, error = outcome(lambda: read_rows(path, parse_delay, max_bad_share=0.5))
    assert error is None, f"1 bad row of 5 with max_bad_share=0.5: expected a list, got {error!r}: skip bad rows, go on"
    assert isinstance(result, list), f"expected a list, got {type(result).__name__}"
    expected = [("UA", 11), ("UA", 33), ("UA", 0), ("UA", -5)]
    got = [(str(carrier), int(delay)) for carrier, delay in result]
    assert got == expected, f"expected what parse returned, in the file's order: {expected}, got {got}"
    assert printed.getvalue() == "", f"expected no printing, got {printed.getvalue()!r}: use the logger"

    skipped = [record for record in kept.records if record.levelno == logging.WARNING]
    assert len(skipped) == 1, f"expected one WARNING for the one bad row, got {len(skipped)}"
    message = str(skipped[0].getMessage())
    assert str(skipped[0].name) == "loading", (
        f"expected the logger 'loading', got {skipped[0].name!r}: use log = logging.getLogger(__name__), not logging.warning"
    )
    for part in ("flights_2013_01.csv", "line 3", "invalid literal"):
        assert part in message, (
            f"the WARNING should hold the file's name, 'line 3' and the ValueError's text; {part!r} is not in {message!r}. "
            "The line of the column names is line 1."
        )
    infos = [str(record.getMessage()) for record in kept.records if record.levelno == logging.INFO]
    assert len(infos) == 1, f"expected one INFO line on success, got {infos}"
    assert "flights_2013_01.csv" in infos[0] and {5, 1} <= numbers(infos[0].replace("flights_2013_01.csv", "")), (
        f"the INFO line should hold the file's name, 5 rows and 1 bad, got {infos[0]!r}"
    )

    # Too many bad rows
    path = csv_file(scratch.name, "worse.csv", [11, "x", "y", 4])
    del kept.records[:]
    result, error = outcome(lambda: read_rows(path, parse_delay, max_bad_share=0.25))
    assert isinstance(error, DeliveryError), (
        f"2 bad rows of 4 with max_bad_share=0.25: expected DeliveryError, got {error!r} and the result {result!r}"
    )
    assert "worse.csv" in str(error) and {2, 4} <= numbers(str(error)), (
        f"DeliveryError should hold the file's name, 2 bad rows and 4 rows, got {str(error)!r}"
    )
    assert isinstance(error.__cause__, ValueError) and "'x'" in str(error.__cause__), (
        f"expected the first ValueError (about 'x') as the cause, got {error.__cause__!r}: raise ... from it"
    )

    skipped = [str(record.getMessage()) for record in kept.records if record.levelno == logging.WARNING]
    assert len(skipped) == 2 and "line 3" in skipped[0] and "line 4" in skipped[1], (
        f"worse.csv: expected a WARNING for each bad row, lines 3 and 4, also when the delivery is refused; got {skipped}"
    )
    infos = [str(record.getMessage()) for record in kept.records if record.levelno == logging.INFO]
    assert infos == [], f"worse.csv was refused: expected no INFO line, that is for success, got {infos}"

    # A bug in parse is no bad row
    path = csv_file(scratch.name, "good.csv", [1, 2])
    result, error = outcome(lambda: read_rows(path, lambda row: row["arrival_delay"], max_bad_share=1.0))
    assert isinstance(error, KeyError), (
        f"parse raised KeyError, a bug in the program: expected it to pass through, got {error!r}. Catch ValueError alone."
    )
    ### BEGIN HIDDEN TESTS
    calls = []
    path = csv_file(scratch.name, "narrow.csv", [1, 2])
    result, error = outcome(lambda: read_rows(path, calls.append, required=["carrier", "tailnum", "dest"]))
    assert isinstance(error, DeliveryError), f"two required columns are missing: expected DeliveryError, got {error!r}"
    assert "tailnum" in str(error) and "dest" in str(error), f"expected each missing column's name, got {str(error)!r}"
    assert calls == [], "the columns must be checked before parse is called"
    for name, text, required in [
        ("header_only.csv", "carrier,arr_delay\n", ()),
        ("empty.csv", "", ()),
        ("empty.csv", "", ("carrier",)),
    ]:
        path = Path(scratch.name, name)
        path.write_text(text)
        result, error = outcome(lambda path=path, required=required: read_rows(path, parse_delay, required=required))
        assert isinstance(error, DeliveryError), f"{name} has no data row: expected DeliveryError, got {error!r}"
    result, error = outcome(lambda: read_rows(Path(scratch.name, "none.csv"), parse_delay))
    assert isinstance(error, FileNotFoundError), f"a missing file: expected FileNotFoundError, got {error!r}"

    path = csv_file(scratch.name, "edge.csv", ["x", 1, 2, 3])
    result, error = outcome(lambda: read_rows(path, parse_delay, max_bad_share=0.25))
    assert error is None and len(result) == 3, f"1 bad of 4 is not more than 0.25: expected 3 rows, got {error!r}"
    path = csv_file(scratch.name, "share.csv", ["x", 1, 2])
    result, error = outcome(lambda: read_rows(path, parse_delay, max_bad_share=0.4))
    assert error is None, f"1 bad of 3 rows is 0.33, not more than 0.4: the share is of all rows, got {error!r}"
    path = csv_file(scratch.name, "default.csv", ["x"] + [1] * 50)
    result, error = outcome(lambda: read_rows(path, parse_delay))
    assert isinstance(error, DeliveryError), f"1 bad of 51 is more than the default 0.01, got {error!r}"
    path = csv_file(scratch.name, "ordinary.csv", [1] * 299 + ["x"])
    del kept.records[:]
    result, error = outcome(lambda: read_rows(path, parse_delay, required={"carrier"}))
    assert error is None and len(result) == 299, f"1 bad of 300 is borne by default, got {error!r}"
    assert any("line 301" in record.getMessage() for record in kept.records), "expected a WARNING that says line 301"
    result, error = outcome(lambda: read_rows(path, lambda row: 1 // 0, max_bad_share=1.0))
    assert isinstance(error, ZeroDivisionError), f"expected ZeroDivisionError to pass through, got {error!r}"
    result, error = outcome(lambda: read_rows(path, lambda row: len(None), max_bad_share=1.0))
    assert isinstance(error, TypeError), f"expected TypeError to pass through, got {error!r}: only ValueError is bad"
    path = csv_file(scratch.name, "one_bad.csv", ["x", 1, 2])
    result, error = outcome(lambda: read_rows(path, parse_delay, max_bad_share=0))
    assert isinstance(error, DeliveryError), f"1 bad row with max_bad_share=0: expected DeliveryError, got {error!r}"
    falsy = iter([None, 0, ""])
    path = csv_file(scratch.name, "falsy.csv", [1, 2, 3])
    result, error = outcome(lambda: read_rows(path, lambda row: next(falsy)))
    assert result == [None, 0, ""], f"parse returned None, 0 and '': expected all three, got {result!r} and {error!r}"
    path = Path(scratch.name, "quoted.csv")
    path.write_text('carrier,arr_delay\n"UA, United",11\n', encoding="utf-8")
    result, error = outcome(lambda: read_rows(path, parse_delay))
    assert result == [("UA, United", 11)], f"a text in quotes holds a comma: got {result!r} and {error!r}. Use csv."
    imported = set()
    for node in ast.walk(ast.parse(student_loading)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or ".").partition(".")[0])
    strangers = sorted(imported - sys.stdlib_module_names)
    assert strangers == [], f"expected imports of the standard library alone, got also {strangers}"
    ### END HIDDEN TESTS
finally:
    root.handlers[:] = root_before[0]
    root.setLevel(root_before[1])
    scratch.cleanup()

# %% [markdown]
# ## 3 · The job's log
# **Goal:** open one log file for the whole package, in a form that people and machines can read.
#
# **Why it matters.** When a job fails at night, its log is all you have. Local time without a zone cannot be compared
# with another machine's log. A line that is written twice makes you count twice.
#
# **Worked example.** A logger is one object per name, for the whole life of the process. `addHandler` adds: run the
# same set-up twice, as people do in notebooks, and each line comes out twice.


# %% tags=["nbval-check-output"]
def open_screen_log():
    logger = logging.getLogger("example.twice")
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    return logger


open_screen_log().warning("set up once")
open_screen_log().warning("set up twice")
print(logging.getLogger("example.twice") is logging.getLogger("example.twice"))
print(logging.getLogger("example.twice.child").parent.name, "gets the child's lines too")

# %% [markdown]
# **Your task.** Write `open_job_log(path, verbose=False)`, where `path` is a `Path`. It returns the logger named
# `flightline`, set up so that:
#
# 1. The lines of `flightline` and of every logger below it (such as `flightline.loading`), made before or after the
#    call, are *appended* to the file `path`. What was in the file stays.
# 2. Each line looks like this, with the record's time in **UTC** and in whole seconds, the fraction cut off:
#    `2013-02-01T02:00:03Z WARNING flightline.loading: flights_2013_01.csv, line 3: bad`.
#    Other formatters of the process keep their local time.
# 3. INFO and above are written; with `verbose=True` DEBUG too.
# 4. After another call each line is still written once, and only to the file of the latest call.
# 5. The root logger is left alone: no handler added, its level unchanged. So are the loggers of other libraries: none
#    is disabled, and their lines do not reach the file.
#
# **Expected:**
# ```python
# >>> log = open_job_log(Path("work/job.log"))
# >>> log.info("start")
# >>> logging.getLogger("flightline.loading").debug("row 17")     # not written
# >>> print(Path("work/job.log").read_text())
# 2026-03-01T09:15:42Z INFO flightline: start
# ```
#
# <details><summary>Hint</summary>
#
# A `Formatter` has a `datefmt`, and an attribute `converter` that turns seconds into a time: `time.localtime` unless
# you set it to another function. `logger.handlers` is a list; walk over a copy of it when you remove from it.
# </details>

# %% nbgrader={"grade": false, "grade_id": "job-log", "locked": false, "schema_version": 3, "solution": true, "task": false}
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    ### BEGIN SOLUTION
    logger = logging.getLogger("flightline")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    handler = logging.FileHandler(path, encoding="utf-8")
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    return logger
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "job-log-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
import logging
import os
import tempfile
import time
from pathlib import Path

root, top, child = logging.getLogger(), logging.getLogger("flightline"), logging.getLogger("flightline.loading")
other = logging.getLogger("another_library")
other.addHandler(logging.NullHandler())  # without any handler Python prints its warnings on stderr
root_before, zone_before = (root.handlers[:], root.level), os.environ.get("TZ")
root.handlers[:] = []
logging.Formatter.converter = time.localtime  # Python's own, whatever an earlier version of the function left
scratch = tempfile.TemporaryDirectory()
os.environ["TZ"] = "EST5"  # a machine on New York's winter time, whether or not it has zone files
time.tzset()
try:
    path = Path(scratch.name, "job.log")
    path.write_text("yesterday's line\n")
    logger = open_job_log(path)
    assert logger is top, f"expected the logger named 'flightline', got {logger!r}: logging.getLogger('flightline')"
    assert root.handlers == [] and root.level == root_before[1], (
        "the root logger was changed (basicConfig does that): set up the logger 'flightline' alone"
    )

    # The form of a line: 1359684003 seconds are 2013-02-01 02:00:03 in UTC, the evening before in New York
    record = logging.makeLogRecord(
        {"name": "flightline.loading", "levelno": logging.WARNING, "levelname": "WARNING", "created": 1359684003.5,
         "msg": "%s, line %d: bad", "args": ("flights_2013_01.csv", 3)}
    )  # fmt: skip
    child.handle(record)
    lines = path.read_text().splitlines()
    assert lines[:1] == ["yesterday's line"], f"expected the file's old line to stay, got {lines}: append, mode 'a'"
    expected = "2013-02-01T02:00:03Z WARNING flightline.loading: flights_2013_01.csv, line 3: bad"
    assert len(lines) == 2, f"expected 1 new line in the file, got {len(lines) - 1}: {lines[1:]}"
    assert "2013-01-31" not in lines[1], f"expected {expected!r}, got {lines[1]!r}: that is local time, not UTC"
    assert lines[1] == expected, f"expected {expected!r}, got {lines[1]!r}"

    # Levels
    child.debug("a detail")
    top.info("the start")
    text = path.read_text()
    assert "a detail" not in text, "a DEBUG line was written without verbose=True"
    assert text.count("INFO flightline: the start") == 1, f"expected one INFO line 'the start', got the file {text!r}"

    # The set-up run again, as in a notebook
    open_job_log(path)
    top.warning("after the second call")
    count = path.read_text().count("after the second call")
    assert count == 1, f"expected each line once, got it {count} times: remove the old handlers before adding one"
    ### BEGIN HIDDEN TESTS
    second = Path(scratch.name, "second.log")
    second.write_text("older line\n")
    open_job_log(second, verbose=True)
    child.debug("a detail for the second file")
    logging.getLogger("flightline.made_later").info("from a new logger")
    other.error("not ours")
    first_text, second_text = path.read_text(), second.read_text()
    assert "a detail for the second file" not in first_text, "the earlier file still gets lines after another call"
    assert second_text.startswith("older line\n"), f"verbose=True: expected the old line to stay, got {second_text!r}"
    assert logging.Formatter.converter is time.localtime, (
        "logging.Formatter itself was changed: set converter on the formatter that you made, others keep local time"
    )
    assert "DEBUG flightline.loading: a detail for the second file" in second_text, (
        f"verbose=True: expected the DEBUG line in the second file, got {second_text!r}"
    )
    assert "from a new logger" in second_text, "a logger below flightline, made after the call, does not reach the file"
    assert "not ours" not in second_text, "another library's line reached the file"
    assert not other.disabled, "another library's logger was disabled: dictConfig does that unless told not to"
    assert second_text.count("from a new logger") == 1, "a line was written more than once"
    open_job_log(second)
    child.debug("quiet again")
    assert "quiet again" not in second.read_text(), "a call without verbose must go back to INFO"
    child.warning("still here")
    assert second.read_text().count("still here") == 1, "a logger made before the call must reach the file, once"
    assert root.handlers == [] and root.level == root_before[1], "the root logger was changed"
    ### END HIDDEN TESTS
finally:
    logging.Formatter.converter = time.localtime
    os.environ.pop("TZ")
    if zone_before is not None:
        os.environ["TZ"] = zone_before
    time.tzset()
    for handler in list(top.handlers):
        top.removeHandler(handler)
        handler.close()
    root.handlers[:] = root_before[0]
    root.setLevel(root_before[1])
    top.setLevel(logging.NOTSET)
    top.propagate, other.disabled = True, False
    scratch.cleanup()

# %% [markdown]
# ## 4 · Incident: the nightly loader loses flights
# **Goal:** find from the log and the code what the nightly loader lost, then repair it.
#
# **Why it matters.** It ran green for three nights. The table it built is what the model trains on. A job that does
# not crash is not a job that works: compare what came in with what went out.
#
# Here is the loader, as it ran.

# %% language="writefile" magic_args="work/incident/nightly.py" tags=["setup"]
# """The nightly loader, as it ran."""
#
# import csv
# import logging
# from datetime import datetime
#
# log = logging.getLogger("nightly")
#
#
# def minute_of_day(text):
#     if text == "NA":
#         return None
#     clock = datetime.strptime(text.zfill(4), "%H%M")
#     return 60 * clock.hour + clock.minute
#
#
# def load_month(path, table=[]):
#     delivered = 0
#     with open(path, newline="", encoding="utf-8") as file:
#         for row in csv.DictReader(file):
#             delivered += 1
#             try:
#                 table.append(
#                     {
#                         "flight": row["carrier"] + row["flight"],
#                         "departed": minute_of_day(row["dep_time"]),
#                         "arrived": minute_of_day(row["arr_time"]),
#                         "arr_delay": None if row["arr_delay"] == "NA" else int(row["arr_delay"]),
#                     }
#                 )
#             except Exception:
#                 pass
#     log.info("%s: %d flights delivered, %d in the table", path.name, delivered, len(table))
#     return table

# %% [markdown]
# And here is its log, from the three deliveries that lie in `work/deliveries`.

# %% tags=["nbval-check-output"]
nightly = load_module("work/incident/nightly.py")
screen = logging.StreamHandler(sys.stdout)
screen.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
nightly.log.addHandler(screen)
nightly.log.setLevel(logging.INFO)
for delivery in DELIVERIES:
    nightly.load_month(delivery)
nightly.log.removeHandler(screen)

# %% [markdown]
# Read the numbers before the code. January went in with 27,004 flights and came out with 26,993. February came out
# with *more* flights than it had. Two different things are broken.
#
# **Your task.** Write two functions. Both take the path of a delivery (a `Path`). Here the line of the column names is
# line 1, so the first flight stands in line 2.
#
# `lost_lines(path) -> list[int]`: the line numbers, in rising order, of the flights of this delivery that the
# broken `load_month` drops, whatever the reason: a clock text it cannot take, or a text that is no number. The broken
# loader's rules decide, not those below: a flight with an empty clock is not lost, because it takes that for 0000.
#
# `load_month(path) -> list[dict]`: the repaired loader.
# - One dictionary for **each** flight of *this* delivery, in the file's order, with the same four keys: `flight` (such
#   as `UA1545`), `departed` and `arrived` (`int` minutes after midnight, or `None` for `NA`), `arr_delay` (`int`
#   minutes or `None` for `NA`).
# - A clock text is one to four digits, hours then two digits of minutes: `5` is 00:05, `517` is 05:17. The deliveries
#   write midnight at the end of a day as `2400`: that is minute 1440.
# - Any other text in a clock column raises `ValueError`, for example `960`, `2401`, `abc` or an empty one, and so does
#   a text in `arr_delay` that is neither `NA` nor a whole number (`11.5` is none). The message holds
#   `line N` and the text. Nothing is swallowed.
# - Calling it again gives a list of its own: nothing is left from an earlier call.
#
# **Expected:**
# ```python
# >>> lost = lost_lines(Path("work/deliveries/flights_2013_01.csv"))
# >>> len(lost), lost[0]
# (11, 819)
# >>> len(load_month(Path("work/deliveries/flights_2013_02.csv")))
# 24951
# ```
#
# <details><summary>Hint</summary>
#
# Make it fail loudly: take the `try` away, or log in the `except`, and look at the first row that raises. For the
# second fault, ask when Python makes the list in `table=[]`: once, when the `def` runs. For `lost_lines` you may load
# the broken module with `load_module("work/incident/nightly.py")` and use its parts.
# </details>

# %% nbgrader={"grade": false, "grade_id": "nightly-loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
import csv
from pathlib import Path


def lost_lines(path: Path) -> list[int]:
    """Line numbers of the flights that the broken loader drops from this delivery."""
    ### BEGIN SOLUTION
    broken = load_module("work/incident/nightly.py")
    lost = []
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                broken.minute_of_day(row["dep_time"])
                broken.minute_of_day(row["arr_time"])
                if row["arr_delay"] != "NA":
                    int(row["arr_delay"])
            except ValueError:
                lost.append(line)
    return lost
    ### END SOLUTION


def load_month(path: Path) -> list[dict]:
    """Every flight of one delivery; ValueError names the line and the text that cannot be read."""
    ### BEGIN SOLUTION

    def clock(text):
        if text == "NA":
            return None
        if not (text.isdecimal() and len(text) <= 4):
            raise ValueError(f"{text!r} is not a clock time")
        hours, minutes = divmod(int(text), 100)
        if minutes > 59 or 60 * hours + minutes > 1440:
            raise ValueError(f"{text!r} is not a clock time")
        return 60 * hours + minutes

    table = []
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                table.append(
                    {
                        "flight": row["carrier"] + row["flight"],
                        "departed": clock(row["dep_time"]),
                        "arrived": clock(row["arr_time"]),
                        "arr_delay": None if row["arr_delay"] == "NA" else int(row["arr_delay"]),
                    }
                )
            except ValueError as error:
                raise ValueError(f"{path.name}, line {line}: {error}") from error
    return table
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "nightly-loss-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
import tempfile
from pathlib import Path

scratch = tempfile.TemporaryDirectory()


def delivery_file(name, rows):
    """A delivery from rows of (carrier, flight, dep_time, arr_time, arr_delay)."""
    path = Path(scratch.name, name)
    lines = ["year,carrier,flight,dep_time,arr_time,arr_delay", *(",".join(["2013", *row]) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def plain(table):
    """The table as plain tuples, so that only texts and numbers are compared."""
    assert isinstance(table, list), f"load_month: expected a list, got {type(table).__name__}"
    keys = ("flight", "departed", "arrived", "arr_delay")
    for row in table:
        assert isinstance(row, dict) and sorted(map(str, row)) == sorted(keys), f"expected the keys {keys}, got {row!r}"
    return [(str(row["flight"]), *(None if row[k] is None else int(row[k]) for k in keys[1:])) for row in table]


def loaded(path):
    """The table of a delivery in which every text is a good one."""
    try:
        return plain(load_month(path))
    except ValueError as error:
        raise AssertionError(f"{path.name}: expected every flight of it, got ValueError: {error}") from None


try:
    small = delivery_file(
        "small.csv",
        [
            ("UA", "1545", "517", "830", "11"),
            ("B6", "725", "2250", "2400", "96"),
            ("AA", "1141", "NA", "NA", "NA"),
            ("DL", "461", "5", "1259", "-9"),
        ],
    )
    # What was lost
    got = lost_lines(small)
    assert isinstance(got, list), f"lost_lines: expected a list, got {type(got).__name__}"
    got = [int(line) for line in got]
    assert got != [2], "lost_lines: expected [3], got [2]: the line of the column names is line 1, so count from there"
    assert 4 not in got, f"lost_lines: expected [3], got {got}: the broken loader keeps a cancelled flight (NA) as None"
    assert got == [3], f"lost_lines: expected [3], the flight that lands at 2400, got {got}"
    january = Path("work/deliveries/flights_2013_01.csv")
    got = [int(line) for line in lost_lines(january)]
    assert len(got) == 11 and got[0] == 819, f"January: expected 11 lost lines, the first is 819, got {got}"

    # The repaired loader
    table = loaded(small)
    expected = [
        ("UA1545", 317, 510, 11),
        ("B6725", 1370, 1440, 96),
        ("AA1141", None, None, None),
        ("DL461", 5, 779, -9),
    ]
    assert len(table) == 4, (
        f"expected each of the 4 flights, got {len(table)}: midnight (2400) or cancelled ones are lost"
    )
    assert table[1] != ("B6725", 1370, 0, 96), (
        "2400 became minute 0: that is midnight at the start of the day, before it took off. Expected 1440."
    )
    for want, got in zip(expected, table, strict=True):
        assert got == want, f"expected {want}, got {got}"
    again = loaded(small)
    assert len(again) == 4, (
        f"the second call returned {len(again)} flights, expected 4: a default list lives on, table=[]"
    )

    # A text that cannot be read is not swallowed
    bad = delivery_file("bad.csv", [("UA", "1", "517", "830", "11"), ("UA", "2", "517", "960", "11")])
    try:
        table = load_month(bad)
    except ValueError as error:
        message = str(error)
    else:
        raise AssertionError(f"arrival at 960 (09:60): expected ValueError, got {table!r}")
    assert "line 3" in message and "960" in message, (
        f"expected a message that holds 'line 3' and '960', got {message!r}"
    )
    ### BEGIN HIDDEN TESTS
    mixed = delivery_file(
        "mixed.csv",
        [
            ("UA", "1", "2400", "230", "7"),
            ("UA", "2", "abc", "230", "7"),
            ("UA", "3", "1", "59", "0"),
            ("UA", "4", "1000", "1100", "late"),
            ("UA", "5", "2300", "2360", "7"),
            ("UA", "6", "2300", "NA", "NA"),
            ("UA", "7", "", "230", "7"),
        ],
    )
    got = [int(line) for line in lost_lines(mixed)]
    assert got == [2, 3, 5, 6], (
        f"lost_lines: expected [2, 3, 5, 6], the lines that make the broken loader raise, got {got}. "
        "It takes an empty clock for 0000."
    )
    departs = delivery_file("departs.csv", [("UA", "1", "2400", "230", "7"), ("UA", "3", "1", "59", "0")])
    table = loaded(departs)
    assert table == [("UA1", 1440, 150, 7), ("UA3", 1, 59, 0)], f"expected 1440 and 1 for 2400 and 1, got {table}"
    first = load_month(small)
    second = load_month(small)
    load_month(departs)
    assert first is not second, "two calls returned the same list: expected a list of its own each time"
    assert plain(first) == expected, "a later call changed the list of an earlier one: expected a list of its own"
    for number, (dep, arr, delay, wrong) in enumerate(
        [
            ("abc", "230", "7", "abc"),
            ("2401", "230", "7", "2401"),
            ("2360", "230", "7", "2360"),
            ("2500", "230", "7", "2500"),
            ("517", "-5", "7", "-5"),
            ("517", "00517", "7", "00517"),
            ("517", "", "7", ""),
            ("517", "830", "late", "late"),
            ("517", "830", "", ""),
            ("517", "830", "11.5", "11.5"),
        ]
    ):
        path = delivery_file(
            f"wrong{number}.csv", [("UA", "1", "517", "830", "1")] * 3 + [("UA", "2", dep, arr, delay)]
        )
        try:
            table = load_month(path)
        except ValueError as error:
            assert "line 5" in str(error) and wrong in str(error), (
                f"expected a message that holds 'line 5' and {wrong!r}, got {str(error)!r}"
            )
        else:
            raise AssertionError(f"dep_time {dep!r}, arr_time {arr!r}, arr_delay {delay!r}: expected ValueError")
    february, march = (len(loaded(Path(f"work/deliveries/flights_2013_0{month}.csv"))) for month in (2, 3))
    assert (february, march) == (24951, 28834), f"expected 24951 and 28834 flights, got {february} and {march}"
    ### END HIDDEN TESTS
finally:
    scratch.cleanup()

# %% [markdown]
# Eleven flights of 27,004 look like nothing. But they are not a random eleven: they are flights that touch midnight.
# Of January's eleven, seven arrived more than 15 minutes late, 64 % where 23 % is usual. A silent loss is hardly ever
# a fair sample.

# %% [markdown]
# ## 5 · Tests that catch bugs
# **Goal:** write a test file for a function, good enough to catch bugs that somebody else planted.
#
# **Why it matters.** A test that passes says little. A test that *fails when the code is wrong* is worth keeping. So
# the check below does what mutation testing does: it runs your tests on correct versions of the function, where they
# must pass, and on broken ones, where at least one test must fail.
#
# **Worked example.** A function, three tests for it, and the tests run by pytest on a good and on a broken version.
# Each test has one reason to fail, and its name says which. `pytest.approx` compares floats, `pytest.raises` expects
# an exception.

# %% language="writefile" magic_args="work/examples/test_ground_speed.py"
# import pytest
# from ground_speed import ground_speed
#
#
# def test_miles_and_minutes_give_miles_per_hour():
#     assert ground_speed(100, 20) == pytest.approx(300)
#
#
# def test_a_fraction_is_kept():
#     assert ground_speed(1, 7) == pytest.approx(60 / 7)
#
#
# def test_no_time_in_the_air_is_refused():
#     with pytest.raises(ValueError):
#         ground_speed(100, 0)

# %%
GOOD = """
def ground_speed(miles, minutes):
    if minutes <= 0:
        raise ValueError("no time in the air")
    return 60 * miles / minutes
"""
for title, code in {"good": GOOD, "broken": GOOD.replace("60 * miles / minutes", "60 * miles // minutes")}.items():
    (EXAMPLES / "ground_speed.py").write_text(code)
    # -B: leave no compiled files, so that the next version is not mistaken for this one
    command = [sys.executable, "-B", "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider"]
    command += ["test_ground_speed.py"]
    finished = subprocess.run(command, cwd=EXAMPLES, capture_output=True, text=True, timeout=60)
    summary = [line for line in finished.stdout.splitlines() if line.startswith("FAILED")]
    print(f"{title}: exit code {finished.returncode}", *summary, sep="\n    ")

# %% [markdown]
# This is the function that your tests are for. It goes into the package.

# %% language="writefile" magic_args="work/project/src/flightline/lateness.py"
# """The late share: the one number that everybody asks for."""
#
# from collections.abc import Sequence
#
#
# def late_share(delays: Sequence[int | None], limit: int = 15) -> float:
#     """The share of arrived flights that were more than `limit` minutes late. See the lab for the contract."""
#     arrived = [delay for delay in delays if delay is not None]
#     if not arrived:
#         raise ValueError("no flight arrived: the late share is not defined")
#     return sum(delay > limit for delay in arrived) / len(arrived)

# %% [markdown]
# **The contract of `late_share(delays, limit=15)`**, in `flightline.lateness`:
#
# 1. `delays` is a list or a tuple. It holds each flight's arrival delay in whole minutes, or `None` for a flight that
#    never arrived.
# 2. The result is a `float` from 0 to 1: late flights divided by *arrived* flights. A flight that never arrived counts
#    neither above nor below the line.
# 3. Late means *more than* `limit` minutes. A flight that is exactly `limit` minutes late is not late.
# 4. `limit` is in whole minutes, 0 or more; 15 when it is not given.
# 5. A delay of 0 and a negative delay (early) are arrivals on time.
# 6. When no flight arrived, because `delays` is empty or holds nothing but `None`, it raises `ValueError` or a kind of
#    it.
# 7. `delays` is left as it was.
#
# **Your task.** Write `work/project/tests/test_lateness.py`, a pytest file. It starts from
# `from flightline.lateness import late_share` and tests the seven points by calling the function. It must pass on every
# version that keeps the contract, and fail on every version that breaks it in one point. Do not test what the contract
# leaves open, such as the text of an error or the last digit of a float: a correct version may differ there.
#
# To try them before the check, run this in a cell of its own:
# `!PYTHONPATH=work/project/src {sys.executable} -m pytest -q -p no:cacheprovider work/project/tests`
#
# **Expected:** the check stays silent. When a bug slips through, it names it:
# ```
# AssertionError: your tests pass on a version that is wrong: it counts flights that never arrived as on time
# ```
#
# <details><summary>Hint</summary>
#
# For each point ask: which small list gives another number when the point is broken? `[0, 10, 20]` cannot tell
# `> 15` from `>= 15`, `[15, 20]` can. One test with a mixed list catches few bugs; ten short ones catch nearly all.
# </details>

# %% language="writefile" magic_args="work/project/tests/test_lateness.py" nbgrader={"grade": false, "grade_id": "test-lateness", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """Tests of the late share, point by point of its contract."""
#
# ### BEGIN SOLUTION
# import pytest
# from flightline.lateness import late_share
#
#
# def test_share_is_a_fraction_of_one():
#     assert late_share([20, 30, 0, 40]) == pytest.approx(0.75)
#
#
# def test_result_is_a_float():
#     assert isinstance(late_share([20, 30]), float)
#
#
# def test_flights_that_never_arrived_do_not_count():
#     assert late_share([20, None, 5, None]) == pytest.approx(0.5)
#
#
# def test_exactly_the_limit_is_not_late():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_limit_can_be_given():
#     assert late_share([20, 31, 5], limit=30) == pytest.approx(1 / 3)
#     assert late_share([0, 1], limit=0) == pytest.approx(0.5)
#
#
# def test_zero_is_an_arrival_on_time():
#     assert late_share([0, 0, 0, 20]) == pytest.approx(0.25)
#
#
# def test_early_is_on_time():
#     assert late_share([-40, 20]) == pytest.approx(0.5)
#
#
# @pytest.mark.parametrize("delays", [[], [None, None]])
# def test_no_arrival_is_refused(delays):
#     with pytest.raises(ValueError):
#         late_share(delays)
#
#
# def test_a_tuple_will_do():
#     assert late_share((20, None, 3)) == pytest.approx(0.5)
#
#
# def test_the_list_is_left_alone():
#     delays = [30, None, -5, 20]
#     late_share(delays)
#     assert delays == [30, None, -5, 20]
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test-lateness-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

student_tests = read_answer("work/project/tests/test_lateness.py")

REFERENCE = """
def late_share(delays, limit=15):
    arrived = [delay for delay in delays if delay is not None]
    if not arrived:
        raise ValueError("no flight arrived: the late share is not defined")
    return sum(delay > limit for delay in arrived) / len(arrived)
"""


# Imports pytest once, and forks for each version: a second instead of four. A version gets at most 10 seconds.
RUNNER = """
import os, signal, sys
import pytest

for folder in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        signal.alarm(10)
        os.chdir(folder)
        output = os.open("output.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(output, 1)
        os.dup2(output, 2)
        code = pytest.main(["-q", "--tb=short", "--color=no", "-p", "no:cacheprovider", "tests"])
        sys.stdout.flush()
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with open(os.path.join(folder, "code.txt"), "w") as file:
        file.write(str(code))
    if code == -signal.SIGALRM:
        break
"""


def pytest_on(versions):
    """Run your tests on each version of lateness.py: yields its title, pytest's exit code, and the output's end."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, str(number)) for number in range(len(versions))]
        for folder, version in zip(folders, versions.values(), strict=True):
            package, tests = folder / "src" / "flightline", folder / "tests"
            package.mkdir(parents=True)
            tests.mkdir()
            (package / "__init__.py").touch()
            (package / "lateness.py").write_text(version, encoding="utf-8")
            (tests / "test_lateness.py").write_text(student_tests, encoding="utf-8")
            (folder / "pytest.ini").write_text("[pytest]\npythonpath = src\n")
        env = {
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTEST_ADDOPTS": "",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        run = subprocess.run(
            [sys.executable, "-c", RUNNER, *map(str, folders)], env=env, capture_output=True, text=True
        )
        assert run.returncode == 0, f"pytest could not be started: {run.stderr[-800:]}"
        for folder, title in zip(folders, versions, strict=True):
            code = int((folder / "code.txt").read_text())
            assert code != -signal.SIGALRM, "your tests ran for more than 10 seconds: is there an endless loop?"
            yield title, code, "\n".join((folder / "output.txt").read_text(errors="replace").splitlines()[-12:])


def must_pass(versions):
    for title, code, output in pytest_on(versions):
        assert code != 5, "pytest found no test: names must start with test_, for the functions too"
        assert code == 0, (
            f"your tests fail on a correct version ({title}): expected exit code 0, got {code}. "
            f"They ask for more than the contract, or for something else:\n{output}"
        )


def must_fail(versions):
    for title, version in versions.items():
        assert version != REFERENCE, f"this broken version is not broken: {title}"
    for title, code, output in pytest_on(versions):
        assert code != 0, f"your tests pass on a version that is wrong: it {title}"
        assert code == 1, f"pytest should run and fail on a version that {title}; got exit code {code}:\n{output}"


must_pass({"the one in the lab": REFERENCE})
must_fail(
    {
        "counts flights that never arrived as on time": REFERENCE.replace("len(arrived)", "len(delays)"),
        "calls a flight late that is exactly at the limit": REFERENCE.replace("delay > limit", "delay >= limit"),
        "returns percent instead of a share": REFERENCE.replace("return sum", "return 100 * sum"),
        "returns 0.0 when no flight arrived": REFERENCE.replace(
            'raise ValueError("no flight', 'return 0.0  # ("no flight'
        ),
    }
)
### BEGIN HIDDEN TESTS
must_pass(
    {
        "computed from the other side, with another kind of ValueError": """
from statistics import StatisticsError, fmean

def late_share(delays, limit=15):
    flags = [float(delay <= limit) for delay in delays if delay is not None]
    if len(flags) < 1:
        raise StatisticsError("nothing to average")
    return 1.0 - fmean(flags)
"""
    }
)
must_fail(
    {
        "ignores limit": REFERENCE.replace("delay > limit", "delay > 15"),
        "takes another default limit": REFERENCE.replace("limit=15", "limit=30"),
        "takes 14 as the default limit": REFERENCE.replace("limit=15", "limit=14"),
        "takes 16 as the default limit": REFERENCE.replace("limit=15", "limit=16"),
        "takes a limit of 0 for none given": REFERENCE.replace("arrived = [", "limit = limit or 15\n    arrived = ["),
        "returns an int for 0 and 1": REFERENCE.replace("return sum", "share = sum")
        + "    return int(share) if share in (0, 1) else share\n",
        "returns a Fraction": "from fractions import Fraction\n"
        + REFERENCE.replace("return sum(", "return Fraction(sum(").replace(") / len(arrived)", "), len(arrived))"),
        "takes no tuple": REFERENCE.replace("in delays if", "in delays.copy() if"),
        "removes each None from the list that it is given": REFERENCE.replace(
            "arrived = [",
            "while isinstance(delays, list) and None in delays:\n        delays.remove(None)\n    arrived = [",
        ),
        "drops flights with a delay of 0": REFERENCE.replace("if delay is not None", "if delay"),
        "counts flights that are very early as late": REFERENCE.replace("delay > limit", "abs(delay) > limit"),
        "drops flights that are early": REFERENCE.replace("is not None", "is not None and delay >= 0"),
        "takes an empty list": REFERENCE.replace("if not arrived", "if delays and not arrived").replace(
            "/ len(arrived)", "/ max(1, len(arrived))"
        ),
        "takes a list of nothing but None": REFERENCE.replace("if not arrived", "if not delays").replace(
            "/ len(arrived)", "/ max(1, len(arrived))"
        ),
        "lets a ZeroDivisionError out when no flight arrived": REFERENCE.replace("if not arrived", "if False"),
        "empties the list that it is given": """
def late_share(delays, limit=15):
    waiting = delays if isinstance(delays, list) else list(delays)
    arrived = []
    while waiting:
        delay = waiting.pop()
        if delay is not None:
            arrived.append(delay)
    if not arrived:
        raise ValueError("no flight arrived")
    return sum(delay > limit for delay in arrived) / len(arrived)
""",
    }
)
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · A picture of the day
# **Goal:** draw departures and the late share by hour of the day.
#
# **Why it matters.** Before anybody trains a model, somebody should look. Two panels with one axis show at once *where
# the flights are* and *where the lateness is*. A share without the count behind it fools people.
#
# **Worked example.** Flights and cancelled flights by origin, in two panels.

# %%
table = flights.load(months=[1, 2, 3], columns=["origin", "dep_time"])
by_origin = table.assign(cancelled=table["dep_time"].isna()).groupby("origin")["cancelled"].agg(["size", "mean"])

figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(6, 4), layout="constrained")
upper.bar(by_origin.index, by_origin["size"], color="tab:gray")
upper.set_ylabel("flights")
upper.set_title(f"January to March: {len(table)} flights")
lower.plot(by_origin.index, 100 * by_origin["mean"], marker="o", color="tab:red")
lower.set_ylim(0, 5)  # from 0: a cut axis makes small differences look large
lower.set_ylabel("cancelled (%)")
lower.set_xlabel("origin (airport code)")
plt.show()

# %% [markdown]
# **Your task.** Write `draw_hours(frame)`. It takes a DataFrame and returns a `matplotlib.figure.Figure`. The frame has
# the columns `hour` (`int64`, the scheduled departure's local hour, 0 to 23) and `arr_delay` (`float64`, minutes, NaN
# when the flight never arrived), and perhaps more; its index may be anything. The frame is left as it was.
#
# The figure has exactly two axes, one above the other:
#
# | | upper axes | lower axes |
# | --- | --- | --- |
# | drawn as | bars (`bar`), one centred on each hour that has flights | one line (`plot`) with a marker at each hour |
# | height | the number of flights scheduled in that hour | flights more than 15 minutes late, in **percent of those that arrived** |
# | y label | `flights` | `late (%)` |
# | x label | none needed | `scheduled departure hour (local time)` |
# | title | holds the number of all flights, such as `336776 flights` | none needed |
#
# The points of the line stand in the order of the hours. An hour in which no flight arrived has no point (or NaN). The
# lower y axis starts at 0, and every point lies inside it.
#
# **Expected:** a frame with `hour` 6, 6, 6, 9 and `arr_delay` 20, 3, NaN, NaN gives bars of height 3 at 6 and 1 at 9,
# and one point: 50 % at 6.
#
# <details><summary>Hint</summary>
#
# `groupby("hour")["arr_delay"]` has `.size()` for all flights and `.count()` for those that arrived. Divide two series
# with the same index, and 0 / 0 becomes NaN by itself.
# </details>

# %% nbgrader={"grade": false, "grade_id": "late-by-hour", "locked": false, "schema_version": 3, "solution": true, "task": false}
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    ### BEGIN SOLUTION
    hours = frame.groupby("hour")["arr_delay"]
    scheduled = hours.size()
    late = 100 * hours.agg(lambda delays: (delays > 15).sum()) / hours.count()

    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(8, 5), layout="constrained")
    upper.bar(scheduled.index, scheduled, color="tab:gray")
    upper.set_ylabel("flights")
    upper.set_title(f"New York, by hour of departure: {len(frame)} flights")
    lower.plot(late.index, late, marker="o", color="tab:red")
    lower.set_ylim(bottom=0)
    lower.set_ylabel("late (%)")
    lower.set_xlabel("scheduled departure hour (local time)")
    lower.set_xticks(range(0, 24, 2))
    return figure
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "late-by-hour-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
import math
import warnings

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from labkit import flights


def drawn(frame):
    """What the figure shows, as plain numbers and texts: bars, points, and the two axes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 0 / 0 in NumPy warns, and the NaN that it gives is welcome here
        try:
            figure = draw_hours(frame)
        except (ValueError, LookupError) as error:
            raise AssertionError(f"draw_hours raised {error!r}: the frame's index may be anything") from error
    assert isinstance(figure, Figure), f"expected a matplotlib Figure, got {type(figure).__name__}: return the figure"
    axes = sorted(figure.axes, key=lambda axis: -float(axis.get_position().y0))
    assert len(axes) == 2, f"expected exactly two axes, got {len(axes)}"
    upper, lower = axes
    assert float(upper.get_position().y0) > float(lower.get_position().y1) - 0.01, (
        "the two axes overlap: expected one above the other, plt.subplots(2, 1), not a second y axis"
    )
    bars = {}
    for bar in upper.patches:
        if float(bar.get_height()) > 0:
            bars[round(float(bar.get_x()) + float(bar.get_width()) / 2, 6)] = float(bar.get_height())
    assert len(lower.lines) == 1, f"lower axes: expected one line, got {len(lower.lines)}"
    line = lower.lines[0]
    assert str(line.get_marker()) not in ("None", "none", "", " "), (
        "the line has no marker: an hour alone would not show"
    )
    points = [(float(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]
    points = [(x, y) for x, y in points if not math.isnan(y)]
    top = float(lower.get_ylim()[1])
    assert all(y <= top for _, y in points), (
        f"the lower y axis ends at {top:.3g}, below the points {points}: set its lower limit after plot"
    )
    return bars, points, upper, lower


small = pd.DataFrame({"hour": [6, 6, 6, 9], "arr_delay": [20.0, 3.0, float("nan"), float("nan")]})
bars, points, upper, lower = drawn(small)
assert bars == {6.0: 3.0, 9.0: 1.0}, (
    f"expected bars of height 3 at 6 and 1 at 9, got {bars}. Scheduled flights that never arrived count here."
)
assert [x for x, _ in points] == [6.0], (
    f"expected one point, at hour 6, got {points}: where no flight arrived there is no share, not 0"
)
share = points[0][1]
assert not math.isclose(share, 0.5), "expected 50 at hour 6, got 0.5: the axis says percent"
assert not math.isclose(share, 100 / 3), "expected 50 % at hour 6, got 33.3 %: divide by the flights that arrived"
assert math.isclose(share, 50), f"expected 50 % at hour 6, got {share}"
for got, expected in {
    str(upper.get_ylabel()): "flights",
    str(lower.get_ylabel()): "late (%)",
    str(lower.get_xlabel()): "scheduled departure hour (local time)",
}.items():
    assert got == expected, (
        f"expected the axis label {expected!r}, got {got!r}: a reader needs the quantity and its unit"
    )
assert "4" in str(upper.get_title()), (
    f"expected the number of flights, 4, in the upper title, got {upper.get_title()!r}"
)
bottom = float(lower.get_ylim()[0])
assert bottom == 0, (
    f"expected the lower y axis to start at 0, got {bottom:.3g}: a cut axis makes differences look large"
)
plt.close("all")
### BEGIN HIDDEN TESTS
edge = pd.DataFrame(
    {
        "carrier": list("ABCDEFG"),
        "hour": [23, 5, 23, 5, 0, 0, 0],
        "arr_delay": [15.0, 16.0, 15.0, -60.0, 90.0, 16.0, 1.0],
        "air_time": [float("nan"), 60.0, 75.0, float("nan"), 80.0, 90.0, float("nan")],
    },
    index=[7, 7, 3, 1, 0, 2, 9],
)
before = edge.copy()
bars, points, upper, lower = drawn(edge)
assert edge.equals(before) and list(edge.columns) == list(before.columns), "the frame was changed: work on a copy"
assert bars == {0.0: 3.0, 5.0: 2.0, 23.0: 2.0}, f"expected 3, 2 and 2 flights at 0, 5 and 23, got {bars}"
expected = [(0.0, 200 / 3), (5.0, 50.0), (23.0, 0.0)]
assert [x for x, _ in points] == [0.0, 5.0, 23.0], f"expected the points in the order of the hours, got {points}"
assert all(math.isclose(y, want, abs_tol=1e-6) for (_, y), (_, want) in zip(points, expected, strict=True)), (
    f"expected {expected}, got {points}: exactly 15 minutes is not late"
)
january = flights.load(months=1, columns=["hour", "arr_delay"])
bars, points, upper, lower = drawn(january)
assert sum(bars.values()) == 27004 and "27004" in str(upper.get_title()).replace(",", ""), "January has 27004 flights"
expected = {
    float(hour): 100 * sum(delay > 15 for delay in delays.dropna()) / len(delays.dropna())
    for hour, delays in january.groupby("hour")["arr_delay"]
    if len(delays.dropna())
}
assert {x: round(y, 6) for x, y in points} == {x: round(y, 6) for x, y in expected.items()}, "January's shares differ"
assert float(lower.get_ylim()[0]) == 0, "January: the lower y axis does not start at 0"
plt.close("all")
### END HIDDEN TESTS

# %% [markdown]
# Now look at the whole year. When would you book?

# %%
try:
    figure = draw_hours(flights.load(columns=["hour", "arr_delay"]))
except NotImplementedError:
    print("The picture appears here once draw_hours is written.")
else:
    plt.close(figure)
    display(figure)

# %% [markdown]
# Lateness piles up during the day: a plane that lands late leaves late again. At 5 in the morning one flight in ten is
# late, at 9 in the evening more than one in three. The hour is known before take-off, so the model may use it.

# %% [markdown]
# ## 7 · A command line
# **Goal:** give the package a command that people and scripts can call.
#
# **Why it matters.** A scheduler starts commands, not notebooks. It reads two things: the exit code and the output. So
# answers go to stdout, everything said *about* the work goes to stderr, and the exit code is 0 only when it worked.
#
# **Worked example.** A command made with Typer, which reads the arguments and their types from the function's
# signature. Here it is called three times, as a shell would.

# %% language="writefile" magic_args="work/examples/clock.py"
# from typing import Annotated
#
# import typer
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def clock(
#     minute: Annotated[int, typer.Argument(help="Minute of the day, 0 or more.", min=0)],
#     seconds: Annotated[bool, typer.Option("--seconds", help="Show seconds too.")] = False,
# ) -> None:
#     """Show a minute of the day as a clock does."""
#     if minute >= 1440:
#         typer.echo(f"error: {minute} is past the end of the day", err=True)  # stderr
#         raise typer.Exit(1)
#     typer.echo(f"{minute // 60:02d}:{minute % 60:02d}" + (":00" if seconds else ""))
#
#
# if __name__ == "__main__":
#     app()

# %% tags=["nbval-check-output"]
for arguments in (["317"], ["317", "--seconds"], ["1440"]):
    finished = subprocess.run(
        [sys.executable, "clock.py", *arguments], cwd=EXAMPLES, capture_output=True, text=True, timeout=60
    )
    print(f"{finished.returncode=} {finished.stdout=} {finished.stderr=}")

# %% [markdown]
# The command stands on this module, which joins yours together. It is given.

# %% language="writefile" magic_args="work/project/src/flightline/report.py"
# """What a delivery comes to."""
#
# import logging
# from dataclasses import dataclass
# from pathlib import Path
#
# from flightline.lateness import late_share
# from flightline.loading import read_rows
# from flightline.records import Flight
#
# log = logging.getLogger(__name__)
# COLUMNS = ("time_hour", "carrier", "flight", "origin", "dest", "arr_delay")
#
#
# @dataclass(frozen=True)
# class Summary:
#     """A delivery's file name, its flights, those that arrived, those that were late, and the late share (0 to 1)."""
#
#     delivery: str
#     flights: int
#     arrived: int
#     late: int
#     late_share: float
#
#
# def summarise(path: Path, limit: int = 15) -> Summary:
#     """Sum up a delivery; late is more than `limit` minutes.
#
#     Raises FileNotFoundError for a missing file, and DeliveryError for one that cannot be used.
#     """
#     delays = [flight.arr_delay for flight in read_rows(path, Flight.from_row, required=COLUMNS)]
#     arrived = [delay for delay in delays if delay is not None]
#     log.info("%s: %d of %d flights arrived", path.name, len(arrived), len(delays))
#     late = sum(delay > limit for delay in arrived)
#     return Summary(path.name, len(delays), len(arrived), late, late_share(delays, limit))

# %% [markdown]
# **Your task.** Write `work/project/src/flightline/cli.py`. It holds an object `app`. The installed command does
# `from flightline.cli import app` and `sys.exit(app())`; `app` reads the arguments from the command line itself, as a
# Typer app does (argparse will do as well).
#
# `flightline DELIVERY [--limit MINUTES] [--json] [--verbose]`
#
# 1. It calls `summarise(path, limit=limit)` from `flightline.report`, with `path` a `Path`. `--limit` is a whole number
#    of minutes, 0 or more, 15 by default.
# 2. On success it prints one line to stdout and exits with 0. The share has one decimal:
#    `flights_2013_01.csv: 27004 flights, 26398 arrived, 22.7 % late`
# 3. With `--json` stdout is one JSON object instead, with the keys `delivery`, `flights`, `arrived`, `late` and
#    `late_share`, whose values are the summary's, not rounded.
# 4. When `summarise` raises `FileNotFoundError` or `DeliveryError` (from `flightline.loading`): stdout stays empty, one
#    line goes to stderr that starts with `error:` and holds the exception's text, no traceback, and the exit code is 1.
#    Any other exception is a bug: let it out.
# 5. A wrong argument, such as `--limit soon` or `--limit -1`, ends with exit code 2.
# 6. Log lines go to stderr, never to stdout: WARNING and above; with `--verbose` also INFO. Each is one line that holds
#    the level's name and the message.
#
# **Expected**, once exercises 1, 2, 7 and 8 are solved and the wheel is installed:
# ```
# $ flightline work/deliveries/flights_2013_01.csv
# flights_2013_01.csv: 27004 flights, 26398 arrived, 22.7 % late
# $ flightline nowhere.csv; echo $?
# error: [Errno 2] No such file or directory: 'nowhere.csv'
# 1
# ```
# The check brings a `report` and a `loading` of its own, with the same names: your other exercises do not matter here.
#
# <details><summary>Hint</summary>
#
# This is a program, so here `logging.basicConfig(level=...)` is right; without `stream=` it writes to stderr.
# `dataclasses.asdict(summary)` makes the dictionary that `json.dumps` wants.
# </details>

# %% language="writefile" magic_args="work/project/src/flightline/cli.py" nbgrader={"grade": false, "grade_id": "command-line", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """The command `flightline`."""
#
# ### BEGIN SOLUTION
# import dataclasses
# import json
# import logging
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[int, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "command-line-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

student_cli = read_answer("work/project/src/flightline/cli.py")

# Stand-ins with the same names. Here a delivery is a file of delays, one a line, NA when missing.
STAND_INS = {
    "__init__.py": "",
    "loading.py": "class DeliveryError(Exception):\n    pass\n",
    "report.py": """
import logging
from dataclasses import dataclass
from pathlib import Path

from flightline.loading import DeliveryError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Summary:
    delivery: str
    flights: int
    arrived: int
    late: int
    late_share: float


def summarise(path: Path, limit: int = 15) -> Summary:
    texts = path.read_text().split()
    if "bug" in texts:
        raise KeyError("bug")
    if "bad" in texts:
        log.warning("%s: a bad row", path.name)
    if texts.count("bad") > 1:
        raise DeliveryError(f"{path.name}: {texts.count('bad')} of {len(texts)} rows are bad")
    delays = [int(text) for text in texts if text not in ("NA", "bad")]
    log.info("%s: %d of %d flights arrived", path.name, len(delays), len(texts))
    late = sum(delay > limit for delay in delays)
    return Summary(path.name, len(texts), len(delays), late, late / len(delays))
""",
}
scratch = tempfile.TemporaryDirectory()
package = Path(scratch.name, "lib", "flightline")
package.mkdir(parents=True)
for name, text in {**STAND_INS, "cli.py": student_cli}.items():
    (package / name).write_text(text, encoding="utf-8")
for name, delays in {"good.csv": "20 3 NA 40 5 -8 16 0", "one_bad.csv": "20 bad 3", "bad.csv": "bad 1 bad 2"}.items():
    Path(scratch.name, name).write_text("\n".join(delays.split()) + "\n")


def flightline(*arguments):
    """Call the command as its installed script does."""
    env = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}  # a notebook's kernel sets it
    env |= {"PYTHONPATH": str(package.parent), "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    script = "import sys; sys.argv[0] = 'flightline'; from flightline.cli import app; sys.exit(app())"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=scratch.name,
        env=env,
        capture_output=True,
        text=True,
        timeout=25,
    )


try:
    run = flightline("good.csv")
    assert run.returncode == 0, f"flightline good.csv: expected exit code 0, got {run.returncode}:\n{run.stderr[-800:]}"
    expected = "good.csv: 8 flights, 7 arrived, 42.9 % late\n"
    assert run.stdout == expected, f"flightline good.csv: expected stdout {expected!r}, got {run.stdout!r}"
    assert run.stderr == "", f"without --verbose expected nothing on stderr, got {run.stderr!r}"

    run = flightline("good.csv", "--json")
    try:
        got = json.loads(run.stdout)
    except ValueError:
        raise AssertionError(
            f"--json: expected one JSON object on stdout and nothing else, got {run.stdout!r}"
        ) from None
    expected = {"delivery": "good.csv", "flights": 8, "arrived": 7, "late": 3, "late_share": 3 / 7}
    assert got == expected, f"--json: expected {expected}, got {got}. A program that reads it wants the exact share."

    run = flightline("nowhere.csv")
    assert run.returncode == 1, (
        f"a missing file: expected exit code 1, got {run.returncode}: a scheduler reads nothing else"
    )
    assert "Traceback" not in run.stderr, "a missing file: expected one line, got a traceback: catch FileNotFoundError"
    assert run.stdout == "", f"a missing file: expected nothing on stdout, got {run.stdout!r}: errors go to stderr"
    assert run.stderr.startswith("error:") and "nowhere.csv" in run.stderr and run.stderr.count("\n") == 1, (
        f"a missing file: expected one line on stderr, 'error: ...' with the exception's text, got {run.stderr!r}"
    )

    run = flightline("good.csv", "--json", "--verbose")
    assert "good.csv: 7 of 8 flights arrived" not in run.stdout, (
        "--verbose wrote the log to stdout: it belongs on stderr"
    )
    assert "INFO" in run.stderr and "good.csv: 7 of 8 flights arrived" in run.stderr, (
        f"--verbose: expected the INFO line with its level on stderr, got {run.stderr!r}"
    )
    ### BEGIN HIDDEN TESTS
    run = flightline("good.csv", "--limit", "19")
    expected = "good.csv: 8 flights, 7 arrived, 28.6 % late\n"
    assert run.stdout == expected, f"--limit 19: expected {expected!r}, got {run.stdout!r}: pass limit to summarise"
    run = flightline("--limit", "0", "good.csv", "--json")
    assert json.loads(run.stdout)["late"] == 5, f"--limit 0 before the file: expected 5 late, got {run.stdout!r}"
    for wrong in ("-1", "soon", "15.5"):
        run = flightline("good.csv", "--limit", wrong)
        assert run.returncode == 2 and run.stdout == "", f"--limit {wrong}: expected exit code 2, got {run.returncode}"
    run = flightline("bad.csv", "--json")
    assert run.returncode == 1 and run.stdout == "", f"DeliveryError: expected exit code 1, got {run.returncode}"
    assert "Traceback" not in run.stderr, "DeliveryError: expected one line, got a traceback"
    assert "error: bad.csv: 2 of 4 rows are bad" in run.stderr.splitlines(), (
        f"expected the error's text, got {run.stderr!r}"
    )
    run = flightline("one_bad.csv", "--json")
    assert run.returncode == 0 and json.loads(run.stdout)["flights"] == 3, f"got {run.stdout!r} and {run.stderr!r}"
    lines = run.stderr.splitlines()
    assert len(lines) == 1 and "WARNING" in lines[0] and "one_bad.csv: a bad row" in lines[0], (
        f"expected the WARNING with its level, and only it, on stderr without --verbose, got {run.stderr!r}"
    )
    run = flightline("one_bad.csv")
    expected = "one_bad.csv: 3 flights, 2 arrived, 50.0 % late\n"
    assert run.stdout == expected, f"one bad row: expected stdout {expected!r}, got {run.stdout!r}: logs go to stderr"
    run = flightline("bad.csv")
    assert run.returncode == 1 and run.stdout == "", f"DeliveryError: expected nothing on stdout, got {run.stdout!r}"
    Path(scratch.name, "sub").mkdir()
    Path(scratch.name, "sub", "big.csv").write_text("20\n" * 250 + "0\n" * 750)
    run = flightline("sub/big.csv")
    expected = "big.csv: 1000 flights, 1000 arrived, 25.0 % late\n"
    assert run.stdout == expected, f"sub/big.csv: expected stdout {expected!r}, got {run.stdout!r}"
    run = flightline("sub")
    assert run.returncode != 0 and "IsADirectoryError" in run.stderr, (
        f"a folder: expected IsADirectoryError to show, only two exceptions are caught, got {run.stderr!r}"
    )
    Path(scratch.name, "bug.csv").write_text("bug\n")
    run = flightline("bug.csv")
    assert run.returncode != 0 and "KeyError" in run.stderr, (
        f"a KeyError is a bug: expected it to show, got {run.stderr!r}"
    )
    ### END HIDDEN TESTS
finally:
    scratch.cleanup()

# %% [markdown]
# ## 8 · A wheel
# **Goal:** describe the project in `pyproject.toml`, so that it can be built, installed and called.
#
# **Why it matters.** "Copy the notebook" is no way to deploy. A wheel is one file with a version in its name. The same
# file goes to the test machine and to production, and what it needs is written in it.
#
# **Worked example.** The smallest project that builds, with its package beside `pyproject.toml`. `python -m build`
# calls the *build backend* that the first table names. `--no-isolation` takes the backend that is installed here
# instead of downloading one.

# %% tags=["nbval-check-output"]
import zipfile

with tempfile.TemporaryDirectory() as folder:
    Path(folder, "tailwind").mkdir()
    Path(folder, "tailwind/__init__.py").write_text('"""Wind from behind."""\n')
    Path(folder, "pyproject.toml").write_text("""
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tailwind"
version = "1.2.0"
""")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", folder]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=120)
    wheel = next(Path(folder, "dist").glob("*.whl"))
    print(wheel.name)
    for name in zipfile.ZipFile(wheel).namelist():
        print("   ", name)

# %% [markdown]
# **Your task.** Write `work/project/pyproject.toml`. Around it lie `README.md`, `src/flightline/` and `tests/`, as in the
# tree at the top. The check builds your file in a project of that shape, whose package also has a folder of modules,
# `flightline/hours/`.
#
# - The build backend is `hatchling.build`, from `hatchling`. Nothing is downloaded, so use no plugin of it.
# - The project is called `flightline`, its version is `0.1.0`, and it needs Python 3.11 or newer, with no upper limit.
# - It depends on `typer`, version 0.15 or newer, with no upper limit, and on nothing else.
# - Installing it makes a command `flightline` that calls `app` in `flightline.cli`.
# - The wheel holds the whole package, `py.typed` too, as `flightline/...`, and none of the tests.
#
# **Expected:** `python -m build --wheel --no-isolation` makes `dist/flightline-0.1.0-py3-none-any.whl`, and in an
# environment into which it was installed, `flightline --help` runs.
#
# <details><summary>Hint</summary>
#
# The keys of `[project]` are `name`, `version`, `requires-python` and `dependencies`, a list of strings. Commands stand
# in `[project.scripts]`, as `name = "package.module:object"`. Hatchling finds `src/flightline` by itself, or you name it
# under `[tool.hatch.build.targets.wheel]` as `packages = ["src/flightline"]`. In TOML, a key that stands after a table's
# header belongs to that table: mind the order.
# </details>

# %% language="writefile" magic_args="work/project/pyproject.toml" nbgrader={"grade": false, "grade_id": "build-wheel", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# description = "Flights out of New York, one delivery at a time"
# readme = "README.md"
# requires-python = ">=3.11"
# dependencies = ["typer>=0.15"]
#
# [project.scripts]
# flightline = "flightline.cli:app"
#
# [tool.hatch.build.targets.wheel]
# packages = ["src/flightline"]
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "build-wheel-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
import email
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from uv import find_uv_bin

pyproject = read_answer("work/project/pyproject.toml")

# A project of the same shape as yours, with modules that are quick to call
PARTS = {
    "README.md": "# flightline\n",
    "src/flightline/__init__.py": "",
    "src/flightline/py.typed": "",
    "src/flightline/cli.py": 'import sys\n\n\ndef app():\n    print("called with", *sys.argv[1:])\n',
    "src/flightline/hours/__init__.py": "",
    "src/flightline/hours/rush.py": "RUSH = range(17, 20)\n",
    "tests/test_nothing.py": "def test_nothing():\n    pass\n",
}
scratch = tempfile.TemporaryDirectory()


def run(*command):
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command], cwd=scratch.name, env=env, capture_output=True, text=True, timeout=25
    )


try:
    project = Path(scratch.name, "project")
    for name, text in {**PARTS, "pyproject.toml": pyproject}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", project)
    said = "\n".join((built.stdout + built.stderr).splitlines()[-6:])
    assert built.returncode == 0, (
        f"python -m build failed. Is there a [build-system] table that names hatchling.build?\n{said}"
    )
    wheels = [str(path.name) for path in (project / "dist").glob("*.whl")]
    expected = "flightline-0.1.0-py3-none-any.whl"
    assert wheels == [expected], (
        f"expected the wheel {expected}, got {wheels}: look at name, version and requires-python"
    )

    wheel = project / "dist" / expected
    with zipfile.ZipFile(wheel) as archive:
        inside = [str(name) for name in archive.namelist() if ".dist-info/" not in name]
        metadata = email.message_from_string(archive.read("flightline-0.1.0.dist-info/METADATA").decode())
        generator = archive.read("flightline-0.1.0.dist-info/WHEEL").decode()
    assert "Generator: hatchling" in generator, (
        "the wheel was not built by hatchling: without a [build-system] table another backend is guessed"
    )
    assert "flightline/cli.py" in inside, (
        f"expected flightline/cli.py in the wheel, got {inside}: the package's folder is src/flightline, not src"
    )
    needs = [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]
    names = [str(need.name) for need in needs]
    assert names == ["typer"], (
        f"expected that it depends on typer alone, got {names}. What the code imports belongs in dependencies; what "
        "only tests or builds need does not. A key after [project.scripts] belongs to that table."
    )

    # Into a fresh environment that holds nothing else
    uv = [find_uv_bin(), "--no-config", "--offline", "--no-cache", "--quiet"]
    environment = Path(scratch.name, "environment")
    made = run(*uv, "venv", "--no-project", "--python", sys.executable, environment)
    assert made.returncode == 0, f"uv venv failed: {made.stderr}"
    installed = run(*uv, "pip", "install", "--no-deps", "--python", environment / "bin" / "python", wheel)
    assert installed.returncode == 0, (
        f'the wheel cannot be installed. Is each script written "package.module:object"?\n{installed.stderr}'
    )
    command = environment / "bin" / "flightline"
    assert command.exists(), "the wheel installs no command flightline: is there a [project.scripts] table?"
    called = run(command, "january.csv", "--json")
    assert called.stdout == "called with january.csv --json\n", (
        f"flightline january.csv --json: expected a call of app in flightline.cli, got {called.stdout + called.stderr!r}. "
        'A script is written "package.module:object".'
    )
    ### BEGIN HIDDEN TESTS
    for name in ("flightline/py.typed", "flightline/__init__.py", "flightline/hours/rush.py"):
        assert name in inside, f"expected {name} in the wheel, got {inside}"
    strangers = [name for name in inside if not name.startswith("flightline/")]
    assert strangers == [], f"expected the package alone in the wheel, got also {strangers}"
    assert not any("test" in name for name in inside), f"expected no tests in the wheel, got {inside}"
    accepted = [version for version in ("0.14.0", "0.15.0", "0.29.2", "7.0") if needs[0].specifier.contains(version)]
    assert accepted == ["0.15.0", "0.29.2", "7.0"], f"typer: expected 0.15 or newer without upper limit, got {needs[0]}"
    python = SpecifierSet(str(metadata["Requires-Python"] or ""))
    accepted = [version for version in ("3.10.9", "3.11.0", "3.13.1", "4.0") if python.contains(version)]
    assert accepted == ["3.11.0", "3.13.1", "4.0"], f"requires-python: expected 3.11 or newer, got {str(python)!r}"
    ### END HIDDEN TESTS
finally:
    scratch.cleanup()

# %% [markdown]
# ## Put it together
# This cell builds *your* project, installs the wheel, runs *your* tests against what was installed, and calls *your*
# command on the real deliveries.

# %%
import os
import shutil

from uv import find_uv_bin

YOURS = ["src/flightline/records.py", "src/flightline/loading.py", "src/flightline/cli.py", "pyproject.toml"]
YOURS += ["tests/test_lateness.py"]


def solved(name):
    try:
        return bool(read_answer(PROJECT / name))
    except (NotImplementedError, FileNotFoundError):
        return False


missing = [name for name in YOURS if not solved(name)]
if missing:
    print("Solve these first:", ", ".join(missing))
else:
    with tempfile.TemporaryDirectory() as folder:
        site, copy = Path(folder, "site"), Path(folder, "project")
        shutil.copytree(PROJECT, copy)
        wheel = "flightline-0.1.0-py3-none-any.whl"
        python, command = sys.executable, site / "bin" / "flightline"
        uv = [find_uv_bin(), "--no-config", "--offline", "--no-cache", "--quiet", "pip"]
        january, february, nothing = (f"work/deliveries/flights_2013_{month:02d}.csv" for month in (1, 2, 13))
        steps = {
            "python -m build --wheel --no-isolation": [python, "-m", "build", "--wheel", "--no-isolation", copy],
            f"uv pip install --no-deps {wheel}": [
                *uv, "install", "--no-deps", "--python", python, "--target", site, copy / "dist" / wheel
            ],
            "pytest tests": [python, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider", copy / "tests"],
            f"flightline {january}": [command, january],
            f"flightline {february}": [command, february],
            f"flightline {nothing}": [command, nothing],
        }  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
        for title, step in steps.items():
            try:
                finished = subprocess.run(
                    list(map(str, step)), env=environment, capture_output=True, text=True, timeout=30
                )
            except subprocess.TimeoutExpired:
                print(f"$ {title}", "[ended after 30 seconds]", sep="\n")
                break
            said = (finished.stderr + finished.stdout).splitlines()
            print(f"$ {title}", *said[-1 if finished.returncode == 0 else -8 :], sep="\n")
            print(f"[exit code {finished.returncode}]")
            if finished.returncode != 0:
                break


# %% [markdown]
# ## Where we stand
# **Now fixed**
# - February's late share is February's, and flights that never arrived are not counted as on time.
# - A bad row is logged with its line; a bad delivery stops the job; a bug is not swallowed.
# - The loader is a wheel with a version, a command and tests that have proved that they catch bugs.
#
# **Still broken**
# - Nobody runs the command: the nightly job is a line in somebody's notes. *Lab 02* makes it a safe script.
# - The code has no history, and nothing runs the tests before a change goes in. *Lab 04* does both.
# - The wheel says `typer>=0.15`: two machines may install two versions. *Lab 05* locks them in an image.
#
# **Done when** all eight checks pass after *Restart kernel and run all cells*, and the last cell prints two months.
#
# **Sources**
# - Python documentation: [dataclasses](https://docs.python.org/3/library/dataclasses.html),
#   [logging HOWTO](https://docs.python.org/3/howto/logging.html).
# - pytest documentation: [How to write and report assertions in tests](https://docs.pytest.org/en/stable/how-to/assert.html).
# - Python Packaging User Guide: [Writing your pyproject.toml](https://packaging.python.org/en/latest/guides/writing-pyproject-toml/),
#   [src layout vs flat layout](https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/).
