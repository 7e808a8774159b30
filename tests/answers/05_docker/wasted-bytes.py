# %% right: plays the layers forward and sees what is left
def wasted_bytes(image):
    alive = {}  # path -> (layer, bytes)
    brought = []
    for number, tar in enumerate(open_layers(image)):
        members = tar.getmembers()
        marks = [m for m in members if m.name.rsplit("/", 1)[-1].startswith(".wh.")]
        others = [m for m in members if m not in marks]
        dead = set()
        for mark in marks:
            folder, _, name = mark.name.rpartition("/")
            if name == ".wh..wh..opq":
                dead |= {p for p in alive if folder == "" or p.startswith(folder + "/")}
            else:
                target = f"{folder}/{name[4:]}".lstrip("/")
                dead |= {p for p in alive if p == target or p.startswith(target + "/")}
        for member in others:
            if member.isdir():
                dead |= {p for p in alive if p == member.name}
            else:
                dead |= {p for p in alive if p == member.name or p.startswith(member.name + "/")}
        for path in dead:
            del alive[path]
        files = {m.name: (number, m.size) for m in others if m.isfile()}
        alive |= files
        brought.append(sum(size for _, size in files.values()))
    for number, size in alive.values():
        brought[number] -= size
    return brought


# %% right: asks of each file whether any entry of a higher layer hides it
def wasted_bytes(image):
    layers = [tar.getmembers() for tar in open_layers(image)]

    def hides(entry, path):
        place = PurePosixPath(entry.name)
        if place.name == ".wh..wh..opq":
            return place.parent in PurePosixPath(path).parents
        if place.name.startswith(".wh."):
            gone = place.parent / place.name[len(".wh.") :]
            return PurePosixPath(path) == gone or gone in PurePosixPath(path).parents
        if entry.isdir():
            return entry.name == path
        return entry.name == path or path.startswith(entry.name + "/")

    result = []
    for number, members in enumerate(layers):
        above = [entry for layer in layers[number + 1 :] for entry in layer]
        files = [m for m in members if m.isfile() and not PurePosixPath(m.name).name.startswith(".wh.")]
        result.append(sum(m.size for m in files if any(hides(entry, m.name) for entry in above)))
    return result


# %% wrong: books the waste on the layer that deletes | message: not in the one that deletes
def wasted_bytes(image):
    layers = [archive.getmembers() for archive in open_layers(image)]
    wasted = [0] * len(layers)
    for number, members in enumerate(layers):
        for entry in members:
            path = PurePosixPath(entry.name)
            if path.name.startswith(".wh."):
                path = path.with_name(path.name.removeprefix(".wh."))
            elif entry.isdir():
                continue
            for old in (old for below in layers[:number] for old in below if old.isfile()):
                if path == PurePosixPath(old.name) or path in PurePosixPath(old.name).parents:
                    wasted[number] += old.size
    return wasted


# %% wrong: counts deleted files only, not replaced ones | message: a file that comes again
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
        wasted.insert(0, lost)
    return wasted


# %% wrong: a whiteout deletes its very path, not what is in a folder | message: everything in it, at any depth
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & emptied:
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif member.isdir():
                replaced.add(path)
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: takes an opaque whiteout for the deletion of a file called .wh..opq | message: the example of the text
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif member.isdir():
                replaced.add(path)
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: a whiteout hides the files of its own layer too | message: the example of the text
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        emptied |= {path.parent for path, _ in members if path.name == ".wh..wh..opq"}
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif member.isdir():
                replaced.add(path)
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: a folder that comes again hides what is in it | message: the example of the text
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: compares the beginnings of names, so that data hits database
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if any(str(path).startswith(str(name)) for name in gone) or path in replaced or above & emptied:
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif member.isdir():
                replaced.add(path)
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: a link in the place of a folder hides the folder only
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            else:
                replaced.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: folders of a later layer are skipped, also in the place of a file
def wasted_bytes(image):
    gone, replaced, emptied = set(), set(), set()
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif not member.isdir():
                gone.add(path)
        wasted.insert(0, lost)
    return wasted


# %% wrong: plays the layers forward and never lets a deleted path come back
def wasted_bytes(image):
    layers = [archive.getmembers() for archive in open_layers(image)]
    paths = [{PurePosixPath(m.name): m for m in members} for members in layers]
    wasted = []
    for number, own in enumerate(paths):
        lost = 0
        for path, member in own.items():
            hidden = False
            for other, entries in enumerate(paths):
                for entry, info in entries.items():
                    if entry.name == ".wh..wh..opq":
                        hidden |= other > number and entry.parent in path.parents
                    elif entry.name.startswith(".wh."):
                        target = entry.with_name(entry.name.removeprefix(".wh."))
                        hidden |= other != number and (target == path or target in path.parents)
                    elif other > number:
                        hidden |= entry == path or (not info.isdir() and entry in path.parents)
            lost += member.size if member.isfile() and hidden else 0
        wasted.append(lost)
    return wasted


# %% wrong: an opaque whiteout empties the folder one level deep
def wasted_bytes(image):
    gone, emptied, folders = set(), set(), set()
    result = []
    for tar in reversed(open_layers(image)):
        members = tar.getmembers()
        waste = 0
        for m in members:
            path = PurePosixPath(m.name)
            if not m.isfile() or path.name.startswith(".wh."):
                continue
            above = {str(p) for p in path.parents}
            if str(path) in gone or above & gone or str(path.parent) in emptied or str(path) in folders:
                waste += m.size
        result.append(waste)
        for m in members:
            path = PurePosixPath(m.name)
            if path.name == ".wh..wh..opq":
                emptied.add(str(path.parent))
            elif path.name.startswith(".wh."):
                gone.add(str(path.with_name(path.name[4:])))
            elif m.isdir():
                folders.add(str(path))
            else:
                gone.add(str(path))
    return result[::-1]


# %% wrong: a whiteout hides what its own layer holds before it in the archive
def wasted_bytes(image):
    layers = open_layers(image)
    wasted = [0] * len(layers)
    seen = {}

    def drop(root, itself=True, below=True):
        prefix = "" if root == "" else root + "/"
        for path in [p for p in seen if (itself and p == root) or (below and p.startswith(prefix))]:
            layer, size = seen.pop(path)
            wasted[layer] += size

    for number, tar in enumerate(layers):
        entries = tar.getmembers()
        for entry in entries:
            folder, name = posixpath.split(entry.name)
            if name == ".wh..wh..opq":
                drop(folder, itself=False)
            elif name.startswith(".wh."):
                drop(posixpath.join(folder, name[len(".wh."):]))
            elif entry.isdir():
                drop(entry.name, below=False)
            else:
                drop(entry.name)
            if entry.isfile() and not posixpath.basename(entry.name).startswith(".wh."):
                seen[entry.name] = (number, entry.size)
    return wasted


# %% wrong: takes .wh. out of a name wherever it stands
def wasted_bytes(image):
    layers = open_layers(image)
    wasted = [0] * len(layers)
    seen = {}

    def drop(root, itself=True, below=True):
        prefix = "" if root == "" else root + "/"
        for path in [p for p in seen if (itself and p == root) or (below and p.startswith(prefix))]:
            layer, size = seen.pop(path)
            wasted[layer] += size

    for number, tar in enumerate(layers):
        entries = tar.getmembers()
        for entry in entries:
            folder, name = posixpath.split(entry.name)
            if name == ".wh..wh..opq":
                drop(folder, itself=False)
            elif name.startswith(".wh."):
                drop(posixpath.join(folder, name.replace(".wh.", "")))
            elif entry.isdir():
                drop(entry.name, below=False)
            else:
                drop(entry.name)
        for entry in entries:
            if entry.isfile() and not posixpath.basename(entry.name).startswith(".wh."):
                seen[entry.name] = (number, entry.size)
    return wasted
