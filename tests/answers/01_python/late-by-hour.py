# %% right: the mean of a flag over the flights that arrived
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% right: counters, all 24 hours, a Figure without pyplot
from collections import Counter

import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    scheduled, arrived, late = Counter(), Counter(), Counter()
    for hour, delay in zip(frame["hour"], frame["arr_delay"]):
        scheduled[int(hour)] += 1
        if delay == delay:
            arrived[int(hour)] += 1
            late[int(hour)] += delay > 15
    hours = range(24)

    figure = Figure(figsize=(9, 6))
    lower = figure.add_subplot(2, 1, 2)
    upper = figure.add_subplot(2, 1, 1)
    upper.bar([hour - 0.5 for hour in hours], [scheduled[hour] for hour in hours], width=1.0, align="edge")
    upper.set_title(f"All {sum(scheduled.values())} flights by hour")
    upper.set_ylabel("flights")
    lower.plot(hours, [100 * late[h] / arrived[h] if arrived[h] else float("nan") for h in hours], marker="s")
    lower.set_ylabel("late (%)")
    lower.set_xlabel("scheduled departure hour (local time)")
    lower.set_ylim(bottom=0)
    return figure

# %% right: NumPy counts, 0 / 0 gives NaN
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    hour, delay = frame["hour"].to_numpy(), frame["arr_delay"].to_numpy()
    scheduled = np.bincount(hour, minlength=24)
    late = 100 * np.bincount(hour[delay > 15], minlength=24) / np.bincount(hour[~np.isnan(delay)], minlength=24)
    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, gridspec_kw={"hspace": 0})
    shown = scheduled > 0
    upper.bar(np.arange(24)[shown], scheduled[shown], edgecolor="white")
    lower.plot(np.arange(24), late, marker=".", linestyle="--")
    lower.set_ylim(0, max(1, np.nanmax(late)) * 1.1)
    upper.set(ylabel="flights", title=f"Departures and lateness of {len(frame):,} flights")
    lower.set(ylabel="late (%)", xlabel="scheduled departure hour (local time)")
    return figure

# %% wrong: divides by all scheduled flights | message: divide by the flights that arrived
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()[lambda share: share > 0]
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: an hour without arrivals gets 0 percent | message: there is no share, not 0
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean().reindex(sorted(frame['hour'].unique()), fill_value=0)
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: a share from 0 to 1 under a label that says percent | message: the axis says percent
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: bars count the flights that arrived | message: never arrived count here
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = arrived["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: axes without labels | message: expected the axis label
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: a label without its unit | message: the quantity and its unit
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late", ylim=(0, 100))
    return figure

# %% wrong: returns nothing and shows the figure | message: return the figure
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    plt.close(figure)

# %% wrong: lower axis cut to the data | message: a cut axis
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)")
    return figure

# %% wrong: both in one panel with a second y axis | message: one above the other
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, upper = plt.subplots()
    upper.bar(count.index, count.to_numpy(), width=0.9)
    upper.set(title=f"{len(frame)} flights", ylabel="flights")
    lower = upper.twinx()
    lower.plot(share.index, share.to_numpy(), "o-")
    lower.set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: a line without markers, in which a lone hour cannot be seen | message: the line has no marker
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: exactly 15 minutes is late
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] >= 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: hours in the order of their counts, so the line runs back and forth
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    share = share.sort_values()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: adds a column to the caller's frame
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    frame["late"] = frame["arr_delay"] > 15
    arrived = frame.dropna(subset=["arr_delay"])
    share = 100 * (arrived["arr_delay"] > 15).groupby(arrived["hour"]).mean()
    count = frame["hour"].value_counts().sort_index()

    figure, axes = plt.subplots(nrows=2, sharex=True)
    axes[0].bar(count.index, count.to_numpy(), width=0.9)
    axes[0].set(title=f"{len(frame)} flights", ylabel="flights")
    axes[1].plot(share.index, share.to_numpy(), "o-")
    axes[1].set(xlabel="scheduled departure hour (local time)", ylabel="late (%)", ylim=(0, 100))
    return figure

# %% wrong: a gap in another column drops the flight
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    frame = frame[frame.drop(columns="arr_delay").notna().all(axis=1)]
    hours = frame.groupby("hour")["arr_delay"]
    scheduled = hours.size()
    late = 100 * hours.agg(lambda delays: (delays > 15).sum()) / hours.count()

    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(8, 5), layout="constrained")
    upper.bar(scheduled.index, scheduled, color="tab:gray")
    upper.set_ylabel("flights")
    upper.set_title(f"New York, by hour of departure: {len(frame)} flights")
    lower.plot(late.index, late, marker="o", color="tab:red")
    lower.set_ylim(bottom=0)
    lower.set_ylabel("late (%)")
    lower.set_xlabel("scheduled departure hour (local time)")
    lower.set_xticks(range(0, 24, 2))
    return figure

# %% wrong: sets the limit before it plots, so the line is out of sight | message: set its lower limit after plot
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    hours = frame.groupby("hour")["arr_delay"]
    scheduled = hours.size()
    late = 100 * hours.agg(lambda delays: (delays > 15).sum()) / hours.count()

    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(8, 5), layout="constrained")
    upper.bar(scheduled.index, scheduled, color="tab:gray")
    upper.set_ylabel("flights")
    upper.set_title(f"New York, by hour of departure: {len(frame)} flights")
    lower.set_ylim(bottom=0)
    lower.plot(late.index, late, marker="o", color="tab:red")
    lower.set_ylabel("late (%)")
    lower.set_xlabel("scheduled departure hour (local time)")
    lower.set_xticks(range(0, 24, 2))
    return figure

# %% wrong: rows in the frame's own order by position, picked with labels | message: the frame's index may be anything
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure


def draw_hours(frame: pd.DataFrame) -> Figure:
    """Departures above, the late share of arrived flights below, by scheduled hour."""
    delays = [frame["arr_delay"][position] for position in range(len(frame))]
    hours = pd.Series(delays).groupby(list(frame["hour"]))
    scheduled = hours.size()
    late = 100 * hours.agg(lambda delays: (delays > 15).sum()) / hours.count()

    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(8, 5), layout="constrained")
    upper.bar(scheduled.index, scheduled, color="tab:gray")
    upper.set_ylabel("flights")
    upper.set_title(f"New York, by hour of departure: {len(frame)} flights")
    lower.plot(late.index, late, marker="o", color="tab:red")
    lower.set_ylim(bottom=0)
    lower.set_ylabel("late (%)")
    lower.set_xlabel("scheduled departure hour (local time)")
    lower.set_xticks(range(0, 24, 2))
    return figure
