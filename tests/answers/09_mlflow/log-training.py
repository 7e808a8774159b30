# %% right: everything in one go, through keyword experiment_id
def log_training(experiment, params, train, months):
    model = tree(**params)
    model.fit(train[FEATURES], train["late"])
    values = {month: auc(model, flights) for month, flights in months.items()}
    experiment_id = mlflow.get_experiment_by_name(experiment).experiment_id
    with mlflow.start_run(experiment_id=experiment_id) as run:
        for key, value in params.items():
            mlflow.log_param(key, value)
        mlflow.log_param("train_rows", train.shape[0])
        for month in sorted(values):
            mlflow.log_metrics({"auc": values[month]}, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        plt.close("all")
        inputs = train[FEATURES]
        mlflow.sklearn.log_model(
            sk_model=model,
            name="model",
            signature=infer_signature(inputs, model.predict_proba(inputs)),
            input_example=inputs.iloc[:3],
            pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS,
            skops_trusted_types=TRUSTED,
        )
        return run.info.run_id

# %% right: with the client, and the picture saved by hand
def log_training(experiment, params, train, months):
    client = MlflowClient()
    mlflow.set_experiment(experiment)
    run = mlflow.start_run(run_name="by hand")
    try:
        model = tree(**params).fit(train[FEATURES], train["late"])
        mlflow.log_params(params | {"train_rows": len(train.index)})
        values = {}
        for month in months:
            values[month] = auc(model, months[month])
            client.log_metric(run.info.run_id, "auc", values[month], step=month)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "auc_by_month.png")
            month_figure(values, "AUC").savefig(path)
            mlflow.log_artifact(path, artifact_path="plots")
        example = train[FEATURES].head(50)
        mlflow.sklearn.log_model(
            model,
            name="model",
            signature=infer_signature(example, model.predict_proba(example)),
            input_example=example.head(3),
            pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS,
            skops_trusted_types=TRUSTED,
        )
    finally:
        mlflow.end_run()
    return run.info.run_id

# %% wrong: the month in the metric's name | message: the month is its step
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        mlflow.log_metrics({f"auc_{month}": value for month, value in values.items()})
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: steps counted from 0 | message: (the months)
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for step, value in enumerate(values.values()):
            mlflow.log_metric("auc", value, step=step)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: forgets to name the experiment | message: mlflow.set_experiment
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        for month, flights in months.items():
            mlflow.log_metric("auc", auc(model, flights), step=month)
    return run.info.run_id

# %% wrong: a run that is never ended | message: still active
def log_training(experiment, params, train, months):
    mlflow.set_experiment(experiment)
    run = mlflow.start_run()
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.log_params({**params, "train_rows": len(train)})
    for month, flights in months.items():
        mlflow.log_metric("auc", auc(model, flights), step=month)
    return run.info.run_id

# %% wrong: forgets the number of flights | message: train_rows 600
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params(params)
        for month, flights in months.items():
            mlflow.log_metric("auc", auc(model, flights), step=month)
    return run.info.run_id

# %% wrong: scores the 0/1 calls, not the probabilities | message: use auc(model, flights)
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {m: roc_auc_score(f["late"], model.predict(f[FEATURES])) for m, f in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
    return run.info.run_id

# %% wrong: the picture is saved beside the notebook, not logged | message: plots/auc_by_month.png
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        Path("work/plots").mkdir(exist_ok=True)
        month_figure(values, "AUC").savefig("work/plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: the signature of the whole table, outcomes and label included | message: the columns that the model sees
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train, model.predict_proba(train[FEATURES])),
            pyfunc_predict_fn="predict_proba", pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: the loaded model gives classes
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: a signature of the classes
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: no input example
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            pyfunc_predict_fn="predict_proba", pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: lets MLflow guess the requirements
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba", skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: always the experiment of this lab | message: 'autumn' that was passed in
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(EXPERIMENT)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        for month, flights in months.items():
            mlflow.log_metric("auc", auc(model, flights), step=month)
    return run.info.run_id

# %% wrong: pictures the shares of the example | message: with the AUC of the months 3, 4 and 9
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        shares = {month: float(flights["late"].mean()) for month, flights in months.items()}
        for month, flights in months.items():
            mlflow.log_metric("auc", auc(model, flights), step=month)
        mlflow.log_figure(month_figure(shares, "share of late flights"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, skops_trusted_types=TRUSTED,
        )
    return run.info.run_id

# %% wrong: goes round the question of trust with cloudpickle
def log_training(experiment, params, train, months):
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {month: auc(model, flights) for month, flights in months.items()}
        for month, value in values.items():
            mlflow.log_metric("auc", value, step=month)
        mlflow.log_figure(month_figure(values, "AUC"), "plots/auc_by_month.png")
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3), pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS, serialization_format="cloudpickle",
        )
    return run.info.run_id
