# %% right: models loaded through the registry, aliases asked for one by one
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(f"models:/{name}/{version}"), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    try:
        champion = client.get_model_version_by_alias(name, "champion")
    except MlflowException:
        client.set_registered_model_alias(name, "champion", version)
        return True
    wins = score > auc(mlflow.sklearn.load_model(f"models:/{name}@champion"), held_out)
    if wins:
        client.set_registered_model_alias(name, "previous", champion.version)
        client.set_registered_model_alias(name, "champion", version)
    return wins


def roll_back(name):
    client = MlflowClient()
    try:
        previous = int(client.get_model_version_by_alias(name, "previous").version)
    except MlflowException as error:
        raise ValueError("nothing to roll back to") from error
    client.delete_registered_model_alias(name, "previous")
    client.set_registered_model_alias(name, "champion", previous)
    return previous

# %% right: the client alone
def promote(name, model_uri, held_out):
    client = MlflowClient()
    if not client.search_registered_models(f"name = '{name}'"):
        client.create_registered_model(name)
    aliases = dict(client.get_registered_model(name).aliases)
    contenders = {"challenger": mlflow.sklearn.load_model(model_uri)}
    if "champion" in aliases:
        contenders["champion"] = mlflow.sklearn.load_model(f"models:/{name}/{aliases['champion']}")
    scores = {who: auc(model, held_out) for who, model in contenders.items()}
    version = client.create_model_version(name, source=model_uri, tags={"auc_held_out": str(scores["challenger"])})
    if scores["challenger"] <= scores.get("champion", -1):
        return False
    if "champion" in aliases:
        client.set_registered_model_alias(name, "previous", aliases["champion"])
    client.set_registered_model_alias(name, "champion", version.version)
    return True


def roll_back(name):
    client = MlflowClient()
    aliases = client.get_registered_model(name).aliases
    if "previous" not in aliases:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", aliases["previous"])
    client.delete_registered_model_alias(name, "previous")
    return int(aliases["previous"])

# %% wrong: the newest model always wins | message: expected False and the aliases
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    client.set_model_version_tag(name, version, "auc_held_out", str(auc(mlflow.sklearn.load_model(model_uri), held_out)))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", previous)
    client.delete_registered_model_alias(name, "previous")
    return int(previous)

# %% wrong: compares with the champion's score of another month | message: its tag is of other flights
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= float(client.get_model_version(name, champion).tags["auc_held_out"]):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", previous)
    client.delete_registered_model_alias(name, "previous")
    return int(previous)

# %% wrong: the first model is not made champion | message: with no champion yet
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is None or score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
        return False
    client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    raise ValueError(name)

# %% wrong: does not remember who was champion before | message: 'previous': 1
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None and score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
        return False
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = int(client.get_registered_model(name).aliases["champion"]) - 1
    client.set_registered_model_alias(name, "champion", previous)
    return previous

# %% wrong: rolls back to the number before | message: version 2 never was
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    version = int(client.get_model_version_by_alias(name, "champion").version) - 1
    client.set_registered_model_alias(name, "champion", version)
    client.delete_registered_model_alias(name, "previous")
    return version

# %% wrong: leaves the alias previous where it was | message: roll_back: expected the aliases
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", previous)
    return int(previous)

# %% wrong: the challenger wins a tie
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score < auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", previous)
    client.delete_registered_model_alias(name, "previous")
    return int(previous)

# %% wrong: notes the score of winners only
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(name)
    client.set_registered_model_alias(name, "champion", previous)
    client.delete_registered_model_alias(name, "previous")
    return int(previous)

# %% wrong: a roll-back with nothing before it keeps the champion and says so
def promote(name, model_uri, held_out):
    client = MlflowClient()
    version = mlflow.register_model(model_uri, name).version
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", version)
    return True


def roll_back(name):
    client = MlflowClient()
    aliases = client.get_registered_model(name).aliases
    version = aliases.get("previous", aliases["champion"])
    client.set_registered_model_alias(name, "champion", version)
    client.delete_registered_model_alias(name, "previous")
    return int(version)

# %% wrong: a roll-back with nothing before it passes on MLflow's own error | message: got MLflow's own error
def promote(name, model_uri, held_out):
    client = MlflowClient()
    challenger = mlflow.register_model(model_uri, name)
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, challenger.version, "auc_held_out", str(score))
    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", challenger.version)
    return True


def roll_back(name):
    client = MlflowClient()
    before = client.get_model_version_by_alias(name, "previous")
    client.set_registered_model_alias(name, "champion", before.version)
    client.delete_registered_model_alias(name, "previous")
    return int(before.version)
