# %% right: the version from the registered model's aliases
def predict_late(name, flights):
    version = MlflowClient().get_registered_model(name).aliases["champion"]
    champion = mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    try:
        both = champion.predict(flights.copy())
    except MlflowException as refused:
        message = str(refused)
        raise ValueError(message[message.index("Error: ") + len("Error: "):]) from None
    return int(version), both[:, 1].tolist()

# %% right: raises after the except block, with the version in the message
def predict_late(name, flights):
    info = MlflowClient().get_model_version_by_alias(name, "champion")
    champion = mlflow.pyfunc.load_model(f"models:/{name}/{info.version}")
    problem = None
    try:
        answer = np.array(champion.predict(flights))
    except MlflowException as error:
        problem = error.message.rpartition("Error: ")[2]
    if problem is not None:
        raise ValueError(f"version {info.version} of {name} refuses the input: {problem}")
    return int(info.version), [p.item() for p in answer[:, 1]]

# %% wrong: the newest version, not the champion | message: the newest version is not the champion
def predict_late(name, flights):
    version = max(int(v.version) for v in MlflowClient().search_model_versions(f"name = '{name}'"))
    model = mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: loads once and keeps the model | message: expected version 1
CACHE = {}


def predict_late(name, flights):
    if name not in CACHE:
        version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
        CACHE[name] = version, mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    version, model = CACHE[name]
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: the probability of being on time | message: expected the probabilities of version
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    try:
        return version, [float(p) for p in model.predict(flights)[:, 0]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: both columns | message: the second column
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    try:
        return version, list(model.predict(flights))
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: passes MLflow's message on, customers' rows included | message: the message quotes the rows
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error)) from error

# %% wrong: converts the types, so that nothing is refused | message: do not convert types
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    fitting = flights.astype({"hour": "int64", "weekday": "int64", "distance": "int64"})
    try:
        return version, [float(p) for p in model.predict(fitting)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: goes round the schema with the scikit-learn model | message: must raise ValueError
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.sklearn.load_model(f"models:/{name}@champion")
    return version, [float(p) for p in model.predict_proba(flights[FEATURES])[:, 1]]

# %% wrong: says only that something is wrong | message: the message must name the column
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException:
        raise ValueError("the input does not fit the model") from None

# %% wrong: refuses what the schema accepts, a surplus column | message: too many columns
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    if len(flights.columns) > len(model.metadata.get_input_schema().input_names()):
        raise ValueError("too many columns: " + ", ".join(flights.columns))
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: fills missing values with 0 before asking
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    if flights.isna().any().any():
        flights = flights.fillna(0).astype({"distance": "int64"})
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: picks the columns itself, and stumbles over a missing one | message: without picking columns
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    try:
        return version, [float(p) for p in model.predict(flights[FEATURES])[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None

# %% wrong: stricter than the schema, a missing text is refused | message: leave the decision to the model
def predict_late(name, flights):
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    gaps = [column for column in flights.columns if flights[column].isna().any()]
    if gaps:
        raise ValueError(f"missing values in {gaps[0]}")
    try:
        return version, [float(p) for p in model.predict(flights)[:, 1]]
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None
