# %% right: from a frame, drawn by pandas
import pandas as pd


def draw_layers(rows, ax):
    frame = pd.DataFrame(rows, columns=["instruction", "size", "wasted"])
    parts = pd.DataFrame({"kept": (frame["size"] - frame["wasted"]) / 1e6, "wasted": frame["wasted"] / 1e6})
    parts.index = [f"{number} {text}"[:40] for number, text in enumerate(frame["instruction"])]
    parts.plot.barh(stacked=True, ax=ax, legend=True)
    ax.invert_yaxis()
    ax.set(xlabel="MB", ylabel="")
    size = frame["size"].sum()
    share = 100 * frame["wasted"].sum() / size if size else 0
    ax.set_title(f"{size / 1e6:.1f} MB in {len(frame)} layers, {share:.0f} % wasted")
    return ax


# %% right: positions run downwards instead of turning the axis
def draw_layers(rows, ax):
    places = [-n for n in range(len(rows))]
    total = wasted_total = 0
    for place, (_, size, wasted) in zip(places, rows):
        total += size
        wasted_total += wasted
    ax.barh(places, [(s - w) / 1_000_000 for _, s, w in rows], height=0.6, label="kept")
    ax.barh(places, [w / 1_000_000 for _, _, w in rows], 0.6, [(s - w) / 1_000_000 for _, s, w in rows], label="wasted")
    ax.set_yticks(places)
    ax.set_yticklabels([(str(n) + " " + row[0])[:40] for n, row in enumerate(rows)])
    ax.set_xlabel("MB")
    ax.legend(loc="best")
    percent = 0 if total == 0 else wasted_total / total * 100
    ax.set_title("{:.1f} MB in {} layers, {:.0f} % wasted".format(total / 1e6, len(rows), percent))
    return ax


# %% wrong: the base at the bottom | message: the base must be on top
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, left=kept, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: the wasted part starts at 0 and covers the kept one | message: wasted begins where kept ends
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: the whole size is called kept, so that waste is drawn twice | message: kept is size minus wasted
def draw_layers(rows, ax):
    places = range(len(rows))
    size = [s / 1e6 for _, s, _ in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, size, label="kept")
    ax.barh(places, lost, left=size, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(size)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: divides by 1024 twice | message: MB of 1,000,000 bytes
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1024**2 for _, s, w in rows]
    lost = [w / 1024**2 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, left=kept, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: the instruction as the position, so that two equal ones become one bar
def draw_layers(rows, ax):
    names = [row[0] for row in rows]
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(names, kept, label="kept")
    ax.barh(names, lost, left=kept, label="wasted")
    ticks = ax.get_yticks()
    ax.set_yticks(ticks, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)][: len(ticks)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: the share of what is kept instead of all bytes | message: 72 % wasted
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, left=kept, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    share = 100 * sum(lost) / sum(kept) if sum(kept) else 0
    ax.set_title(f"{sum(kept) + sum(lost):.1f} MB in {len(rows)} layers, {share:.0f} % wasted")
    return ax


# %% wrong: an image without a byte counts as wasted from end to end
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, left=kept, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}"[:40] for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    share = 100 - 100 * sum(kept) / max(total, 1e-9)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {share:.0f} % wasted")
    return ax


# %% wrong: instructions in full run over the picture | message: cut to 40 characters
def draw_layers(rows, ax):
    places = range(len(rows))
    kept = [(s - w) / 1e6 for _, s, w in rows]
    lost = [w / 1e6 for _, _, w in rows]
    ax.barh(places, kept, label="kept")
    ax.barh(places, lost, left=kept, label="wasted")
    ax.set_yticks(places, labels=[f"{n} {row[0]}" for n, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {100 * sum(lost) / total if total else 0:.0f} % wasted")
    return ax


# %% wrong: the share cut instead of rounded
def draw_layers(rows, ax):
    positions = range(len(rows))
    kept = [(size - wasted) / 1e6 for _, size, wasted in rows]
    lost = [wasted / 1e6 for _, _, wasted in rows]
    ax.barh(positions, kept, label="kept")
    ax.barh(positions, lost, left=kept, label="wasted")
    ax.set_yticks(positions, labels=[f"{i} {row[0]}"[:40] for i, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    total, waste = sum(row[1] for row in rows), sum(row[2] for row in rows)
    share = 100 * waste / total if total else 0
    ax.set_title(f"{total / 1e6:.1f} MB in {len(rows)} layers, {int(share)} % wasted")
    ax.legend()
    return ax


# %% wrong: draws onto matplotlib's current axes | message: on the axes that draw_layers is given
def draw_layers(rows, ax):
    given, ax = ax, plt.gca()
    positions = range(len(rows))
    kept = [(size - wasted) / 1e6 for _, size, wasted in rows]
    lost = [wasted / 1e6 for _, _, wasted in rows]
    ax.barh(positions, kept, label="kept")
    ax.barh(positions, lost, left=kept, label="wasted")
    ax.set_yticks(positions, labels=[f"{i} {row[0]}"[:40] for i, row in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    total, waste = sum(row[1] for row in rows), sum(row[2] for row in rows)
    share = 100 * waste / total if total else 0
    ax.set_title(f"{total / 1e6:.1f} MB in {len(rows)} layers, {share:.0f} % wasted")
    ax.legend()
    return given
