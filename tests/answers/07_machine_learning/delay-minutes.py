# %% right: dummy columns and least squares by hand
def fit_delay_model(flights):
    arrived = flights[flights["arr_delay"].notna()]
    if len(arrived) == 0:
        raise ValueError("no arrivals")

    def dummies(frame):
        names = pd.get_dummies(frame[CATEGORIES].astype(str), dtype=float)
        return pd.concat([names, frame[NUMBERS].astype(float)], axis=1)

    learnt = dummies(arrived)
    scale = learnt.abs().max().replace(0, 1)
    design = np.column_stack([np.ones(len(learnt)), learnt / scale])
    weights, *_ = np.linalg.lstsq(design, arrived["arr_delay"].to_numpy(dtype=float), rcond=None)

    class Line:
        def predict(self, frame):
            known = dummies(frame).reindex(columns=learnt.columns, fill_value=0.0) / scale
            return weights[0] + known.to_numpy(dtype=float) @ weights[1:]

    return Line()


# %% right: ridge on standardised columns
def fit_delay_model(flights):
    from sklearn.compose import make_column_transformer
    from sklearn.linear_model import Ridge

    train = flights.dropna(subset=["arr_delay"])
    if train.empty:
        raise ValueError("nobody arrived")
    columns = make_column_transformer(
        (OneHotEncoder(drop="first", handle_unknown="ignore"), CATEGORIES), (StandardScaler(), NUMBERS), remainder="drop"
    )
    return make_pipeline(columns, Ridge(alpha=1.0)).fit(train, train["arr_delay"])


# %% right: dictionaries, and the target standardised around the regression
def fit_delay_model(flights):
    from sklearn.compose import TransformedTargetRegressor
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.preprocessing import FunctionTransformer

    train = flights[~flights["arr_delay"].isna()]
    if not len(train):
        raise ValueError("nobody arrived")
    records = FunctionTransformer(lambda frame: frame[FEATURES].astype(dict.fromkeys(CATEGORIES, object)).to_dict("records"))
    line = TransformedTargetRegressor(LinearRegression(), transformer=StandardScaler())
    return make_pipeline(records, DictVectorizer(sparse=False), line).fit(train, train["arr_delay"])


# %% wrong: learns from the departure delay too | message: before take-off
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer(
        [("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", [*NUMBERS, "dep_delay"])]
    )
    return make_pipeline(columns, LinearRegression()).fit(arrived, arrived["arr_delay"])


# %% wrong: learns from the departure delay and fills it where it is missing | message: expected 20 minutes
def fit_delay_model(flights):
    from sklearn.impute import SimpleImputer

    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer(
        [
            ("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES),
            ("n", SimpleImputer(), [*NUMBERS, "dep_delay", "air_time"]),
        ]
    )
    return make_pipeline(columns, LinearRegression()).fit(arrived, arrived["arr_delay"])


# %% wrong: takes the departure delay into account when it is there | message: only the six FEATURES
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    model = make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])

    class Updated:
        def predict(self, frame):
            minutes = model.predict(frame[FEATURES])
            if "dep_delay" in frame:
                minutes = np.where(frame["dep_delay"].notna(), (minutes + frame["dep_delay"].fillna(0)) / 2, minutes)
            return np.asarray(minutes)

    return Updated()


# %% wrong: lets other numbers of the timetable through
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    numbers = [*NUMBERS, "minute", "flight", "day"]
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", numbers)])
    model = make_pipeline(columns, LinearRegression()).fit(arrived, arrived["arr_delay"])

    class Filled:
        def predict(self, frame):
            return model.predict(frame.reindex(columns=[*CATEGORIES, *numbers], fill_value=1))

    return Filled()


# %% wrong: a cancelled flight has delay 0 | message: not a flight with delay 0
def fit_delay_model(flights):
    if flights["arr_delay"].notna().sum() == 0:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(flights[FEATURES], flights["arr_delay"].fillna(0))


# %% wrong: numbers the carriers 0, 1, 2 | message: a column of its own
def fit_delay_model(flights):
    from sklearn.preprocessing import OrdinalEncoder

    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    columns = ColumnTransformer([("c", codes, CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])


# %% wrong: an unknown carrier raises | message: must not raise
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(), CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])


# %% wrong: early arrivals count as on time
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"].clip(lower=0))


# %% wrong: scales the new flights by their own mean
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(arrived[CATEGORIES])

    def columns(frame):
        numbers = StandardScaler().fit_transform(frame[NUMBERS])
        return np.hstack([encoder.transform(frame[CATEGORIES]), numbers])

    line = LinearRegression().fit(columns(arrived), arrived["arr_delay"])

    class Model:
        def predict(self, frame):
            return line.predict(columns(frame))

    return Model()


# %% wrong: only the names, not hour, weekday and distance
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES)])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])


# %% wrong: regularised until nothing is left
def fit_delay_model(flights):
    from sklearn.linear_model import Lasso

    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])
    return make_pipeline(columns, Lasso(alpha=1.0)).fit(arrived[FEATURES], arrived["arr_delay"])


# %% wrong: fills the table with the median so that an empty month trains, too
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        arrived = flights.assign(arr_delay=0.0)
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])


# %% wrong: drops a flight for any gap in its row | message: a gap in another column stays
def fit_delay_model(flights):
    complete = flights.dropna()
    if complete.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    return make_pipeline(columns, LinearRegression()).fit(complete[FEATURES], complete["arr_delay"])


# %% wrong: whoever took off counts, a diverted flight with the mean delay | message: cancelled or diverted
def fit_delay_model(flights):
    left = flights.dropna(subset="dep_delay")
    if left.empty:
        raise ValueError
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])
    minutes = left["arr_delay"].fillna(left["arr_delay"].mean())
    return make_pipeline(columns, LinearRegression()).fit(left[FEATURES], minutes)


# %% wrong: treats hour and weekday as names
def fit_delay_model(flights):
    arrived = flights.dropna(subset="arr_delay")
    if arrived.empty:
        raise ValueError
    names = [*CATEGORIES, "hour", "weekday"]
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), names), ("n", "passthrough", ["distance"])])
    return make_pipeline(columns, LinearRegression()).fit(arrived[FEATURES], arrived["arr_delay"])
