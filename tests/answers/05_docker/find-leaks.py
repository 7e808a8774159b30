# %% right: one generator for all places
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]

    def everything():
        for number, tar in enumerate(open_layers(image)):
            for member in tar.getmembers():
                if member.isreg():
                    yield Leak(number, member.name), tar.extractfile(member).read()
        for entry in config["config"]["Env"]:
            yield Leak(None, "Env " + entry.partition("=")[0]), entry.encode()
        for number, entry in enumerate(config["history"]):
            yield Leak(None, f"history {number}"), entry["created_by"].encode()

    return {leak for leak, content in everything() if pattern.search(content)}


# %% right: findall, layers read through the manifest
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    manifest, config = read_image(image)
    leaks = []
    for index in range(len(manifest["layers"])):
        with tarfile.open(fileobj=io.BytesIO(blob(image, manifest["layers"][index]["digest"]))) as tar:
            for name in tar.getnames():
                stream = tar.extractfile(name) if tar.getmember(name).isfile() else None
                if stream and len(pattern.findall(stream.read())):
                    leaks.append(Leak(index, name))
    for entry in config["config"].get("Env", []):
        name, _, _ = entry.partition("=")
        if pattern.findall(bytes(entry, "utf-8")):
            leaks.append(Leak(None, f"Env {name}"))
    for index, entry in enumerate(config["history"]):
        if pattern.findall(bytes(entry.get("created_by", ""), "utf-8")):
            leaks.append(Leak(None, f"history {index}"))
    return set(leaks)


# %% wrong: looks at the files that the container would show | message: layer 2 only hides it
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    seen = {}
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            name = member.name.split("/")[-1]
            if name.startswith(".wh."):
                seen.pop(member.name.replace(".wh.", "", 1), None)
            elif member.isfile():
                seen[member.name] = (number, tar.extractfile(member).read())
    config = read_image(image)[1]
    leaks = {Leak(number, path) for path, (number, data) in seen.items() if pattern.search(data)}
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    leaks |= {
        Leak(None, f"history {n}") for n, e in enumerate(config["history"]) if pattern.search(e["created_by"].encode())
    }
    return leaks


# %% wrong: searches only files called .env | message: etc/config.json of layer 3
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.name.endswith(".env") and member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    leaks |= {
        Leak(None, f"history {n}") for n, e in enumerate(config["history"]) if pattern.search(e["created_by"].encode())
    }
    return leaks


# %% wrong: forgets the configuration | message: the variable MLFLOW_TOKEN
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    return {
        Leak(number, member.name)
        for number, tar in enumerate(open_layers(image))
        for member in tar
        if member.isfile() and pattern.search(tar.extractfile(member).read())
    }


# %% wrong: numbers the layers by the history, entries without a layer counted | message: Layers are counted, not instructions
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    layers = iter(open_layers(image))
    leaks = set()
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
        if entry.get("empty_layer"):
            continue
        tar = next(layers)
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    return leaks


# %% wrong: match instead of search finds a token only at the start of a file | message: layer 1 still holds app/.env
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.match(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.match(e.encode())}
    leaks |= {
        Leak(None, f"history {n}") for n, e in enumerate(config["history"]) if pattern.match(e["created_by"].encode())
    }
    return leaks


# %% wrong: skips files that are not text
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if not member.isfile():
                continue
            try:
                text = tar.extractfile(member).read().decode()
            except UnicodeDecodeError:
                continue
            if pattern.search(text.encode()):
                leaks.add(Leak(number, member.name))
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    leaks |= {
        Leak(None, f"history {n}") for n, e in enumerate(config["history"]) if pattern.search(e["created_by"].encode())
    }
    return leaks


# %% wrong: numbers only the history entries that made a layer | message: history entry 3
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    made = [e for e in config["history"] if not e.get("empty_layer")]
    leaks |= {Leak(None, f"history {n}") for n, e in enumerate(made) if pattern.search(e["created_by"].encode())}
    return leaks


# %% wrong: one place per path, so that a path in a later layer hides the earlier one
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    config = read_image(image)[1]
    newest = {}
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile():
                newest[member.name] = (number, tar.extractfile(member).read())
    leaks = {Leak(number, path) for path, (number, data) in newest.items() if pattern.search(data)}
    leaks |= {Leak(None, f"Env {e.split('=')[0]}") for e in config["config"]["Env"] if pattern.search(e.encode())}
    leaks |= {
        Leak(None, f"history {n}") for n, e in enumerate(config["history"]) if pattern.search(e["created_by"].encode())
    }
    return leaks


# %% wrong: searches a variable's value alone, not the entry
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        name, _, value = entry.partition("=")
        if pattern.search(value.encode()):
            leaks.add(Leak(None, f"Env {name}"))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: cuts a variable at its second equals sign
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        name, value = entry.split("=")[:2]
        if pattern.search(f"{name}={value}".encode()):
            leaks.add(Leak(None, f"Env {name}"))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: searches line by line
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and any(pattern.search(line) for line in tar.extractfile(member).read().splitlines()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        if pattern.search(entry.encode()):
            leaks.add(Leak(None, "Env " + entry.split("=", 1)[0]))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: reads the first 64 KiB of a file
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read(65536)):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        if pattern.search(entry.encode()):
            leaks.add(Leak(None, "Env " + entry.split("=", 1)[0]))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: searches only the history entries without a layer
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        if pattern.search(entry.encode()):
            leaks.add(Leak(None, "Env " + entry.split("=", 1)[0]))
    for number, entry in enumerate(config["history"]):
        if entry.get("empty_layer") and pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: the same path in two layers is one place
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.name not in {l.where for l in leaks} and member.isfile() and pattern.search(tar.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        if pattern.search(entry.encode()):
            leaks.add(Leak(None, "Env " + entry.split("=", 1)[0]))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks


# %% wrong: decodes files and replaces what is no text
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    _, config = read_image(image)
    leaks = set()
    for number, tar in enumerate(open_layers(image)):
        for member in tar:
            if member.isfile() and pattern.search(tar.extractfile(member).read().decode("utf-8", "replace").encode()):
                leaks.add(Leak(number, member.name))
    for entry in config["config"]["Env"]:
        if pattern.search(entry.encode()):
            leaks.add(Leak(None, "Env " + entry.split("=", 1)[0]))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks
