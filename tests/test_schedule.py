"""Forecasts of what notebooks take, and how the last ones are shared out."""

from __future__ import annotations

import random
from itertools import product

import pytest
from nbformat.v4 import new_code_cell

from grader.schedule import REMEMBERED, Forecast, share_out


def ends(seconds, until, cores):
    """When each core ends."""
    return [
        free + sum(s for s, at in zip(seconds, cores, strict=True) if at == core) for core, free in enumerate(until)
    ]


@pytest.mark.parametrize(
    ("seconds", "until", "last"),
    [
        ([], [3, 0], 3),
        ([4], [3, 0], 4),
        ([7, 6, 5, 4, 4, 4], [0, 0], 15),  # the longest to whom is free first: 17
        ([3, 3, 2, 2, 2], [0, 0], 6),
        ([10, 9, 8], [7, 0, 0], 15),
        ([1, 1, 1], [100, 0], 100),
    ],
)
def test_the_last_ones_end_together(seconds, until, last):
    assert max(ends(seconds, until, share_out(seconds, until))) == last


def test_no_sharing_out_is_much_worse_than_the_best():
    dice = random.Random(0)
    for _ in range(50):
        seconds, until = [dice.uniform(8, 30) for _ in range(8)], [dice.uniform(0, 20), 0]
        best = min(max(ends(seconds, until, cores)) for cores in product(range(2), repeat=8))
        assert max(ends(seconds, until, share_out(seconds, until))) <= 1.05 * best


def notebook(*answers):
    """An exercise for each answer: the answer, and what makes use of it."""
    cells = []
    for answer in answers:
        cells += [new_code_cell(answer, metadata={"nbgrader": {"solution": True}}), new_code_cell("use(it)")]
    return cells


def test_a_notebook_takes_as_long_as_those_most_like_it():
    forecast = Forecast()
    assert forecast.seconds(notebook("it = 1", "it = 2")) == 0
    forecast.learn(notebook("it = 1", "it = 2"), [1, 10, 1, 20])
    forecast.learn(notebook("...", "it = 2"), [0, 2, 1, 30])
    forecast.learn(notebook("...", "..."), [0, 4])  # the kernel died there
    assert forecast.seconds(notebook("it = 1", "it = 2")) == 1 + 10 + 1 + 20
    assert forecast.seconds(notebook("...", "it = 2")) == 0 + 3 + 1 + 30
    # An answer that nobody gave is as long as others' there, and so is what makes use of it.
    assert forecast.seconds(notebook("it = 3", "it = 2")) == pytest.approx((1 + 0 + 0) / 3 + (10 + 2 + 4) / 3 + 1 + 25)


def test_what_is_remembered_stays_bounded():
    forecast = Forecast()
    for number in range(REMEMBERED // 4):
        forecast.learn(notebook(f"it = {number}", "it = 2"), [1, number, 1, 1])
    assert len(forecast._times) <= REMEMBERED
    assert forecast.seconds(notebook(f"it = {number}", "it = 2")) == 1 + number + 1 + 1
