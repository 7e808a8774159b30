# %% right: matches history and layers by one iterator over the layers
from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    entries = [e for e in config["history"] if not e.get("empty_layer", False)]
    if len(entries) != len(manifest["layers"]):
        raise ValueError(f"history: {len(entries)}, layers: {len(manifest['layers'])}")
    rows = []
    layers = iter(manifest["layers"])
    for entry in config["history"]:
        if entry.get("empty_layer"):
            continue
        layer = next(layers)
        size = files = 0
        with tarfile.open(fileobj=io.BytesIO(blob(image, layer["digest"])), mode="r:*") as archive:
            for member in archive.getmembers():
                name = member.name.split("/")[-1]
                if member.isreg() and not name.startswith(".wh."):
                    size += member.size
                    files += 1
        rows.append(Layer(entry["created_by"], layer["digest"], layer["size"], size, files))
    return rows


# %% right: reads the files themselves and counts their bytes
class Layer(NamedTuple):
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry["created_by"] for entry in config["history"] if "empty_layer" not in entry or not entry["empty_layer"]]
    descriptors = manifest["layers"]
    if len(made) - len(descriptors):
        raise ValueError(f"{len(made)} != {len(descriptors)}")

    def contents(archive):
        for member in archive:
            if member.isfile() and not Path(member.name).name.startswith(".wh."):
                yield archive.extractfile(member).read()

    return [
        Layer(made[n], descriptors[n]["digest"], descriptors[n]["size"], sum(map(len, contents(tar))), len(list(contents(tar))))
        for n, tar in enumerate(open_layers(image))
    ]


# %% wrong: zips the whole history with the layers | message: ENV and USER made no layer
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    table = []
    for entry, layer, tar in zip(config["history"], manifest["layers"], open_layers(image)):
        files = [m for m in tar if m.isfile() and not m.name.split("/")[-1].startswith(".wh.")]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], sum(m.size for m in files), len(files)))
    return table


# %% wrong: takes the diff_ids for the digests | message: diff_ids
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} and {len(manifest['layers'])}")
    table = []
    for entry, layer, diff, tar in zip(made, manifest["layers"], config["rootfs"]["diff_ids"], open_layers(image)):
        files = [m for m in tar if m.isfile() and not m.name.split("/")[-1].startswith(".wh.")]
        table.append(Layer(entry["created_by"], diff, layer["size"], sum(m.size for m in files), len(files)))
    return table


# %% wrong: gives the size of the tar archive, headers and padding included | message: without tar's own headers
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    import gzip

    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} and {len(manifest['layers'])}")
    table = []
    for entry, layer, tar in zip(made, manifest["layers"], open_layers(image)):
        data = blob(image, layer["digest"])
        size = len(gzip.decompress(data) if layer["mediaType"].endswith("gzip") else data)
        files = [m for m in tar if m.isfile() and not m.name.split("/")[-1].startswith(".wh.")]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], size, len(files)))
    return table


# %% wrong: newest layer first, as docker history prints it | message: keep the base first
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} and {len(manifest['layers'])}")
    table = []
    for entry, layer, tar in zip(made, manifest["layers"], open_layers(image)):
        files = [m for m in tar if m.isfile() and not m.name.split("/")[-1].startswith(".wh.")]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], sum(m.size for m in files), len(files)))
    return table[::-1]


# %% wrong: counts whiteouts as files | message: no .wh. mark
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} and {len(manifest['layers'])}")
    table = []
    for entry, layer, tar in zip(made, manifest["layers"], open_layers(image)):
        files = [m for m in tar if m.isfile()]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], sum(m.size for m in files), len(files)))
    return table


# %% wrong: takes .wh. anywhere in a name for a whiteout
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} and {len(manifest['layers'])}")
    table = []
    for entry, layer, tar in zip(made, manifest["layers"], open_layers(image)):
        files = [m for m in tar if m.isfile() and ".wh." not in m.name]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], sum(m.size for m in files), len(files)))
    return table


# %% wrong: a history that does not fit the layers goes unnoticed
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    table = []
    for entry, layer, tar in zip(made, manifest["layers"], open_layers(image)):
        files = [m for m in tar if m.isfile() and not m.name.split("/")[-1].startswith(".wh.")]
        table.append(Layer(entry["created_by"], layer["digest"], layer["size"], sum(m.size for m in files), len(files)))
    return table


# %% wrong: an entry that says empty_layer false counts as one without a layer
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [e for e in config["history"] if "empty_layer" not in e]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} history entries made a layer, but there are {len(manifest['layers'])} layers")
    rows = []
    for e, d, tar in zip(made, manifest["layers"], open_layers(image), strict=False):
        files = [m for m in tar.getmembers() if m.isfile() and not posixpath.basename(m.name).startswith(".wh.")]
        rows.append(Layer(e["created_by"], d["digest"], d["size"], sum(m.size for m in files), len(files)))
    return rows


# %% wrong: complains about too few entries only
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [e for e in config["history"] if not e.get("empty_layer")]
    if len(made) < len(manifest["layers"]):
        raise ValueError(f"{len(made)} entries, {len(manifest['layers'])} layers")
    rows = []
    for e, d, tar in zip(made, manifest["layers"], open_layers(image), strict=False):
        files = [m for m in tar.getmembers() if m.isfile() and not posixpath.basename(m.name).startswith(".wh.")]
        rows.append(Layer(e["created_by"], d["digest"], d["size"], sum(m.size for m in files), len(files)))
    return rows


# %% wrong: leaves the error to a strict zip, whose message has other numbers
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    made = [e for e in config["history"] if not e.get("empty_layer")]
    rows = []
    for e, d, tar in zip(made, manifest["layers"], open_layers(image), strict=True):
        files = [m for m in tar.getmembers() if m.isfile() and not posixpath.basename(m.name).startswith(".wh.")]
        rows.append(Layer(e["created_by"], d["digest"], d["size"], sum(m.size for m in files), len(files)))
    return rows
