# %% right: line by line
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% right: with frames
def find_skew(lines, model):
    def parsed():
        for line in lines:
            with contextlib.suppress(json.JSONDecodeError):
                yield json.loads(line)

    log = pd.DataFrame([record for record in parsed() if record["status"] == 200])
    nothing = {"version": None, "share": {}, "shift": 0.0}
    if log.empty:
        return nothing
    online = pd.DataFrame(list(log["features"]))
    offline = late.features(list(log["request"]))
    skewed = pd.DataFrame(
        {
            name: (online[name] - offline[name]).abs() > 1e-6
            if pd.api.types.is_numeric_dtype(offline[name])
            else online[name] != offline[name]
            for name in late.FEATURES
        }
    )
    log["gap"] = log["late_probability"] - model.predict(list(log["request"]))
    log["moment"] = pd.to_datetime(log["time"], utc=True, format="ISO8601")
    bad = skewed.any(axis=1).groupby(log["service_version"]).any()
    if not bad.any():
        return nothing
    begins = log.groupby("service_version")["moment"].min()
    version = begins[bad[bad].index].idxmin()
    here = log["service_version"] == version
    share = skewed[here].mean()
    return {
        "version": version,
        "share": {name: float(value) for name, value in share.items() if value > 0},
        "shift": float(log.loc[here, "gap"].mean()),
    }

# %% wrong: half a line ends the search | message: Unterminated string
def find_skew(lines, model):
    good = []
    for line in lines:
        record = json.loads(line)
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: refused requests count as lines | message: NoneType
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the lines are taken to be in order
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: versions are compared as texts
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = sorted({record["service_version"] for record in good})
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: versions are compared as numbers
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = sorted({record["service_version"] for record in good}, key=lambda v: [int(n) for n in v.split(".")])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the share of all lines | message: share
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(good) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: a feature that never differs has a share, too | message: share
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = dict.fromkeys(late.FEATURES, 0)
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if any(counts.values()):
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: offline minus online | message: shift
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [p - record["late_probability"] for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the effect over all lines | message: shift
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in good])
            gaps = [record["late_probability"] - p for record, p in zip(good, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the latest release is always to blame | message: version
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts or version == seen[-1]:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the texts are never compared
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = False
                else:
                    differs = abs(online - offline) > 1e-6
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: every rounding is a skew
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = online != offline
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: whole numbers and decimals are different things
def find_skew(lines, model):
    good = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if record["status"] == 200:
            good.append(record)
    good = sorted(good, key=lambda record: record["time"])
    seen = []
    for record in good:
        if record["service_version"] not in seen:
            seen.append(record["service_version"])
    for version in seen:
        own = [record for record in good if record["service_version"] == version]
        counts = {}
        for record in own:
            truth = late.features([record["request"]]).iloc[0]
            for name in late.FEATURES:
                online, offline = record["features"][name], truth[name]
                if isinstance(offline, str):
                    differs = online != offline
                else:
                    differs = str(online) != str(offline)
                if differs:
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            offline = model.predict([record["request"] for record in own])
            gaps = [record["late_probability"] - p for record, p in zip(own, offline)]
            return {
                "version": version,
                "share": {name: count / len(own) for name, count in counts.items()},
                "shift": sum(gaps) / len(gaps),
            }
    return {"version": None, "share": {}, "shift": 0.0}

# %% wrong: the version of the first skewed line
def find_skew(lines, model):
    def parse(line):
        try:
            return json.loads(line)
        except ValueError:
            return {}

    log = pd.DataFrame([r for r in map(parse, lines) if r.get("status") == 200])
    nothing = {"version": None, "share": {}, "shift": 0.0}
    if log.empty:
        return nothing
    log["time"] = pd.to_datetime(log["time"], utc=True, format="ISO8601")
    online = pd.DataFrame(log["features"].tolist(), dtype=object)
    offline = late.features(log["request"].tolist()).astype(object)
    skewed = pd.DataFrame(index=log.index)
    for name in offline:
        pairs = zip(online[name], offline[name], strict=True)
        skewed[name] = [
            a != b if not all(isinstance(v, (int, float, np.number)) for v in (a, b)) else not abs(a - b) <= 1e-6
            for a, b in pairs
        ]
    bad = skewed.any(axis=1).groupby(log["service_version"]).any()
    begin = log[skewed.any(axis=1)].groupby("service_version")["time"].min()
    if begin.empty:
        return nothing
    version = begin.idxmin()
    own = log["service_version"] == version
    share = skewed[own].mean()
    shift = log.loc[own, "late_probability"].astype(float) - model.predict(log.loc[own, "request"].tolist())
    return {"version": version, "share": share[share > 0].to_dict(), "shift": float(shift.mean())}

# %% wrong: a difference relative to the value
def find_skew(lines, model):
    records = []
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        if record["status"] == 200:
            records.append(record)
    versions = {}
    for record in sorted(records, key=lambda r: pd.Timestamp(r["time"])):
        versions.setdefault(record["service_version"], []).append(record)
    for version, of in versions.items():
        requests = [record["request"] for record in of]
        offline = late.features(requests).to_dict("records")
        counts = {}
        for record, want in zip(of, offline, strict=True):
            for name, value in want.items():
                if different(record["features"].get(name), value):
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            shift = np.mean([r["late_probability"] for r in of]) - np.mean(model.predict(requests))
            return {"version": version, "share": {n: c / len(of) for n, c in counts.items()}, "shift": float(shift)}
    return {"version": None, "share": {}, "shift": 0.0}


def different(a, b):
    if isinstance(a, str) or isinstance(b, str) or a is None:
        return a != b
    return not np.isclose(a, b)

# %% wrong: a line that ends with a brace is whole | message: Expecting
def find_skew(lines, model):
    records = []
    for line in lines:
        if not line.endswith("}"):
            continue
        record = json.loads(line)
        if record["status"] == 200:
            records.append(record)
    versions = {}
    for record in sorted(records, key=lambda r: pd.Timestamp(r["time"])):
        versions.setdefault(record["service_version"], []).append(record)
    for version, of in versions.items():
        requests = [record["request"] for record in of]
        offline = late.features(requests).to_dict("records")
        counts = {}
        for record, want in zip(of, offline, strict=True):
            for name, value in want.items():
                if different(record["features"].get(name), value):
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            shift = np.mean([r["late_probability"] for r in of]) - np.mean(model.predict(requests))
            return {"version": version, "share": {n: c / len(of) for n, c in counts.items()}, "shift": float(shift)}
    return {"version": None, "share": {}, "shift": 0.0}


def different(a, b):
    if isinstance(a, str) or isinstance(b, str) or a is None:
        return a != b
    return abs(a - b) > 1e-6

# %% wrong: only 422 is left out
def find_skew(lines, model):
    records = []
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        if record["status"] != 422 and record["features"]:
            records.append(record)
    versions = {}
    for record in sorted(records, key=lambda r: pd.Timestamp(r["time"])):
        versions.setdefault(record["service_version"], []).append(record)
    for version, of in versions.items():
        requests = [record["request"] for record in of]
        offline = late.features(requests).to_dict("records")
        counts = {}
        for record, want in zip(of, offline, strict=True):
            for name, value in want.items():
                if different(record["features"].get(name), value):
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            shift = np.mean([r["late_probability"] for r in of]) - np.mean(model.predict(requests))
            return {"version": version, "share": {n: c / len(of) for n, c in counts.items()}, "shift": float(shift)}
    return {"version": None, "share": {}, "shift": 0.0}


def different(a, b):
    if isinstance(a, str) or isinstance(b, str) or a is None:
        return a != b
    return abs(a - b) > 1e-6

# %% wrong: always the same model
def find_skew(lines, model):
    records = []
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        if record["status"] == 200:
            records.append(record)
    versions = {}
    for record in sorted(records, key=lambda r: pd.Timestamp(r["time"])):
        versions.setdefault(record["service_version"], []).append(record)
    for version, of in versions.items():
        requests = [record["request"] for record in of]
        offline = late.features(requests).to_dict("records")
        counts = {}
        for record, want in zip(of, offline, strict=True):
            for name, value in want.items():
                if different(record["features"].get(name), value):
                    counts[name] = counts.get(name, 0) + 1
        if counts:
            shift = np.mean([r["late_probability"] for r in of]) - np.mean(OFFLINE.predict(requests))
            return {"version": version, "share": {n: c / len(of) for n, c in counts.items()}, "shift": float(shift)}
    return {"version": None, "share": {}, "shift": 0.0}


def different(a, b):
    if isinstance(a, str) or isinstance(b, str) or a is None:
        return a != b
    return abs(a - b) > 1e-6
