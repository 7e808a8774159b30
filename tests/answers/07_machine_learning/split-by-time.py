# %% right: counts flights by hour and walks back from the latest
def split_by_time(flights, test_share):
    if test_share <= 0 or test_share >= 1:
        raise ValueError("share")
    cut, seen = None, 0
    for hour, count in flights["time_hour"].value_counts().sort_index(ascending=False).items():
        cut, seen = hour, seen + count
        if seen / len(flights) >= test_share:
            break
    ordered = flights.sort_values("time_hour", kind="mergesort")
    train = ordered.loc[ordered["time_hour"].lt(cut)] if cut is not None else ordered
    if len(train) == 0:
        raise ValueError("nothing to train on")
    return train, ordered.loc[ordered["time_hour"].ge(cut)]


# %% right: ranks from the end
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError(test_share)
    at_or_after = flights["time_hour"].rank(method="max", ascending=False)  # how many flights are at this hour or later
    enough = flights.loc[at_or_after >= test_share * len(flights), "time_hour"]
    in_test = flights["time_hour"] >= enough.max()
    if in_test.all():
        raise ValueError("train would be empty")
    parts = flights[~in_test], flights[in_test]
    return tuple(part.iloc[np.argsort(part["time_hour"].to_numpy(), kind="stable")] for part in parts)


# %% wrong: a random split | message: must lie in the future
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    train, test = train_test_split(flights, test_size=test_share, random_state=0)
    return train.sort_values("time_hour"), test.sort_values("time_hour")


# %% wrong: trusts the table's order instead of sorting | message: sort it first
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    return tuple(train_test_split(flights, test_size=test_share, shuffle=False))


# %% wrong: cuts between two rows of the same hour | message: cut between hours
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    if ordered["time_hour"].nunique() < 2:
        raise ValueError
    position = int(len(ordered) * (1 - test_share))
    return ordered.iloc[:position], ordered.iloc[position:]


# %% wrong: gives the hour at the cut to the training, so the test is too small | message: at least the share
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    if ordered["time_hour"].nunique() < 2:
        raise ValueError
    cut = ordered["time_hour"].iloc[int(len(ordered) * (1 - test_share))]
    return ordered[ordered["time_hour"] <= cut], ordered[ordered["time_hour"] > cut]


# %% wrong: tests on the past | message: must lie in the future
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    cut = ordered["time_hour"].iloc[int(len(ordered) * test_share)]
    test, train = ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]
    return train, test


# %% wrong: throws the index labels away | message: keep the labels
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable", ignore_index=True)
    cut = ordered["time_hour"].iloc[len(ordered) - int(np.ceil(test_share * len(ordered)))]
    return ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]


# %% wrong: sorts the caller's frame in place | message: was changed
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    flights.sort_values("time_hour", kind="stable", inplace=True)
    cut = flights["time_hour"].iloc[len(flights) - int(np.ceil(test_share * len(flights)))]
    return flights[flights["time_hour"] < cut], flights[flights["time_hour"] >= cut]


# %% wrong: cuts the calendar, not the flights: the last part of the hours, however many fly
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    hours = sorted(set(ordered["time_hour"]))
    cut = hours[int(len(hours) * (1 - test_share))]
    return ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]


# %% wrong: returns an empty training part without a word
def split_by_time(flights, test_share):
    if not 0 < test_share < 1:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    cut = ordered["time_hour"].iloc[len(ordered) - int(np.ceil(test_share * len(ordered)))] if len(ordered) else None
    return (ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]) if len(ordered) else (ordered, ordered)


# %% wrong: takes any share
def split_by_time(flights, test_share):
    ordered = flights.sort_values("time_hour", kind="stable")
    wanted = min(max(int(np.ceil(test_share * len(ordered))), 1), len(ordered))
    if wanted == 0:
        raise ValueError("no flights")
    cut = ordered["time_hour"].iloc[len(ordered) - wanted]
    train, test = ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]
    if test_share < 1 and train.empty:
        raise ValueError("nothing to train on")
    return train, test


# %% wrong: rounds the size of the test to the nearest number of flights | message: it takes two
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    cut = ordered["time_hour"].iloc[-max(1, round(test_share * len(ordered)))]
    train, test = ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]
    if train.empty:
        raise ValueError
    return train, test


# %% wrong: cuts at a quantile, which may lie between two hours | message: it takes two
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    cut = ordered["time_hour"].quantile(1 - test_share)
    train, test = ordered[ordered["time_hour"] < cut], ordered[ordered["time_hour"] >= cut]
    if train.empty:
        raise ValueError
    return train, test


# %% wrong: trains on what is left after dropping the labels of the test | message: select by hour, not by label
def split_by_time(flights, test_share):
    if not 0 < test_share < 1 or flights["time_hour"].nunique() < 2:
        raise ValueError
    ordered = flights.sort_values("time_hour", kind="stable")
    cut = ordered["time_hour"].iloc[len(ordered) - int(np.ceil(test_share * len(ordered)))]
    test = ordered[ordered["time_hour"] >= cut]
    train = ordered.drop(test.index)
    if train.empty:
        raise ValueError
    return train, test
