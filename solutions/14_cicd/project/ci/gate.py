"""gate.py: the team's first gate. Stop when model.json is no better on data/test.csv than the training late share."""

import csv
import json
import sys

import late


def read(name):
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


model, flights = late.load("model.json"), read("data/test.csv")
train = read("data/train.csv")
share = sum(int(f["late"]) for f in train) / len(train)
brier = sum((late.probability(model, f) - int(f["late"])) ** 2 for f in flights) / len(flights)
baseline = sum((share - int(f["late"])) ** 2 for f in flights) / len(flights)
skill = 1 - brier / baseline
with open("report.json", "w") as file:
    json.dump({"flights": len(flights), "brier": brier, "baseline": baseline, "skill": skill}, file, indent=1)
print(f"skill {skill:+.3f}: Brier score {brier:.4f}, baseline {baseline:.4f}, {len(flights)} flights")
if skill <= 0:
    sys.exit("the model is no better than the baseline")
