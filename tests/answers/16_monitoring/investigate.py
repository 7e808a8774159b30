# %% right: counted, then divided in Python
LABELS = ("instance", "route")


def counts(url, signal, seconds, end):
    """Requests and bad ones for each pair of instance and route."""
    job = 'job="late-service"'
    tallies = {}
    for labels, value in ask(url, f"increase(http_request_duration_seconds_count{{{job}}}[{seconds}s])", end):
        tallies[labels["instance"], labels["route"]] = [value, 0.0]
    if signal == "errors":
        for labels, value in ask(url, f"increase(http_requests_total{{{job}}}[{seconds}s])", end):
            if labels["status"].startswith("5"):
                tallies[labels["instance"], labels["route"]][1] += value
    else:
        fast = f'http_request_duration_seconds_bucket{{{job},le="0.3"}}[{seconds}s]'
        for labels, value in ask(url, f"increase({fast})", end):
            pair = tallies[labels["instance"], labels["route"]]
            pair[1] = pair[0] - value
    return tallies


def investigate(url, start, end):
    found = []
    for signal in ("slow", "errors"):
        tallies = counts(url, signal, end - start, end)
        every, bad = (sum(column) for column in zip(*tallies.values()))
        for place, label in enumerate(LABELS):
            for value in {key[place] for key in tallies}:
                some, worse = (sum(c) for c in zip(*(t for key, t in tallies.items() if key[place] == value)))
                if some >= 100 and worse / some > 0.05:
                    found.append((worse / some, signal, label, value, bad / every))
    if not found:
        return None
    share, signal, label, value, overall = max(found)
    return dict(signal=signal, label=label, value=value, share=share, overall=overall)


def draw_slices(url, start, end, signal, label):
    moments = range(start + 300, end + 1, 60)
    place, lines = LABELS.index(label), {}
    for moment in moments:
        sums = {}
        for key, (some, bad) in counts(url, signal, 300, moment).items():
            for name in (key[place], "all"):
                total = sums.setdefault(name, [0.0, 0.0])
                total[0] += some
                total[1] += bad
        for name, (some, bad) in sums.items():
            if some > 0:
                lines.setdefault(name, []).append(((moment - start) / 60, bad / some))
    figure, axes = plt.subplots()
    for name, points in lines.items():
        axes.plot(*zip(*points), label=name, lw=4 if name == "all" else 1.5)
    axes.set(xlabel="minutes", ylabel=f"share of {signal}")
    axes.legend()
    return axes

# %% right: one table of questions, and figures without pyplot's state
BAD = {
    "errors": """sum BY (increase(http_requests_total{job="late-service",status=~"5.."}[WINDOW])
        or http_requests_total{job="late-service"} * 0)""",
    "slow": """(sum BY (increase(http_request_duration_seconds_bucket{job="late-service",le="+Inf"}[WINDOW]))
        - sum BY (increase(http_request_duration_seconds_bucket{job="late-service",le="0.3"}[WINDOW])))""",
}
ALL = 'sum BY (increase(http_request_duration_seconds_bucket{job="late-service",le="+Inf"}[WINDOW]))'


def question(text, label, window):
    return text.replace("BY", f"by ({label})" if label else "").replace("WINDOW", window)


def investigate(url, start, end):
    window = f"{end - start}s"
    rows = []
    for signal, bad in BAD.items():
        ((_, overall),) = ask(url, question(f"{bad} / {ALL}", "", window), end)
        for label in ("route", "instance"):
            promql = question(f"({bad} / {ALL} > 0.05) and ({ALL} >= 100)", label, window)
            rows += [(share, signal, label, labels[label], overall) for labels, share in ask(url, promql, end)]
    if rows:
        share, signal, label, value, overall = sorted(rows)[-1]
        return {"signal": signal, "label": label, "value": value, "share": share, "overall": overall}


def draw_slices(url, start, end, signal, label):
    axes = plt.figure(figsize=(9, 4)).add_subplot()
    for by in (label, ""):
        promql = question(f"{BAD[signal]} / {ALL}", by, "5m")
        for labels, moments, shares in ask_range(url, promql, start + 5 * 60, end, 60):
            axes.plot([(m - start) / 60 for m in moments], shares, linewidth=1 if by else 3.5, label=labels.get(by, "all"))
    axes.set_xlabel("minutes since the start")
    axes.set_ylabel(f"share of {signal} requests")
    axes.set_title(f"{signal} by {label}")
    axes.figure.legend(*axes.get_legend_handles_labels())
    axes.legend()
    return axes

# %% wrong: only looks at what is slow
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("slow",):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: only looks at machines
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance",):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: a handful of requests counts
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] > 0
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: there always is a culprit
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: the share of fast requests | message: look at each value of each label
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: staging, too | message: look at each value of each label
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: the first slice above the limit
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("route", "instance"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and worst is None:
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: the mean of the slices as the whole
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = float(np.mean([share for _, share in ask(url, bad_share(signal, "by (route)", window), end)]))
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: the last five minutes only | message: share: expected about
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = "5m"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: no line for all | message: the lines: expected one for each
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1),):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: x in seconds | message: x of the line all
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot(moments - start, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: the time of day | message: x of the line all
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot(moments / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: no legend | message: there is no legend
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    return axes

# %% wrong: all lines alike | message: the line all: expected a linewidth
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: smoothed over half an hour | message: the line 10.0.0.7:8000
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "30m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: slices without errors have no line
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"{failed} / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes

# %% wrong: returns the figure | message: expected the Axes
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes.figure


# %% wrong: only 500 is an error
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status="500"}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: the greatest number in place of the greatest share
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append(
                        {
                            "signal": signal,
                            "label": label,
                            "value": labels[label],
                            "share": share,
                            "n": counts[labels[label]],
                        }
                    )
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"] * one["n"])
    del worst["n"]
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: a share of nothing drawn as 0
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    grid = np.arange(start + 300, end + 1, 60)
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end):
        filled = dict(zip(moments, values))
        axes.plot((grid - start) / 60, [filled.get(moment, 0) for moment in grid], label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: one minute in place of five
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "1m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "1m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: draws into the figure before | message: expected a new figure
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    axes = plt.gca()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: the last minute is missing | message: expected a point at each minute
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end - 1):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, _share(signal, "", "5m"), start + 300, end - 1):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes


# %% wrong: the line all as the mean of the others
def _share(signal, by, window):
    name = {"errors": "http_requests_total", "slow": "http_request_duration_seconds_count"}[signal]
    every = f'sum {by} (increase({name}{{job="late-service"}}[{window}]))'
    if signal == "slow":
        return f'1 - sum {by} (increase(http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}])) / ({every} > 0)'
    return f'(sum {by} (increase({name}{{job="late-service",status=~"5.."}}[{window}])) or 0 * {every}) / ({every} > 0)'


def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    window, found = f"{end - start}s", []
    for label in ("instance", "route"):
        counts = f'sum by ({label}) (increase(http_requests_total{{job="late-service"}}[{window}]))'
        counts = {labels[label]: value for labels, value in ask(url, counts, end)}
        for signal in ("errors", "slow"):
            for labels, share in ask(url, _share(signal, f"by ({label})", window), end):
                if counts.get(labels[label], 0) >= 100 and share > 0.05:
                    found.append({"signal": signal, "label": label, "value": labels[label], "share": share})
    if not found:
        return None
    worst = max(found, key=lambda one: one["share"])
    return worst | {"overall": ask(url, _share(worst["signal"], "", window), end)[0][1]}


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    _, axes = plt.subplots()
    for labels, moments, values in ask_range(url, _share(signal, f"by ({label})", "5m"), start + 300, end):
        axes.plot((moments - start) / 60, values, label=labels[label], linewidth=1)
    for _, moments, values in ask_range(url, f"avg({_share(signal, f'by ({label})', '5m')})", start + 300, end):
        axes.plot((moments - start) / 60, values, label="all", linewidth=3, color="black")
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend()
    return axes
