# %% right: lists instead of a frame
def draw_watch(table, metric, floor):
    rows = sorted(zip(table["month"], table["estimate"], table["truth"], table["alarm"], strict=True))
    places = list(range(len(rows)))
    figure = Figure(figsize=(6, 3))
    axes = figure.add_subplot()
    axes.plot(places, [row[1] for row in rows], label="estimate")
    axes.plot(places, [row[2] for row in rows], label="truth")
    rang = [place for place in places if rows[place][3]]
    axes.scatter(rang, [rows[place][1] for place in rang], marker="v", label="alarm")
    axes.axhline(floor, label="floor")
    axes.set_xticks(places)
    axes.set_xticklabels([row[0] for row in rows], rotation=45)
    axes.set_title(f"watch on {metric}")
    axes.set_ylabel(metric)
    axes.legend(loc="best")
    return figure


# %% right: pandas draws the lines, texts as x
def draw_watch(table, metric, floor):
    table = table.set_index("month").sort_index()
    figure, axes = plt.subplots()
    axes.plot(np.arange(len(table)), table["estimate"].to_numpy(), label="estimate")
    table["truth"].astype(float).plot(ax=axes, label="truth", marker="x", use_index=False)
    alarm = table["alarm"].to_numpy(dtype=bool)
    axes.scatter(np.flatnonzero(alarm), table["estimate"].to_numpy()[alarm], label="alarm")
    axes.axhline(floor, linestyle=":", label="floor")
    axes.set_xticks(np.arange(len(table)), labels=list(table.index))
    axes.set(title=metric, xlabel="month", ylabel=metric)
    axes.legend()
    return figure


# %% right: texts as x everywhere; matplotlib puts the months at 0, 1, 2
def draw_watch(table, metric, floor):
    table = table.sort_values("month")
    rang = table[table["alarm"].astype(bool)]
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.plot(table["month"], table["estimate"], marker="o", label="estimate")
    ax.plot(table["month"], table["truth"], marker="s", label="truth")
    ax.scatter(rang["month"], rang["estimate"], zorder=3, label="alarm")
    ax.axhline(floor, label="floor")
    ax.set_ylabel(metric)
    ax.set_title("Estimate and truth")
    ax.legend()
    return fig


# %% wrong: months in the table's order | message: sort by month
def draw_watch(table, metric, floor):
    t = table.reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: leaves a missing truth out | message: expected a missing value in August
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    known = t.dropna(subset="truth")
    ax.plot(known.index, known["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: a missing truth is drawn as 0 | message: not 0 and not left out
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"].fillna(0), "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: alarms at the height of the truth | message: one point in July at the estimate
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["truth"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: the positions are the ticks, without the months' names | message: tick labels
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: hands back the axes | message: return fig, not ax
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return ax


# %% wrong: decides the alarms anew from the floor
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["estimate"] < floor]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig


# %% wrong: no legend
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    return fig


# %% wrong: one y label for every metric
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.axhline(floor, color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel="accuracy", title="by month")
    ax.legend()
    return fig


# %% wrong: draws the floor from month to month | message: across the whole width
def draw_watch(table, metric, floor):
    t = table.sort_values("month").reset_index(drop=True)
    fig, ax = plt.subplots()
    ax.plot(t.index, t["estimate"], "o-", label="estimate")
    ax.plot(t.index, t["truth"], "s-", label="truth")
    a = t[t["alarm"]]
    ax.scatter(a.index, a["estimate"], color="red", label="alarm")
    ax.plot(t.index, [floor] * len(t), color="grey", label="floor")
    ax.set_xticks(t.index, t["month"])
    ax.set(ylabel=metric, title="by month")
    ax.legend()
    return fig
