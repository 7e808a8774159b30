# %% right: one bar after the other, from the bottom up
def draw_run(jobs, axes):
    rows = sorted(jobs, key=lambda name: (jobs[name].start, name))
    for row, name in enumerate(rows):
        job = jobs[name]
        color = "tab:green" if job.result == "success" else "tab:red" if job.result == "failure" else "tab:gray"
        axes.barh(-row, job.end - job.start, left=job.start, color=color, height=0.6)
    axes.set_yticks([-row for row in range(len(rows))], rows)
    axes.set(xlabel="seconds", xlim=(0, None))

# %% right: rectangles through a pandas table
def draw_run(jobs, axes):
    table = pd.DataFrame([(n, j.start, j.end, j.result) for n, j in jobs.items()], columns=["name", "start", "end", "result"])
    table = table.sort_values(["start", "name"], ascending=False).reset_index(drop=True)
    colors = table["result"].map({"success": "tab:green", "failure": "tab:red"}).fillna("tab:gray")
    for row, (name, start, end, _) in table.iterrows():
        axes.add_patch(plt.Rectangle((start, row - 0.4), end - start, 0.8, facecolor=colors[row]))
    axes.set_yticks(range(len(table)), labels=list(table["name"]))
    axes.set_ylim(-0.6, len(table) - 0.4)
    axes.set_xlim(0, table["end"].max() * 1.05)
    axes.set_xlabel("seconds")

# %% wrong: the first job is at the bottom | message: see invert_yaxis
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: takes the end for the width | message: a width is end - start
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: every bar is green | message: expected green, then red
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=["tab:green" for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: makes a figure of its own | message: expected no new figure
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    _, axes = plt.subplots()
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: no label of the time | message: x label
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)

# %% wrong: sorts by name
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: item[0])
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: whatever is no success is red
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:red") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: starts the axis where the first job starts
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=min(job.start for job in jobs.values()))
    axes.set_xlabel("seconds")

# %% wrong: draws with pyplot on whatever axes are current | message: on other axes
def draw_run(jobs, axes):
    colours = {"success": "tab:green", "failure": "tab:red"}
    items = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    for y, (name, job) in enumerate(items):
        plt.gca().barh(y, job.end - job.start, left=job.start, color=colours.get(job.result, "tab:gray"))
    axes.set_yticks(range(len(items)), [name for name, _ in items])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: sorts backwards, and equal starts keep the order of the dict
def draw_run(jobs, axes):
    colours = {"success": "tab:green", "failure": "tab:red"}
    items = sorted(jobs.items(), key=lambda item: item[1].start, reverse=True)
    for y, (name, job) in enumerate(items):
        axes.barh(y, job.end - job.start, left=job.start, color=colours.get(job.result, "tab:gray"))
    axes.set_yticks(range(len(items)), [name for name, _ in items])
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")

# %% wrong: returns the axes | message: expected nothing returned
def draw_run(jobs, axes):
    colours = {"success": "tab:green", "failure": "tab:red"}
    items = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    for y, (name, job) in enumerate(items):
        axes.barh(y, job.end - job.start, left=job.start, color=colours.get(job.result, "tab:gray"))
    axes.set_yticks(range(len(items)), [name for name, _ in items])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")
    return axes

# %% wrong: sets the limits first, so that the picture ends at 1 second | message: expected all bars on it
def draw_run(jobs, axes):
    axes.set_xlim(left=0)
    colours = {"success": "tab:green", "failure": "tab:red"}
    items = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    for y, (name, job) in enumerate(items):
        axes.barh(y, job.end - job.start, left=job.start, color=colours.get(job.result, "tab:gray"))
    axes.set_yticks(range(len(items)), [name for name, _ in items])
    axes.invert_yaxis()
    axes.set_xlabel("seconds")
