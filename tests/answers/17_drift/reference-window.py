# %% right: a query, and Evidently's preset
def reference_window(log, trained_until, days, today):
    end = pd.Timestamp(trained_until) + pd.DateOffset(days=days)
    window = log.loc[log["scheduled"].between(trained_until, end, inclusive="left")]
    if not (window["label_at"] <= today).all():
        raise ValueError("labels are still to come")
    window = window[window["late"].notna()].copy()
    if len(window) == 0:
        raise ValueError("nothing arrived")
    window["late"] = window["late"].astype(int)
    return window


def performance_report(rows, warn_from):
    rows = rows[rows["late"].notna()]
    if len(rows) == 0:
        raise ValueError("no labels")
    frame = pd.DataFrame({"y": rows["late"].astype(int), "p": rows["probability"]})
    data = Dataset.from_pandas(
        frame,
        data_definition=DataDefinition(
            classification=[BinaryClassification(target="y", prediction_probas="p")],
            numerical_columns=["p"],
            categorical_columns=["y"],
        ),
    )
    from evidently.presets import ClassificationPreset

    return Report([ClassificationPreset(probas_threshold=warn_from)]).run(data, None)


# %% right: row by row, and two tasks, one on decisions and one on probabilities
def reference_window(log, trained_until, days, today):
    kept = []
    for label, row in log.iterrows():
        if trained_until <= row["scheduled"] < trained_until + pd.Timedelta(days, "D"):
            if row["label_at"] > today:
                raise ValueError(f"the label of flight {label} arrives on {row['label_at']}")
            if row["late"] == row["late"]:
                kept.append(label)
    if not kept:
        raise ValueError("no flight arrived")
    return log.loc[kept].astype({"late": "int64"})


def performance_report(rows, warn_from):
    known = rows.dropna(subset=["late"])
    if known.empty:
        raise ValueError("no flight has a label")
    frame = pd.DataFrame(
        {
            "late": known["late"].astype(int),
            "decided": (known["probability"] >= warn_from).astype(int),
            "probability": known["probability"],
        }
    )
    tasks = [
        BinaryClassification(name="decision", target="late", prediction_labels="decided"),
        BinaryClassification(name="opinion", target="late", prediction_probas="probability"),
    ]
    metrics = [metric(classification_name="decision") for metric in (Accuracy, Precision, Recall, F1Score)]
    data = Dataset.from_pandas(frame, data_definition=DataDefinition(classification=tasks))
    return Report([*metrics, RocAuc(classification_name="opinion")]).run(data, None)


# %% wrong: takes the last days of the training data | message: the model was trained on it
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] < trained_until) & (log["scheduled"] >= trained_until - pd.Timedelta(days=days))]
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: the end of the window belongs to it | message: the very end
def reference_window(log, trained_until, days, today):
    window = log[log["scheduled"].between(trained_until, trained_until + pd.Timedelta(days=days))]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: complete as soon as the window is over, not when its labels are there | message: expected ValueError with today
def reference_window(log, trained_until, days, today):
    end = trained_until + pd.Timedelta(days=days)
    if today < end:
        raise ValueError
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < end)].dropna(subset="late")
    if window.empty:
        raise ValueError
    return window.astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: a flight that never arrived is on time in the reference | message: never arrived
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    if window.empty or (window["label_at"] > today).any():
        raise ValueError
    return window.fillna({"late": 0}).astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: lets Evidently decide, at 0.5 | message: decides at 0.5 unless it is told
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})
    if rows.empty:
        raise ValueError
    rows = rows.assign(warned=(rows["probability"] >= warn_from).astype(int))[["late", "warned", "probability"]]
    task = BinaryClassification(target="late", prediction_labels="warned", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([Accuracy(), Precision(), Recall(), F1Score(), RocAuc()]).run(data, None)


# %% wrong: flights without a label count as on time in the report | message: leave out the flights without a label
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.fillna({"late": 0}).astype({"late": int})[["late", "probability"]]
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: waits only for the labels of flights that arrived
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    window = window.dropna(subset="late")
    if window.empty or window["label_at"].max() > today:
        raise ValueError
    return window.astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: reports at the service's own limit, whatever is asked
def reference_window(log, trained_until, days, today):
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=WARN_FROM) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: sorts the reference by time
def reference_window(log, trained_until, days, today):
    log = log.sort_values("scheduled")
    window = log[(log["scheduled"] >= trained_until) & (log["scheduled"] < trained_until + pd.Timedelta(days=days))]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: works out when the labels arrive instead of reading label_at
def reference_window(log, trained_until, days, today):
    window = log[log["scheduled"].between(trained_until, trained_until + pd.Timedelta(days=days), "left")]
    if (window["scheduled"] + LABEL_DELAY > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: waits until the labels are older than today | message: only label_at > today is too early
def reference_window(log, trained_until, days, today):
    window = log[log["scheduled"].between(trained_until, trained_until + pd.Timedelta(days=days), "left")]
    if (window["label_at"] >= today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna(subset="late").astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna(subset="late").astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )


# %% wrong: leaves flights out for any missing value
def reference_window(log, trained_until, days, today):
    window = log[log["scheduled"].between(trained_until, trained_until + pd.Timedelta(days=days), "left")]
    if (window["label_at"] > today).any() or window["late"].isna().all():
        raise ValueError
    return window.dropna().astype({"late": int})


def performance_report(rows, warn_from):
    rows = rows.dropna().astype({"late": int})[["late", "probability"]]
    if rows.empty:
        raise ValueError
    task = BinaryClassification(target="late", prediction_probas="probability")
    data = Dataset.from_pandas(rows, data_definition=DataDefinition(classification=[task]))
    return Report([m(probas_threshold=warn_from) for m in (Accuracy, Precision, Recall, F1Score, RocAuc)]).run(
        data, None
    )
