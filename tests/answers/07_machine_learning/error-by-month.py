# %% right: loops and plain lists
def draw_monthly_error(results):
    months, mae, bias = [], [], []
    for month in sorted(set(results["month"])):
        here = results[(results["month"] == month) & results["arr_delay"].notna()]
        if len(here):
            error = (here["predicted"] - here["arr_delay"]).to_numpy()
            months.append(int(month))
            mae.append(float(np.mean(np.abs(error))))
            bias.append(float(np.mean(error)))
    if not months:
        raise ValueError("no arrivals")
    fig = plt.figure(figsize=(8, 4))
    axes = fig.add_subplot()
    axes.plot(months, mae, "o-", label="MAE")
    axes.plot(months, bias, "s--", label="bias")
    axes.set_xlabel("Month")
    axes.set_ylabel("Minutes")
    axes.set_title("Forecast error")
    axes.legend(loc="best")
    return fig


# %% right: pandas draws, one table
def draw_monthly_error(results):
    table = results.assign(bias=results["predicted"] - results["arr_delay"]).dropna(subset=["arr_delay"])
    if len(table) == 0:
        raise ValueError("no arrivals")
    table["MAE"] = table["bias"].abs()
    fig, ax = plt.subplots(layout="constrained")
    table.groupby("month")[["MAE", "bias"]].mean().plot(ax=ax, marker=".")
    ax.axhline(0, linewidth=0.5)
    ax.set(xlabel="month", ylabel="error (minutes)", title="By month")
    return fig


# %% wrong: the bias with the sign turned round | message: predicted - arr_delay
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["arr_delay"] - arrived["predicted"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: MAE as the size of the mean error | message: the mean of the absolute errors
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    bias = (arrived["predicted"] - arrived["arr_delay"]).groupby(arrived["month"]).mean()
    fig, ax = plt.subplots()
    ax.plot(bias.index, bias.abs(), label="MAE")
    ax.plot(bias.index, bias, label="bias")
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: the root of the mean square instead of the mean absolute error | message: the mean of the absolute errors
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, mean in {"MAE": (error**2).groupby(arrived["month"]).mean() ** 0.5, "bias": error.groupby(arrived["month"]).mean()}.items():
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: a flight that never arrived has delay 0 | message: does not count
def draw_monthly_error(results):
    if results["arr_delay"].notna().sum() == 0:
        raise ValueError
    error = results["predicted"] - results["arr_delay"].fillna(0)
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(results["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: months in the order in which they come | message: expected the months
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"], sort=False).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: returns the axes | message: return fig
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    plt.close(fig)
    return ax


# %% wrong: no unit on the axis | message: without a unit
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="error", title="Error")
    ax.legend()
    return fig


# %% wrong: names the lines but shows no legend
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    return fig


# %% wrong: a month without arrivals is drawn as zero error
def draw_monthly_error(results):
    if results["arr_delay"].notna().sum() == 0:
        raise ValueError
    error = results["predicted"] - results["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(results["month"]).mean().fillna(0)
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: the overall mean weighs in: error relative to the year's
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        monthly = line.groupby(arrived["month"]).mean()
        full = monthly.reindex(range(monthly.index.min(), monthly.index.max() + 1)).interpolate() if len(monthly) > 2 else monthly
        ax.plot(full.index, full, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: an empty picture when nobody arrived
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    error = arrived["predicted"] - arrived["arr_delay"]
    fig, ax = plt.subplots()
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        ax.plot(mean.index, mean, label=name)
    ax.set(xlabel="month", ylabel="minutes", title="Error")
    ax.legend()
    return fig


# %% wrong: draws into the figure that is open | message: the figure of the first
def draw_monthly_error(results):
    arrived = results.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    error = arrived["predicted"] - arrived["arr_delay"]
    for name, line in {"MAE": error.abs(), "bias": error}.items():
        mean = line.groupby(arrived["month"]).mean()
        plt.plot(mean.index, mean, label=name)
    plt.xlabel("month")
    plt.ylabel("minutes")
    plt.title("Error")
    plt.legend()
    return plt.gcf()
