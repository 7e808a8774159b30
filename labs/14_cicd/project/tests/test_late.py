"""The project's tests: one airport at a time, named by ORIGIN."""

import csv
import os
import unittest

import late

ORIGIN = os.environ.get("ORIGIN", "EWR")
MODEL = {"intercept": -2.0, "hour": 0.1, "distance": 0.0, "carrier": {"UA": 0.5}, "origin": {ORIGIN: 0.2}}


class Late(unittest.TestCase):
    def test_a_later_hour_is_riskier(self):
        early, evening = ({"carrier": "UA", "origin": ORIGIN, "hour": h, "distance": 500} for h in (6, 20))
        self.assertLess(late.probability(MODEL, early), late.probability(MODEL, evening))

    def test_an_unknown_carrier_has_a_probability(self):
        flight = {"carrier": "ZZ", "origin": ORIGIN, "hour": 12, "distance": 500}
        self.assertTrue(0 < late.probability(MODEL, flight) < 1)

    def test_the_airport_is_in_the_data(self):
        with open("data/train.csv", newline="") as file:
            self.assertIn(ORIGIN, {row["origin"] for row in csv.DictReader(file)})


if __name__ == "__main__":
    unittest.main()
