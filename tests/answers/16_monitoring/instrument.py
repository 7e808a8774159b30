# %% right: the page made by a collector from plain counts
# from collections import Counter as Tally
#
# from prometheus_client import CollectorRegistry, generate_latest
# from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
#
#
# class Monitor:
#     bounds = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0]
#
#     def __init__(self, version, slots):
#         self.version, self.slots, self.working = version, slots, 0
#         self.requests, self.times = Tally(), {}
#         self.predictions = {(o, r): 0 for o in ("EWR", "JFK", "LGA") for r in ("late", "on_time")}
#         self.registry = CollectorRegistry()
#         self.registry.register(self)
#
#     def collect(self):
#         requests = CounterMetricFamily("http_requests", "Requests.", labels=["method", "route", "status"])
#         for labels, count in self.requests.items():
#             requests.add_metric(labels, count)
#         seconds = HistogramMetricFamily("http_request_duration_seconds", "Seconds.", labels=["route"])
#         for route, values in self.times.items():
#             buckets = [(str(b), sum(v <= b for v in values)) for b in self.bounds] + [("+Inf", len(values))]
#             seconds.add_metric([route], buckets, sum_value=sum(values))
#         predictions = CounterMetricFamily("late_predictions", "Predictions.", labels=["origin", "outcome"])
#         for labels, count in self.predictions.items():
#             predictions.add_metric(labels, count)
#         model = GaugeMetricFamily("late_model_info", "Model.", labels=["version"])
#         model.add_metric([self.version], 1)
#         yield from (requests, seconds, predictions, model)
#         yield GaugeMetricFamily("http_requests_in_progress", "Now.", value=self.working)
#         yield GaugeMetricFamily("http_request_slots", "Slots.", value=self.slots)
#
#     def started(self):
#         self.working += 1
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.working -= 1
#         route = "unmatched" if route is None else route
#         self.requests[method if method in {"GET", "POST"} else "other", route, str(status)] += 1
#         self.times.setdefault(route, []).append(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions[origin, "late" if late else "on_time"] += 1
#
#     def page(self):
#         return generate_latest(self.registry)

# %% right: an Info for the version, labels by name
# import prometheus_client as pc
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = pc.CollectorRegistry(auto_describe=True)
#
#         def new(kind, name, *labels, **options):
#             return kind(name, name.replace("_", " "), labels, registry=self.registry, **options)
#
#         self.requests = new(pc.Counter, "http_requests_total", "method", "route", "status")
#         self.seconds = new(
#             pc.Histogram, "http_request_duration_seconds", "route", buckets=[0.01, 0.03, 0.1, 0.3, 1, 3, float("inf")]
#         )
#         self.working = new(pc.Gauge, "http_requests_in_progress")
#         new(pc.Gauge, "http_request_slots").set(slots)
#         new(pc.Info, "late_model").info({"version": version})
#         self.predictions = new(pc.Counter, "late_predictions_total", "origin", "outcome")
#         for origin in "EWR JFK LGA".split():
#             self.predictions.labels(origin=origin, outcome="late").inc(0)
#             self.predictions.labels(origin=origin, outcome="on_time").inc(0)
#
#     def started(self):
#         self.working.inc()
#
#     def finished(self, *, method, route, status, seconds, **ignored):
#         self.working.dec()
#         if method not in ("GET", "POST"):
#             method = "other"
#         if route is None:
#             route = "unmatched"
#         self.requests.labels(status=status, route=route, method=method).inc()
#         self.seconds.labels(route=route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin=origin, outcome=["on_time", "late"][late]).inc()
#
#     def page(self):
#         return pc.generate_latest(self.registry)

# %% wrong: the address as label | message: a path is whatever a client types
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = path
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: the address where no route fits | message: brought 60 series
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or path
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: the library's global registry | message: give each its own CollectorRegistry
# """What the service measures."""
#
# from prometheus_client import REGISTRY, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = REGISTRY
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: one registry and its metrics made once, for all
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# REGISTRY = CollectorRegistry()
# REQUESTS = Counter("http_requests", "Requests.", ["method", "route", "status"], registry=REGISTRY)
# SECONDS = Histogram(
#     "http_request_duration_seconds", "Seconds.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3), registry=REGISTRY
# )
# WORKING = Gauge("http_requests_in_progress", "Now.", registry=REGISTRY)
# SLOTS = Gauge("http_request_slots", "Slots.", registry=REGISTRY)
# MODEL = Gauge("late_model_info", "Model.", ["version"], registry=REGISTRY)
# PREDICTIONS = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=REGISTRY)
# for origin in ("EWR", "JFK", "LGA"):
#     for outcome in ("late", "on_time"):
#         PREDICTIONS.labels(origin, outcome)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         SLOTS.set(slots)
#         MODEL.labels(version).set(1)
#
#     def started(self):
#         WORKING.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         WORKING.dec()
#         route = route or "unmatched"
#         REQUESTS.labels(method if method in ("GET", "POST") else "other", route, status).inc()
#         SECONDS.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         PREDICTIONS.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(REGISTRY)

# %% wrong: a request that fails stays in progress | message: 7 started and 6 finished
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         if status < 500:
#             self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: milliseconds | message: bounds are in seconds
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds * 1000)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: a summary, which cannot be added over machines | message: expected a histogram
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Summary, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Summary("http_request_duration_seconds", "Time to answer.", ["route"], registry=registry)
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: a gauge for what only grows | message: expected the metrics
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Gauge("late_predictions_total", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: predictions appear with the first one | message: before any prediction
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: the request's id as label | message: expected the labels method, route and status
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status", "request_id"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status), request_id).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: any method a client invents
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method, route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: the library's own buckets
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: None as the route's name
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = str(route)
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: late and on time mixed up
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "on_time" if late else "late").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: get counted as GET
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# ORIGINS = ("EWR", "JFK", "LGA")
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = CollectorRegistry()
#         self.requests = Counter("http_requests", "Requests.", ["method", "route", "status"], registry=self.registry)
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Duration.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3), registry=self.registry
#         )
#         self.running = Gauge("http_requests_in_progress", "Running.", registry=self.registry)
#         self.slots = Gauge("http_request_slots", "Slots.", registry=self.registry)
#         self.slots.set(slots)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=self.registry)
#         for origin in ORIGINS:
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#         self.info = Gauge("late_model_info", "Model.", ["version"], registry=self.registry)
#         self.info.labels(version).set(1)
#
#     def started(self):
#         self.running.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.running.dec()
#         route = "unmatched" if route is None else route
#         method = method.upper() if method.upper() in ("GET", "POST") else "other"
#         self.requests.labels(method, route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: requests without a route missing in the histogram
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# ORIGINS = ("EWR", "JFK", "LGA")
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = CollectorRegistry()
#         self.requests = Counter("http_requests", "Requests.", ["method", "route", "status"], registry=self.registry)
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Duration.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3), registry=self.registry
#         )
#         self.running = Gauge("http_requests_in_progress", "Running.", registry=self.registry)
#         self.slots = Gauge("http_request_slots", "Slots.", registry=self.registry)
#         self.slots.set(slots)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=self.registry)
#         for origin in ORIGINS:
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#         self.info = Gauge("late_model_info", "Model.", ["version"], registry=self.registry)
#         self.info.labels(version).set(1)
#
#     def started(self):
#         self.running.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.running.dec()
#         route = "unmatched" if route is None else route
#         method = method if method in ("GET", "POST") else "other"
#         self.requests.labels(method, route, str(status)).inc()
#         if route != "unmatched":
#             self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)

# %% wrong: the address as the histogram's route
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# ORIGINS = ("EWR", "JFK", "LGA")
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = CollectorRegistry()
#         self.requests = Counter("http_requests", "Requests.", ["method", "route", "status"], registry=self.registry)
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Duration.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3), registry=self.registry
#         )
#         self.running = Gauge("http_requests_in_progress", "Running.", registry=self.registry)
#         self.slots = Gauge("http_request_slots", "Slots.", registry=self.registry)
#         self.slots.set(slots)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=self.registry)
#         for origin in ORIGINS:
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#         self.info = Gauge("late_model_info", "Model.", ["version"], registry=self.registry)
#         self.info.labels(version).set(1)
#
#     def started(self):
#         self.running.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.running.dec()
#         route = "unmatched" if route is None else route
#         method = method if method in ("GET", "POST") else "other"
#         self.requests.labels(method, route, str(status)).inc()
#         self.seconds.labels(path if route == "unmatched" else route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)
