# %% right: kernel SVM, dense columns, one preparation each
def fit_classifiers(flights, seed):
    from sklearn.compose import make_column_transformer

    train = flights.dropna(subset=["arr_delay"])
    y = train["arr_delay"].gt(15).to_numpy().astype(int)
    if len(set(y)) != 2:
        raise ValueError("one kind only")
    x = train[FEATURES]

    def with_columns(model):
        encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        return Pipeline([("columns", make_column_transformer((encoder, CATEGORIES), (StandardScaler(), NUMBERS))), ("model", model)])

    return {
        "tree": with_columns(DecisionTreeClassifier(max_depth=6, random_state=seed)).fit(x, y),
        "forest": with_columns(RandomForestClassifier(n_estimators=80, max_depth=10, random_state=seed)).fit(x, y),
        "svm": with_columns(SVC(C=1.0, random_state=seed)).fit(x, y),
    }


# %% right: names as columns by hand, and the numbers brought to 0 to 1
def fit_classifiers(flights, seed):
    from sklearn.preprocessing import FunctionTransformer, MinMaxScaler

    train = flights[flights["arr_delay"].notna()]
    y = np.where(train["arr_delay"] > 15, 1, 0)
    if len(y) == 0 or y.min() == y.max():
        raise ValueError("one kind only")
    known = {column: sorted(train[column].unique()) for column in CATEGORIES}

    def columns(frame):
        names = [(frame[c] == value).astype(float).rename(f"{c}_{value}") for c in CATEGORIES for value in known[c]]
        return pd.concat([*names, frame[NUMBERS].astype(float)], axis=1)

    def pipeline(model):
        return make_pipeline(FunctionTransformer(columns), MinMaxScaler(), model).fit(train, y)

    return dict(
        tree=pipeline(DecisionTreeClassifier(max_leaf_nodes=40, min_samples_leaf=5, random_state=seed)),
        forest=pipeline(RandomForestClassifier(n_estimators=100, min_samples_leaf=5, random_state=seed)),
        svm=pipeline(LinearSVC(C=0.5, random_state=seed, class_weight="balanced")),
    )


# %% wrong: the SVM gets miles and hours as they are | message: svm
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", "passthrough", NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": SVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: all numeric columns of the table, the outcomes among them | message: use only the six FEATURES
def fit_classifiers(flights, seed):
    from sklearn.impute import SimpleImputer

    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError
    numbers = [c for c in arrived.select_dtypes("number").columns if c != "arr_delay"]

    def columns():
        steps = make_pipeline(SimpleImputer(), StandardScaler())
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", steps, numbers)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived.astype(dict.fromkeys(numbers, float)), label) for name, m in models.items()}


# %% wrong: a carrier that is new raises | message: tree
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: numbers the names 0, 1, 2 | message: A name gets a column of its own
def fit_classifiers(flights, seed):
    from sklearn.preprocessing import OrdinalEncoder

    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        codes = make_pipeline(OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), StandardScaler())
        return ColumnTransformer([("c", codes, CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: ten trees | message: at least 50 trees
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(10, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: a forest under two names | message: tree
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": RandomForestClassifier(1, max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: lets the tree grow until every training flight is right
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: does not pass the seed on
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64),
        "forest": RandomForestClassifier(60),
        "svm": LinearSVC(),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: a flight that never arrived counts as on time | message: expected a ROC AUC above 0.9
def fit_classifiers(flights, seed):
    label = (flights["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=8, random_state=seed),
        "forest": RandomForestClassifier(60, max_depth=3, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(flights[FEATURES], label) for name, m in models.items()}


# %% wrong: late begins at 15 minutes
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] >= 15).astype(int)
    if label.nunique() < 2:
        raise ValueError("one kind")

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: trains on flights that are all on time
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES), ("n", StandardScaler(), NUMBERS)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
    }
    if label.nunique() == 2:
        models["svm"] = LinearSVC(random_state=seed)
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}


# %% wrong: names only; a transformer drops the columns that it is not told of
def fit_classifiers(flights, seed):
    arrived = flights[flights["arr_delay"].notna()]
    label = (arrived["arr_delay"] > 15).astype(int)
    if label.nunique() < 2:
        raise ValueError

    def columns():
        return ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), CATEGORIES)])

    models = {
        "tree": DecisionTreeClassifier(max_leaf_nodes=64, random_state=seed),
        "forest": RandomForestClassifier(60, random_state=seed),
        "svm": LinearSVC(random_state=seed),
    }
    return {name: make_pipeline(columns(), m).fit(arrived[FEATURES], label) for name, m in models.items()}
