# %% right: remembers when it retrained last, and sorts the settings
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    table = {"month": [], "version": [], "signal": [], "retrained": [], "cost": []}
    version, last = first_version, None
    for position, month in enumerate(months):
        signal = float(signal_of(version, month))
        awake = last is None or position - last > cool_down
        fires = awake and not np.isnan(signal) and signal > threshold
        for name, value in zip(
            table, (month, version, signal, fires, cost_of(version, month) + fires * retrain_cost), strict=True
        ):
            table[name].append(value)
        if fires:
            version, last = month, position
    return pd.DataFrame(table)


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    totals = {
        (t, c): replay(months, first_version, cost_of, signal_of, t, c, retrain_cost)["cost"].sum()
        for t in thresholds
        for c in cool_downs
    }
    lowest = min(totals.values())
    threshold, cool_down = max(setting for setting, total in totals.items() if total - lowest < 1e-9)
    return threshold, cool_down, float(totals[threshold, cool_down])


# %% right: jumps over the deaf months, and takes the minimum by a key
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    months = list(months)
    versions, retrained, deaf_until, version = [], [], -1, first_version
    signals, costs = [], []
    for i, month in enumerate(months):
        versions.append(version)
        signals.append(signal_of(version, month))
        costs.append(cost_of(version, month))
        retrained.append(bool(i > deaf_until and signals[-1] > threshold))
        if retrained[-1]:
            deaf_until, version = i + cool_down, month
            costs[-1] += retrain_cost
    return pd.DataFrame(
        {"month": months, "version": versions, "signal": signals, "retrained": retrained, "cost": costs}
    )


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    def setting(t, c):
        return (
            round(float(replay(months, first_version, cost_of, signal_of, t, c, retrain_cost)["cost"].sum()), 8),
            -t,
            -c,
        )

    total, t, c = min(setting(t, c) for t in thresholds for c in cool_downs)
    return -t, -c, total


# %% wrong: the cool-down is one month short | message: deaf at exactly that many ends of months
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, max(cool_down - 1, 0)
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: the cool-down only counts months with a calm signal | message: expected retraining at the end of [4, 6]
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        if not signal > threshold:
            deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: no cool-down at all | message: deaf at exactly
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: the price of a retraining is left out | message: expected the costs
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: the new model serves in the month at whose end it was trained | message: serves from the next one on
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: a signal on the threshold fires
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal >= threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: a missing signal fires
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and not signal <= threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: asks for the signal of the first version only
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(first_version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: begins with a cool-down
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, min(cool_down, 1), []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: does not retrain at the end of the last month
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold and month != list(months)[-1]
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: takes the more nervous of equal settings | message: so take the calmer
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=False):
        for cool_down in sorted(cool_downs, reverse=False):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: takes the setting that retrains least | message: cheapest: expected
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    settings = []
    for t in thresholds:
        for c in cool_downs:
            table = replay(months, first_version, cost_of, signal_of, t, c, retrain_cost)
            settings.append((table["retrained"].sum(), -t, -c, float(table["cost"].sum())))
    _, t, c, total = min(settings)
    return -t, -c, total


# %% wrong: the longer cool-down goes before the higher threshold
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for cool_down in sorted(cool_downs, reverse=True):
        for threshold in sorted(thresholds, reverse=True):
            total = float(
                replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)["cost"].sum()
            )
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: the signal of a deaf month is missing
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, np.nan if deaf else signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: a month without a signal does not count for the cool-down
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = deaf if np.isnan(signal) else max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best


# %% wrong: compares totals to the last bit
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        cost, signal = cost_of(version, month), signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2]:
                best = (threshold, cool_down, total)
    return best


# %% wrong: asks what the new model would have cost | message: not in service then
def replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost):
    version, deaf, rows = first_version, 0, []
    for month in months:
        signal = signal_of(version, month)
        fires = deaf == 0 and signal > threshold
        cost = cost_of(month if fires else version, month)
        rows.append((month, version, signal, bool(fires), cost + (retrain_cost if fires else 0)))
        deaf = max(deaf - 1, 0)
        if fires:
            version, deaf = month, cool_down
    return pd.DataFrame(rows, columns=["month", "version", "signal", "retrained", "cost"])


def cheapest(months, first_version, cost_of, signal_of, thresholds, cool_downs, retrain_cost):
    best = None
    for threshold in sorted(thresholds, reverse=True):
        for cool_down in sorted(cool_downs, reverse=True):
            table = replay(months, first_version, cost_of, signal_of, threshold, cool_down, retrain_cost)
            total = float(table["cost"].sum())
            if best is None or total < best[2] - 1e-9:
                best = (threshold, cool_down, total)
    return best
