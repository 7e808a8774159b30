# %% right: a chunker, all columns in one calculator where the limits allow it
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    from nannyml.chunk import PeriodBasedChunker

    def whole(frame):
        monday = (frame["scheduled"] - pd.to_timedelta(frame["scheduled"].dt.dayofweek, unit="D")).dt.normalize()
        sizes = monday.value_counts()
        kept = frame[monday.isin(sizes.index[sizes >= min_flights])]
        if len(kept) == 0:
            raise ValueError("no whole week")
        return kept

    reference, current = whole(reference), whole(current)
    calculator = UnivariateDriftCalculator(
        column_names=list(columns),
        continuous_methods=["wasserstein"],
        timestamp_column_name="scheduled",
        chunker=PeriodBasedChunker(timestamp_column_name="scheduled", offset="W"),
    )
    result = calculator.fit(reference).calculate(current).filter(period="analysis").to_df()
    rows = []
    for i, week in enumerate(result["chunk"]["chunk"]["start_date"]):
        for column in columns:
            line = result[column]["wasserstein"].iloc[i]
            score = float(line["value"])
            limit = float(line["upper_threshold"] if limits is None else limits[column])
            rows.append((pd.Timestamp(week), column, score, limit, score > limit))
    return pd.DataFrame(rows, columns=["week", "column", "score", "limit", "alarm"])


def budget_limits(scores, quiet, per_year):
    weeks = [week for week in scores.index if bool(quiet[week])]
    if not weeks:
        raise ValueError("no quiet week")
    part = int(np.floor(per_year * len(weeks) / 52)) // scores.shape[1]
    if part >= len(weeks):
        raise ValueError("the budget is no limit")
    limits = {}
    for column in scores:
        values = scores.loc[weeks, column]
        limits[column] = float(min(v for v in values if (values > v).sum() <= part))
    return limits


# %% right: week by week, each against the whole reference
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def weeks(frame):
        groups = {p.start_time: f for p, f in frame.groupby(frame["scheduled"].dt.to_period("W"))}
        groups = {monday: f for monday, f in groups.items() if len(f) >= min_flights}
        if not groups:
            raise ValueError(f"no week with {min_flights} flights")
        return groups

    known = pd.concat(weeks(reference).values())
    tables = []
    for column in columns:
        options = {}
        if limits is not None:
            options["thresholds"] = {"wasserstein": ConstantThreshold(upper=float(limits[column]))}
        calculator = UnivariateDriftCalculator(
            column_names=column,
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            **options,
        ).fit(known)
        for monday, flights in weeks(current).items():
            line = calculator.calculate(flights).filter(period="analysis").to_df()[column]["wasserstein"].iloc[0]
            tables.append(
                {
                    "week": monday,
                    "column": column,
                    "score": line["value"],
                    "limit": line["upper_threshold"],
                    "alarm": bool(line["alert"]),
                }
            )
    order = {column: i for i, column in enumerate(columns)}
    return pd.DataFrame(sorted(tables, key=lambda row: (row["week"], order[row["column"]])))


def budget_limits(scores, quiet, per_year):
    kept = scores.loc[quiet[quiet].index]
    if kept.empty:
        raise ValueError
    part = (per_year * len(kept) // 52) // len(kept.columns)
    if part >= len(kept):
        raise ValueError
    return {c: float(kept[c].nlargest(int(part) + 1).iloc[-1]) for c in kept}


# %% wrong: keeps the short weeks of the current data | message: too few to judge
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    week = reference["scheduled"].dt.to_period("W")
    reference = reference[week.groupby(week).transform("size") >= min_flights]
    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(reference).calculate(current).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: keeps the short weeks of the reference | message: leave the short week out of the reference
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    week = current["scheduled"].dt.to_period("W")
    current = current[week.groupby(week).transform("size") >= min_flights]
    if current.empty or len(reference) < min_flights:
        raise ValueError
    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(reference).calculate(current).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: the reference's weeks stand in the result | message: the reference's own weeks are not in the result
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: NannyML's default method instead of the Wasserstein distance | message: by method wasserstein
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"jensen_shannon": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["jensen_shannon"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: weeks that were not quiet use up the budget | message: expected the limit 5
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    part = int(per_year * len(scores) / 52) // len(scores.columns)
    if part >= len(scores):
        raise ValueError
    return {c: float(scores[c].sort_values(ascending=False).iloc[part]) for c in scores}


# %% wrong: each column may use the whole budget | message: two columns share
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: a quantile, between two scores | message: expected the limit 5
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].quantile(1 - part / len(past))) for c in past}


# %% wrong: one limit for all columns
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    calculator = UnivariateDriftCalculator(
        column_names=list(columns),
        continuous_methods=["wasserstein"],
        timestamp_column_name="scheduled",
        chunk_period="W",
        thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=max(limits.values()))},
    )
    d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
    parts = []
    for column in columns:
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: column after column instead of week after week
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts)


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: rounds the budget up, so the past would have overdrawn it
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = round(per_year * len(past) / 52 / len(scores.columns))
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: a score on the limit rings
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["value"] >= w["upper_threshold"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: limits in the order of the dictionary, not by name
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for place, column in enumerate(columns):
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=list(limits.values())[place])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: weeks as text | message: expected Timestamps
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        frame = frame[week.groupby(week).transform("size") >= min_flights]
        if frame.empty:
            raise ValueError
        return frame

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"].dt.strftime("%Y-%m-%d"),
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}


# %% wrong: leaves an empty log to NannyML's own error
def weekly_drift(reference, current, columns, limits=None, min_flights=300):
    def whole(frame):
        week = frame["scheduled"].dt.to_period("W")
        return frame[week.groupby(week).transform("size") >= min_flights]

    parts = []
    for column in columns:
        calculator = UnivariateDriftCalculator(
            column_names=[column],
            continuous_methods=["wasserstein"],
            timestamp_column_name="scheduled",
            chunk_period="W",
            thresholds=None if limits is None else {"wasserstein": ConstantThreshold(upper=limits[column])},
        )
        d = calculator.fit(whole(reference)).calculate(whole(current)).filter(period="analysis").to_df()
        w = d[column]["wasserstein"]
        parts.append(
            pd.DataFrame(
                {
                    "week": d["chunk"]["chunk"]["start_date"],
                    "column": column,
                    "score": w["value"],
                    "limit": w["upper_threshold"],
                    "alarm": w["alert"],
                }
            )
        )
    return pd.concat(parts).sort_values("week", kind="stable")


def budget_limits(scores, quiet, per_year):
    past = scores[quiet]
    part = int(per_year * len(past) / 52) // len(scores.columns)
    if part >= len(past):
        raise ValueError
    return {c: float(past[c].sort_values(ascending=False).iloc[part]) for c in past}
