"""train.py: fit the model to data/train.csv and write model.json."""

import json

import pandas as pd
from sklearn.linear_model import LogisticRegression

flights = pd.read_csv("data/train.csv")
numbers = flights[["hour", "distance"]] / [10, 1000]  # of the same size as the 0 and 1 of the codes
codes = pd.get_dummies(flights[["carrier", "origin"]], dtype=float)
features = pd.concat([numbers, codes], axis=1)
fitted = LogisticRegression(max_iter=1000).fit(features, flights["late"])
weight = dict(zip(features.columns, fitted.coef_[0].tolist(), strict=True))

model = {"intercept": float(fitted.intercept_[0]), "hour": weight["hour"] / 10, "distance": weight["distance"] / 1000}
for feature in ("carrier", "origin"):
    prefix = f"{feature}_"
    model[feature] = {name.removeprefix(prefix): w for name, w in weight.items() if name.startswith(prefix)}
with open("model.json", "w") as file:
    json.dump(model, file, indent=1)
print(f"model.json: trained on {len(flights)} flights, {flights['late'].mean():.1%} of them late")
