# %% right: counts with a Counter over datetime.date
def plot_rows(path, first, last):
    import csv
    import datetime
    from collections import Counter

    with open(path, newline="") as file:
        seen = Counter(datetime.date(int(r["year"]), int(r["month"]), int(r["day"])) for r in csv.DictReader(file))
    day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    days = []
    while day <= end:
        days.append(day)
        day += datetime.timedelta(days=1)
    holes = [d for d in days if not seen[d]]
    fig = plt.figure()
    ax = fig.add_subplot()
    ax.bar(days, [seen[d] for d in days])
    ax.set_xlabel("day")
    ax.set_ylabel("rows")
    ax.set_title(
        f"{len(holes)} of {len(days)} days without rows" + (f": {holes[0]} to {holes[-1]}" if holes else "")
    )
    return ax

# %% right: groups by the three columns and fills the days with zeros
def plot_rows(path, first, last):
    table = pd.read_csv(path)
    dates = table["year"].astype(str) + "-" + table["month"].astype(str) + "-" + table["day"].astype(str)
    dates = pd.to_datetime(dates, format="%Y-%m-%d")
    per_day = table.groupby(dates).size() if len(table) else pd.Series(dtype="int64")
    days = pd.date_range(start=first, end=last, freq="D")
    heights = [int(per_day.get(day, 0)) for day in days]
    empty = [day.date().isoformat() for day, height in zip(days, heights) if height == 0]
    title = f"{len(empty)} of {len(days)} days without rows"
    if empty:
        title = f"{title}: {min(empty)} to {max(empty)}"
    figure, axis = plt.subplots()
    axis.bar(days.to_pydatetime(), heights, align="edge", width=1)
    axis.set(title=title, xlabel="day of departure", ylabel="number of rows")
    return axis

# %% wrong: draws only the days that are there | message: a day without rows needs a bar too
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    counts = dates[(dates >= first) & (dates <= last)].value_counts().sort_index()
    days = pd.date_range(first, last)
    empty = days.difference(counts.index)
    _, axes = plt.subplots()
    axes.bar(counts.index, counts)
    axes.set(xlabel="day", ylabel="rows", title=f"{len(empty)} of {len(days)} days without rows: {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}")
    return axes

# %% wrong: leaves out the last day | message: belongs to them
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last, inclusive="left")
    counts = dates.value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    _, axes = plt.subplots()
    axes.bar(days, counts)
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    axes.set(xlabel="day", ylabel="rows", title=title)
    return axes

# %% wrong: takes the day from time_hour, which is in UTC | message: time_hour is UTC
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path)["time_hour"]).dt.tz_localize(None).dt.normalize()
    days = pd.date_range(first, last)
    counts = dates.value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    _, axes = plt.subplots()
    axes.bar(days, counts)
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    axes.set(xlabel="day", ylabel="rows", title=title)
    return axes

# %% wrong: a line, drawn straight across the hole | message: expected 7 bars
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last)
    counts = dates.value_counts().sort_index()
    empty = days.difference(counts.index)
    _, axes = plt.subplots()
    axes.plot(counts.index, counts)
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    axes.set(xlabel="day", ylabel="rows", title=title)
    return axes

# %% wrong: bars at 0, 1, 2, ... with dates as labels | message: is x the day itself
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last)
    counts = dates.value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    _, axes = plt.subplots()
    counts.plot.bar(ax=axes)
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    axes.set(xlabel="day", ylabel="rows", title=title)
    return axes

# %% wrong: draws into whatever figure is open | message: expected a new figure
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last)
    counts = dates.value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    plt.bar(days, counts)
    plt.xlabel("day")
    plt.ylabel("rows")
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    plt.title(title)
    return plt.gca()

# %% wrong: says how many days are empty, not which | message: the title: expected
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last)
    counts = dates.value_counts().reindex(days, fill_value=0)
    _, axes = plt.subplots()
    axes.bar(days, counts)
    axes.set(xlabel="day", ylabel="rows", title=f"{(counts == 0).sum()} of {len(days)} days without rows")
    return axes

# %% wrong: forgets to return the Axes | message: expected the Axes to be returned
def plot_rows(path, first, last):
    dates = pd.to_datetime(pd.read_csv(path, usecols=["year", "month", "day"]))
    days = pd.date_range(first, last)
    counts = dates.value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    _, axes = plt.subplots()
    axes.bar(days, counts)
    axes.set(xlabel="day", ylabel="rows", title=f"{len(empty)} of {len(days)} days without rows: {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}")

# %% wrong: counts by the day's number alone, all months together
def plot_rows(path, first, last):
    numbers = pd.read_csv(path)["day"].value_counts()
    days = pd.date_range(first, last)
    counts = pd.Series([int(numbers.get(day.day, 0)) for day in days], index=days)
    empty = days[counts == 0]
    _, axes = plt.subplots()
    axes.bar(days, counts)
    title = f"{len(empty)} of {len(days)} days without rows"
    if len(empty):
        title += f": {empty[0]:%Y-%m-%d} to {empty[-1]:%Y-%m-%d}"
    axes.set(xlabel="day", ylabel="rows", title=title)
    return axes

# %% right: the title goes on with the file's name
def plot_rows(path, first, last):
    """Draw the rows per day of a deliveries file, with every day from first to last; return the Axes."""
    rows = pd.read_csv(path)
    when = pd.to_datetime(rows[["year", "month", "day"]].astype("int64"))
    counts = when.groupby(when).size().reindex(pd.date_range(first, last), fill_value=0)
    empty = counts.index[counts == 0]
    figure, axes = plt.subplots(figsize=(9, 3))
    axes.bar(counts.index, counts.values)
    axes.set_xlabel("day")
    axes.set_ylabel("rows")
    title = f"{len(empty)} of {len(counts)} days without rows"
    if len(empty):
        title += f": {empty.min().date()} to {empty.max().date()}"
    axes.set_title(f"{title}\n{path}")
    return axes

# %% right: a histogram with one bin a day
import matplotlib.dates as mdates
def plot_rows(path, first, last):
    df = pd.read_csv(path, dtype={"year": int, "month": int, "day": int})
    t = pd.to_datetime(df[["year", "month", "day"]])
    t = t[(t >= first) & (t <= last)]
    days = pd.date_range(first, last)
    edges = mdates.date2num([*days, days[-1] + pd.Timedelta(days=1)])
    figure, axes = plt.subplots()
    heights, _, _ = axes.hist(mdates.date2num(t), bins=edges)
    axes.xaxis_date()
    empty = days[heights == 0]
    axes.set_title(f"{len(empty)} of {len(days)} days without rows" + (f": {empty[0]:%F} to {empty[-1]:%F}" if len(empty) else ""))
    axes.set_xlabel("local day"); axes.set_ylabel("rows")
    return axes

# %% wrong: takes the first empty day even when there is none
def plot_rows(path, first, last):
    rows = pd.read_csv(path)
    days = pd.date_range(first, last)
    counts = pd.to_datetime(rows[["year", "month", "day"]]).value_counts().reindex(days, fill_value=0)
    empty = days[counts == 0]
    figure, axes = plt.subplots()
    axes.bar(days, counts)
    axes.set(xlabel="day", ylabel="rows")
    axes.set_title(f"{len(empty)} of {len(days)} days without rows: {empty[0].date()} to {empty[-1].date()}")
    return axes

# %% wrong: asks a header alone for its last day
def plot_rows(path, first, last):
    rows = pd.read_csv(path)
    text = [f"{r.year}-{r.month:02d}-{r.day:02d}" for r in rows.itertuples()]
    counts = pd.Series(text).value_counts()
    days = [str(d.date()) for d in pd.date_range(first, max(text))]
    days = [str(d.date()) for d in pd.date_range(first, last)]
    counts = counts.reindex(days, fill_value=0)
    empty = [d for d in days if counts[d] == 0]
    figure, axes = plt.subplots()
    axes.bar(pd.to_datetime(days), counts)
    axes.set(xlabel="day", ylabel="rows")
    title = f"{len(empty)} of {len(days)} days without rows"
    axes.set_title(title + (f": {empty[0]} to {empty[-1]}" if empty else ""))
    return axes

# %% wrong: counts the flights that left, not the rows | message: cancelled flights too
def plot_rows(path, first, last):
    rows = pd.read_csv(path)
    days = pd.date_range(first, last)
    rows["date"] = pd.to_datetime(rows[["year", "month", "day"]])
    counts = rows.groupby("date")["dep_time"].count().reindex(days, fill_value=0)
    empty = days[counts == 0]
    figure, axes = plt.subplots()
    axes.bar(days, counts)
    axes.set(xlabel="day", ylabel="rows")
    title = f"{len(empty)} of {len(days)} days without rows"
    axes.set_title(title + (f": {empty[0].date()} to {empty[-1].date()}" if len(empty) else ""))
    return axes

# %% wrong: groups by month and day, all years together
def plot_rows(path, first, last):
    rows = pd.read_csv(path)
    days = pd.date_range(first, last)
    size = rows.groupby(["month", "day"]).size()
    counts = [int(size.get((d.month, d.day), 0)) for d in days]
    empty = [d for d, c in zip(days, counts) if c == 0]
    figure, axes = plt.subplots()
    axes.bar(days, counts)
    axes.set(xlabel="day", ylabel="rows")
    title = f"{len(empty)} of {len(days)} days without rows"
    axes.set_title(title + (f": {empty[0].date()} to {empty[-1].date()}" if len(empty) else ""))
    return axes
