"""A check that was silenced earns nothing and is put before a person; an honest one is never doubted."""

from __future__ import annotations

import sys

import nbformat
import pytest
from places import scores, task, texts

from grader import integrity
from grader.execute import execute, preload_modules

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")

SETUP = "import math\nimport numpy as np\nimport pandas as pd\nfrom numpy.testing import assert_allclose"
WRONG = "def double(x):\n    return 0"
RIGHT = "def double(x):\n    return 2 * x"
CHECK = """
result = double(3)
expected = 6
assert isinstance(result, (int, float)), "a number is expected"
assert result == expected, f"expected {expected}, got {result}"
for value in (1, 5):
    assert double(value) == 2 * value, "the double is expected"
"""
TESTING = """
np.testing.assert_allclose(double(2), 4)
assert_allclose([double(3)], [6], rtol=1e-6)
np.testing.assert_array_less(double(3), 7)
"""
PRELOAD = preload_modules(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SETUP)]))


def run(attack: str, check: str = CHECK, answer: str = WRONG):
    return execute(task(SETUP, answer, attack, ("check", check), preload=PRELOAD))


# Each hides that the answer is wrong, in its own way
SILENCERS = {
    "an AST transformer drops asserts": """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Drop())
""",
    "an AST transformer makes asserts true": """
import ast
class Agree(ast.NodeTransformer):
    def visit_Assert(self, node):
        node.test = ast.Constant(True)
        return node
get_ipython().ast_transformers.insert(0, Agree())
""",
    "an AST transformer drops what knows asserts": """
import ast
class Empty(ast.NodeTransformer):
    def visit(self, tree):
        tree.body = [node for node in tree.body if not any(isinstance(n, ast.Assert) for n in ast.walk(node))]
        return tree
get_ipython().ast_transformers.append(Empty())
""",
    "an input transformer comments asserts out": """
def quiet(lines):
    return [line.replace("assert", "pass #") for line in lines]
get_ipython().input_transformers_cleanup.append(quiet)
""",
    "an input transformer empties loops": """
def quiet(lines):
    return [line.replace("assert", "0 and") for line in lines]
get_ipython().input_transformers_post.append(quiet)
""",
    "cells are transformed by a patched class": """
from IPython.core.inputtransformer2 import TransformerManager
original = TransformerManager.transform_cell
TransformerManager.transform_cell = lambda self, cell: original(self, cell.replace("assert", "0 and"))
""",
    "a custom exception handler swallows": """
get_ipython().set_custom_exc((Exception,), lambda *args, **kwargs: None)
""",
    "showtraceback shows nothing": "get_ipython().showtraceback = lambda *args, **kwargs: None",
    "the last step of showing a traceback is empty": "get_ipython()._showtraceback = lambda *args, **kwargs: None",
    "the kernel always reports success": """
kernel = type(get_ipython().kernel)
original = kernel.do_execute
async def fine(self, code, *args, **kwargs):
    reply = await original(self, code, *args, **kwargs)
    return {**reply, "status": "ok", "user_expressions": {}, "payload": []}
kernel.do_execute = fine
get_ipython()._showtraceback = lambda *args, **kwargs: None
""",
    "the session always reports success": """
session = get_ipython().kernel.session
original = session.send
def fine(stream, message, content=None, *args, **kwargs):
    if message == "execute_reply":
        content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    return None if message == "error" else original(stream, message, content, *args, **kwargs)
session.send = fine
""",
    "the reply comes before the check ends": """
def double(x):
    kernel = get_ipython().kernel
    parent = kernel.get_parent()
    content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
    loop = kernel.shell_channel_thread.io_loop
    ident = kernel._parent_ident["shell"]
    send = lambda: kernel.session.send(kernel.shell_stream, "execute_reply", content, parent=parent, ident=ident)
    loop.add_callback(send)
    import time
    time.sleep(0.3)
    return 0
""",
    "code is run by a patched shell": """
async def run_code(self, code, result=None, *, async_=False):
    return False
type(get_ipython()).run_code = run_code
""",
    "a trace function sets the check's variables": """
import sys
def trace(frame, event, argument):
    if "expected" in frame.f_globals:
        frame.f_globals["result"] = frame.f_globals["expected"]
    return trace
def double(x):
    frame = sys._getframe()
    while frame:
        frame.f_trace = trace
        frame = frame.f_back
    sys.settrace(trace)
    return 0 if x == 3 else 2 * x
""",
    "isinstance and == are replaced": """
class Any(int):
    def __eq__(self, other):
        return True
    __hash__ = None
def double(x):
    return Any()
""",
    "an object equals everything": """
class Any:
    def __eq__(self, other):
        return True
def isinstance(*args):
    return True
def double(x):
    return Any()
""",
    "an object in a list equals everything": """
class Any(float):
    def __eq__(self, other):
        return True
original = double
def double(x):
    return Any()
""",
    "an object of another module equals everything": """
space = {}
exec("class Any(int):\\n    __module__ = 'decimal'\\n    def __eq__(self, other):\\n        return True", space)
def double(x):
    return space["Any"]()
""",
    "mock.ANY": "from unittest.mock import ANY\nimport builtins\n"
    "isinstance = lambda *a: True\ndef double(x):\n    return ANY",
    "builtins are replaced": """
import builtins
class Any:
    def __eq__(self, other):
        return True
original = builtins.isinstance
builtins.isinstance = lambda value, kinds: type(value) is Any or original(value, kinds)
def double(x):
    return Any()
""",
}


@pytest.mark.parametrize("attack", SILENCERS.values(), ids=SILENCERS.keys())
def test_silenced_check(attack):
    result = run(attack)
    assert result.status == "finished"
    assert scores(result) == {"check": 0}
    assert result.doubtful.get("check"), texts(result)
    assert any("check" in reason for reason in result.reasons)
    assert "IntegrityDoubt" in texts(result)[-1]


# Each makes a judge of the check useless
JUDGES = {
    "numpy.testing is replaced": "np.testing.assert_allclose = lambda *args, **kwargs: None\n"
    "assert_allclose = np.testing.assert_allclose",
    "numpy.testing's heart is replaced": "import numpy.testing._private.utils as utils\n"
    "utils.assert_array_compare = lambda *args, **kwargs: None",
    "the imported name is replaced": "np.testing.assert_allclose = lambda *a, **k: None\n"
    "def assert_allclose(*args, **kwargs):\n    pass",
    "a function's code is replaced": "def nothing(*args, **kwargs):\n    pass\n"
    "np.testing.assert_allclose.__code__ = nothing.__code__",
}


@pytest.mark.parametrize("attack", JUDGES.values(), ids=JUDGES.keys())
def test_replaced_judge(attack):
    result = run(attack, TESTING)
    assert scores(result) == {"check": 0}
    assert result.doubtful.get("check"), texts(result)


def test_thread_that_rewrites_variables():
    """It needs a moment to do so, which a check that asks a program gives it."""
    attack = """
import threading
space = globals()
def rewrite():
    while True:
        if "expected" in space and "result" in space:
            space["result"] = space["expected"]
threading.Thread(target=rewrite, daemon=True).start()
"""
    check = "import time\nresult = double(3)\nexpected = 6\ntime.sleep(0.3)\nassert result == expected"
    result = run(attack, check)
    assert scores(result) == {"check": 0}
    assert "variable result changed" in result.doubtful["check"]


def test_replaced_library_function():
    """A check that asks the system is told a story."""
    check = "import subprocess\nassert subprocess.run(['false']).returncode == 0"
    attack = "import subprocess\nclass Done:\n    returncode = 0\nsubprocess.run = lambda *a, **k: Done()"
    result = run(attack, check)
    assert scores(result) == {"check": 0} and "subprocess.run was replaced" in result.doubtful["check"]


def test_replaced_open():
    check = "assert open('/etc/hostname-of-nobody').read() == 'right'"
    result = run("import io\ndef open(*args):\n    return io.StringIO('right')", check)
    assert scores(result) == {"check": 0} and "open no longer means" in result.doubtful["check"]


def test_replaced_function_of_the_lab():
    """A check's helper from a locked cell, redefined."""
    notebook_task = task(
        "placeholder", WRONG, "def same(a, b):\n    pass", ("check", "same(double(2), 4)"), preload=PRELOAD
    )
    notebook = nbformat.reads(notebook_task.notebook.decode(), as_version=4)
    notebook.cells[0].source = "def same(a, b):\n    assert a == b, f'{a} is not {b}'"
    notebook.cells[0].metadata["nbgrader"] = {
        "grade": False, "solution": False, "locked": True, "grade_id": "tools", "schema_version": 3, "task": False,
    }  # fmt: skip
    result = execute(notebook_task.model_copy(update={"notebook": nbformat.writes(notebook).encode()}))
    assert scores(result) == {"check": 0} and "same was replaced" in result.doubtful["check"]


def test_exits_are_failures():
    """Leaving a check early is not passing it."""
    for leave in ("raise SystemExit(0)", "import sys; sys.exit()", "raise KeyboardInterrupt", "raise StopIteration"):
        result = run(f"def double(x):\n    {leave}")
        assert scores(result) == {"check": 0}, leave


def test_atexit_hook_is_never_run():
    result = run("import atexit\natexit.register(print, 'a last word')", answer=RIGHT)
    assert scores(result) == {"check": 1} and "last word" not in "".join(texts(result))


def test_hidden_error_of_a_failing_check():
    """Who hides errors is shown to a person also where the check failed."""
    result = run("get_ipython().showtraceback = lambda *args, **kwargs: None")
    assert scores(result) == {"check": 0}
    assert result.doubtful == {"check": integrity.HIDDEN}


def test_without_integrity():
    """What stock nbgrader would have given."""
    dropped = SILENCERS["an AST transformer drops asserts"]
    result = execute(task(SETUP, WRONG, dropped, ("check", CHECK), preload=PRELOAD, integrity=False))
    assert scores(result) == {"check": 1} and not result.doubtful


# Honest work, some of it unusual
HONEST = {
    "plain": "",
    "names that shadow builtins": "list = [1]\nsum = 0\nid = 'x'\nmax = 3",
    "an object with a careful __eq__": """
from dataclasses import dataclass
@dataclass
class Money:
    amount: int
class Odd:
    def __eq__(self, other):
        return self.amount == other.amount
""",
    "threads and processes": "import threading, time, subprocess\n"
    "threading.Thread(target=time.sleep, args=(100,), daemon=True).start()\nsubprocess.Popen(['sleep', '50'])",
    "a module imported again": "import importlib, numpy, math\nfrom math import sqrt\nimport numpy as np",
    "output of all kinds": "import warnings\nprint('x' * 1000)\nwarnings.warn('careful')\n"
    "from IPython.display import display, HTML\ndisplay(HTML('<b>x</b>'))",
    "an error on the way": "1 / 0",
    "magics": "%timeit -n 1 -r 1 pass\n!true\n%matplotlib inline",
    "a test framework": "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n"
    "        self.assertTrue(True)\nunittest.main(argv=['x'], exit=False)",
    "settings": "np.set_printoptions(precision=2)\npd.set_option('display.max_rows', 5)\nnp.seterr(all='raise')",
}
CHECKS = {
    "visible": CHECK,
    "testing": TESTING,
    "frames": """
frame = pd.DataFrame({"a": [1, 2], "b": [double(1), double(2)]})
assert list(frame.columns) == ["a", "b"]
assert (frame["b"] == [2, 4]).all()
assert frame.equals(pd.DataFrame({"a": [1, 2], "b": [2, 4]}))
pd.testing.assert_frame_equal(frame, frame.copy())
assert not frame.empty and len(frame) == 2 and 4 in frame["b"].values
assert frame["b"].sum() == 6 and 0 <= frame["b"].min() < 3
""",
    "raises": """
import contextlib
try:
    double(None)
except TypeError as error:
    message = str(error)
else:
    assert False, "None must be refused"
assert "NoneType" in message
with contextlib.suppress(TypeError):
    double(None)
    assert False, "None must be refused"
""",
    "helpers": """
def near(a, b, tolerance=1e-9):
    assert abs(a - b) < tolerance, f"{a} is not near {b}"
near(double(0.5), 1.0)
class Case:
    inputs = [1, 2]
    def go(self):
        return [double(n) for n in self.inputs]
assert Case().go() == [2, 4]
assert all(double(n) == 2 * n for n in range(5)) and any([True])
assert sorted({double(n) for n in (1, 2)}) == [2, 4]
total = 0
for n in range(3):
    total += double(n)
assert total == 6
assert (lambda n: double(n))(4) == 8
""",
    "patterns": """
import asyncio
match double(2):
    case 4 if math.pi > 3:
        found = "four"
    case int():
        found = "other"
assert found == "four"
async def later():
    await asyncio.sleep(0)
    return double(4)
assert await later() == 8
answer: int = double(1)
assert (half := answer / 2) == 1 and half != 2, half
if answer == 2:
    assert answer is not None
text = f"{double(2):>4}{len('ab')!r}"
assert text == "   42", text
del text
""",
    "files": """
import json, os, pathlib, subprocess, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "x.json")
    path.write_text(json.dumps({"value": double(2)}))
    assert json.loads(path.read_text()) == {"value": 4}
    done = subprocess.run([sys.executable, "-c", "print(4)"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.strip() == str(double(2)), done.stderr
assert not os.path.exists(folder)
""",
    "points": "assert double(1) == 2\n0.5",
    "a magic": "%%time\nassert double(2) == 4",
    "a shell": "%%bash\ntest 1 -eq 1",
}


@pytest.mark.parametrize("work", HONEST.values(), ids=HONEST.keys())
def test_honest_work_is_not_doubted(work):
    cells = [(name, source) for name, source in CHECKS.items()]
    result = execute(task(SETUP, RIGHT, work, *cells, preload=PRELOAD))
    assert result.doubtful == {}
    assert result.lost == {}
    if "builtins" not in work and "list =" not in work:
        expected = dict.fromkeys(CHECKS, 1.0) | {"points": 0.5}
        assert scores(result) == expected, texts(result)


def test_failing_check_looks_as_ever():
    """What a student reads is the check's own source, not what watches it."""
    result = run("", answer=WRONG)
    error = nbformat.reads(result.notebook.decode(), as_version=4).cells[-1].outputs[-1]
    text = "\n".join(error.traceback)
    assert (error.ename, error.evalue) == ("AssertionError", "expected 6, got 0")
    assert "guard" not in text and "judge" not in text and "frame" not in text


def test_check_called_later():
    """A helper that a check defines is used again by another check and by the student."""
    first = ("one", "def near(a, b):\n    assert a == b\nnear(double(1), 2)")
    result = execute(task(RIGHT, first, "near(2, 2)", ("two", "near(double(2), 4)")))
    assert scores(result) == {"one": 1, "two": 1} and not result.doubtful
    result = execute(task(WRONG, ("one", "def near(a, b):\n    assert a == b"), "def near(a, b): pass",
                          ("two", "near(double(2), 4)")))  # fmt: skip
    assert scores(result)["two"] == 0 and "near was replaced" in result.doubtful["two"]


def test_bindings():
    lines = ["import numpy as np", "import os.path", "from a.b import c as d", "NAME=import x"]
    assert integrity.bindings(lines) == {"np": "numpy", "os": "os", "d": "a.b:c"}
