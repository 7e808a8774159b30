# %% right: Evidently's own tests give the verdict
def column_drift(reference, current):
    report = Report([ValueDrift(column=column) for column in FEATURES], include_tests=True)
    found = report.run(as_dataset(current), as_dataset(reference)).dict()
    failed = {
        test["metric_config"]["params"]["column"] for test in found["tests"] if str(test["status"]) == "TestStatus.FAIL"
    }
    table = pd.DataFrame(
        [
            (m["config"]["column"], m["config"]["method"], float(m["value"]), float(m["config"]["threshold"]))
            for m in found["metrics"]
        ],
        columns=["column", "method", "score", "threshold"],
    ).set_index("column")
    table["drifted"] = [column in failed for column in table.index]
    return table


def hidden_drift(table, share=0.5):
    names = [name for name, drifted in table["drifted"].items() if drifted]
    return names if len(names) < share * len(table) else []


# %% right: one report for each column, p-values known by their method's name
def column_drift(reference, current):
    rows = []
    for column in FEATURES:
        metric = (
            Report([ValueDrift(column=column)]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][0]
        )
        score, threshold = float(metric["value"]), float(metric["config"]["threshold"])
        drifted = score < threshold if "p_value" in metric["config"]["method"] else score >= threshold
        rows.append({"method": metric["config"]["method"], "score": score, "threshold": threshold, "drifted": drifted})
    return pd.DataFrame(rows, index=FEATURES)


def hidden_drift(table, share=0.5):
    drifted = table.index[table["drifted"]].tolist()
    return [] if len(drifted) / len(table) >= share else drifted


# %% wrong: reference and current the other way round | message: the other way round
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(reference), as_dataset(current)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: every score is a distance | message: a small p-value is drift
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        rows[c["column"]] = (c["method"], v, c["threshold"], v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: every score is a p-value | message: temp moved by 20 degrees
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: p-values only of the Kolmogorov-Smirnov test; chi-square is read as a distance | message: a large p-value is no drift
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        rows[c["column"]] = (
            c["method"],
            v,
            c["threshold"],
            v < c["threshold"] if "K-S" in c["method"] else v >= c["threshold"],
        )
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: one test for all columns instead of Evidently's choice | message: let Evidently choose
def column_drift(reference, current):
    rows = {}
    report = Report([DataDriftPreset(num_method="wasserstein", cat_method="jensenshannon")])
    for m in report.run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        rows[c["column"]] = (c["method"], v, 0.1, v >= 0.1)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: in the preset's order | message: expected the index
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"])


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: the alarm rings only above the share | message: rings the alarm
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() > share else list(table.index[table["drifted"]])


# %% wrong: takes 1,000 rows of reference for many
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = len(reference) < 1000
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: tells p-values by the rows of the reference, the missing values too
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = len(reference) <= 1000
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: rounds the scores, and p-values with them
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], round(float(m["value"]), 2)
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])


# %% wrong: hidden columns in alphabetical order
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else sorted(table.index[table["drifted"]])


# %% wrong: the share is one half, whatever is asked | message: which is below 0.6
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v >= c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"]).loc[
        FEATURES
    ]


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= 0.5 else list(table.index[table["drifted"]])


# %% wrong: a distance on the threshold is no drift
def column_drift(reference, current):
    rows = {}
    for m in Report([DataDriftPreset()]).run(as_dataset(current), as_dataset(reference)).dict()["metrics"][1:]:
        c, v = m["config"], float(m["value"])
        p = c["method"].endswith("p_value")
        rows[c["column"]] = (c["method"], v, c["threshold"], v < c["threshold"] if p else v > c["threshold"])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["method", "score", "threshold", "drifted"])


def hidden_drift(table, share=0.5):
    return [] if table["drifted"].mean() >= share else list(table.index[table["drifted"]])
