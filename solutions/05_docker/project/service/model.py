"""The late-arrival model: a logistic regression, read from its coefficients alone.

`train.py` writes them. Scoring needs nothing but Python, so neither scikit-learn nor a pickle goes into the image.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

PATH = Path(__file__).with_name("model.json")


class Model:
    """The probability that a flight arrives more than 15 minutes late."""

    def __init__(self, path: Path = PATH):
        content = json.loads(path.read_text(encoding="utf-8"))
        self.version: str = content["version"]
        self._intercept: float = content["intercept"]
        self._weights: dict[str, dict[str, float]] = content["weights"]

    def late_probability(self, **features: str | int) -> float:
        """Between 0 and 1. A value that the model has never seen (a new airport, say) has no weight."""
        score = self._intercept
        for name, weights in self._weights.items():
            score += weights.get(str(features[name]), 0.0)
        return 1 / (1 + math.exp(-score))
