# %% right: Platt's logistic curve, and a sweep over sorted probabilities
def fit_calibration(scores, y):
    from sklearn.linear_model import LogisticRegression

    s, y = np.asarray(scores, dtype=float).reshape(-1, 1), np.asarray(y, dtype=int)
    if len(s) == 0 or len(s) != len(y):
        raise ValueError("scores and labels")
    curve = LogisticRegression(C=1e6).fit(s, y)
    return lambda new: curve.predict_proba(np.asarray(new, dtype=float).reshape(-1, 1))[:, 1]


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y, dtype=int)
    if p.size == 0 or p.shape != y.shape or min(cost_false_alarm, cost_missed) < 0:
        raise ValueError("bad input")
    best, best_cost = np.inf, cost_missed * int(y.sum())
    for value in np.unique(p)[::-1]:
        now = cost_false_alarm * int(np.sum((y == 0) & (p >= value))) + cost_missed * int(np.sum((y == 1) & (p < value)))
        if now < best_cost:
            best, best_cost = value, now
    return float(best)


# %% right: a table of thresholds in pandas, and isotonic steps joined by lines
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(scores) == 0:
        raise ValueError("lengths")
    model = IsotonicRegression(y_min=0.0, y_max=1.0, increasing=True, out_of_bounds="clip")
    model.fit(list(scores), list(y))

    def calibrated(new):
        return np.interp(np.asarray(new, dtype=float), model.X_thresholds_, model.y_thresholds_)

    return calibrated


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    if len(p) != len(y) or not len(p):
        raise ValueError("lengths")
    if cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError("costs")
    table = pd.DataFrame({"p": list(p), "late": list(y)}).groupby("p")["late"].agg(["sum", "size"]).sort_index(ascending=False)
    on_time_warned = (table["size"] - table["sum"]).cumsum()
    missed = table["sum"].sum() - table["sum"].cumsum()
    cost = pd.concat([pd.Series([table["sum"].sum() * cost_missed], index=[np.inf]), on_time_warned * cost_false_alarm + missed * cost_missed])
    return float(cost.index[int(np.argmin(cost.to_numpy()))])


# %% wrong: always 0.5 | message: nobody's price
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    return 0.5


# %% wrong: confuses the two costs | message: expected 0.2
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_missed * np.sum((p >= t) & (y == 0)) + cost_false_alarm * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: the formula for perfect probabilities, whatever the flights say | message: nobody's price
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    best = cost_false_alarm / (cost_false_alarm + cost_missed)
    return float(max([v for v in p if v <= best], default=np.inf)) if best != 0.2 else float(np.quantile(p, 0.8))


# %% wrong: maximises F1 | message: now a false alarm is dear
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    from sklearn.metrics import f1_score

    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    return float(max(sorted(set(p)), key=lambda t: f1_score(y, p >= t, zero_division=0)))


# %% wrong: never thinks of warning nobody | message: warn nobody
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min(sorted(set(p), reverse=True), key=cost))


# %% wrong: of equally cheap thresholds the lowest | message: the highest
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([*sorted(set(p)), np.inf], key=cost))


# %% wrong: tries whole percents only
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    best = min([np.inf, *(k / 100 for k in range(100, -1, -1))], key=cost)
    return float(best)


# %% wrong: squeezes scores into 0 to 1 | message: not calibration
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    low, high = np.min(scores), np.max(scores)
    return lambda new: np.clip((np.asarray(new, dtype=float) - low) / (high - low), 0, 1)


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: balances the classes | message: balancing the classes
def fit_calibration(scores, y):
    from sklearn.linear_model import LogisticRegression

    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    curve = LogisticRegression(class_weight="balanced").fit(np.reshape(scores, (-1, 1)), y)
    return lambda new: curve.predict_proba(np.reshape(new, (-1, 1)))[:, 1]


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: a score outside the fitted range has no probability | message: outside the fitted range
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1).fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: one share for all is right on average
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    share = float(np.mean(y))
    return lambda new: np.full(len(new), share)


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: shares of bins, which go down where a bin had bad luck
def fit_calibration(scores, y):
    scores, y = np.asarray(scores, dtype=float), np.asarray(y, dtype=float)
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    edges = np.quantile(scores, np.linspace(0, 1, 101)[1:-1])
    share = np.array([y[np.searchsorted(edges, scores) == k].mean() for k in range(100)])
    return lambda new: share[np.searchsorted(edges, np.asarray(new, dtype=float))]


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: a negative cost is a gain
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: compares a list of labels with 0 as a whole | message: as lists
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p = np.asarray(p, dtype=float)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))


# %% wrong: joins probabilities and labels by the index labels of the two Series | message: match by position
def fit_calibration(scores, y):
    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, y)
    return lambda new: steps.predict(np.asarray(new, dtype=float))


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    table = pd.DataFrame({"p": pd.Series(p), "y": pd.Series(y)})
    late, on_time = table.loc[table["y"] == 1, "p"], table.loc[table["y"] == 0, "p"]
    cost = lambda t: cost_false_alarm * (on_time >= t).sum() + cost_missed * (late < t).sum()
    return float(min([np.inf, *sorted(table["p"].dropna().unique(), reverse=True)], key=cost))


# %% wrong: the logistic curve with its default penalty, too flat for scores of small spread
def fit_calibration(scores, y):
    from sklearn.linear_model import LogisticRegression

    if len(scores) != len(y) or len(y) == 0:
        raise ValueError
    curve = LogisticRegression().fit(np.reshape(scores, (-1, 1)), np.asarray(y))
    return lambda new: curve.predict_proba(np.reshape(new, (-1, 1)))[:, 1]


def cheapest_threshold(p, y, cost_false_alarm, cost_missed):
    p, y = np.asarray(p, dtype=float), np.asarray(y)
    if len(p) != len(y) or len(p) == 0 or cost_false_alarm < 0 or cost_missed < 0:
        raise ValueError
    cost = lambda t: cost_false_alarm * np.sum((p >= t) & (y == 0)) + cost_missed * np.sum((p < t) & (y == 1))
    return float(min([np.inf, *sorted(set(p), reverse=True)], key=cost))
