# %% right: counts and divisions
def slice_table(results, by):
    missing = {"late", "warned", by} - set(results.columns)
    if missing:
        raise KeyError(sorted(missing))
    if len(results) == 0:
        raise ValueError("no rows")
    r = results.assign(n=1, hit=results["late"] * (1 - results["warned"]), alarm=(1 - results["late"]) * results["warned"])
    total = r.groupby(by, sort=True)[["n", "late", "hit", "alarm"]].sum()
    return pd.DataFrame(
        {
            "flights": total["n"],
            "late_share": total["late"] / total["n"],
            "missed_share": total["hit"] / total["late"].replace(0, np.nan),
            "false_alarm_share": total["alarm"] / (total["n"] - total["late"]).replace(0, np.nan),
        }
    )


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    punctual = results[results["late"] == 0]
    limit = punctual["warned"].sum() / max(len(punctual), 1) + margin
    counts = punctual[by].value_counts()
    return sorted(v for v in table.index if counts.get(v, 0) >= min_on_time and table.loc[v, "false_alarm_share"] > limit)


# %% right: a loop over the slices
def slice_table(results, by):
    late, warned, names = results["late"].to_numpy() == 1, results["warned"].to_numpy() == 1, results[by].to_numpy()
    if not len(names):
        raise ValueError("no rows")
    rows = {}
    for name in sorted(set(names)):
        here = names == name
        rows[name] = {
            "flights": int(here.sum()),
            "late_share": late[here].mean(),
            "missed_share": (~warned[here & late]).mean(),  # of nothing: nan, and a warning from NumPy
            "false_alarm_share": warned[here & ~late].mean(),
        }
    return pd.DataFrame.from_dict(rows, orient="index").astype({"flights": int})


def unfair_slices(results, by, margin, min_on_time):
    if len(results) == 0:
        raise ValueError("no rows")
    on_time = results.loc[results["late"] == 0, ["warned", by]]
    found = []
    for name, group in on_time.groupby(by):
        if len(group) >= min_on_time and group["warned"].mean() - on_time["warned"].mean() > margin:
            found.append(name)
    return found


# %% wrong: false alarms as a share of all flights | message: divide by the on-time flights
def slice_table(results, by):
    if results.empty:
        raise ValueError
    r = results.assign(alarm=(results["late"] == 0) & (results["warned"] == 1))
    late = results[results["late"] == 1]
    g = r.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": g["alarm"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: false alarms as a share of the warnings (that is one minus precision) | message: divide by the on-time flights
def slice_table(results, by):
    if results.empty:
        raise ValueError
    warned, late = results[results["warned"] == 1], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": 1 - warned.groupby(by)["late"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: missed flights as a share of those not warned | message: missed_share
def slice_table(results, by):
    if results.empty:
        raise ValueError
    silent, on_time = results[results["warned"] == 0], results[results["late"] == 0]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": silent.groupby(by)["late"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: counts all flights against the minimum, not the on-time ones | message: EV has 3 on-time flights
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    overall = results.loc[results["late"] == 0, "warned"].mean()
    return list(table.index[(table["flights"] >= min_on_time) & (table["false_alarm_share"] > overall + margin)])


# %% wrong: compares with the mean of the slices' shares
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    n = results[results["late"] == 0].groupby(by).size().reindex(table.index, fill_value=0)
    overall = table.loc[n >= min_on_time, "false_alarm_share"].mean() if len(table) > 2 else 0.375
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > overall + margin)])


# %% wrong: who is warned most often is treated unfairly, right or wrong
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    n = results[results["late"] == 0].groupby(by).size().reindex(table.index, fill_value=0)
    warned = results.groupby(by)["warned"].mean()
    return list(table.index[(n >= min_on_time) & (warned > results["warned"].mean() + margin)])


# %% wrong: a slice without late flights has missed none of them
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    table = {"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()}
    return pd.DataFrame(table).fillna(0.0)


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: loses the slices without late or without on-time flights
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    table = {"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()}
    return pd.DataFrame(table).dropna()


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: an empty frame gives an empty table
def slice_table(results, by):
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() + margin)])


# %% wrong: takes the margin as a share of the overall share
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] > on_time["warned"].mean() * (1 + margin))])


# %% wrong: compares a slice with all flights but its own
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    slice_table(results, by)
    on_time = results[results["late"] == 0]
    found = []
    for name, own in on_time.groupby(by)["warned"]:
        if len(own) >= min_on_time and own.mean() > on_time.loc[on_time[by] != name, "warned"].mean() + margin:
            found.append(name)
    return found


# %% wrong: the margin itself is too much already
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late = results[results["late"] == 0], results[results["late"] == 1]
    g = results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g["late"].mean(), "missed_share": 1 - late.groupby(by)["warned"].mean(), "false_alarm_share": on_time.groupby(by)["warned"].mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results["late"] == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table["false_alarm_share"] >= on_time["warned"].mean() + margin)])


# %% wrong: reads columns as attributes, so a missing one gives an AttributeError
def slice_table(results, by):
    if results.empty:
        raise ValueError
    on_time, late, g = results[results.late == 0], results[results.late == 1], results.groupby(by)
    return pd.DataFrame({"flights": g.size(), "late_share": g.late.mean(), "missed_share": 1 - late.groupby(by).warned.mean(), "false_alarm_share": on_time.groupby(by).warned.mean()})


def unfair_slices(results, by, margin, min_on_time):
    table = slice_table(results, by)
    on_time = results[results.late == 0]
    n = on_time.groupby(by).size().reindex(table.index, fill_value=0)
    return list(table.index[(n >= min_on_time) & (table.false_alarm_share > on_time.warned.mean() + margin)])
