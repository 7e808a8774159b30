# %% right: everything through the logged model and the versions' own infos
def investigate(name, model_uri):
    client = MlflowClient()
    logged = client.get_logged_model(model_uri.split("/")[-1])

    def inputs(uri):
        return mlflow.pyfunc.load_model(uri).metadata.get_input_schema().input_names()

    mine, safe = [], []
    for version in client.search_model_versions(filter_string=f"name='{name}'", max_results=100):
        number = int(version.version)
        uri = f"models:/{name}/{number}"
        if mlflow.models.get_model_info(uri).model_id == logged.model_id:
            mine.append(number)
        if not any(column in OUTCOMES for column in inputs(uri)):
            safe.append(number)
    return {
        "run_id": logged.source_run_id,
        "leaked": sorted(column for column in inputs(model_uri) if column in OUTCOMES),
        "versions": sorted(mine),
        "safe_version": max(safe) if safe else None,
    }

# %% right: a table of versions
def investigate(name, model_uri):
    rows = [
        (int(v.version), v.source, set(OUTCOMES) & set(mlflow.models.get_model_info(v.source).signature.inputs.input_names()))
        for v in MlflowClient().search_model_versions(f"name = '{name}'")
    ]
    rows.sort(reverse=True)
    info = mlflow.models.get_model_info(model_uri)
    answer = {"run_id": info.run_id, "safe_version": None}
    answer["leaked"] = sorted(set(info.signature.inputs.input_names()).intersection(OUTCOMES))
    answer["versions"] = [number for number, source, _ in reversed(rows) if source == model_uri]
    for number, _, bad in rows:
        if not bad:
            answer["safe_version"] = number
            break
    return answer

# %% wrong: blames the champion of today | message: the champion of today did not answer
def investigate(name, model_uri):
    client = MlflowClient()
    champion = client.get_model_version_by_alias(name, "champion")
    info = mlflow.models.get_model_info(champion.source)
    leaked = sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES))
    return {"run_id": champion.run_id, "leaked": leaked, "versions": [int(champion.version)], "safe_version": int(champion.version)}

# %% wrong: looks for the label among the inputs, and for nothing else | message: leaked: expected ['dep_delay']
def investigate(name, model_uri):
    client = MlflowClient()
    info = mlflow.models.get_model_info(model_uri)
    versions = client.search_model_versions(f"name = '{name}'")
    return {
        "run_id": info.run_id,
        "leaked": [c for c in info.signature.inputs.input_names() if c in ("arr_delay", "late")],
        "versions": sorted(int(v.version) for v in versions if v.source == model_uri),
        "safe_version": 1,
    }

# %% wrong: all versions of the name | message: versions: expected [2]
def investigate(name, model_uri):
    client = MlflowClient()
    info = mlflow.models.get_model_info(model_uri)
    versions = sorted(int(v.version) for v in client.search_model_versions(f"name = '{name}'"))
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": versions,
        "safe_version": versions[0],
    }

# %% wrong: goes back to the newest version, which leaks, too | message: version 2 has a leaked input
def investigate(name, model_uri):
    client = MlflowClient()
    info = mlflow.models.get_model_info(model_uri)
    versions = client.search_model_versions(f"name = '{name}'")
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": sorted(int(v.version) for v in versions if v.source == model_uri),
        "safe_version": max(int(v.version) for v in versions),
    }

# %% wrong: version numbers as text | message: safe_version: expected an int or None
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [
        str(v.version) for v in versions
        if not set(mlflow.models.get_model_info(v.source).signature.inputs.input_names()) & set(OUTCOMES)
    ]
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": sorted(str(v.version) for v in versions if v.source == model_uri),
        "safe_version": max(safe, default=None),
    }

# %% wrong: versions by the run, which logged two models
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [
        int(v.version) for v in versions
        if not set(mlflow.models.get_model_info(v.source).signature.inputs.input_names()) & set(OUTCOMES)
    ]
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": sorted(int(v.version) for v in versions if v.run_id == info.run_id),
        "safe_version": max(safe, default=None),
    }

# %% wrong: goes back by one
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    mine = sorted(int(v.version) for v in versions if v.source == model_uri)
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": mine,
        "safe_version": mine[0] - 1 if mine else None,
    }

# %% wrong: expects that one version is always safe | message: empty
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [
        int(v.version) for v in versions
        if not set(mlflow.models.get_model_info(v.source).signature.inputs.input_names()) & set(OUTCOMES)
    ]
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": sorted(int(v.version) for v in versions if v.source == model_uri),
        "safe_version": max(safe),
    }

# %% wrong: looks for dep_delay only
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [
        int(v.version) for v in versions
        if "dep_delay" not in mlflow.models.get_model_info(v.source).signature.inputs.input_names()
    ]
    return {
        "run_id": info.run_id,
        "leaked": [c for c in info.signature.inputs.input_names() if c == "dep_delay"],
        "versions": sorted(int(v.version) for v in versions if v.source == model_uri),
        "safe_version": max(safe, default=None),
    }

# %% wrong: every input that is no feature counts as leaked
def investigate(name, model_uri):
    def strange(uri):
        return sorted(set(mlflow.models.get_model_info(uri).signature.inputs.input_names()) - set(FEATURES))

    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [int(v.version) for v in versions if not strange(v.source)]
    return {
        "run_id": mlflow.models.get_model_info(model_uri).run_id,
        "leaked": strange(model_uri),
        "versions": sorted(int(v.version) for v in versions if v.source == model_uri),
        "safe_version": max(safe, default=None),
    }

# %% wrong: relies on a version's model_id, which the registry leaves empty here | message: is its `source`
def investigate(name, model_uri):
    info = mlflow.models.get_model_info(model_uri)
    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [
        int(v.version) for v in versions
        if not set(mlflow.models.get_model_info(v.source).signature.inputs.input_names()) & set(OUTCOMES)
    ]
    return {
        "run_id": info.run_id,
        "leaked": sorted(set(info.signature.inputs.input_names()) & set(OUTCOMES)),
        "versions": sorted(int(v.version) for v in versions if v.model_id == info.model_id),
        "safe_version": max(safe, default=None),
    }
