# %% right: all of it in PromQL
def golden_signals(url, at):
    job = 'job="late-service"'

    def by(label, promql):
        return {labels[label]: value for labels, value in ask(url, promql, at)}

    share = f"""
        (sum(increase(http_requests_total{{{job},status=~"5.."}}[5m])) or vector(0))
        / sum(increase(http_requests_total{{{job}}}[5m])) >= 0
    """
    return {
        "traffic": by("route", f"sum by (route) (increase(http_requests_total{{{job}}}[5m])) / 300"),
        "errors": next((value for _, value in ask(url, share, at)), None),
        "latency": by(
            "route",
            "histogram_quantile(0.95, sum without (instance, job)"
            f" (increase(http_request_duration_seconds_bucket{{{job}}}[5m]))) > 0",
        ),
        "saturation": by(
            "instance",
            f"max by (instance) (max_over_time(http_requests_in_progress{{{job}}}[5m]))"
            f" / on (instance) group_left max by (instance) (http_request_slots{{{job}}})",
        ),
    }

# %% right: sums in Python, the request count from the histogram
def golden_signals(url, at):
    traffic, failed = {}, 0.0
    for labels, value in ask(url, 'rate(http_request_duration_seconds_count{job="late-service"}[5m])', at):
        traffic[labels["route"]] = traffic.get(labels["route"], 0.0) + value
    for labels, value in ask(url, 'rate(http_requests_total{job="late-service"}[5m])', at):
        if 500 <= int(labels["status"]) <= 599:
            failed += value
    latency = {}
    for route in traffic:
        buckets = f'http_request_duration_seconds_bucket{{job="late-service",route="{route}"}}'
        ((_, value),) = ask(url, f"histogram_quantile(0.95, sum by (le) (rate({buckets}[5m])))", at)
        if not np.isnan(value):
            latency[route] = value
    slots = {labels["instance"]: value for labels, value in ask(url, 'http_request_slots{job="late-service"}', at)}
    peaks = ask(url, 'max_over_time(http_requests_in_progress{job="late-service"}[5m])', at)
    return {
        "traffic": traffic,
        "errors": failed / sum(traffic.values()) if sum(traffic.values()) > 0 else None,
        "latency": latency,
        "saturation": {labels["instance"]: value / slots[labels["instance"]] for labels, value in peaks},
    }

# %% wrong: every job that has such metrics | message: traffic
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total[5m])'
    failed = 'rate(http_requests_total{status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))'
    peak = 'max_over_time(http_requests_in_progress[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: sum first, then rate, over a restart | message: traffic of /predict
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, 'rate((sum by (route) (http_requests_total{job="late-service"}))[5m:15s])', at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: now minus five minutes ago | message: traffic of /predict
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, 'sum by (route) (http_requests_total{job="late-service"} - http_requests_total{job="late-service"} offset 5m) / 300', at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: requests in five minutes | message: traffic of
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate}) * 300", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: errors per second | message: errors: expected 0.04959
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: whatever is not 200 | message: errors: expected 0.04959
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status!="200"}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: the mean of the instances' quantiles | message: latency of /predict
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"avg by (route) (histogram_quantile(0.95, {buckets.replace('le, route', 'le, route, instance')}))", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: buckets since the process began | message: latency of /predict
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (http_request_duration_seconds_bucket{job="late-service"})'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: the label le is summed away | message: latency: expected
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: the median | message: latency of
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.5, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: in progress at this moment | message: saturation of 10.0.0.1:8000
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'http_requests_in_progress{job="late-service"} / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: the mean over five minutes hides the peak | message: saturation of 10.0.0.1:8000
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'avg_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: no errors is taken for no answer
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": next((value / total for _, value in ask(url, f"sum({failed})", at)), None),
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: NaN where nobody came
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else float("nan"),
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: NaN as a latency
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }

# %% wrong: routes without traffic forgotten
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate}) > 0", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }


# %% wrong: only 500 is an error | message: errors: expected 0.04959
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    job = 'job="late-service"'

    def by(label, promql):
        return {labels[label]: value for labels, value in ask(url, promql, at) if value == value}

    every = ask(url, f"sum(rate(http_requests_total{{{job}}}[5m]))", at)
    failed = ask(url, f'sum(rate(http_requests_total{{{job},status="500"}}[5m]))', at)
    if not every or every[0][1] == 0:
        errors = None
    else:
        errors = failed[0][1] / every[0][1] if failed else 0.0
    buckets = f"sum by (le, route) (rate(http_request_duration_seconds_bucket{{{job}}}[5m]))"
    return {
        "traffic": by("route", f"sum by (route) (rate(http_requests_total{{{job}}}[5m]))"),
        "errors": errors,
        "latency": by("route", f"histogram_quantile(0.95, {buckets})"),
        "saturation": by(
            "instance", f"max_over_time(http_requests_in_progress{{{job}}}[5m]) / http_request_slots{{{job}}}"
        ),
    }


# %% wrong: a 304 taken for an error | message: errors: expected 0.04959
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    job = 'job="late-service"'

    def by(label, promql):
        return {labels[label]: value for labels, value in ask(url, promql, at) if value == value}

    every = ask(url, f"sum(rate(http_requests_total{{{job}}}[5m]))", at)
    failed = ask(url, f'sum(rate(http_requests_total{{{job},status!~"2..|4.."}}[5m]))', at)
    if not every or every[0][1] == 0:
        errors = None
    else:
        errors = failed[0][1] / every[0][1] if failed else 0.0
    buckets = f"sum by (le, route) (rate(http_request_duration_seconds_bucket{{{job}}}[5m]))"
    return {
        "traffic": by("route", f"sum by (route) (rate(http_requests_total{{{job}}}[5m]))"),
        "errors": errors,
        "latency": by("route", f"histogram_quantile(0.95, {buckets})"),
        "saturation": by(
            "instance", f"max_over_time(http_requests_in_progress{{{job}}}[5m]) / http_request_slots{{{job}}}"
        ),
    }


# %% wrong: errors over one minute
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    job = 'job="late-service"'

    def by(label, promql):
        return {labels[label]: value for labels, value in ask(url, promql, at) if value == value}

    every = ask(url, f"sum(rate(http_requests_total{{{job}}}[1m]))", at)
    failed = ask(url, f'sum(rate(http_requests_total{{{job},status=~"5.."}}[1m]))', at)
    if not every or every[0][1] == 0:
        errors = None
    else:
        errors = failed[0][1] / every[0][1] if failed else 0.0
    buckets = f"sum by (le, route) (rate(http_request_duration_seconds_bucket{{{job}}}[5m]))"
    return {
        "traffic": by("route", f"sum by (route) (rate(http_requests_total{{{job}}}[5m]))"),
        "errors": errors,
        "latency": by("route", f"histogram_quantile(0.95, {buckets})"),
        "saturation": by(
            "instance", f"max_over_time(http_requests_in_progress{{{job}}}[5m]) / http_request_slots{{{job}}}"
        ),
    }


# %% wrong: errors on one route only
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    job = 'job="late-service"'

    def by(label, promql):
        return {labels[label]: value for labels, value in ask(url, promql, at) if value == value}

    every = ask(url, f"sum(rate(http_requests_total{{{job}}}[5m]))", at)
    failed = ask(url, f'sum(rate(http_requests_total{{{job},status=~"5..",route="/predict"}}[5m]))', at)
    if not every or every[0][1] == 0:
        errors = None
    else:
        errors = failed[0][1] / every[0][1] if failed else 0.0
    buckets = f"sum by (le, route) (rate(http_request_duration_seconds_bucket{{{job}}}[5m]))"
    return {
        "traffic": by("route", f"sum by (route) (rate(http_requests_total{{{job}}}[5m]))"),
        "errors": errors,
        "latency": by("route", f"histogram_quantile(0.95, {buckets})"),
        "saturation": by(
            "instance", f"max_over_time(http_requests_in_progress{{{job}}}[5m]) / http_request_slots{{{job}}}"
        ),
    }
