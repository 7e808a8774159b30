# %% right: a clock of its own, shared by both functions
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column] or "0")  # the broken loader takes an empty one for 0000
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% right: the broken loader fed halves, down to one line; strptime with midnight apart
import csv
import tempfile
from datetime import datetime
from pathlib import Path


def lost_lines(path: Path) -> list[int]:
    """Feed the broken loader ever smaller parts of the file, down to one line, and see whether its table is short."""
    broken = load_module("work/incident/nightly.py")
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lost, parts = [], [(0, len(lines))]
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "part.csv")
        while parts:
            start, end = parts.pop()
            part.write_text(header + "".join(lines[start:end]), encoding="utf-8")
            if len(broken.load_month(part, [])) == end - start:
                continue
            if end - start == 1:
                lost.append(start + 2)
            else:
                middle = (start + end) // 2
                parts += [(middle, end), (start, middle)]
    return lost


def load_month(path: Path) -> list[dict]:
    def minute_of_day(text, line):
        if text == "NA":
            return None
        if text == "2400":
            return 1440
        try:
            if not 1 <= len(text) <= 4:
                raise ValueError("one to four digits")
            clock = datetime.strptime(text.zfill(4), "%H%M")
        except ValueError as error:
            raise ValueError(f"line {line}: {text} is not a clock time") from error
        return 60 * clock.hour + clock.minute

    table = []
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        for row in reader:
            delay = row["arr_delay"]
            if delay != "NA":
                try:
                    delay = int(delay)
                except ValueError as error:
                    raise ValueError(f"line {reader.line_num}: {delay} is not a number") from error
            table.append(
                dict(
                    flight=row["carrier"] + row["flight"],
                    departed=minute_of_day(row["dep_time"], reader.line_num),
                    arrived=minute_of_day(row["arr_time"], reader.line_num),
                    arr_delay=None if delay == "NA" else delay,
                )
            )
    return table

# %% wrong: counts lines from the first flight | message: count from there
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=1)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: thinks that cancelled flights are what is lost | message: keeps a cancelled flight
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] in ("2400", "NA"):
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: looks for flights with no arrival only | message: expected [3], the flight that lands at 2400
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        if row["dep_time"] != "NA" and row["arr_time"] == "NA":
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: midnight becomes minute 0 | message: midnight at the start of the day
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return (hour * 60 + minute) % 1440
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: keeps the default list | message: a default list lives on
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path, table=[]) -> list[dict]:
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: still skips what it cannot read, with a line in the log | message: expected ValueError
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            continue
        table.append(entry)
    return table

# %% wrong: repairs midnight in the column of arrivals only, so a departure at 2400 stops the load
import csv
import re
from pathlib import Path


def clock_minute(text, arrival=False):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or (text == "2400" and arrival):
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                if row[column] == "2400":
                    raise ValueError
                clock_minute(row[column])
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"], arrival=True),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: an error that does not say where | message: holds 'line 3'
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise
        table.append(entry)
    return table

# %% wrong: drops cancelled flights | message: expected each of the 4 flights
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        if entry["arr_delay"] is not None:
            table.append(entry)
    return table

# %% wrong: only looks at arrivals at 2400, and not at other texts that fail
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        if "2400" in (row["dep_time"], row["arr_time"]):
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: takes minutes up to 99 | message: arrival at 960
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if hour <= 24:
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: takes 2401 to 2459
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if hour <= 24 and minute < 60:
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return None if text == "NA" else int(text)


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: a delay that is no number becomes None
import csv
import re
from pathlib import Path


def clock_minute(text):
    """Minutes after midnight; None for NA."""
    if text == "NA":
        return None
    if re.fullmatch(r"[0-9]{1,4}", text):
        hour, minute = int(text) // 100, int(text) % 100
        if (hour < 24 and minute < 60) or text == "2400":
            return hour * 60 + minute
    raise ValueError(f"bad clock time {text!r}")


def delay_minutes(text):
    return int(text) if text.lstrip("-").isdigit() else None


def rows_of(path):
    with open(path, newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def lost_lines(path: Path) -> list[int]:
    lost = []
    for line, row in rows_of(path):
        try:
            for column in ("dep_time", "arr_time"):
                clock_minute(row[column])
                if row[column] == "2400":
                    raise ValueError
            delay_minutes(row["arr_delay"])
        except ValueError:
            lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    table = []
    for line, row in rows_of(path):
        try:
            entry = {
                "flight": row["carrier"] + row["flight"],
                "departed": clock_minute(row["dep_time"]),
                "arrived": clock_minute(row["arr_time"]),
                "arr_delay": delay_minutes(row["arr_delay"]),
            }
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
        table.append(entry)
    return table

# %% wrong: one default list, cleared at each call
import csv
from pathlib import Path


def lost_lines(path: Path) -> list[int]:
    """Line numbers of the flights that the broken loader drops from this delivery."""
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


def load_month(path: Path, table=[]) -> list[dict]:
    """Every flight of one delivery; ValueError names the line and the text that cannot be read."""

    def clock(text):
        if text == "NA":
            return None
        if not (text.isdecimal() and len(text) <= 4):
            raise ValueError(f"{text!r} is not a clock time")
        hours, minutes = divmod(int(text), 100)
        if minutes > 59 or 60 * hours + minutes > 1440:
            raise ValueError(f"{text!r} is not a clock time")
        return 60 * hours + minutes

    table.clear()
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

# %% wrong: cuts a fraction off
import csv
from pathlib import Path


def lost_lines(path: Path) -> list[int]:
    """Line numbers of the flights that the broken loader drops from this delivery."""
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


def load_month(path: Path) -> list[dict]:
    """Every flight of one delivery; ValueError names the line and the text that cannot be read."""

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
                        "arr_delay": None if row["arr_delay"] == "NA" else int(float(row["arr_delay"])),
                    }
                )
            except ValueError as error:
                raise ValueError(f"{path.name}, line {line}: {error}") from error
    return table

# %% wrong: an empty clock counts as lost
import csv
from pathlib import Path


def lost_lines(path: Path) -> list[int]:
    """Line numbers of the flights that the broken loader drops from this delivery."""
    broken = load_module("work/incident/nightly.py")
    lost = []
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                if "" in (row["dep_time"], row["arr_time"]):
                    raise ValueError("an empty clock")
                broken.minute_of_day(row["dep_time"])
                broken.minute_of_day(row["arr_time"])
                if row["arr_delay"] != "NA":
                    int(row["arr_delay"])
            except ValueError:
                lost.append(line)
    return lost


def load_month(path: Path) -> list[dict]:
    """Every flight of one delivery; ValueError names the line and the text that cannot be read."""

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
