# %% right: model of plain checks on series, from a dict of ranges
def flights_schema():
    ranges = {"hour": (0, 23), "distance": (1, 5000), "late": (0, 1)}
    columns = {name: pa.Column("int64", [pa.Check.ge(low), pa.Check.le(high)]) for name, (low, high) in ranges.items()}
    columns["origin"] = pa.Column("str", pa.Check(lambda codes: codes.isin({"EWR", "JFK", "LGA"})))
    columns["carrier"] = pa.Column("str", pa.Check(lambda codes: codes.str.fullmatch("[A-Z0-9]{2}")))
    return pa.DataFrameSchema(
        columns, strict=True, checks=pa.Check(lambda t: len(t) >= 100 and 0.05 <= t["late"].mean() <= 0.6)
    )

# %% right: a DataFrameModel turned into a schema
def flights_schema():
    class Flights(pa.DataFrameModel):
        carrier: str = pa.Field(str_matches=r"^[A-Z0-9][A-Z0-9]$")
        origin: str = pa.Field(isin=["LGA", "JFK", "EWR"])
        hour: int = pa.Field(ge=0, lt=24)
        distance: int = pa.Field(gt=0, le=5000)
        late: int = pa.Field(isin=(0, 1))

        class Config:
            strict = True

        @pa.dataframe_check
        def large_enough(cls, table):
            return len(table) > 99

        @pa.dataframe_check
        def plausible(cls, table):
            return bool(table["late"].between(0, 1).all()) and 0.05 <= table["late"].mean() <= 0.60

    return Flights.to_schema()

# %% wrong: converts what it should refuse | message: coerce=True converts
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
        coerce=True,
    )

# %% wrong: lets further columns through | message: say strict=True
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
    )

# %% wrong: drops further columns instead of refusing them | message: say strict=True
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict="filter",
    )

# %% wrong: hours from 1 to 24 | message: the last hour of a day is 23
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(1, 24)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: a pattern that only looks at the beginning | message: a pattern without $
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: values may be missing | message: no value may be missing
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$"), nullable=True),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: counts characters only
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_length(2, 2)),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: forgets the late share
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
        ],
        strict=True,
    )

# %% wrong: the late share without its limits
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 < table["late"].mean() < 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: only an upper limit of the late share
def flights_schema():
    """The contract of the training and test tables."""
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )

# %% wrong: an airport may be missing
def flights_schema():
    def whole(low, high):
        return pa.Column(int, pa.Check.in_range(low, high))
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"]), nullable=True),
            "hour": whole(0, 23),
            "distance": whole(1, 5000),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda t: len(t) >= 100, name="rows"),
            pa.Check(lambda t: 0.05 <= t["late"].mean() <= 0.60, name="share"),
        ],
        strict=True,
    )

# %% wrong: late without a type, so that 1.0 passes
def flights_schema():
    def whole(low, high):
        return pa.Column(int, pa.Check.in_range(low, high))
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": whole(0, 23),
            "distance": whole(1, 5000),
            "late": pa.Column(checks=pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda t: len(t) >= 100, name="rows"),
            pa.Check(lambda t: 0.05 <= t["late"].mean() <= 0.60, name="share"),
        ],
        strict=True,
    )
