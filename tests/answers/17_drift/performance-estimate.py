# %% right: one chunk for each month, and truth by NannyML
def monthly_estimate(reference, current, metric, floor):
    estimator = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        metrics=[metric],
        chunk_number=1,
    ).fit(reference)
    rows = []
    for month, flights in current.groupby(current["scheduled"].dt.to_period("M")):
        table = estimator.estimate(flights).filter(period="analysis").to_df()
        value = float(table[(metric, "value")].iloc[0])
        rows.append({"month": str(month), "estimate": value, "alarm": value < floor})
    return pd.DataFrame(rows)


def held_against_truth(estimates, log, metric, floor, today):
    log = log.assign(month=log["scheduled"].dt.strftime("%Y-%m"))
    complete_at = log.groupby("month")["label_at"].max()
    truth = {}
    for month in estimates["month"]:
        if complete_at[month] <= today:
            arrived = log[(log["month"] == month) & log["late"].notna()].astype({"late": int})
            right, warned, late = arrived["late"] == arrived["warned"], arrived["warned"] == 1, arrived["late"] == 1
            hits = (warned & late).sum()
            truth[month] = right.mean() if metric == "accuracy" else 2 * hits / (warned.sum() + late.sum())
    table = estimates.assign(truth=estimates["month"].map(truth).astype(float))
    below = table["truth"] < floor
    table["verdict"] = np.select(
        [table["truth"].isna(), table["alarm"] & below, table["alarm"], below],
        ["waiting", "caught", "false alarm", "missed"],
        "quiet",
    )
    return table


# %% right: a chunker, and alarms by comparison
def monthly_estimate(reference, current, metric, floor):
    from nannyml.chunk import PeriodBasedChunker

    estimator = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunker=PeriodBasedChunker(timestamp_column_name="scheduled", offset="M"),
    )
    estimator.fit(reference)
    result = estimator.estimate(current[["scheduled", "probability", "warned"]]).to_df()
    result = result[result[("chunk", "period")] == "analysis"]
    values = result[(metric, "value")].to_numpy(dtype=float)
    return pd.DataFrame({"month": list(result[("chunk", "key")]), "estimate": values, "alarm": values < floor})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: uses the labels that happen to be there | message: other labels in current change the estimate
def monthly_estimate(reference, current, metric, floor):
    kind = dict(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    )
    tool = PerformanceCalculator(**kind).fit(reference)
    d = tool.calculate(current.dropna(subset="late")).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: believes the probabilities as they are | message: it learns there what a probability is worth
def monthly_estimate(reference, current, metric, floor):
    month = current["scheduled"].dt.strftime("%Y-%m")
    right = np.where(current["warned"] == 1, current["probability"], 1 - current["probability"])
    estimate = pd.Series(right, index=current.index).groupby(month).mean()
    return pd.DataFrame(
        {"month": estimate.index, "estimate": estimate.to_numpy(), "alarm": estimate.to_numpy() < floor}
    )


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: decides at one half, not as the service did | message: give it warned as the prediction
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = (
        cbpe.estimate(current.assign(warned=(current["probability"] >= 0.5).astype(int)))
        .filter(period="analysis")
        .to_df()
    )
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: the reference's months stand in the table | message: the reference's own months are not in the result
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: an alarm when the estimate leaves NannyML's own band | message: expected the alarms
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame(
        {"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"].astype(bool)}
    )


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: a floor is read as a ceiling | message: expected the alarms
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(upper=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: always estimates the accuracy
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=["accuracy"],
        chunk_period="M",
        thresholds={"accuracy": ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame(
        {"month": d["chunk"]["key"], "estimate": d["accuracy"]["value"], "alarm": d["accuracy"]["alert"]}
    )


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: flights that never arrived are on time | message: a flight that never arrived does not count
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.fillna({"late": 0})
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: the truth is there when the month is over | message: those of August are not
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["scheduled"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: takes the labels that are there already
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights[flights["label_at"] <= today].dropna(subset="late")
        if arrived.empty:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: waits only for flights that arrived
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if arrived["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: a label that arrives today is not there yet
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() >= today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: a truth on the floor counts as below it
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] <= floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: mixes up missed and false alarm | message: verdicts
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "missed") if alarm else ("false alarm" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: works out when the labels arrive instead of reading label_at
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["scheduled"].max() + LABEL_DELAY > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: a month of any year
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.month == int(month[-2:])]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: a floor for the accuracy alone
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={"accuracy": ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates.copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result


# %% wrong: keeps only the columns that it knows
def monthly_estimate(reference, current, metric, floor):
    cbpe = CBPE(
        problem_type="classification_binary",
        y_pred_proba="probability",
        y_pred="warned",
        y_true="late",
        timestamp_column_name="scheduled",
        metrics=[metric],
        chunk_period="M",
        thresholds={metric: ConstantThreshold(lower=floor)},
    ).fit(reference)
    d = cbpe.estimate(current).filter(period="analysis").to_df()
    return pd.DataFrame({"month": d["chunk"]["key"], "estimate": d[metric]["value"], "alarm": d[metric]["alert"]})


def held_against_truth(estimates, log, metric, floor, today):
    score = accuracy_score if metric == "accuracy" else f1_score
    result = estimates[["month", "estimate", "alarm"]].copy()
    truth, verdict = [], []
    for month, alarm in zip(estimates["month"], estimates["alarm"], strict=True):
        flights = log[log["scheduled"].dt.strftime("%Y-%m") == month]
        arrived = flights.dropna(subset="late")
        if flights["label_at"].max() > today:
            truth.append(np.nan)
            verdict.append("waiting")
            continue
        truth.append(score(arrived["late"].astype(int), arrived["warned"]))
        below = truth[-1] < floor
        verdict.append(("caught" if below else "false alarm") if alarm else ("missed" if below else "quiet"))
    result["truth"], result["verdict"] = truth, verdict
    return result
