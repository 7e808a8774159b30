# %% right: the client's run objects instead of a frame
def best_runs(experiment, count, min_rows):
    client = MlflowClient()
    experiment_id = client.get_experiment_by_name(experiment).experiment_id
    runs = client.search_runs([experiment_id], filter_string="attributes.status = 'FINISHED'", max_results=1000)
    fit = [
        run
        for run in runs
        if "auc_held_out" in run.data.metrics and float(run.data.params.get("train_rows", "-1")) >= min_rows
        and "train_rows" in run.data.params
    ]
    fit.sort(key=lambda run: run.data.metrics["auc_held_out"], reverse=True)
    return [run.info.run_id for run in fit[:count]]

# %% right: all conditions in pandas
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(experiment_names=[experiment])
    for column in ("params.train_rows", "metrics.auc_held_out"):
        if column not in found.columns:
            return []
    found["rows"] = pd.to_numeric(found["params.train_rows"])
    found = found[(found["status"] == "FINISHED") & (found["rows"] >= min_rows) & found["metrics.auc_held_out"].notna()]
    return list(found.nlargest(count, "metrics.auc_held_out")["run_id"])

# %% wrong: compares the rows as text | message: As text
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"] >= str(min_rows), "run_id"].tolist()[:count]

# %% wrong: cuts before it has looked at the rows | message: cut to `count` after all conditions
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
        max_results=count,
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()

# %% wrong: takes failed runs, too | message: a FAILED run
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]

# %% wrong: the lowest first | message: the highest auc_held_out first
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]

# %% wrong: gives the frame, not the ids | message: expected a list of run ids
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    return found[found["params.train_rows"].astype(float) >= min_rows].head(count)

# %% wrong: more than min_rows, not at least
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) > min_rows, "run_id"].tolist()[:count]

# %% wrong: searches all experiments
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        search_all_experiments=True,
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]

# %% wrong: counts a run without train_rows as one with 0
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return found["run_id"].tolist()[:count]
    rows = found["params.train_rows"].astype(float).fillna(min_rows)
    return found.loc[rows >= min_rows, "run_id"].tolist()[:count]

# %% wrong: takes runs that have no score
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED'",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]

# %% wrong: takes for granted that some run has the parameter | message: the frame has no column for it
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]

# %% wrong: drops failed runs only, so a run that still goes on counts
def best_runs(experiment, count, min_rows):
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status != 'FAILED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    return found.loc[found["params.train_rows"].astype(float) >= min_rows, "run_id"].tolist()[:count]
