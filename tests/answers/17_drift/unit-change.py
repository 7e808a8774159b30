# %% right: a merge, and Evidently's own test
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"], as_index=False).agg(known=("distance", "median"))
    both = batch[["scheduled", "origin", "dest", "distance"]].merge(known, on=["origin", "dest"], how="inner")
    off = both[(both["distance"] - both["known"]).abs() > 0.01 * both["known"]]
    if len(off):
        return {
            "verdict": "unit change",
            "factor": float(np.median(off["distance"] / off["known"])),
            "since": off["scheduled"].sort_values().iloc[0],
            "origins": sorted(off["origin"].unique().tolist()),
        }
    report = Report([ValueDrift(column="distance")], include_tests=True)
    status = str(report.run(as_dataset(batch), as_dataset(reference)).dict()["tests"][0]["status"])
    return {"verdict": "drift" if status.endswith("FAIL") else "quiet", "factor": np.nan, "since": None, "origins": []}


def repair_distance(batch, finding):
    if finding["verdict"] != "unit change":
        return batch.copy(deep=True)
    hit = batch["origin"].isin(finding["origins"]) & batch["scheduled"].ge(finding["since"])
    return batch.assign(distance=batch["distance"] / np.where(hit, finding["factor"], 1.0))


# %% right: a dictionary of routes and a loop
def explain_distance(reference, batch):
    routes = {route: float(d.median()) for route, d in reference.groupby(["origin", "dest"])["distance"]}
    seen = []
    for when, origin, dest, distance in zip(
        batch["scheduled"], batch["origin"], batch["dest"], batch["distance"], strict=True
    ):
        known = routes.get((origin, dest))
        if known is not None and not 0.99 * known <= distance <= 1.01 * known:
            seen.append((when, origin, distance / known))
    finding = {"verdict": "quiet", "factor": float("nan"), "since": None, "origins": []}
    if seen:
        return {
            "verdict": "unit change",
            "factor": float(np.median([ratio for _, _, ratio in seen])),
            "since": min(when for when, _, _ in seen),
            "origins": sorted({origin for _, origin, _ in seen}),
        }
    metric = (
        Report([DataDriftPreset(columns=["distance"])])
        .run(as_dataset(batch), as_dataset(reference))
        .dict()["metrics"][0]
    )
    if metric["value"]["count"] == 1:
        finding["verdict"] = "drift"
    return finding


def repair_distance(batch, finding):
    result = batch.copy()
    if finding["verdict"] == "unit change":
        result["distance"] = result["distance"].astype(float)
        for origin in finding["origins"]:
            hit = (result["origin"] == origin) & (result["scheduled"] >= finding["since"])
            result.loc[hit, "distance"] = result.loc[hit, "distance"] / finding["factor"]
    return result


# %% wrong: asks the drift test first | message: expected the verdict 'unit change'
def explain_distance(reference, batch):
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    if m["value"] < limit if p else m["value"] >= limit:
        return {"verdict": "drift", "factor": float("nan"), "since": None, "origins": []}
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if not off.any():
        return {"verdict": "quiet", "factor": float("nan"), "since": None, "origins": []}
    return {
        "verdict": "unit change",
        "factor": float(ratio[off].median()),
        "since": flights.loc[off, "scheduled"].min(),
        "origins": sorted(set(flights.loc[off, "origin"])),
    }


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: any drift of distance is called a unit change | message: each with its right distance: expected 'drift'
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "unit change" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: the factor by the mean distances | message: compare each deviating flight with its own
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(batch["distance"].mean() / reference["distance"].mean()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: the factor over all flights, the sound ones too | message: factor: expected 1.609
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio.mean()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: names every origin of the batch | message: origins: expected
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights["origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: repairs everything since then | message: that had been right
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["scheduled"] >= finding["since"]
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: repairs from the flight after the first | message: still wrong
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] > finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: multiplies once more | message: still wrong
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] * finding["factor"], fixed["distance"])
    return fixed


# %% wrong: since is the first row, not the earliest flight
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].iloc[0],
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: half a percent of rounding is a deviation
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.001
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: a route that the reference lacks deviates
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = ~((ratio - 1).abs() <= 0.01)
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: reads a p-value as a distance
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: one deviating flight is taken for noise
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.mean() > 0.01:
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: hands out the batch itself
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    if finding["verdict"] != "unit change":
        return batch
    wrong = batch["origin"].isin(finding["origins"]) & (batch["scheduled"] >= finding["since"])
    return batch.assign(distance=np.where(wrong, batch["distance"] / finding["factor"], batch["distance"]))


# %% wrong: the mean of the ratios
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].mean()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: the mean distance of a route
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].mean().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": sorted(set(flights.loc[off, "origin"])),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed


# %% wrong: origins as they come
def explain_distance(reference, batch):
    known = reference.groupby(["origin", "dest"])["distance"].median().rename("known")
    flights = batch.join(known, on=["origin", "dest"])
    ratio = flights["distance"] / flights["known"]
    off = (ratio - 1).abs() > 0.01
    if off.any():
        return {
            "verdict": "unit change",
            "factor": float(ratio[off].median()),
            "since": flights.loc[off, "scheduled"].min(),
            "origins": list(flights.loc[off, "origin"].unique()),
        }
    m = Report([ValueDrift(column="distance")]).run(as_dataset(batch), as_dataset(reference)).dict()["metrics"][0]
    limit, p = m["config"]["threshold"], m["config"]["method"].endswith("p_value")
    drift = m["value"] < limit if p else m["value"] >= limit
    return {"verdict": "drift" if drift else "quiet", "factor": float("nan"), "since": None, "origins": []}


def repair_distance(batch, finding):
    fixed = batch.copy()
    if finding["verdict"] == "unit change":
        wrong = fixed["origin"].isin(finding["origins"]) & (fixed["scheduled"] >= finding["since"])
        fixed["distance"] = np.where(wrong, fixed["distance"] / finding["factor"], fixed["distance"])
    return fixed
