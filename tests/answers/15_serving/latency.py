# %% right: threads that fetch the next place; both lines by vlines
import threading


def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
    results = [None] * len(bodies)
    places = iter(range(len(bodies)))
    lock = threading.Lock()

    def caller():
        with httpx.Client(timeout=timeout) as client:
            while True:
                with lock:
                    place = next(places, None)
                if place is None:
                    return
                begun = time.perf_counter()
                try:
                    status = client.post(url, json=bodies[place]).status_code
                except httpx.HTTPError:
                    status = 0
                results[place] = {"status": status, "ms": (time.perf_counter() - begun) * 1000}

    callers = [threading.Thread(target=caller) for _ in range(concurrency)]
    for thread in callers:
        thread.start()
    for thread in callers:
        thread.join()
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.vlines(np.percentile(run["ms"], [50, 99]), 0, 1, color="red", transform=axes.get_xaxis_transform())
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% right: asyncio with a semaphore in a thread of its own; subplots
import asyncio


def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError(f"not a bound: {concurrency}")

    async def everything():
        turns = asyncio.Semaphore(concurrency)

        async def ask(client, body):
            async with turns:
                begun = time.perf_counter()
                try:
                    response = await client.post(url, json=body)
                    status = response.status_code
                except httpx.TransportError:
                    status = 0
                return {"status": status, "ms": 1e3 * (time.perf_counter() - begun)}

        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(timeout=timeout, limits=limits) as client:
            return await asyncio.gather(*(ask(client, body) for body in bodies))

    with ThreadPoolExecutor(1) as thread:
        return pd.DataFrame(thread.submit(asyncio.run, everything()).result())


def draw_latency(runs):
    values = pd.concat([pd.Series(run["ms"], dtype=float) for run in runs.values()])
    bins = np.exp(np.linspace(np.log(values.min() * 0.5), np.log(values.max() * 2), 60))
    figure, axes = plt.subplots(len(runs), sharex="col", layout="constrained")
    axes = np.atleast_1d(axes)
    for one, label in zip(axes, runs):
        ms = np.array(runs[label]["ms"])
        counts, _, _ = one.hist(ms, bins=bins, edgecolor="white")
        for percent in (50, 99):
            x = np.percentile(ms, percent)
            one.plot([x, x], [0, counts.max()], "k--")
        one.semilogx()
        one.set(title=f"{label}\n{runs[label]['flights_per_second']:.0f} flights per second", ylabel="requests")
    axes[-1].set_xlabel("latency [ms]")
    return figure

# %% wrong: one after another | message: one after another is no load
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: a thread for each body | message: that is no bound
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(max(len(bodies), 1)) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: the clock starts for all at once | message: does not count
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    begun = time.perf_counter()
    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: seconds | message: milliseconds
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, time.perf_counter() - begun

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: only good answers are in the frame | message: also for those without an answer
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    results = [result for result in results if result[0] == 200]
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: in the order of the answers | message: in their order
from concurrent.futures import as_completed


def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = [future.result() for future in as_completed([pool.submit(ask, body) for body in bodies])]
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: a request without an answer ends the test | message: timed out
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        status = client.post(url, json=body).status_code
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: the time limit is the client's default
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client() as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: bins of its own for each run | message: the bin edges differ
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], np.geomspace(min(run["ms"]) * 0.9, max(run["ms"]) * 1.1, 25))
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: a linear axis | message: logarithmic
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.median(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: the mean in place of the median | message: 50th percentile
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    with httpx.Client(timeout=timeout) as client, ThreadPoolExecutor(concurrency) as pool:
        results = list(pool.map(ask, bodies))
    return pd.DataFrame(results, columns=["status", "ms"])


def draw_latency(runs):
    everything = [value for run in runs.values() for value in run["ms"]]
    edges = np.logspace(np.log10(min(everything)) - 0.05, np.log10(max(everything)) + 0.05, 25)
    figure = plt.figure(figsize=(6, 2 * len(runs)))
    for place, (label, run) in enumerate(runs.items()):
        axes = figure.add_subplot(len(runs), 1, place + 1)
        axes.hist(run["ms"], edges)
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.axvline(np.mean(run["ms"]), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label} ({round(run['flights_per_second'])} flights/s)", loc="left")
    axes.set_xlabel("ms")
    plt.close(figure)
    return figure

# %% wrong: in waves, each as slow as its slowest
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
    limits = httpx.Limits(max_connections=None)
    with httpx.Client(timeout=timeout, limits=limits, verify=TLS) as client:

        def one(body):
            begun = time.perf_counter()
            try:
                status = client.post(url, json=body).status_code
            except httpx.HTTPError:
                status = 0
            return status, 1000 * (time.perf_counter() - begun)

        with ThreadPoolExecutor(concurrency) as callers:
            rows = []
            for i in range(0, len(bodies), concurrency):
                rows += list(callers.map(one, bodies[i : i + concurrency]))
    return pd.DataFrame(rows, columns=["status", "ms"])



def draw_latency(runs):
    everything = np.concatenate([np.asarray(run["ms"], dtype=float) for run in runs.values()])
    edges = np.geomspace(everything.min() * 0.95, everything.max() * 1.05, 31)
    figure, rows = plt.subplots(len(runs), 1, sharex=True, squeeze=False, figsize=(8, 2.5 * len(runs)), layout="constrained")
    for axes, (label, run) in zip(rows[:, 0], runs.items(), strict=True):
        axes.hist(run["ms"], bins=edges)
        axes.set_xscale("log")
        axes.axvline(np.percentile(run["ms"], 50), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label}: {run['flights_per_second']:.0f} flights per second")
    rows[-1, 0].set_xlabel("latency in ms")
    return figure

# %% wrong: the clock stops at the response's head | message: until the answer
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
    limits = httpx.Limits(max_connections=None)
    with httpx.Client(timeout=timeout, limits=limits, verify=TLS) as client:

        def one(body):
            begun = time.perf_counter()
            try:
                with client.stream("POST", url, json=body) as reply:
                    status = reply.status_code
                    took = 1000 * (time.perf_counter() - begun)
                    reply.read()
                    return status, took
            except httpx.HTTPError:
                status = 0
            return status, 1000 * (time.perf_counter() - begun)

        with ThreadPoolExecutor(concurrency) as callers:
            rows = list(callers.map(one, bodies))
    return pd.DataFrame(rows, columns=["status", "ms"])



def draw_latency(runs):
    everything = np.concatenate([np.asarray(run["ms"], dtype=float) for run in runs.values()])
    edges = np.geomspace(everything.min() * 0.95, everything.max() * 1.05, 31)
    figure, rows = plt.subplots(len(runs), 1, sharex=True, squeeze=False, figsize=(8, 2.5 * len(runs)), layout="constrained")
    for axes, (label, run) in zip(rows[:, 0], runs.items(), strict=True):
        axes.hist(run["ms"], bins=edges)
        axes.set_xscale("log")
        axes.axvline(np.percentile(run["ms"], 50), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label}: {run['flights_per_second']:.0f} flights per second")
    rows[-1, 0].set_xlabel("latency in ms")
    return figure

# %% wrong: sends again what failed
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
    limits = httpx.Limits(max_connections=None)
    with httpx.Client(timeout=timeout, limits=limits, verify=TLS) as client:

        def one(body):
            begun = time.perf_counter()
            try:
                status = client.post(url, json=body).status_code
            except httpx.HTTPError:
                try:
                    status = client.post(url, json=body).status_code
                except httpx.HTTPError:
                    status = 0
            return status, 1000 * (time.perf_counter() - begun)

        with ThreadPoolExecutor(concurrency) as callers:
            rows = list(callers.map(one, bodies))
    return pd.DataFrame(rows, columns=["status", "ms"])



def draw_latency(runs):
    everything = np.concatenate([np.asarray(run["ms"], dtype=float) for run in runs.values()])
    edges = np.geomspace(everything.min() * 0.95, everything.max() * 1.05, 31)
    figure, rows = plt.subplots(len(runs), 1, sharex=True, squeeze=False, figsize=(8, 2.5 * len(runs)), layout="constrained")
    for axes, (label, run) in zip(rows[:, 0], runs.items(), strict=True):
        axes.hist(run["ms"], bins=edges)
        axes.set_xscale("log")
        axes.axvline(np.percentile(run["ms"], 50), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label}: {run['flights_per_second']:.0f} flights per second")
    rows[-1, 0].set_xlabel("latency in ms")
    return figure

# %% wrong: the status is a text | message: expected status as int
def load_test(url, bodies, concurrency, timeout=10.0):
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
    limits = httpx.Limits(max_connections=None)
    with httpx.Client(timeout=timeout, limits=limits, verify=TLS) as client:

        def one(body):
            begun = time.perf_counter()
            try:
                status = client.post(url, json=body).status_code
            except httpx.HTTPError:
                status = 0
            return status, 1000 * (time.perf_counter() - begun)

        with ThreadPoolExecutor(concurrency) as callers:
            rows = list(callers.map(one, bodies))
    return pd.DataFrame(rows, columns=["status", "ms"]).astype({"status": str})



def draw_latency(runs):
    everything = np.concatenate([np.asarray(run["ms"], dtype=float) for run in runs.values()])
    edges = np.geomspace(everything.min() * 0.95, everything.max() * 1.05, 31)
    figure, rows = plt.subplots(len(runs), 1, sharex=True, squeeze=False, figsize=(8, 2.5 * len(runs)), layout="constrained")
    for axes, (label, run) in zip(rows[:, 0], runs.items(), strict=True):
        axes.hist(run["ms"], bins=edges)
        axes.set_xscale("log")
        axes.axvline(np.percentile(run["ms"], 50), color="black")
        axes.axvline(np.percentile(run["ms"], 99), color="red")
        axes.set_title(f"{label}: {run['flights_per_second']:.0f} flights per second")
    rows[-1, 0].set_xlabel("latency in ms")
    return figure
