# %% right: numpy and one function for each rule
# import csv
# import json
# import sys
# import time
#
# import numpy as np
#
# import late
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     broken = []
#     report = {"skill": None, "slices": {}, "bytes": size, "ms": None}
#     if size > limits["max_bytes"]:
#         broken.append("bytes: too large")
#     if len(flights) == 0:
#         broken.append("flights: nothing to judge")
#     else:
#         start = clock()
#         p = np.array([predict(flight) for flight in flights], dtype=float)
#         report["ms"] = float((clock() - start) * 1000 / len(flights))
#         if report["ms"] > limits["max_ms"]:
#             broken.append("ms: too slow")
#         if not ((p >= 0) & (p <= 1)).all():
#             broken.append("prediction: no probability")
#         else:
#             y = np.array([flight["late"] for flight in flights])
#             carriers = np.array([flight["carrier"] for flight in flights])
#             gain = lambda m: float(1 - ((p[m] - y[m]) ** 2).mean() / ((limits["base_rate"] - y[m]) ** 2).mean())
#             report["skill"] = gain(slice(None))
#             if report["skill"] < limits["min_skill"]:
#                 broken.append("skill: no better than the baseline")
#             for carrier in np.unique(carriers):
#                 mask = carriers == carrier
#                 if mask.sum() >= limits["min_slice_flights"]:
#                     report["slices"][str(carrier)] = gain(mask)
#                     if gain(mask) < limits["min_slice_skill"]:
#                         broken.append(f"slice {carrier}: worse than the limit")
#     return report | {"passed": not broken, "reasons": broken}
#
#
# def main(arguments):
#     model_path, data_path, limits_path, report_path = arguments
#     with open(model_path, "rb") as file:
#         size = len(file.read())
#     model = late.load(model_path)
#     with open(data_path, newline="") as file:
#         flights = [dict(row, late=int(row["late"])) for row in csv.DictReader(file)]
#     with open(limits_path) as file:
#         limits = json.load(file)
#     report = judge(lambda flight: late.probability(model, flight), flights, limits, size)
#     with open(report_path, "w") as file:
#         json.dump(report, file)
#     print(*report["reasons"], sep="\n")
#     return int(not report["passed"])
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% right: sums by carrier in one pass, and a clock read around each call
# import csv
# import json
# import math
# import os
# import sys
# import time
#
# import late
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     sums, spent, sound = {}, 0.0, True
#     for flight in flights:
#         start = clock()
#         p = predict(flight)
#         spent += clock() - start
#         if math.isnan(p) or p < 0 or p > 1:
#             sound = False
#         own = sums.setdefault(flight["carrier"], [0, 0.0, 0.0])
#         own[0] += 1
#         own[1] += (p - flight["late"]) ** 2
#         own[2] += (limits["base_rate"] - flight["late"]) ** 2
#     count = len(flights)
#     ms = 1000 * spent / count if count else None
#     slices, total = {}, None
#     if sound and count:
#         total = 1 - sum(s[1] for s in sums.values()) / sum(s[2] for s in sums.values())
#         slices = {c: 1 - s[1] / s[2] for c, s in sums.items() if s[0] >= limits["min_slice_flights"]}
#     rules = [
#         ("flights: no flight", not count),
#         ("prediction: not from 0 to 1", not sound),
#         (f"bytes: {size}", size > limits["max_bytes"]),
#         (f"ms: {ms}", ms is not None and ms > limits["max_ms"]),
#         (f"skill: {total}", total is not None and total < limits["min_skill"]),
#     ]
#     rules += [(f"slice {c}: {value}", value < limits["min_slice_skill"]) for c, value in slices.items()]
#     reasons = [reason for reason, is_broken in rules if is_broken]
#     return {"passed": reasons == [], "reasons": reasons, "skill": total, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model = late.load(arguments[0])
#     with open(arguments[1], newline="") as data, open(arguments[2]) as limits, open(arguments[3], "w") as target:
#         flights = list(csv.DictReader(data))
#         for flight in flights:
#             flight["late"] = int(flight["late"])
#         report = judge(lambda f: late.probability(model, f), flights, json.load(limits), os.path.getsize(arguments[0]))
#         json.dump(report, target)
#     for reason in report["reasons"]:
#         print(reason)
#     return 1 if report["reasons"] else 0
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: prints the verdict and ends with 0 | message: the exit status stops a pipeline
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: NaN passes every comparison | message: every prediction NaN
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if any(p < 0 or p > 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: an empty data set passes | message: no flight at all
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         report["passed"] = not reasons
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: only judges the model as a whole | message: good overall, poor for B6
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: seconds for milliseconds | message: 2 ms for each prediction
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: stops at the first broken rule | message: too large and too slow
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#         return report
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: looks for NaN in the first prediction only
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions[:1]):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: a slice needs more than the smallest number of flights
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) > limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: refuses what is exactly at the limit
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] <= limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: judges the size of the text that it reads as a model, not of the file
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         len(str(model)),
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: writes the report of a passing model only | message: wrote no report.json
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     if report["passed"]:
#         target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: the baseline is the late share of the judged flights
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, sum(y for _, y in pairs) / len(pairs))
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: 0 and 1 are no predictions
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 < p < 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: exactly max_ms is too slow
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms >= limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: exactly min_slice_skill is too poor
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] <= limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: prints all reasons as a list
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     print(report["reasons"])
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: counts characters for bytes
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         len(Path(model_file).read_text()),
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: a broken prediction hides that the model is slow
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if skill is not None and ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: the slowest call for the average
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         predictions, took = [], []
#         for flight in flights:
#             start = clock()
#             predictions.append(predict(flight))
#             took.append(clock() - start)
#         ms = max(took) * 1000
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% wrong: the number of reasons for the exit status
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# def skill_of(pairs, base):
#     model = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
#     naive = sum((base - y) ** 2 for p, y in pairs) / len(pairs)
#     return 1 - model / naive
#
#
# def good(p):
#     return isinstance(p, (int, float)) and math.isfinite(p) and 0 <= p <= 1
#
#
# def judge(predict, flights, limits, size, clock):
#     reasons, skill, slices, ms = [], None, {}, None
#     if not flights:
#         reasons.append("flights: there is no flight to judge")
#     else:
#         start = clock()
#         predictions = [predict(flight) for flight in flights]
#         ms = (clock() - start) * 1000 / len(flights)
#         if not all(good(p) for p in predictions):
#             reasons.append("prediction: not all are numbers from 0 to 1")
#         else:
#             pairs = [(p, f["late"]) for p, f in zip(predictions, flights)]
#             skill = skill_of(pairs, limits["base_rate"])
#             if skill < limits["min_skill"]:
#                 reasons.append(f"skill: {skill:.3f} is below {limits['min_skill']}")
#             groups = {}
#             for pair, f in zip(pairs, flights):
#                 groups.setdefault(f["carrier"], []).append(pair)
#             for carrier, part in sorted(groups.items()):
#                 if len(part) >= limits["min_slice_flights"]:
#                     slices[carrier] = skill_of(part, limits["base_rate"])
#                     if slices[carrier] < limits["min_slice_skill"]:
#                         reasons.append(f"slice {carrier}: {slices[carrier]:.3f} is below {limits['min_slice_skill']}")
#         if ms > limits["max_ms"]:
#             reasons.append(f"ms: {ms} is above {limits['max_ms']}")
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     return {"passed": not reasons, "reasons": reasons, "skill": skill, "slices": slices, "bytes": size, "ms": ms}
#
#
# def main(arguments):
#     model_file, data, limits, out = arguments
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(Path(limits).read_text()),
#         Path(model_file).stat().st_size,
#         time.perf_counter,
#     )
#     Path(out).write_text(json.dumps(report))
#     for reason in report["reasons"]:
#         print(reason)
#     return len(report["reasons"])
#
#
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))
