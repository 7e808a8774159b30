# %% right: masks and NumPy
def late_label(flights):
    known = flights["arr_delay"].notna().to_numpy()
    delay = flights["arr_delay"].to_numpy(dtype=float)[known]
    return pd.Series(np.where(delay > 15, 1, 0), index=flights.index[known], name="late")


def baseline_scores(y_train, y_test):
    if not len(y_train) or not len(y_test):
        raise ValueError("empty")
    p = sum(y_train) / len(y_train)
    y = [int(v) for v in y_test]
    call = 1 if p >= 0.5 else 0
    late = [v for v in y if v == 1]
    return {
        "probability": p,
        "accuracy": sum(v == call for v in y) / len(y),
        "recall": float(call) if late else float("nan"),
        "brier": sum((p - v) ** 2 for v in y) / len(y),
    }


# %% right: scikit-learn's dummy and metrics
def late_label(flights):
    delay = flights.dropna(subset=["arr_delay"])["arr_delay"]
    return pd.Series(delay.gt(15).map({True: 1, False: 0}).astype(int), name="late")


def baseline_scores(y_train, y_test):
    from sklearn.dummy import DummyClassifier
    from sklearn.metrics import accuracy_score, recall_score

    y_train, y_test = np.asarray(y_train), np.asarray(y_test)
    if len(y_train) == 0 or len(y_test) == 0:
        raise ValueError("need flights")
    dummy = DummyClassifier(strategy="prior").fit(np.zeros((len(y_train), 1)), y_train)
    p = float(dummy.predict_proba(np.zeros((1, 1)))[0, list(dummy.classes_).index(1)]) if 1 in dummy.classes_ else 0.0
    call = np.full(len(y_test), int(p >= 0.5))
    return {
        "probability": p,
        "accuracy": float(accuracy_score(y_test, call)),
        "recall": float(recall_score(y_test, call)) if y_test.any() else float("nan"),
        "brier": float(brier_score_loss(y_test, np.full(len(y_test), p))),
    }


# %% wrong: a missing delay compares as not late, so cancelled flights are on time | message: never arrived
def late_label(flights):
    return (flights["arr_delay"] > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: fifteen minutes counts as late | message: 15 minutes is not late
def late_label(flights):
    return (flights["arr_delay"].dropna() >= 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: numbers the rows anew, so labels no longer match their flights | message: keep the labels
def late_label(flights):
    arrived = flights.dropna(subset="arr_delay").reset_index(drop=True)
    return (arrived["arr_delay"] > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: takes the share from the test flights | message: it comes from y_train
def late_label(flights):
    return (flights["arr_delay"].dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_test.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: Brier score of the yes/no call instead of the probability | message: brier
def late_label(flights):
    return (flights["arr_delay"].dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((call - y_test) ** 2)}


# %% wrong: the baseline always says on time, even when most flights are late
def late_label(flights):
    return (flights["arr_delay"].dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    return {"probability": p, "accuracy": np.mean(y_test == 0), "recall": 0.0 if y_test.any() else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: recall is 0 when there is nothing to find
def late_label(flights):
    return (flights["arr_delay"].dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    call = float(p >= 0.5)
    found = np.sum((y_test == 1) & (call == 1))
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": found / max(np.sum(y_test == 1), 1), "brier": np.mean((p - y_test) ** 2)}


# %% wrong: an empty list gives nan instead of an error
def late_label(flights):
    return (flights["arr_delay"].dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = pd.Series(list(y_train), dtype=float), pd.Series(list(y_test), dtype=float)
    p = y_train.mean()
    call = float(p >= 0.5)
    late = y_test[y_test == 1]
    return {"probability": p, "accuracy": (y_test == call).mean(), "recall": call if len(late) else np.nan, "brier": ((p - y_test) ** 2).mean()}


# %% wrong: leaves out every flight that shares its index label with a cancelled one
def late_label(flights):
    arrived = flights.drop(flights.index[flights["arr_delay"].isna()])
    return (arrived["arr_delay"] > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}


# %% wrong: reads the column as an attribute, so a frame without it gives an AttributeError
def late_label(flights):
    return (flights.arr_delay.dropna() > 15).astype(int).rename("late")


def baseline_scores(y_train, y_test):
    y_train, y_test = np.asarray(y_train, dtype=float), np.asarray(y_test, dtype=float)
    if y_train.size == 0 or y_test.size == 0:
        raise ValueError
    p = y_train.mean()
    late = y_test[y_test == 1]
    call = float(p >= 0.5)
    return {"probability": p, "accuracy": np.mean(y_test == call), "recall": call if late.size else np.nan, "brier": np.mean((p - y_test) ** 2)}
