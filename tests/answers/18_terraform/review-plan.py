# %% right: addresses as lists of names
def review(plan, protected, axes):
    if plan.get("errored") or str(plan.get("format_version", "")).split(".")[0] != "1":
        raise ValueError("unreadable")
    called = {
        ("create",): "create",
        ("update",): "update",
        ("delete",): "delete",
        ("delete", "create"): "replace",
        ("create", "delete"): "replace",
    }

    def names(address):
        """The names of an address, its keys left out."""
        out, depth, quoted, skip = "", 0, False, False
        for character in address:
            if skip:
                skip = False
            elif quoted:
                skip = character == "\\"
                quoted = character != '"'
            elif depth:
                quoted = character == '"'
                depth -= character == "]"
            elif character == "[":
                depth = 1
            else:
                out += character
        return out.split(".") if out else []

    guarded = [name.split(".") for name in protected]
    blocked, table = [], {}
    for change in plan.get("resource_changes") or []:
        action = called.get(tuple(change["change"]["actions"]))
        if action is None:
            continue
        module = ".".join(names(change.get("module_address") or ""))
        table.setdefault(module, []).append(action)
        for address in filter(None, (change["address"], change.get("previous_address"))):
            parts = names(address)
            if action in ("replace", "delete") and any(parts[: len(g)] == g for g in guarded):
                blocked.append(change["address"])
    blocked = sorted(set(blocked))
    order = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    rows = sorted(table)
    axes.set_yticks(range(len(rows)), [row or "root" for row in rows])
    seen = set()
    for y, row in enumerate(rows):
        at = 0
        for action, color in order.items():
            width = table[row].count(action)
            if width:
                axes.barh(y, width, left=at, color=color, label=None if action in seen else action)
                seen.add(action)
                at += width
    if rows:
        axes.invert_yaxis()
    axes.set(xlabel="changes", title=f"blocked: {len(blocked)}" if blocked else "may go on")
    if seen:
        axes.legend()
    return blocked

# %% right: with pandas
def review(plan, protected, axes):
    import pandas as pd

    if bool(plan.get("errored")) or re.match(r"1\.", str(plan.get("format_version"))) is None:
        raise ValueError(plan.get("format_version"))
    kinds = {"create": "create", "update": "update", "create+delete": "replace", "delete": "delete"}
    cut = re.compile(r'\[(?:\d+|"(?:\\.|[^"\\])*")\]')
    rows = []
    for change in plan.get("resource_changes", []):
        kind = kinds.get("+".join(sorted(change["change"]["actions"])))
        if kind:
            both = {change["address"], change.get("previous_address", change["address"])}
            plain = [cut.sub("", address) + "." for address in both]
            hit = any(address.startswith(name + ".") for address in plain for name in protected)
            rows.append(
                {
                    "address": change["address"],
                    "module": cut.sub("", change.get("module_address", "")) or " root",
                    "kind": kind,
                    "blocked": hit and kind in ("replace", "delete"),
                }
            )
    table = pd.DataFrame(rows, columns=["address", "module", "kind", "blocked"])
    blocked = sorted(set(table.loc[table["blocked"].astype(bool), "address"]))
    if len(table):
        counts = table.groupby(["module", "kind"]).size().unstack(fill_value=0).sort_index()
        left = pd.Series(0, index=counts.index)
        colours = dict(create="tab:green", update="tab:orange", replace="tab:purple", delete="tab:red")
        for kind in colours:
            if kind in counts:
                labels = [module.strip() for module in counts.index]
                axes.barh(labels, counts[kind], left=left, color=colours[kind], label=kind)
                left += counts[kind]
        axes.invert_yaxis()
        axes.legend(loc="best")
    axes.set_xlabel("changes")
    axes.set_title("may go on" if not blocked else f"blocked: {len(blocked)}")
    return blocked

# %% wrong: sees deletions only, not replacements | message: to be blocked, got []
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action == "delete" and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: blocks any change of what is protected | message: an update of what is protected
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: compares whole addresses, so that instances slip through | message: a deletion: expected
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(address == name or address.startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: compares beginnings, so that registry_cache counts as registry
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address).startswith(name) for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: looks for the name anywhere in the address
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(f".{name}." in f".{bare(address)}." for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: knows only delete before create
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if actions == ["delete", "create"] else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: forgets where a resource was moved from
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"]]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: cuts keys at the first dot or bracket
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r"\[[^\].]*\]", "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: lets a plan that failed pass | message: expected ValueError
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: draws every bar from 0 instead of stacking them | message: bar root: expected
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [0] * len(modules)
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: draws the root module at the bottom | message: from the top
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: names an address twice
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = [], {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.append(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: cuts from the first bracket to the last
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r"\[.*\]", "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: ends a key at the first bracket
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r"\[.*?\]", "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: ends a key at an escaped quote
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["[^"]*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: asks the previous address alone when there is one
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: takes format 10.0 for a format 1
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1"):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: takes a plan without changes for an error
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan["resource_changes"]:
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)

# %% wrong: draws on the current axes, not on the given ones | message: on those of another figure
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            plt.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        plt.gca().invert_yaxis()
        plt.legend(loc="upper left", bbox_to_anchor=(1, 1))
    plt.xlabel("changes")
    plt.title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)
