# %% right: NannyML counts what is missing and what is unseen
def schema_drift(reference, batch, tolerance=0.05):
    if len(batch) == 0:
        raise ValueError("an empty batch")
    both = sorted(set(reference.columns) & set(batch.columns))

    def kind(series):
        if pd.api.types.is_numeric_dtype(series):
            return "number"
        return "time" if pd.api.types.is_datetime64_any_dtype(series) else "text"

    missing, unseen = {}, {}
    for column in both:
        counter = MissingValuesCalculator(column_names=[column], chunk_number=1).fit(reference[both])
        shares = [
            counter.calculate(f[both]).filter(period="analysis").to_df()[column]["value"].iloc[0]
            for f in (reference, batch)
        ]
        if shares[1] - shares[0] > tolerance:
            missing[column] = shares[1] - shares[0]
        if kind(reference[column]) == kind(batch[column]) == "text":
            values = sorted(v for v in batch[column].dropna().unique() if not (reference[column] == v).any())
            if values:
                unseen[column] = values
    return {
        "missing_columns": sorted(set(reference.columns).difference(both)),
        "new_columns": sorted(set(batch.columns).difference(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": missing,
        "unseen_values": unseen,
    }


# %% right: plain sets and loops
def schema_drift(reference, batch, tolerance=0.05):
    rows = len(batch)
    if not rows:
        raise ValueError
    found = {"missing_columns": [], "new_columns": [], "changed_kinds": {}, "missing_values": {}, "unseen_values": {}}
    for column in sorted(set(reference) | set(batch)):
        if column not in batch:
            found["missing_columns"].append(column)
        elif column not in reference:
            found["new_columns"].append(column)
        else:
            old, new = reference[column], batch[column]
            was, now = (
                "number" if pd.api.types.is_numeric_dtype(c.dtype) else "time" if c.dtype.kind == "M" else "text"
                for c in (old, new)
            )
            if was != now:
                found["changed_kinds"][column] = was + " -> " + now
            rise = new.isna().sum() / rows - old.isna().sum() / len(reference)
            if rise > tolerance:
                found["missing_values"][column] = rise
            if was == now == "text":
                strange = new[new.notna() & ~new.isin(old)].unique()
                if len(strange):
                    found["unseen_values"][column] = sorted(strange)
    return found


# %% wrong: values that stay away are listed too | message: B6 is not gone wrong by staying away
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) ^ set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: a missing value is an unseen value | message: a missing value is no value
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].astype(str)) - set(reference[c].astype(str))) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: a missing column is listed as wholly missing values | message: a missing column is not listed here
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    whole = batch.reindex(columns=reference.columns)
    rise = {c: whole[c].isna().mean() - reference[c].isna().mean() for c in reference}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: a column that became text has unseen values | message: has no unseen values
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: the share itself instead of its rise
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    share = {c: batch[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in share.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: a rise of exactly the tolerance is listed
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r >= tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: fewer missing values than before are a finding too
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: abs(batch[c].isna().mean() - reference[c].isna().mean()) for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: compares dtypes, so whole numbers that came as decimals changed their kind
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if reference[c].dtype != batch[c].dtype
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: a time is a text, with values that nobody has seen before
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    kind = lambda s: "number" if pd.api.types.is_numeric_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: asks dtypes by name, so bools and times with a zone are texts
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if str(s.dtype).startswith(("int", "float")) else "time" if s.dtype == "datetime64[ns]" else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }


# %% wrong: looks for missing values only in columns of the same kind
def schema_drift(reference, batch, tolerance=0.05):
    if batch.empty:
        raise ValueError
    both = [c for c in reference if c in batch]
    types = pd.api.types
    kind = lambda s: "number" if types.is_numeric_dtype(s) else "time" if types.is_datetime64_any_dtype(s) else "text"  # noqa: E731
    rise = {c: batch[c].isna().mean() - reference[c].isna().mean() for c in both if kind(reference[c]) == kind(batch[c])}
    texts = [c for c in both if kind(reference[c]) == kind(batch[c]) == "text"]
    unseen = {c: sorted(set(batch[c].dropna()) - set(reference[c].dropna())) for c in texts}
    return {
        "missing_columns": sorted(set(reference) - set(both)),
        "new_columns": sorted(set(batch) - set(both)),
        "changed_kinds": {
            c: f"{kind(reference[c])} -> {kind(batch[c])}" for c in both if kind(reference[c]) != kind(batch[c])
        },
        "missing_values": {c: r for c, r in rise.items() if r > tolerance},
        "unseen_values": {c: v for c, v in unseen.items() if v},
    }
