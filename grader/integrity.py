"""Proof that a check still bites inside the student's kernel.

Three questions, asked of every check that passed:

1. What did the check itself see? A watch inside the kernel (`sandbox/inside/guard.py`) records each assert's verdict
   and whether the names and values it judged with are genuine.
2. Does failing still fail? A probe, an assertion like the check's own but false, must come back as an error, with a
   message that nobody could know before.
3. Do the kernel's answers agree with each other? One reply, sent once, and an error output for every error.

A check that leaves a doubt earns nothing until a person has looked at it.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import hmac
import json
import random
import secrets
from typing import Any

from nbformat import NotebookNode

_random = random.SystemRandom()


def is_check(cell: NotebookNode) -> bool:
    """Whether nbgrader takes points from what this cell does when it runs."""
    marks = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(marks.get("grade")) and not marks.get("solution")


def bindings(preload: list[str]) -> dict[str, str]:
    """The names that the lab's own imports bind: "module", or "module:attribute" for `from module import attribute`."""
    found = {}
    for line in preload:
        for node in ast.parse(line).body if line.startswith(("import ", "from ")) else ():
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name: f"{node.module}:{alias.name}" for alias in node.names}
    return found


def definitions(notebook: NotebookNode) -> dict[str, str]:
    """Functions that the lab defines in cells which a student cannot edit: name -> source."""
    found = {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or not marks.get("locked") or marks.get("grade") or marks.get("solution"):
            continue
        for node in _statements(cell.source):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # As it was typed: where its lines break decides over some of its bytecode
                found[node.name] = ast.get_source_segment(cell.source, node)
    return found


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError):
        return []


class Inspector:
    """Asks the three questions of one kernel. `key` is shared with the watch inside it and with nobody else."""

    def __init__(self, key: str, language: str, bound: dict[str, str], defined: dict[str, str]):
        self.key = key
        self.language = language
        self.bound = bound
        self.defined = defined

    def order(self) -> dict[str, Any]:
        """The metadata of a check's execution request, by which the kernel knows that it has to watch."""
        if self.language != "python":
            return {}
        return {"grader": {"nonce": secrets.token_hex(16), "bound": self.bound, "defined": self.defined}}

    def doubts(self, order: dict[str, Any], reply: dict[str, Any]) -> list[str]:
        """What the kernel's record of a check says against it."""
        if not order:
            return []
        record = reply.get("grader")
        try:
            proof = hmac.new(self.key.encode(), record["text"].encode(), hashlib.sha256).hexdigest()
            told = json.loads(record["text"])
            if hmac.compare_digest(proof, record["proof"]) and told["nonce"] == order["grader"]["nonce"]:
                return [str(doubt) for doubt in told["doubts"]]
        except (TypeError, KeyError, AttributeError, ValueError):
            pass
        return ["the kernel's record of this check is missing or forged"]

    def probe(self, source: str) -> Probe | None:
        """An assertion that must fail, in the manner of those in `source`; None for a language without one."""
        make = {"python": _python_probe, "R": _r_probe}.get(self.language)
        return make(source) if make else None


class Probe:
    """Code that must raise `message`."""

    def __init__(self, code: str, message: str):
        self.code = code
        self.message = message

    def doubts(self, reply: dict[str, Any], outputs: list[NotebookNode]) -> list[str]:
        """What the kernel's answer says against it."""
        if reply["status"] != "error" or self.message not in reply.get("evalue", ""):
            return ["an assertion that is false did not fail in this kernel"]
        errors = [output.get("evalue", "") for output in outputs if output.output_type == "error"]
        if not any(self.message in text for text in errors):
            return [HIDDEN]
        return []


HIDDEN = "an error did not show in the notebook: something keeps errors from being shown"


def _python_probe(source: str) -> Probe:
    texts = _messages(source)
    low, high = _random.randrange(10, 500), _random.randrange(600, 999)
    token = secrets.token_hex(_random.randrange(4, 12))
    message = f"{_random.choice(texts)} {token}" if texts and _random.random() < 0.7 else token
    test = _random.choice(
        [
            f"{low} == {high}",
            f"{high} < {low}",
            f"not {low}",
            f"[{low}, {high}] == [{high}, {low}]",
            f"len([{low}]) == {high}",
            f"isinstance({low}, str)",
            f"abs({high} - {low}) < 1e-6",
            f"{low} in ({high}, {high + 1})",
            f"'{token}' == '{low}'",
            f"{{'{token}': {low}}} == {{'{token}': {high}}}",
            f"float({low}) == {high}.0 and list([{low}])",
        ]
    )
    return Probe(f"assert {test}, {message!r}", message)


@functools.lru_cache(maxsize=256)  # a lab's checks are the same in every submission
def _messages(source: str) -> list[str]:
    """The plain texts that a check's assertions say."""
    asserts = [node for node in ast.walk(ast.Module(_statements(source), [])) if isinstance(node, ast.Assert)]
    return [
        node.msg.value for node in asserts if isinstance(node.msg, ast.Constant) and isinstance(node.msg.value, str)
    ]


def _r_probe(source: str) -> Probe:
    token = secrets.token_hex(8)
    low, high = _random.randrange(10, 500), _random.randrange(600, 999)
    forms = [f'stop("{token}")', f'stopifnot("{token}" = {low} == {high})', f'if ({low} != {high}) stop("{token}")']
    return Probe(_random.choice(forms), token)
