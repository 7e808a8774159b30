"""Write container images as OCI image layouts, one folder each, without an engine: tar, gzip, sha256 and JSON.

Source: the OCI Image Format Specification 1.1 (image-layout.md, manifest.md, config.md, layer.md). skopeo and umoci
read what this writes. The bytes are the same on every machine: times are 0, fillers are seeded.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import string
import tarfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

MEDIA = "application/vnd.oci.image"


@dataclass(frozen=True)
class Step:
    """One instruction of a build: its text, and the layer that it made.

    `files` maps a path (no leading slash) to its bytes, to None for a folder, or to a string, the target of a symbolic
    link. An instruction without a layer (ENV, USER, CMD) has files None.
    """

    created_by: str
    files: dict[str, bytes | str | None] | None = None
    compressed: bool = True


@dataclass
class Image:
    """What a layout is written from."""

    steps: list[Step]
    env: list[str] = field(default_factory=list)
    tag: str = "latest"


def write_image(folder: str | Path, image: Image) -> Path:
    """Write the layout into `folder`, which is made if need be, and return the folder."""
    folder = Path(folder)
    blobs = folder / "blobs" / "sha256"
    blobs.mkdir(parents=True, exist_ok=True)

    def store(content: bytes, media: str) -> dict:
        name = hashlib.sha256(content).hexdigest()
        (blobs / name).write_bytes(content)
        return {"mediaType": f"{MEDIA}.{media}", "digest": f"sha256:{name}", "size": len(content)}

    layers, diff_ids, history = [], [], []
    for step in image.steps:
        entry = {"created": "1970-01-01T00:00:00Z", "created_by": step.created_by}
        if step.files is None:
            entry["empty_layer"] = True
        else:
            archive = _tar(step.files)
            diff_ids.append("sha256:" + hashlib.sha256(archive).hexdigest())
            if step.compressed:
                layers.append(store(gzip.compress(archive, 6, mtime=0), "layer.v1.tar+gzip"))
            else:
                layers.append(store(archive, "layer.v1.tar"))
        history.append(entry)

    config = {
        "created": "1970-01-01T00:00:00Z",
        "architecture": "amd64",
        "os": "linux",
        "config": {"Env": ["PATH=/usr/local/bin:/usr/bin:/bin", *image.env], "Cmd": ["python3"]},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
        "history": history,
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{MEDIA}.manifest.v1+json",
        "config": store(_json(config), "config.v1+json"),
        "layers": layers,
    }
    described = store(_json(manifest), "manifest.v1+json")
    described["annotations"] = {"org.opencontainers.image.ref.name": image.tag}
    index = {"schemaVersion": 2, "mediaType": f"{MEDIA}.index.v1+json", "manifests": [described]}
    (folder / "index.json").write_bytes(_json(index))
    (folder / "oci-layout").write_bytes(_json({"imageLayoutVersion": "1.0.0"}))
    return folder


def filler(size: int, seed: int) -> bytes:
    """That many bytes that do not compress, as compiled code hardly does."""
    return random.Random(seed).randbytes(size)


def made_up_rows(count: int, seed: int) -> bytes:
    """A CSV of that many invented flights; they repeat after 2,000, to be quick."""
    chance = random.Random(seed)
    rows = []
    for _ in range(2000):
        delay = chance.randrange(-10, 90)
        carrier, origin = chance.choice(["AA", "B6", "EV", "UA"]), chance.choice(["EWR", "JFK", "LGA"])
        rows.append(f"2013,{seed},{chance.randrange(1, 29)},{delay},{delay - 5},{carrier},{origin},ORD")
    header = "year,month,day,dep_delay,arr_delay,carrier,origin,dest"
    return "\n".join([header, *(rows * (count // 2000))]).encode() + b"\n"


def token(seed: int) -> bytes:
    """A token as the tracking server would give one out: `mlt_` and twenty letters or digits. It opens nothing."""
    return b"mlt_" + "".join(random.Random(seed).choices(string.ascii_letters + string.digits, k=20)).encode()


def hello() -> Image:
    """A small image for the first look: two layers, and two instructions that make none."""
    return Image(
        steps=[
            Step("ADD rootfs.tar / # a very small base", {"bin": "usr/bin", "usr/bin/sh": filler(40_000, 1)}),
            Step('CMD ["sh"]'),
            Step("COPY hello.txt /srv/ # buildkit", {"srv/hello.txt": b"hello\n" * 200}),
            Step("USER 10001"),
        ],
        tag="hello",
    )


def incident() -> Image:
    """flight-service:v7 as it stands in the registry. Its base and packages are fillers, smaller than the real ones."""
    secret = token(7)
    site = "usr/local/lib/python3.11/site-packages"
    packages = {f"{site}/{name}/{name}.so": filler(size, size) for name, size in PACKAGES.items()}
    service = {
        "app/service/app.py": b"# the service\n" * 90,
        "app/service/model.py": b"# the model\n" * 60,
        "app/service/model.json": b'{"version": "2013-09"}\n' * 120,
    }
    project = service | {
        "app/requirements.txt": b"fastapi==0.165.0\n",
        "app/.env": b"MLFLOW_TRACKING_URI=http://mlflow:5000\nMLFLOW_TOKEN=" + secret + b"\n",
        "app/notebooks/explore.ipynb": b'{"cells": []}\n' * 20_000,
        "app/data/flights_2013_01.csv": made_up_rows(150_000, 1),
        "app/data/flights_2013_02.csv": made_up_rows(140_000, 2),
    }
    install = "/bin/sh -c apt-get install -y gcc && pip install -r requirements.txt"
    leftovers = {"root/.cache/pip/http/a1": filler(900_000, 13), "usr/lib/gcc/cc1": filler(1_300_000, 14)}
    return Image(
        steps=[
            Step(
                "ADD rootfs.tar.xz / # debian 12",
                {"bin": "usr/bin", "etc/os-release": b"ID=debian\n", "usr/lib/libc.so.6": filler(2_400_000, 11)},
            ),
            Step('CMD ["bash"]'),
            Step(
                "RUN /bin/sh -c set -eux; make install # python 3.11",
                {"usr/local/bin/python3.11": filler(1_500_000, 12), "usr/local/bin/python3": "python3.11"},
            ),
            Step('CMD ["python3"]'),
            Step("WORKDIR /app", {"app": None}),
            Step("COPY . /app # buildkit", project),
            Step("ARG MLFLOW_TOKEN"),
            Step(
                f"RUN |1 MLFLOW_TOKEN={secret.decode()} {install}",
                packages | leftovers,
            ),
            Step(
                "RUN /bin/sh -c rm -rf ~/.cache /app/data /app/.env",
                {"root/.wh..cache": b"", "app/.wh.data": b"", "app/.wh..env": b""},
            ),
            Step(
                "RUN /bin/sh -c chown -R 10001 /app /usr/local/lib",
                packages | {path: content for path, content in project.items() if _kept(path)},
            ),
            Step("USER 10001"),
            Step('CMD ["uvicorn" "service.app:app" "--host" "0.0.0.0"]'),
        ],
        tag="v7",
    )


PACKAGES = {"pydantic_core": 1_900_000, "fastapi": 420_000, "uvicorn": 180_000}  # bytes


def _kept(path: str) -> bool:
    """Whether a file of the project is still there after the `rm -rf` of the incident."""
    return path != "app/.env" and not path.startswith("app/data/")


def _tar(files: dict[str, bytes | str | None]) -> bytes:
    """A layer's archive: folders before what they hold, everything owned by root, no time."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        folders = {str(p) for path in files for p in PurePosixPath(path).parents if str(p) != "."} - set(files)
        for path in sorted({*files, *folders}):
            content = files.get(path)
            member = tarfile.TarInfo(path)
            member.mode = 0o755 if content is None else 0o644
            if content is None:
                member.type = tarfile.DIRTYPE
                archive.addfile(member)
            elif isinstance(content, str):
                member.type, member.linkname = tarfile.SYMTYPE, content
                archive.addfile(member)
            else:
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode() + b"\n"
