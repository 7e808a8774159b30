# %% right: a worktree archive instead of a clone, and pathlib only
class ReleaseError(Exception):
    pass


def package_release(repo, report, out):
    def run(*command, **options):
        return subprocess.run(command, cwd=repo, capture_output=True, text=True, **options)

    if report.get("passed", False) is not True:
        raise ReleaseError("refused by the gate")
    if run("git", "status", "--porcelain").stdout.strip():
        raise ReleaseError("uncommitted changes")
    found = run("git", "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    match = re.fullmatch(r"v(.+)-(\d+)-(g[0-9a-f]+)", found.stdout.strip())
    if not match:
        raise ReleaseError("no tag")
    version = match[1] if match[2] == "0" else f"{match[1]}.post{match[2]}+{match[3]}"

    model = (repo / "model.json").read_bytes()
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        run("git", "archive", "-o", str(tree / "tree.tar"), "HEAD", check=True)
        shutil.unpack_archive(tree / "tree.tar", tree / "tree")
        (tree / "tree/src/late/model.json").write_bytes(model)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out.absolute())]
        environ = dict(os.environ, LATE_VERSION=version)
        subprocess.run(command, cwd=tree / "tree", env=environ, check=True, capture_output=True)

    (out / "model.json").write_bytes(model)
    sha = {"model.json": hashlib.sha256(model).hexdigest()}
    data = hashlib.sha256((repo / "data/train.csv").read_bytes()).hexdigest()
    card = f"""# late {version}

Commit {run("git", "rev-parse", "HEAD").stdout.strip()}.
Trained on data/train.csv ({data}); model.json is {sha["model.json"]}.

skill: {report["skill"]:+.3f}

| slice | skill |
| --- | --- |
"""
    for name in report["slices"]:
        card += f"| {name} | {report['slices'][name]:+.3f} |\n"
    (out / "MODEL_CARD.md").write_text(card)
    for path in out.iterdir():
        sha[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (out / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in sha.items()))
    return version

# %% right: counts the commits since the tag itself
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--abbrev=0", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag = described.stdout.strip()
    count = git("rev-list", "--count", f"{tag}..HEAD").stdout.strip()
    commit = "g" + git("rev-parse", "--short", "HEAD").stdout.strip()
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: the tag alone is the version, whatever came after | message: version: expected
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: the v stays in the version | message: version: expected
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: post0 on the tag itself | message: version: expected
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: builds in the repository | message: build in a clone
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", repo / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=repo,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: forgets the model in the wheel | message: expected late/model.json in the wheel
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: releases what the gate refused | message: a report that has not passed
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: releases a tree with changes | message: a changed file that is not committed
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: one space in SHA256SUMS | message: SHA256SUMS: expected
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)} {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: the short commit hash in the card | message: the full commit hash
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', '--short', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: asks git diff, which does not see new files
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("diff", "HEAD").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: any text for passed will do
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if not report.get("passed"):
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: takes any tag for a version
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: copies the working folder with what Git ignores
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        shutil.copytree(repo, clone, ignore=shutil.ignore_patterns(".git"))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version

# %% wrong: writes the model anew as JSON | message: byte for byte
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    described = git_says(repo, "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    (out / "model.json").write_text(json.dumps(json.loads((repo / "model.json").read_text())))
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version

# %% wrong: makes the folder before it refuses | message: the folder out was made
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    described = git_says(repo, "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    shutil.copy(repo / "model.json", out / "model.json")
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version

# %% wrong: builds into a relative folder of the clone
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    described = git_says(repo, "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    shutil.copy(repo / "model.json", out / "model.json")
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version

# %% wrong: copies the model as text, with other line ends
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    described = git_says(repo, "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    (out / "model.json").write_text((repo / "model.json").read_text())
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version

# %% wrong: the greatest tag by its name
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    tags = (git_says(repo, "tag", "--list", "v*.*.*") or "").split()
    described = git_says(repo, "describe", "--tags", "--long", "--match", max(tags)) if tags else None
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    shutil.copy(repo / "model.json", out / "model.json")
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version

# %% wrong: clones the default branch, whatever is checked out
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def git_says(repo, *arguments):
    done = subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git_says(repo, "status", "--porcelain"):
        raise ReleaseError("there are uncommitted changes")
    described = git_says(repo, "describe", "--tags", "--long", "--match", "v[0-9]*.[0-9]*.[0-9]*")
    if described is None:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.rsplit("-", 2)
    version = tag.removeprefix("v")
    if count != "0":
        version += f".post{count}+{commit}"
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "clone", "-q", "--branch", "main", str(repo), str(copy)], check=True, capture_output=True)
        shutil.copy(repo / "model.json", copy / "src/late/model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=copy, env=os.environ | {"LATE_VERSION": version}, check=True, capture_output=True,
        )
    shutil.copy(repo / "model.json", out / "model.json")
    card = [
        f"# late {version}",
        "",
        f"commit: {git_says(repo, 'rev-parse', 'HEAD')}",
        f"model.json: {sha(out / 'model.json')}",
        f"data/train.csv: {sha(repo / 'data/train.csv')}",
        f"skill: {report['skill']:+.3f}",
        "",
        "| slice | skill |",
        "| --- | --- |",
        *[f"| {name} | {value:+.3f} |" for name, value in report["slices"].items()],
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    lines = [f"{sha(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.name != "SHA256SUMS"]
    (out / "SHA256SUMS").write_text("".join(lines))
    return version
