# %% right: the switch is thrown inside the run
def fit_with_autolog(experiment, model, train, held_out):
    experiment_id = mlflow.get_experiment_by_name(experiment).experiment_id
    with mlflow.start_run(experiment_id=experiment_id) as run:
        try:
            mlflow.sklearn.autolog(log_models=False, silent=True)
            model.fit(train[FEATURES], train["arr_delay"])
        finally:
            mlflow.sklearn.autolog(disable=True)
        misses = (model.predict(held_out[FEATURES]) - held_out["arr_delay"]).abs()
        mlflow.log_metric("mae_held_out", misses.mean())
    return run.info.run_id

# %% right: the metric is added later, by the run's id, and datasets are not logged
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.autolog(log_models=False, log_datasets=False, silent=True)
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
    finally:
        mlflow.autolog(disable=True, silent=True)
    error = mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES]))
    MlflowClient().log_metric(run.info.run_id, "mae_held_out", error)
    return run.info.run_id

# %% wrong: never switches autolog on | message: switch it on before
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        model.fit(train[FEATURES], train["arr_delay"])
        mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    return run.info.run_id

# %% wrong: fits before the run starts, and so makes two | message: expected one run
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    try:
        model.fit(train[FEATURES], train["arr_delay"])
        with mlflow.start_run() as run:
            error = mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES]))
            mlflow.log_metric("mae_held_out", error)
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: the error on the training flights under a grand name | message: predict the held-out flights
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
            mlflow.log_metric("mae_held_out", mean_absolute_error(train["arr_delay"], model.predict(train[FEATURES])))
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: the mean error, where early and late cancel out | message: the mean of the absolute errors
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
            mlflow.log_metric("mae_held_out", float((model.predict(held_out[FEATURES]) - held_out["arr_delay"]).mean()))
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: logs the model, as autolog does by default | message: log_models=False
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog()
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
            mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: leaves autolog on | message: autolog is still on: a later fit
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    with mlflow.start_run() as run:
        model.fit(train[FEATURES], train["arr_delay"])
        mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    return run.info.run_id

# %% wrong: switches off only when all goes well
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    with mlflow.start_run() as run:
        model.fit(train[FEATURES], train["arr_delay"])
        mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: swallows the error of fit
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    with mlflow.start_run() as run:
        try:
            model.fit(train[FEATURES], train["arr_delay"])
            error = mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES]))
            mlflow.log_metric("mae_held_out", error)
        except ValueError as problem:
            mlflow.set_tag("problem", str(problem))
        finally:
            mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: ends the run itself, as finished also after an error
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    run = mlflow.start_run()
    try:
        model.fit(train[FEATURES], train["arr_delay"])
        mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    finally:
        mlflow.end_run()
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id

# %% wrong: always the experiment of this lab | message: 'delays' that was passed in
def fit_with_autolog(experiment, model, train, held_out):
    mlflow.set_experiment(EXPERIMENT)
    mlflow.sklearn.autolog(log_models=False)
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
            mlflow.log_metric("mae_held_out", mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES])))
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id
