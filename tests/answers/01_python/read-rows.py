# %% right: errors kept in a list, set arithmetic for the columns
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% right: the csv reader over lines, DeliveryError as a kind of ValueError
# """Read a delivery row by row, and say what happened to each."""
#
# import csv
# from logging import getLogger
# from pathlib import Path
# from typing import Any, Callable, Iterable, List
#
# logger = getLogger(__name__)
#
#
# class DeliveryError(ValueError):
#     """A delivery that cannot be used."""
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict], Any], *, required: Iterable[str] = (), max_bad_share: float = 0.01
# ) -> List[Any]:
#     header, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
#     columns = next(csv.reader([header]), [])
#     for_lack_of = [name for name in required if name not in columns]
#     if for_lack_of:
#         raise DeliveryError(f"{path}: missing {' and '.join(for_lack_of)}")
#     if not lines:
#         raise DeliveryError(f"{path}: nothing but a header")
#     result = []
#     first_error = None
#     for number, values in enumerate(csv.reader(lines)):
#         row = dict(zip(columns, values))
#         try:
#             parsed = parse(row)
#         except ValueError as problem:
#             first_error = first_error or problem
#             logger.warning("%s: line %s is bad, %s", path, number + 2, problem)
#         else:
#             result.append(parsed)
#     bad = len(lines) - len(result)
#     if bad > max_bad_share * len(lines):
#         error = DeliveryError(f"{path}: {bad}/{len(lines)} rows are bad")
#         error.__cause__ = first_error
#         raise error
#     logger.info("%s: %s of %s rows bad", path, bad, len(lines))
#     return result

# %% wrong: the first bad row stops the job | message: skip bad rows, go on
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 raise DeliveryError(f"{path.name} line {line}") from error
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: skips bad rows in silence | message: expected one WARNING
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: prints instead of logging | message: use the logger
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 print(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: counts the first data row as line 1 | message: the column names is line 1
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 1):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: logs through the root logger | message: not logging.warning
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 logging.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: a library that sets up logging for everybody | message: a library never calls basicConfig
# """Read a delivery row by row, and say what happened to each."""
#
# import csv
# import logging
# from collections.abc import Callable, Collection
# from pathlib import Path
# from typing import TypeVar
#
# logging.basicConfig(level=logging.INFO)
# log = logging.getLogger(__name__)
# T = TypeVar("T")
#
#
# class DeliveryError(Exception):
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: swallows every exception | message: Catch ValueError alone
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except Exception as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: never refuses a delivery | message: expected DeliveryError
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: the cause is the last bad row, not the first | message: as the cause
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[-1]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: no annotations | message: expected annotations
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path, parse, *, required=(), max_bad_share=0.01
# ):
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: ignores required
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: names only the first missing column
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)[0]}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: takes the share of the good rows, not of all
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / max(len(rows), 1) > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: refuses a delivery at the limit, not beyond it
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total >= max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: an empty delivery is an empty list
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         return rows
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: turns a missing file into DeliveryError
# """Read a delivery row by row, and say what happened to each."""
#
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
#     pass
#
#
# def read_rows(
#     path: Path, parse: Callable[[dict[str, str]], T], *, required: Collection[str] = (), max_bad_share: float = 0.01
# ) -> list[T]:
#     rows, errors = [], []
#     if not path.exists():
#         raise DeliveryError(f"{path.name} does not exist")
#     with open(path, newline="", encoding="utf-8") as file:
#         reader = csv.DictReader(file)
#         missing = set(required) - set(reader.fieldnames or [])
#         if missing:
#             raise DeliveryError(f"{path.name} lacks the columns {sorted(missing)}")
#         for line, row in enumerate(reader, 2):
#             try:
#                 rows.append(parse(row))
#             except ValueError as error:
#                 log.warning(f"{path.name} line {line}: {error}")
#                 errors.append(error)
#     total = len(rows) + len(errors)
#     if not total:
#         raise DeliveryError(f"{path.name} is empty")
#     if len(errors) / total > max_bad_share:
#         raise DeliveryError(f"{path.name}: {len(errors)} bad rows, {total} rows") from errors[0]
#     log.info("read %s (%d rows, bad: %d)", path.name, total, len(errors))
#     return rows

# %% wrong: logs the first bad row alone | message: expected a WARNING for each bad row
# """Read a delivery row by row, and say what happened to each."""
#
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
#                 if first is None:
#                     log.warning("%s, line %d: %s", path.name, line, error)
#                 bad += 1
#                 first = first or error
#     rows = len(good) + bad
#     if rows == 0:
#         raise DeliveryError(f"{path.name}: no rows")
#     if bad / rows > max_bad_share:
#         raise DeliveryError(f"{path.name}: {bad} of {rows} rows are bad") from first
#     log.info("%s: %d rows, %d bad", path.name, rows, bad)
#     return good

# %% wrong: says success before it looks at the limit | message: that is for success
# """Read a delivery row by row, and say what happened to each."""
#
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
#     log.info("%s: %d rows, %d bad", path.name, rows, bad)
#     if bad / rows > max_bad_share:
#         raise DeliveryError(f"{path.name}: {bad} of {rows} rows are bad") from first
#     return good

# %% wrong: takes a limit of 0 for no limit
# """Read a delivery row by row, and say what happened to each."""
#
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
#     if max_bad_share and bad / rows > max_bad_share:
#         raise DeliveryError(f"{path.name}: {bad} of {rows} rows are bad") from first
#     log.info("%s: %d rows, %d bad", path.name, rows, bad)
#     return good

# %% wrong: takes a TypeError in parse for a bad row
# """Read a delivery row by row, and say what happened to each."""
#
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
#             except (ValueError, TypeError) as error:
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

# %% wrong: an empty file is no DeliveryError when columns are required
# """Read a delivery row by row, and say what happened to each."""
#
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
#         missing = [column for column in required if column not in reader.fieldnames]
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

# %% wrong: drops what parse returns when it is not true
# """Read a delivery row by row, and say what happened to each."""
#
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
#                 made = parse(row)
#                 if made:
#                     good.append(made)
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

# %% wrong: splits lines at each comma
# """Read a delivery row by row, and say what happened to each."""
#
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
#         columns, *lines = [line.rstrip("\n").split(",") for line in file] or [[]]
#         missing = [column for column in required if column not in columns]
#         if missing:
#             raise DeliveryError(f"{path.name}: no column {', '.join(missing)}")
#         for line, row in enumerate((dict(zip(columns, line)) for line in lines), start=2):
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

# %% wrong: adds a handler of its own | message: where lines go is the program's choice
# """Read a delivery row by row, and say what happened to each."""
#
# import csv
# import logging
# from collections.abc import Callable, Collection
# from pathlib import Path
# from typing import TypeVar
#
# log = logging.getLogger(__name__)
# log.addHandler(logging.StreamHandler())
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
