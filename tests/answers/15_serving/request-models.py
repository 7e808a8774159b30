# %% right: Field as a default value, validators with assert
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str) and ":" in value, "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% right: types of its own, checked by functions and an Enum
# import re
# from datetime import datetime
# from enum import Enum
# from typing import Annotated
#
# from pydantic import AfterValidator, BaseModel, BeforeValidator, PlainValidator, field_validator
#
#
# def code(pattern):
#     def check(value):
#         if not isinstance(value, str) or not re.fullmatch(pattern, value):
#             raise ValueError(f"expected {pattern}")
#         return value
#
#     return check
#
#
# def moment(value):
#     if not isinstance(value, str):
#         raise ValueError("expected a text")
#     when = datetime.fromisoformat(value)
#     if when.utcoffset() is None:
#         raise ValueError("expected a UTC offset")
#     return when
#
#
# def miles(value):
#     if type(value) is not int or not 1 <= value <= 6000:
#         raise ValueError("expected a whole number from 1 to 6000")
#     return value
#
#
# class Airport(str, Enum):
#     EWR = "EWR"
#     JFK = "JFK"
#     LGA = "LGA"
#
#
# class Request(BaseModel, extra="forbid"):
#     pass
#
#
# class Flight(Request):
#     carrier: Annotated[str, PlainValidator(code("[A-Z0-9]{2}"))]
#     origin: Airport
#     dest: Annotated[str, PlainValidator(code("[A-Z]{3}"))]
#     departure: Annotated[datetime, PlainValidator(moment)]
#     distance: Annotated[int, BeforeValidator(miles)]
#
#     @field_validator("dest")
#     def other(cls, dest, info):
#         origin = info.data.get("origin")
#         if origin is not None and dest == origin.value:
#             raise ValueError("the origin itself")
#         return dest
#
#
# def size(flights):
#     if not 1 <= len(flights) <= 1000:
#         raise ValueError("1 to 1000 flights")
#     return flights
#
#
# class Batch(Request):
#     flights: Annotated[list[Flight], AfterValidator(size)]
#
#
# def share(value):
#     if not 0 <= value <= 1:
#         raise ValueError("from 0 to 1")
#     return value
#
#
# class Prediction(BaseModel):
#     late_probability: Annotated[float, AfterValidator(share)]
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: unknown fields are ignored | message: seat
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: the rule about two fields on the whole model | message: name 'dest'
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator, model_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @model_validator(mode="after")
#     def goes_somewhere(self):
#         assert self.dest != self.origin, "dest is the origin"
#         return self
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: the rule about two fields on the one that is read first | message: the origin itself
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("origin")
#     @classmethod
#     def goes_somewhere(cls, origin, info):
#         assert origin != info.data.get("dest"), "dest is the origin"
#         return origin
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: a time without an offset | message: no UTC offset
# from datetime import datetime
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: datetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: a number is a time, too | message: departure = 1372714200
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: a text is made a number | message: a text
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: int = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: the pattern is found anywhere | message: three characters
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"[A-Z0-9]{2}")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: strict for the whole model | message: expected 200
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid", strict=True)
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: capitals by isupper, which a hyphen passes
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(min_length=2, max_length=2)
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("carrier")
#     @classmethod
#     def is_code(cls, carrier):
#         assert carrier.isupper(), "expected capital letters"
#         return carrier
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: a batch of any size
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight]
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: 1000 flights are too many
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=999)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: an answer without a version passes
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, field_validator
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     carrier: str = Field(pattern=r"\A[A-Z0-9][A-Z0-9]\z")
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: str = Field(pattern=r"\A[A-Z]{3}\z")
#     departure: AwareDatetime
#     distance: StrictInt = Field(ge=1, le=6000)
#
#     @field_validator("departure", mode="before")
#     @classmethod
#     def is_text(cls, value):
#         assert isinstance(value, str), "expected a text in ISO 8601"
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goes_somewhere(cls, dest, info):
#         assert dest != info.data.get("origin"), "dest is the origin"
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#     flights: list[Flight] = Field(min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: float = Field(ge=0, le=1)
#     late: bool
#     model_version: str = "unknown"
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: seconds in quotes are a time
# """What the service accepts and what it answers."""
#
# from typing import Annotated, Literal
#
# from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
#
#
# def only_text(value):
#     if not isinstance(value, str):
#         raise ValueError("a text in ISO 8601 is needed")
#     return value
#
#
# class Flight(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#
#     carrier: Annotated[str, Field(pattern="^[A-Z0-9]{2}$")]
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: Annotated[str, Field(pattern="^[A-Z]{3}$")]
#     departure: Annotated[AwareDatetime, BeforeValidator(only_text)]
#     distance: Annotated[int, Field(strict=True, ge=1, le=6000)]
#
#     @field_validator("dest")
#     @classmethod
#     def elsewhere(cls, dest: str, info: ValidationInfo) -> str:
#         if dest == info.data.get("origin"):
#             raise ValueError("dest is the origin")
#         return dest
#
#
# class Batch(BaseModel):
#     model_config = ConfigDict(extra="forbid")
#
#     flights: Annotated[list[Flight], Field(min_length=1, max_length=1000)]
#
#
# class Prediction(BaseModel):
#     late_probability: Annotated[float, Field(ge=0, le=1)]
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]

# %% wrong: a line's end after the last letter
# import datetime as dt
# import re
# from enum import Enum
# from typing import Any
#
# from pydantic import BaseModel, conlist, confloat, field_validator
#
#
# class Airport(str, Enum):
#     EWR = "EWR"
#     JFK = "JFK"
#     LGA = "LGA"
#
#
# class Request(BaseModel, extra="forbid"):
#     pass
#
#
# class Flight(Request):
#     carrier: str
#     origin: Airport
#     dest: str
#     departure: Any
#     distance: Any
#
#     @field_validator("carrier")
#     @classmethod
#     def code(cls, value):
#         if not re.fullmatch("[A-Z0-9][A-Z0-9]", value):
#             raise ValueError("two capital letters or digits")
#         return value
#
#     @field_validator("dest")
#     @classmethod
#     def goal(cls, value, info):
#         if not re.match("^[A-Z]{3}$", value):
#             raise ValueError("three capital letters")
#         origin = info.data.get("origin")
#         if origin is not None and value == origin.value:
#             raise ValueError("the origin")
#         return value
#
#     @field_validator("origin")
#     @classmethod
#     def plain(cls, value):
#         return value
#
#     @field_validator("departure")
#     @classmethod
#     def moment(cls, value):
#         if not isinstance(value, str):
#             raise ValueError("a text")
#         when = dt.datetime.fromisoformat(value)
#         if when.utcoffset() is None:
#             raise ValueError("UTC offset")
#         return when
#
#     @field_validator("distance")
#     @classmethod
#     def miles(cls, value):
#         if type(value) is not int:
#             raise ValueError("whole number")
#         if not 0 < value <= 6000:
#             raise ValueError("1 to 6000 miles")
#         return value
#
#
# class Batch(Request):
#     flights: conlist(Flight, min_length=1, max_length=1000)
#
#
# class Prediction(BaseModel):
#     late_probability: confloat(ge=0, le=1)
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     predictions: list[Prediction]
