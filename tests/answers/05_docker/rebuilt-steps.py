# %% right: stage by stage, each asked for its steps that miss
def rebuilt(dockerfile, changed):
    stages = {}
    for step in instructions(dockerfile):
        stages.setdefault(step.stage, []).append(step)
    stages.pop(-1, None)

    def number(name):
        for stage, steps in stages.items():
            words = steps[0].value.split()
            if name == str(stage) or (len(words) == 3 and words[2] == name):
                return stage
        return None

    def misses(stage):
        """The steps of a stage that run again, and whether any step it stands on did."""
        first, *steps = stages[stage]
        base = first.value.split()[0]
        broken = number(base) is not None and misses(number(base))[1]
        lines = []
        for step in steps:
            words = step.value.split()
            if step.name in {"COPY", "ADD"} and not broken:
                origin = next((word[len("--from=") :] for word in words if word.startswith("--from=")), None)
                if origin is not None:
                    broken = number(origin) is not None and misses(number(origin))[1]
                else:
                    sources = [PurePosixPath(word) for word in words[:-1] if not word.startswith("--")]
                    paths = [PurePosixPath(path) for path in changed]
                    broken = any(path == source or source in path.parents for path in paths for source in sources)
            if broken:
                lines.append(step.line)
        return lines, broken

    return sorted(line for stage in stages for line in misses(stage)[0])


# %% right: every folder of a changed path is a name that a source may have
def rebuilt(dockerfile, changed):
    hit = {"."}
    for path in changed:
        parts = path.split("/")
        hit |= {"/".join(parts[: n + 1]) for n in range(len(parts))}
    if not changed:
        hit = set()
    state, alias, lines = {}, {}, []
    for line, name, value, stage in instructions(dockerfile):
        if stage == -1:
            continue
        options = dict(word[2:].partition("=")[::2] for word in value.split() if word.startswith("--"))
        words = [word for word in value.split() if not word.startswith("--")]
        if name == "FROM":
            state[stage] = state.get(alias.get(words[0]), False)
            alias[str(stage)] = stage
            if "AS" in words:
                alias[words[-1]] = stage
            continue
        if not state[stage] and name in ("COPY", "ADD"):
            if "from" in options:
                state[stage] = state.get(alias.get(options["from"]), False)
            else:
                state[stage] = bool(hit & {posixpath.normpath(word) for word in words[:-1]})
        if state[stage]:
            lines.append(line)
    return lines


# %% wrong: only the COPY itself runs again | message: CMD stands on the layer
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
        missed[-1] = False
    return again


# %% wrong: a miss goes on through the whole file, also into a fresh stage | message: a miss stays in its stage
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(bool(missed) and missed[-1])
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            if missed[-1]:
                again.append(step.line)
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: RUN is taken to run at every build | message: RUN looks at no file
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name == "RUN":
            missed[-1] = True
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: . as a source is compared like a name | message: COPY . . takes the whole context
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source == path or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: a source is a file, never a folder | message: lies in the folder service
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: COPY --from never misses | message: line 7 copies from build
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = False
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: compares the beginnings of names, so that service hits service_old
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source == "." or path.startswith(source) for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: FROM of an earlier stage starts fresh
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: knows stages by name only, not by number
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: looks at the first source only
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = touched(words[len(flags)])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: forgets that ADD copies too
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY",) and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: apt-get update is taken to look at the network
def rebuilt(dockerfile, changed):
    missed, names, again = [], {}, []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if "apt-get update" in step.value:
            missed[-1] = True
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again


# %% wrong: --from of an image looks into the context
def rebuilt(dockerfile, changed):
    missed, names, again = {}, {}, []
    for step in instructions(dockerfile):
        if step.stage < 0:
            continue
        if step.name == "FROM":
            words = step.value.split()
            missed[step.stage] = missed[names[words[0]]] if words[0] in names else False
            if "AS" in words:
                names[words[-1]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[step.stage]:
            words = step.value.split()
            flags = [w for w in words if w.startswith("--")]
            sources = [posixpath.normpath(w) for w in words if not w.startswith("--")][:-1]
            origin = [f.removeprefix("--from=") for f in flags if f.startswith("--from=")]
            if origin and (origin[0] in names or origin[0].isdigit()):
                stage = names.get(origin[0], int(origin[0]) if origin[0].isdigit() else None)
                missed[step.stage] = missed.get(stage, False)
            else:
                missed[step.stage] = any(
                    s == "." or path == s or path.startswith(s + "/") for s in sources for path in changed
                )
        if missed[step.stage]:
            again.append(step.line)
    return again


# %% wrong: sees --from only as the first flag
def rebuilt(dockerfile, changed):
    missed, names, again = {}, {}, []
    for step in instructions(dockerfile):
        if step.stage < 0:
            continue
        if step.name == "FROM":
            words = step.value.split()
            missed[step.stage] = missed[names[words[0]]] if words[0] in names else False
            if "AS" in words:
                names[words[-1]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[step.stage]:
            words = step.value.split()
            flags = [w for w in words if w.startswith("--")]
            sources = [posixpath.normpath(w) for w in words if not w.startswith("--")][:-1]
            origin = [f.removeprefix("--from=") for f in words[:1] if f.startswith("--from=")]
            if origin:
                stage = names.get(origin[0], int(origin[0]) if origin[0].isdigit() else None)
                missed[step.stage] = missed.get(stage, False)
            else:
                missed[step.stage] = any(
                    s == "." or path == s or path.startswith(s + "/") for s in sources for path in changed
                )
        if missed[step.stage]:
            again.append(step.line)
    return again


# %% wrong: --from misses when any earlier stage missed
def rebuilt(dockerfile, changed):
    missed, names, again = {}, {}, []
    for step in instructions(dockerfile):
        if step.stage < 0:
            continue
        if step.name == "FROM":
            words = step.value.split()
            missed[step.stage] = missed[names[words[0]]] if words[0] in names else False
            if "AS" in words:
                names[words[-1]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[step.stage]:
            words = step.value.split()
            flags = [w for w in words if w.startswith("--")]
            sources = [posixpath.normpath(w) for w in words if not w.startswith("--")][:-1]
            origin = [f.removeprefix("--from=") for f in flags if f.startswith("--from=")]
            if origin:
                stage = names.get(origin[0], int(origin[0]) if origin[0].isdigit() else None)
                missed[step.stage] = any(missed.values()) if stage is not None else False
            else:
                missed[step.stage] = any(
                    s == "." or path == s or path.startswith(s + "/") for s in sources for path in changed
                )
        if missed[step.stage]:
            again.append(step.line)
    return again
