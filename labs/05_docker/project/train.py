"""Train the model of the service and write its coefficients: python train.py [FILE]

A logistic regression on January to September 2013. It needs labkit, pandas and scikit-learn: this runs where models are
made, never in the image.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

import labkit.flights

FEATURES = ["carrier", "origin", "dest", "hour", "weekday"]
LATE = 15  # minutes


def train() -> dict:
    """The model's version, intercept and weights, the weights by feature and value."""
    flights = labkit.flights.load(range(1, 10)).dropna(subset="arr_delay")
    flights["weekday"] = flights["time_hour"].dt.dayofweek
    encoder = OneHotEncoder(handle_unknown="ignore")
    regression = LogisticRegression(max_iter=1000, tol=1e-6)
    make_pipeline(encoder, regression).fit(flights[FEATURES].astype(str), flights["arr_delay"] > LATE)

    weights: dict[str, dict[str, float]] = {name: {} for name in FEATURES}
    for column, weight in zip(encoder.get_feature_names_out(FEATURES), regression.coef_[0], strict=True):
        name, value = column.split("_", 1)
        weights[name][value] = round(float(weight), 4)
    return {"version": "2013-09", "intercept": round(float(regression.intercept_[0]), 4), "weights": weights}


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "service" / "model.json")
    path.write_text(json.dumps(train(), indent=1) + "\n", encoding="utf-8")
