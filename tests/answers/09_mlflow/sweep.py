# %% right: failures collected, the best found at the end
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run(run_name="a sweep") as parent:
        scores = []
        for settings in grid:
            try:
                with mlflow.start_run(run_name=str(settings), nested=True) as child:
                    mlflow.log_params(settings)
                    mlflow.log_param("train_rows", len(train))
                    model = tree(**settings)
                    model.fit(train[FEATURES], train["late"])
                    mlflow.log_metric("auc_train", auc(model, train))
                    mlflow.log_metric("auc_held_out", auc(model, held_out))
                    scores.append((auc(model, held_out), child.info.run_id))
            except Exception as error:
                print("skipped", settings, type(error).__name__)
        if not scores:
            raise ValueError("nothing could be trained")
        best = max(scores, key=lambda pair: pair[0])
        mlflow.log_metrics({"best_auc": best[0]})
        mlflow.set_tags({"best_run_id": best[1]})
    return parent.info.run_id

# %% right: children made with the client and parent_run_id
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    best = None
    with mlflow.start_run() as parent:
        parent_id = parent.info.run_id
        for settings in grid:
            child = mlflow.start_run(nested=True, parent_run_id=parent_id)
            status = "FAILED"
            try:
                mlflow.log_params(dict(settings, train_rows=len(train)))
                model = tree(**settings).fit(train[FEATURES], train["late"])
                scores = {"auc_train": auc(model, train), "auc_held_out": auc(model, held_out)}
                mlflow.log_metrics(scores)
                status = "FINISHED"
                if best is None or scores["auc_held_out"] > best[1]:
                    best = (child.info.run_id, scores["auc_held_out"])
            except ValueError:
                pass
            finally:
                mlflow.end_run(status)
        if best is None:
            raise ValueError("no result")
        mlflow.set_tag("best_run_id", best[0])
        mlflow.log_metric("best_auc", best[1])
    return parent_id

# %% wrong: one bad setting ends the sweep | message: max_depth
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            with mlflow.start_run(nested=True) as child:
                mlflow.log_params({**settings, "train_rows": len(train)})
                model = tree(**settings).fit(train[FEATURES], train["late"])
                score = auc(model, held_out)
                mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: catches the error inside the child, which then looks finished | message: outside of the child's
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            with mlflow.start_run(nested=True) as child:
                mlflow.log_params({**settings, "train_rows": len(train)})
                try:
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                except ValueError:
                    continue
                score = auc(model, held_out)
                mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
                if score > best_auc:
                    best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: runs one after another, no parent | message: are no children of the parent
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    best_id, best_auc = None, -1.0
    for settings in grid:
        try:
            with mlflow.start_run() as child:
                mlflow.log_params({**settings, "train_rows": len(train)})
                model = tree(**settings).fit(train[FEATURES], train["late"])
                score = auc(model, held_out)
                mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
        except ValueError:
            continue
        if score > best_auc:
            best_id, best_auc = child.info.run_id, score
    with mlflow.start_run(run_name="sweep") as parent:
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: everything in one run | message: expected 4 runs besides the parent
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best = -1.0
        for step, settings in enumerate(grid):
            try:
                model = tree(**settings).fit(train[FEATURES], train["late"])
            except ValueError:
                continue
            score = auc(model, held_out)
            mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score}, step=step)
            best = max(best, score)
        mlflow.log_metric("best_auc", best)
    return parent.info.run_id

# %% wrong: logs the parameters after training, so a failed child has none | message: log the parameters first
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: chooses by the training score | message: favours the deepest tree
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, train)
                    mlflow.log_metrics({"auc_train": score, "auc_held_out": auc(model, held_out)})
            except ValueError:
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: trains on the held-out month, too | message: train on `train` alone
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    everything = pd.concat([train, held_out])
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(everything[FEATURES], everything["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: the tag names the last run, not the best
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_auc = -1.0
        child = None
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            best_auc = max(best_auc, score)
        if best_auc < 0:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", child.info.run_id)
    return parent.info.run_id

# %% wrong: a sweep without any result looks like a success
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: the last of the tied settings wins
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc = None, -1.0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            if score >= best_auc:
                best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id

# %% wrong: counts failures, so that an empty grid passes
def sweep(experiment, grid, train, held_out):
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as parent:
        best_id, best_auc, failures = "none", -1.0, 0
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                failures += 1
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        if grid and failures == len(grid):
            raise ValueError("nothing trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
    return parent.info.run_id
