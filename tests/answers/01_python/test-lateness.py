# %% right: one parametrized table
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([1, 0], 0, 1 / 2),
#         ((20, None, 3), 15, 1 / 2),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     result = late_share(delays, limit)
#     assert type(result) is float and result == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% right: unittest with random months against a count by hand
# import copy
# import math
# import random
# import unittest
#
# from flightline.lateness import late_share
#
#
# def counted(delays, limit):
#     """The contract again, counted by hand."""
#     late = on_time = 0
#     for delay in delays:
#         if delay is None:
#             continue
#         if delay > limit:
#             late += 1
#         else:
#             on_time += 1
#     return late / (late + on_time)
#
#
# class LateShare(unittest.TestCase):
#     def test_many_random_months(self):
#         generator = random.Random(1)
#         for _ in range(200):
#             delays = [generator.choice([None, *range(-30, 40)]) for _ in range(generator.randint(2, 12))] + [0, 15]
#             before = copy.copy(delays)
#             limit = generator.randint(0, 20)
#             self.assertTrue(math.isclose(late_share(delays, limit=limit), counted(before, limit), abs_tol=1e-9))
#             self.assertEqual(delays, before)
#             self.assertTrue(math.isclose(late_share(tuple(delays)), counted(before, 15), abs_tol=1e-9))
#
#     def test_whole_shares_are_floats(self):
#         for delays in ([0], [16]):
#             self.assertIsInstance(late_share(delays), float)
#
#     def test_nothing_arrived(self):
#         for delays in ([], (), [None], [None] * 3):
#             with self.assertRaises(ValueError):
#                 late_share(delays)

# %% wrong: one happy example | message: it counts flights that never arrived as on time
# import pytest
# from flightline.lateness import late_share
#
#
# def test_late_share():
#     assert late_share([20, 0, 40, 3]) == pytest.approx(0.5)

# %% wrong: never looks at the limit itself | message: exactly at the limit
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([31, 20, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 5, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([5, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: functions that pytest does not find | message: names must start with test_
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def check_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def check_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def check_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def check_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def check_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: swallows its own failures | message: your tests pass on a version that is wrong
# from flightline.lateness import late_share
#
#
# def test_everything():
#     try:
#         assert late_share([20, None, 5]) == 0.5
#         assert late_share([15, 16]) == 0.5
#         assert late_share([0, -20, 20, 30], limit=25) == 0.25
#     except Exception as error:
#         print("failed", error)

# %% wrong: a search that never ends | message: is there an endless loop
# import pytest
# from flightline.lateness import late_share
#
#
# def test_every_share_can_be_reached():
#     delays = [20]
#     while late_share(delays) > 0:
#         delays.append(20)

# %% wrong: nothing about a month in which no flight arrived | message: returns 0.0 when no flight arrived
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: asserts on a text that the contract leaves open | message: fail on a correct version
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError, match="no arrivals"):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: believes that a flight that never arrived is on time | message: fail on a correct version
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 4),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: believes that exactly 15 minutes is late | message: fail on a correct version
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: the call after the first exception in one raises block never runs
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_no_arrival():
#     with pytest.raises(ValueError):
#         late_share([None])
#         late_share([])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: compares floats to the last digit
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([20, 20, 0], 15, 2 / 3),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == share
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: never gives another limit than 15
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: never has a flight that is exactly on time
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 1], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 1], 15, 1 / 2),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: never has an early flight
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: does not see that the list was changed
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(ValueError):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(ValueError):
#         late_share([None])

# %% wrong: any exception will do where ValueError is promised
# import pytest
# from flightline.lateness import late_share
#
#
# @pytest.mark.parametrize(
#     ("delays", "limit", "share"),
#     [
#         ([20, 0], 15, 1 / 2),
#         ([16, 15], 15, 1 / 2),
#         ([31, 30, 29], 30, 1 / 3),
#         ([20, None, None, 0], 15, 1 / 2),
#         ([0, 0, 16], 15, 1 / 3),
#         ([-60, -16, -1, 16], 15, 1 / 4),
#         ([16, 99], 15, 1),
#         ([1, 15, None], 15, 0),
#     ],
# )
# def test_share(delays, limit, share):
#     assert late_share(delays, limit) == pytest.approx(share)
#
#
# def test_default_limit():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_empty():
#     with pytest.raises(Exception):
#         late_share([])
#
#
# def test_only_missing():
#     with pytest.raises(Exception):
#         late_share([None])
#
#
# def test_no_side_effect():
#     delays = [16, None, 2]
#     late_share(delays)
#     assert delays == [16, None, 2]

# %% wrong: never gives a limit of 0
# """Tests of the late share, point by point of its contract."""
#
# import pytest
# from flightline.lateness import late_share
#
#
# def test_share_is_a_fraction_of_one():
#     assert late_share([20, 30, 0, 40]) == pytest.approx(0.75)
#
#
# def test_result_is_a_float():
#     assert isinstance(late_share([20, 30]), float)
#
#
# def test_flights_that_never_arrived_do_not_count():
#     assert late_share([20, None, 5, None]) == pytest.approx(0.5)
#
#
# def test_exactly_the_limit_is_not_late():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_limit_can_be_given():
#     assert late_share([20, 31, 5], limit=30) == pytest.approx(1 / 3)
#
#
# def test_zero_is_an_arrival_on_time():
#     assert late_share([0, 0, 0, 20]) == pytest.approx(0.25)
#
#
# def test_early_is_on_time():
#     assert late_share([-40, 20]) == pytest.approx(0.5)
#
#
# @pytest.mark.parametrize("delays", [[], [None, None]])
# def test_no_arrival_is_refused(delays):
#     with pytest.raises(ValueError):
#         late_share(delays)
#
#
# def test_a_tuple_will_do():
#     assert late_share((20, None, 3)) == pytest.approx(0.5)
#
#
# def test_the_list_is_left_alone():
#     delays = [30, None, -5, 20]
#     late_share(delays)
#     assert delays == [30, None, -5, 20]

# %% wrong: never looks at the type of the result
# """Tests of the late share, point by point of its contract."""
#
# import pytest
# from flightline.lateness import late_share
#
#
# def test_share_is_a_fraction_of_one():
#     assert late_share([20, 30, 0, 40]) == pytest.approx(0.75)
#
#
# def test_result_is_a_float():
#     assert late_share([20, 30])
#
#
# def test_flights_that_never_arrived_do_not_count():
#     assert late_share([20, None, 5, None]) == pytest.approx(0.5)
#
#
# def test_exactly_the_limit_is_not_late():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_limit_can_be_given():
#     assert late_share([20, 31, 5], limit=30) == pytest.approx(1 / 3)
#     assert late_share([0, 1], limit=0) == pytest.approx(0.5)
#
#
# def test_zero_is_an_arrival_on_time():
#     assert late_share([0, 0, 0, 20]) == pytest.approx(0.25)
#
#
# def test_early_is_on_time():
#     assert late_share([-40, 20]) == pytest.approx(0.5)
#
#
# @pytest.mark.parametrize("delays", [[], [None, None]])
# def test_no_arrival_is_refused(delays):
#     with pytest.raises(ValueError):
#         late_share(delays)
#
#
# def test_a_tuple_will_do():
#     assert late_share((20, None, 3)) == pytest.approx(0.5)
#
#
# def test_the_list_is_left_alone():
#     delays = [30, None, -5, 20]
#     late_share(delays)
#     assert delays == [30, None, -5, 20]

# %% wrong: never gives a tuple
# """Tests of the late share, point by point of its contract."""
#
# import pytest
# from flightline.lateness import late_share
#
#
# def test_share_is_a_fraction_of_one():
#     assert late_share([20, 30, 0, 40]) == pytest.approx(0.75)
#
#
# def test_result_is_a_float():
#     assert isinstance(late_share([20, 30]), float)
#
#
# def test_flights_that_never_arrived_do_not_count():
#     assert late_share([20, None, 5, None]) == pytest.approx(0.5)
#
#
# def test_exactly_the_limit_is_not_late():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_limit_can_be_given():
#     assert late_share([20, 31, 5], limit=30) == pytest.approx(1 / 3)
#     assert late_share([0, 1], limit=0) == pytest.approx(0.5)
#
#
# def test_zero_is_an_arrival_on_time():
#     assert late_share([0, 0, 0, 20]) == pytest.approx(0.25)
#
#
# def test_early_is_on_time():
#     assert late_share([-40, 20]) == pytest.approx(0.5)
#
#
# @pytest.mark.parametrize("delays", [[], [None, None]])
# def test_no_arrival_is_refused(delays):
#     with pytest.raises(ValueError):
#         late_share(delays)
#
#
# def test_a_tuple_will_do():
#     assert late_share([20, None, 3]) == pytest.approx(0.5)
#
#
# def test_the_list_is_left_alone():
#     delays = [30, None, -5, 20]
#     late_share(delays)
#     assert delays == [30, None, -5, 20]

# %% wrong: looks for a changed list where nothing was missing
# """Tests of the late share, point by point of its contract."""
#
# import pytest
# from flightline.lateness import late_share
#
#
# def test_share_is_a_fraction_of_one():
#     assert late_share([20, 30, 0, 40]) == pytest.approx(0.75)
#
#
# def test_result_is_a_float():
#     assert isinstance(late_share([20, 30]), float)
#
#
# def test_flights_that_never_arrived_do_not_count():
#     assert late_share([20, None, 5, None]) == pytest.approx(0.5)
#
#
# def test_exactly_the_limit_is_not_late():
#     assert late_share([15, 16]) == pytest.approx(0.5)
#
#
# def test_limit_can_be_given():
#     assert late_share([20, 31, 5], limit=30) == pytest.approx(1 / 3)
#     assert late_share([0, 1], limit=0) == pytest.approx(0.5)
#
#
# def test_zero_is_an_arrival_on_time():
#     assert late_share([0, 0, 0, 20]) == pytest.approx(0.25)
#
#
# def test_early_is_on_time():
#     assert late_share([-40, 20]) == pytest.approx(0.5)
#
#
# @pytest.mark.parametrize("delays", [[], [None, None]])
# def test_no_arrival_is_refused(delays):
#     with pytest.raises(ValueError):
#         late_share(delays)
#
#
# def test_a_tuple_will_do():
#     assert late_share((20, None, 3)) == pytest.approx(0.5)
#
#
# def test_the_list_is_left_alone():
#     delays = [30, -5, 20]
#     late_share(delays)
#     assert delays == [30, -5, 20]
