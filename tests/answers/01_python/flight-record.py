# %% right: slots, and one helper that names the column
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% right: Optional from typing, strptime with a zone, plain raise
# """One flight of a delivery."""
#
# import dataclasses
# import datetime as dt
# from typing import Optional
#
# NEW_YORK = ["EWR", "JFK", "LGA"]
# MISSING = "NA"
#
#
# @dataclasses.dataclass(frozen=True)
# class Flight:
#     time_hour: dt.datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: Optional[int]
#
#     def __post_init__(self):
#         if NEW_YORK.count(self.origin) == 0:
#             raise ValueError(f"origin must be one of {NEW_YORK}, not {self.origin}")
#         if self.time_hour.utcoffset() is None:
#             raise ValueError(f"time_hour {self.time_hour} needs a time zone")
#
#     @property
#     def late(self) -> Optional[bool]:
#         return self.arr_delay is not None and self.arr_delay >= 16 if self.arr_delay is not None else None
#
#     @classmethod
#     def from_row(cls, row: dict) -> "Flight":
#         try:
#             when = dt.datetime.strptime(row["time_hour"], "%Y-%m-%dT%H:%M:%S%z")
#         except ValueError:
#             raise ValueError("time_hour is " + row["time_hour"])
#         try:
#             number = int(row["flight"])
#         except ValueError:
#             raise ValueError("flight is " + row["flight"])
#         delay = None
#         if row["arr_delay"] != MISSING:
#             try:
#                 delay = int(row["arr_delay"])
#             except ValueError:
#                 raise ValueError("arr_delay is " + row["arr_delay"])
#         return cls(when, row["carrier"], number, row["origin"], row["dest"], delay)

# %% wrong: not frozen | message: went through: expected a frozen dataclass
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: a flight that never arrived counts as on time | message: neither late nor on time
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return False
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: exactly 15 minutes is late | message: more than 15 minutes
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay >= 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: fields annotated as the texts of the file | message: A value that may be missing
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: late is a method | message: put @property above it
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: the zone is cut off | message: Is the Z cut off
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", lambda text: datetime.fromisoformat(text.rstrip("Z"))),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: int's own message, which does not know the column | message: holds the column's name and the text
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=int(row["flight"]),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: no check of the origin | message: but from_row took it
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: any text that is no number counts as missing
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=int(row["arr_delay"]) if row["arr_delay"].lstrip("-").isdigit() else None,
#         )

# %% wrong: the checks stand in from_row, so the constructor takes anything
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         if row["origin"] not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {row['origin']!r} is not a New York airport")
#         if read("time_hour", datetime.fromisoformat).tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: a delay of 0 is taken for a missing one
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#         if self.time_hour.tzinfo is None:
#             raise ValueError("time_hour: no time zone")
#
#     @property
#     def late(self) -> bool | None:
#         if not self.arr_delay:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: a time without a zone is taken
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
#
# @dataclass(frozen=True, slots=True)
# class Flight:
#     time_hour: datetime
#     carrier: str
#     flight: int
#     origin: str
#     dest: str
#     arr_delay: int | None
#
#     def __post_init__(self) -> None:
#         if self.origin not in {"EWR", "JFK", "LGA"}:
#             raise ValueError(f"origin: {self.origin!r} is not a New York airport")
#
#     @property
#     def late(self) -> bool | None:
#         if self.arr_delay is None:
#             return None
#         return self.arr_delay > 15
#
#     @classmethod
#     def from_row(cls, row: Mapping[str, str]) -> Self:
#         def read(column, convert):
#             try:
#                 return convert(row[column])
#             except ValueError as error:
#                 raise ValueError(f"{column}: cannot read {row[column]!r}") from error
#
#         return cls(
#             time_hour=read("time_hour", datetime.fromisoformat),
#             carrier=row["carrier"],
#             flight=read("flight", int),
#             origin=row["origin"],
#             dest=row["dest"],
#             arr_delay=read("arr_delay", lambda text: None if text == "NA" else int(text)),
#         )

# %% wrong: looks for the origin in one text, so part of a code passes
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
# ORIGINS = "EWR JFK LGA"
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
#             raise ValueError(f"origin: {self.origin!r} is not one of {ORIGINS}")
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

# %% wrong: cuts a fraction off
# """One flight of a delivery."""
#
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
#         return int(float(row[column]))
#     except ValueError as error:
#         raise ValueError(f"{column}: {row[column]!r} is not a whole number") from error

# %% wrong: imports pandas
# """One flight of a delivery."""
#
# from collections.abc import Mapping
# from dataclasses import dataclass
# from datetime import datetime
# from typing import Self
#
# import pandas as pd
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
#             time_hour = pd.Timestamp(row["time_hour"]).to_pydatetime()
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
