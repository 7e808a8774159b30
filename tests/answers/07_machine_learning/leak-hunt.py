# %% right: lets pandas' own testing compare the columns
def find_leaks(build, flights, cutoff):
    hour = flights["time_hour"]
    if cutoff not in set(hour):
        raise ValueError("no flight at the cutoff")
    then = flights.copy()
    for column in OUTCOMES:
        then[column] = then[column].mask(hour >= cutoff)
    rows = flights.index[(hour <= cutoff).to_numpy()]
    now, then = build(flights.copy()).reindex(rows), build(then).reindex(rows)

    def same(name):
        try:
            pd.testing.assert_series_equal(now[name], then[name], check_dtype=False, rtol=0, atol=1e-9)
        except AssertionError:
            return False
        return True

    return sorted(str(name) for name in now.columns if not same(name))


# %% right: value by value in plain Python
def find_leaks(build, flights, cutoff):
    judged = [label for label, hour in flights["time_hour"].items() if hour <= cutoff]
    if not any(hour == cutoff for hour in flights["time_hour"]):
        raise ValueError("nothing to judge")
    blind = flights.copy(deep=True)
    blind.loc[blind["time_hour"].ge(cutoff), OUTCOMES] = np.nan

    def equal(a, b):
        if pd.isna(a) or pd.isna(b):
            return pd.isna(a) and pd.isna(b)
        try:
            return abs(float(a) - float(b)) <= 1e-9
        except ValueError:
            return str(a) == str(b)

    full, known = build(flights), build(blind)
    leaks = []
    for name in full.columns:
        a, b = full[name].to_dict(), known[name].to_dict()
        if not all(equal(a[label], b[label]) for label in judged):
            leaks.append(name)
    leaks.sort()
    return leaks


# %% wrong: judges by the columns' names | message: expected ['today']
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    return sorted(name for name in build(flights) if any(outcome in name for outcome in OUTCOMES))


# %% wrong: takes what goes along with the delay for a leak | message: yesterday's mean is known
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    table = build(flights).select_dtypes("number")
    return sorted(name for name in table if abs(table[name].corr(flights["arr_delay"])) > 0.01)


# %% wrong: hides the outcomes of the whole table | message: yesterday's mean is known
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind[OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows], build(blind).loc[rows]
    return sorted(c for c in full if not full[c].astype(object).where(full[c].notna(), None).equals(known[c].astype(object).where(known[c].notna(), None)))


# %% wrong: judges later flights, too, for which today is history | message: yesterday's mean is known
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    full, known = build(flights), build(blind).reindex(flights.index)
    full = full.reindex(flights.index)
    return sorted(c for c in full if not np.array_equal(full[c].astype(str), known[c].astype(str)))


# %% wrong: two missing values are not equal | message: two missing values as equal
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows], build(blind).loc[rows]
    return sorted(c for c in full if (full[c].to_numpy() != known[c].to_numpy()).any())


# %% wrong: leaves the outcomes at the cutoff itself in the table | message: flights at the cutoff itself
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] > cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows], build(blind).loc[rows]
    return sorted(c for c in full if not np.array_equal(full[c].astype(str), known[c].astype(str)))


# %% wrong: hides the outcomes in the caller's table | message: was changed
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    rows = flights.index[flights["time_hour"] <= cutoff]
    full = build(flights).loc[rows].astype(str)
    flights.loc[flights["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    known = build(flights).loc[rows].astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: compares by position, though build may order its rows as it likes
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    judged = (flights["time_hour"] <= cutoff).to_numpy()
    full, known = build(flights)[judged].round(9).astype(str), build(blind)[judged].round(9).astype(str)
    return sorted(c for c in full if not np.array_equal(full[c], known[c]))


# %% wrong: hides the delays but not the clock times
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, ["dep_delay", "arr_delay", "air_time"]] = np.nan
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows].round(9).astype(str), build(blind).loc[rows].round(9).astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: compares numbers only
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full = build(flights).loc[rows].select_dtypes("number")
    known = build(blind).loc[rows]
    return sorted(c for c in full if not np.allclose(full[c], known[c], rtol=0, atol=1e-9, equal_nan=True))


# %% wrong: judges only the flights at the cutoff, not those before it
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] == cutoff]
    full, known = build(flights).loc[rows].round(9).astype(str), build(blind).loc[rows].round(9).astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: takes a difference of rounding for a leak
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows].astype(str), build(blind).loc[rows].astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: says that nothing leaks when there is nothing to judge
def find_leaks(build, flights, cutoff):
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows].round(9).astype(str), build(blind).loc[rows].round(9).astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: cuts the table off at the cutoff, and with it the timetable of later flights | message: later flights stay in the table
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    past = flights[flights["time_hour"] <= cutoff].copy()
    past.loc[past["time_hour"] == cutoff, OUTCOMES] = pd.NA
    full, known = build(flights).loc[past.index].round(9).astype(str), build(past).loc[past.index].round(9).astype(str)
    return sorted(c for c in full if not full[c].equals(known[c]))


# %% wrong: allows a difference in proportion to the value
def find_leaks(build, flights, cutoff):
    if not (flights["time_hour"] == cutoff).any():
        raise ValueError
    blind = flights.copy()
    blind.loc[blind["time_hour"] >= cutoff, OUTCOMES] = pd.NA
    rows = flights.index[flights["time_hour"] <= cutoff]
    full, known = build(flights).loc[rows], build(blind).loc[rows]

    def same(a, b):
        if pd.api.types.is_numeric_dtype(a) and pd.api.types.is_numeric_dtype(b):
            return np.allclose(a.astype(float), b.astype(float), atol=1e-9, equal_nan=True)
        return a.astype(str).equals(b.astype(str))

    return sorted(c for c in full if not same(full[c], known[c]))
