"""Will this flight arrive more than 15 minutes late? A logistic model, kept as plain JSON."""

import json
import math
from pathlib import Path

MODEL = Path(__file__).with_name("model.json")


def load(path=MODEL):
    """Read a model: its intercept, and its weights by feature.

    Raises ValueError when the file holds no model.
    """
    model = json.loads(Path(path).read_text())
    if not {"intercept", "hour", "distance", "carrier", "origin"} <= set(model):
        raise ValueError(f"{Path(path).name} holds no model")
    return model


def probability(model, flight):
    """The probability, 0 to 1, that a flight is late.

    `flight` holds carrier and origin (codes), hour (scheduled departure, 0 to 23) and distance (miles).
    """
    score = (
        model["intercept"]
        + model["hour"] * float(flight["hour"])
        + model["distance"] * float(flight["distance"])
        + model["carrier"].get(flight["carrier"], 0.0)
        + model["origin"].get(flight["origin"], 0.0)
    )
    return 1 / (1 + math.exp(-score))
