# %% right: pandas pivots, and draws
def plot_sweep(sweep_id):
    experiment_id = mlflow.get_run(sweep_id).info.experiment_id
    found = mlflow.search_runs([experiment_id])
    found = found[(found["tags.mlflow.parentRunId"] == sweep_id) & (found["status"] == "FINISHED")]
    found = found.astype({"params.max_depth": int, "params.min_samples_leaf": int})
    axes = plt.figure().add_subplot()
    for leaf in sorted(found["params.min_samples_leaf"].unique()):
        line = found[found["params.min_samples_leaf"] == leaf].sort_values("params.max_depth")
        axes.plot(line["params.max_depth"].to_numpy(), line["metrics.auc_held_out"].to_numpy(), label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend(title="leaf")
    return axes

# %% right: the client and plain dictionaries
def plot_sweep(sweep_id):
    client = MlflowClient()
    children = client.search_runs(
        [client.get_run(sweep_id).info.experiment_id], filter_string=f"tags.mlflow.parentRunId = '{sweep_id}'"
    )
    lines = {}
    for child in children:
        if child.info.status == "FINISHED":
            leaf, depth = int(child.data.params["min_samples_leaf"]), int(child.data.params["max_depth"])
            lines.setdefault(leaf, []).append((depth, child.data.metrics["auc_held_out"]))
    figure, axes = plt.subplots()
    for leaf, points in sorted(lines.items()):
        depths, scores = zip(*sorted(points))
        axes.plot(depths, scores, "s--", label=f"min_samples_leaf = {leaf}")
    axes.legend()
    axes.set_xlabel("max_depth")
    axes.set_ylabel("AUC on the held-out month")
    return axes

# %% wrong: the depths stay text | message: the x values are texts
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("params.max_depth").groupby("params.min_samples_leaf"):
        axes.plot(line["params.max_depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: sorted as text, then converted | message: sort the values as numbers
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("params.max_depth").groupby("params.min_samples_leaf"):
        axes.plot(line["params.max_depth"].astype(int), line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: points in the order of the search | message: ascending as a number
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.groupby("leaf"):
        axes.plot(line["params.max_depth"].astype(int), line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: every run of the experiment | message: the children of this parent only
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id], filter_string="attributes.status = 'FINISHED'"
    ).dropna(subset=["params.max_depth"])
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: failed children, too | message: finished children of this sweep only
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id], filter_string=f"tags.mlflow.parentRunId = '{sweep_id}'"
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: the training score on the y axis | message: (auc_held_out)
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_train"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: axes without names
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.legend()
    return axes

# %% wrong: labels, but no legend that shows them
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    return axes

# %% wrong: draws into the figure that is open
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        plt.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    plt.xlabel("max_depth")
    plt.ylabel("AUC on the held-out month")
    plt.legend()
    return plt.gca()

# %% wrong: searches one experiment, whatever the sweep's
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        experiment_names=[EXPERIMENT],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    _, axes = plt.subplots()
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    if len(children):
        children["depth"] = children["params.max_depth"].astype(int)
        children["leaf"] = children["params.min_samples_leaf"].astype(int)
        for leaf, line in children.sort_values("depth").groupby("leaf"):
            axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
        axes.legend()
    return axes

# %% wrong: takes a child with a score for a finished one
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and metrics.auc_held_out >= 0",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes

# %% wrong: searches the experiment of this lab, and trips over an empty frame | message: a sweep in another experiment
def plot_sweep(sweep_id):
    children = mlflow.search_runs(
        experiment_names=[EXPERIMENT],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots()
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], label=f"min_samples_leaf = {leaf}")
    axes.set(xlabel="max_depth", ylabel="AUC on the held-out month")
    axes.legend()
    return axes
