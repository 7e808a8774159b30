# %% right: a context of its own that goes back
class DeliveryError(Exception):
    pass


def deliver(release, site, smoke):
    def sha(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    try:
        text = (release / "SHA256SUMS").read_text()
        sums = {line[66:]: line[:64] for line in text.splitlines()}
        actual = {path.name: sha(path) for path in release.iterdir() if path.name != "SHA256SUMS"}
    except OSError as error:
        raise DeliveryError(f"unreadable: {error}") from None
    if sums != actual:
        raise DeliveryError("checksums differ")
    home = site / "releases" / release.name
    if home.exists():
        raise DeliveryError("delivered already")
    shutil.copytree(release, home)

    def point(name, where):
        temporary = site / f"{name}.new"
        os.symlink(where, temporary)
        os.replace(temporary, site / name)

    undo = []
    try:
        for name in ("staging", "production"):
            link = site / name
            undo.append((name, os.readlink(link) if link.is_symlink() else None))
            point(name, os.path.join("releases", release.name))
            smoke(link)
    except Exception as problem:
        for name, old in reversed(undo):
            if old is None:
                os.remove(site / name)
            else:
                point(name, old)
        shutil.rmtree(home)
        raise DeliveryError(str(problem)) from problem

# %% right: absolute links, renamed over the old ones
class DeliveryError(Exception):
    pass


def switch(link, target):
    if target is None:
        link.unlink(missing_ok=True)
    else:
        new = link.with_name("." + link.name)
        new.symlink_to(target)
        new.rename(link)


def verify(release):
    if not (release / "SHA256SUMS").is_file():
        raise DeliveryError("SHA256SUMS is missing")
    listed = set()
    for line in (release / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        listed.add(name)
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what was released")
    extra = {p.name for p in release.iterdir()} - listed - {"SHA256SUMS"}
    if extra:
        raise DeliveryError(f"unknown files: {extra}")


def deliver(release, site, smoke):
    verify(release)
    target = (site / "releases").absolute() / release.name
    if target.is_dir():
        raise DeliveryError(f"{release.name} exists")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(release, target)
    staging, production = site / "staging", site / "production"
    old_staging = staging.resolve() if staging.is_symlink() else None
    old_production = production.resolve() if production.is_symlink() else None
    switch(staging, target)
    try:
        smoke(staging)
        switch(production, target)
        smoke(production)
    except Exception as error:
        switch(staging, old_staging)
        switch(production, old_production)
        shutil.rmtree(target)
        raise DeliveryError(f"rolled back: {error}") from None

# %% wrong: removes the link, then makes it anew | message: was missing for a moment
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        (site / name).unlink(missing_ok=True)
        (site / name).symlink_to(shown)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: switches production before staging is tried | message: before production has a release
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
        for name in links:
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: does not go back | message: rolled back: expected both links on 1.0
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: takes back the failed environment alone | message: production failed: expected both links back
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: leaves the failed release behind | message: expected the failed releases removed
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: does not verify the checksums | message: not what SHA256SUMS says
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if not (release / name).is_file():
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: tries staging only | message: expected smoke tests of staging and production
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            if name == "staging":
                smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: goes back and says nothing | message: a failing smoke test in staging: expected DeliveryError
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)

# %% wrong: swallows the reason | message: expected the smoke test's message
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back") from error

# %% wrong: only SmokeError counts as a failure
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except SmokeError as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: overwrites a version that is delivered already
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    shutil.copytree(release, target, dirs_exist_ok=True)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: does not look for files that nobody listed
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if not set(expected) <= names:
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error

# %% wrong: keeps one release only
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    for old in (site / "releases").iterdir():
        if old != target and old.name not in map(os.path.basename, filter(None, before.values())):
            shutil.rmtree(old)
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error
    for old in (site / "releases").iterdir():
        if old != target:
            shutil.rmtree(old)

# %% wrong: looks for unlisted files at the top only
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.glob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: takes what staging showed for both links
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = dict.fromkeys(links, os.readlink(links[0]) if links[0].is_symlink() else None)
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: a refused second delivery removes the first
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    done = []
    try:
        shutil.copytree(release, folder)
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{error}") from error

# %% wrong: a link relative to the working folder
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, folder.relative_to(Path.cwd(), walk_up=True) if sys.version_info >= (3, 12) else os.path.relpath(folder))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: leaves SHA256SUMS behind
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder, ignore=shutil.ignore_patterns("SHA256SUMS"))
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: splits at every blank, also in a name
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, name = line.split()
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: removes the failed release before the links go back | message: showed nothing for a moment
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("SHA256SUMS is missing")
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        shutil.rmtree(folder)
        for link in done:
            show(link, before[link])
        raise DeliveryError(f"{link.name}: {error}") from error

# %% wrong: without SHA256SUMS there is nothing to verify
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def show(link, target):
    if target is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    os.symlink(target, new)
    os.replace(new, link)


def verify(release):
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        return
    named = set()
    for line in sums.read_text().splitlines():
        digest, _, name = line.partition("  ")
        path = release / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} is not what SHA256SUMS says")
        named.add(name)
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir()}
    if there != named | {"SHA256SUMS"}:
        raise DeliveryError(f"unknown files {there - named}")


def deliver(release, site, smoke):
    verify(release)
    folder = site / "releases" / release.name
    if folder.exists():
        raise DeliveryError(f"{release.name} was delivered before")
    links = [site / "staging", site / "production"]
    before = {link: os.readlink(link) if link.is_symlink() else None for link in links}
    shutil.copytree(release, folder)
    done = []
    try:
        for link in links:
            done.append(link)
            show(link, Path("releases", release.name))
            smoke(link)
    except Exception as error:
        for link in done:
            show(link, before[link])
        shutil.rmtree(folder)
        raise DeliveryError(f"{link.name}: {error}") from error
