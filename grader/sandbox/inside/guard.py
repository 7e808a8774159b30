"""Watches a check from inside the kernel: what its asserts saw, and whether the names it judges with are genuine.

The check's own run is watched, not a copy of it: its syntax tree gets calls that record each assert's verdict and look
at the very objects that the check uses, whatever a hook, a thread or an earlier cell put in their place. The calls keep
values, order of evaluation and line numbers, so the check does what it would do without them.

Student code shares this process, so a record alone proves little: `grader/integrity.py` asks in ways of its own.
"""

import ast
import builtins
import hashlib
import hmac
import itertools
import json
import secrets
import sys
import types

from IPython.core.inputtransformer2 import TransformerManager

# Names that a student replaces in `builtins` stay what they were for this module
globals().update({name: value for name, value in vars(builtins).items() if not name.startswith("__")})

# Builtins that a check may use but cannot judge with
_HARMLESS = {"print", "display", "input", "help", "exit", "quit"}
_SIMPLE = (int, float, complex, str, bytes, bool, type(None))
_MOST_ITEMS = 2000
# The number of the mark at the end of a whole check
END = 0

# Every module as it was before any student code ran, and what it held
_modules, _contents = {}, {}


def remember():
    """Keep what the modules are and hold now. Called again, it adds newer ones."""
    for name, module in sys.modules.copy().items():
        if name not in _modules and isinstance(module, types.ModuleType):
            _modules[name], _contents[name] = module, dict(vars(module))


class _Foreign:
    """Equal to nothing, less than nothing, in nothing, unless the other side claims so."""

    __slots__ = ()


_foreign = _Foreign()


class Guard:
    """One kernel's watch. `roots` are folders that a student can write to."""

    def __init__(self, key, roots):
        self._sign = hmac.new(key.encode(), digestmod=hashlib.sha256)
        self._roots = tuple(roots)
        # An environment may lie below /tmp, and a student cannot write to it even so
        self._libraries = tuple(f"{path}/" for path in sys.path if path)
        # No cell can name it by chance: it is not an identifier
        self._name = f"check {secrets.token_hex(8)}"
        self._builtins = {name: value for name, value in vars(builtins).items() if callable(value)}
        self._helpers = {}
        self._shell = None
        self._watch = None

    def attach(self, shell):
        self._shell = shell
        # IPython brings an `open` of its own, among others
        self._builtins |= {name: shell.user_ns[name] for name in self._builtins if name in shell.user_ns}
        vars(builtins)[self._name] = self

    def watch(self, code, order):
        """A context manager around the execution of a check. `order` has "nonce", "bound" and "defined"."""
        return _Watch(self, code, order)

    # What an instrumented check calls. Helpers that a check defines may call it later, outside of any check.

    def judge(self, number, value):
        """The verdict of an assert."""
        value = bool(value)
        if self._watch is not None:
            self._watch.verdicts[number] = self._watch.verdicts.get(number, True) and value
        return value

    def reach(self, number):
        """The begin or the end of a block of statements."""
        if self._watch is not None:
            self._watch.reached.add(number)

    def last(self, value):
        self.reach(END)
        return value

    def equal(self, left, right):
        result = left == right
        for value in (left, right):
            if self._friendly(value, "__eq__", lambda item: item == _foreign):
                self._doubt("an object in a comparison claims to be equal to anything")
        return result

    def contains(self, item, container):
        result = item in container
        if self._friendly(item, "__eq__", lambda value: value == _foreign):
            self._doubt("an object in a comparison claims to be equal to anything")
        if self._friendly(container, "__contains__", lambda value: _foreign in value):
            self._doubt("a container in a comparison claims to hold anything")
        return result

    def order(self, symbol, left, right):
        compare, method = _ORDER[symbol]
        result = compare(left, right)
        for value in (left, right):
            if self._friendly(value, method, lambda item: compare(item, _foreign)):
                self._doubt("an object in a comparison claims any order")
        return result

    def builtin(self, name, value):
        if value is not self._builtins.get(name, value):
            self._doubt(f"the name {name} no longer means Python's own {name}")
        return value

    def attribute(self, owner, name):
        value = getattr(owner, name)
        if isinstance(owner, types.ModuleType):
            before = _contents.get(owner.__name__, {}).get(name, _foreign)
            if not (value is before or self._genuine(value, name, before)):
                self._doubt(f"{owner.__name__}.{name} was replaced")
        return value

    def bound(self, name, value):
        line = self._watch.order["bound"].get(name) if self._watch is not None else None
        if line is not None:
            module, _, attribute = line.partition(":")
            if not attribute:
                if value is not _modules.get(module, sys.modules.get(module)):
                    self._doubt(f"the name {name} no longer means the module {module}")
            else:
                before = _contents.get(module, {}).get(attribute, _foreign)
                if not (value is before or self._genuine(value, attribute, before)):
                    self._doubt(f"the name {name} no longer means {module}.{attribute}")
        return value

    def helper(self, name, value):
        """A function of the lab: defined in a cell that a student cannot edit, or in an earlier check."""
        source = self._watch.order["defined"].get(name) if self._watch is not None else None
        known = value is self._helpers.get(name) or (source is not None and _defined_by(value, source, name))
        if not known:
            self._doubt(f"the lab's function {name} was replaced")
        return value

    def store(self, name, value):
        if self._watch is not None:
            self._watch.variables[name] = value
        return value

    def load(self, name, value):
        if self._watch is not None and value is not self._watch.variables.get(name, value):
            self._doubt(f"the check's variable {name} changed while the check ran")
        return value

    def asserter(self, function):
        """A library's function that raises when two values differ: it must, in both directions."""
        low, high = secrets.randbelow(1000) + 0.5, secrets.randbelow(1000) + 2000.5
        pairs = [(low, high), (high, low)]
        make = _PANDAS.get(function.__name__)
        if make:
            pandas = sys.modules["pandas"]
            pairs = [(make(pandas, left), make(pandas, right)) for left, right in pairs]
        for pair in pairs:
            try:
                function(*pair)
            except Exception:
                continue
            self._doubt(f"{function.__name__} accepts values that differ")
        return function

    def keep(self, name, value):
        self._helpers[name] = value
        return value

    # How it judges

    def _doubt(self, reason):
        if self._watch is not None and reason not in self._watch.doubts:
            self._watch.doubts.append(reason)

    def _genuine(self, value, name, before):
        """Whether a library may have put `value` where `before` was: libraries load parts of themselves late.

        False for what student code made, for another function, and for another number or text.
        """
        if isinstance(value, types.FunctionType):
            return not self._student_made(value) and (before is _foreign or value.__name__ == name)
        if isinstance(value, type):
            return value.__module__ != "__main__"
        if not callable(value):
            return type(value) not in _SIMPLE or before is _foreign
        return type(value).__module__ != "__main__" and getattr(value, "__name__", name) == name

    def _student_made(self, function):
        names = function.__globals__
        file = names.get("__file__")
        return names is self._shell.user_ns or (
            isinstance(file, str) and file.startswith(self._roots) and not file.startswith(self._libraries)
        )

    def _suspect(self, kind, name):
        """Whether a type's method may be a student's: neither Python's own nor brought along by a library."""
        for base in kind.__mro__:
            if name in vars(base):
                method = vars(base)[name]
                if isinstance(method, types.WrapperDescriptorType):
                    return False
                known = base.__module__ in _modules and base.__module__ != "unittest.mock"
                return not known or (isinstance(method, types.FunctionType) and not self._in_library(method))
        return False

    def _in_library(self, function):
        module = _modules.get(function.__globals__.get("__name__"))
        return module is not None and vars(module) is function.__globals__

    def _friendly(self, value, method, claim):
        """True if `value`, or something in it, claims the same of an object that it cannot know."""
        waiting, left = [value], _MOST_ITEMS
        while waiting and left:
            left -= 1
            item = waiting.pop()
            kind = type(item)
            if kind in _SIMPLE:
                continue
            if kind in (list, tuple, set, frozenset):
                waiting += itertools.islice(item, left)
            elif kind is dict:
                waiting += itertools.islice(item.values(), left)
            elif self._suspect(kind, method):
                try:
                    if claim(item):
                        return True
                except BaseException:
                    continue
        return False


_ORDER = {
    "<": (lambda left, right: left < right, "__lt__"),
    "<=": (lambda left, right: left <= right, "__le__"),
    ">": (lambda left, right: left > right, "__gt__"),
    ">=": (lambda left, right: left >= right, "__ge__"),
}
_SYMBOLS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_PANDAS = {
    "assert_frame_equal": lambda pandas, value: pandas.DataFrame({"x": [value]}),
    "assert_series_equal": lambda pandas, value: pandas.Series([value]),
    "assert_index_equal": lambda pandas, value: pandas.Index([value]),
}
# Functions of numpy.testing and pandas.testing that compare two values
_COMPARERS = {
    "assert_equal",
    "assert_almost_equal",
    "assert_approx_equal",
    "assert_array_equal",
    "assert_array_almost_equal",
    "assert_allclose",
    *_PANDAS,
}


def _defined_by(value, source, name):
    """Whether a function is what `source` defines, by its code. What a decorator made of one cannot be told."""
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    codes = [code for code in compile(source, "", "exec").co_consts if isinstance(code, types.CodeType)]
    expected = next((code for code in codes if code.co_name == name), None)
    if expected is None or not isinstance(value, types.FunctionType):
        return expected is None or not (value is None or isinstance(value, _SIMPLE))
    return _fingerprint(value.__code__) == _fingerprint(expected)


def _fingerprint(code):
    constants = [_fingerprint(item) if isinstance(item, types.CodeType) else item for item in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, repr(constants)


def _parse(code):
    """The tree that IPython should make of a cell, or None when it cannot."""
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    for read in (lambda: code, lambda: TransformerManager().transform_cell(code)):
        try:
            return compile(read(), "", "exec", flags)
        except (SyntaxError, ValueError):
            continue
    return None


class _Watch:
    """One check's run. `needed` maps the mark at a block's end to what must have been met when it is reached."""

    def __init__(self, guard, code, order):
        self.guard = guard
        self.order = order
        self.verdicts = {}
        self.reached = set()
        self.needed = {}
        self.numbers = itertools.count(END + 1)
        self.variables = {}
        self.doubts = []
        self.compiled = False
        self.tree = _parse(code)

    def __enter__(self):
        self.guard._watch = self
        self.guard._shell.ast_transformers.insert(0, self)
        return self

    def __exit__(self, *_):
        self.guard._watch = None
        transformers = self.guard._shell.ast_transformers
        if self in transformers:
            transformers.remove(self)

    def visit(self, tree):
        """IPython calls it with the tree of the cell; later calls come from magics such as %%time."""
        first, self.compiled = not self.compiled, True
        try:
            if first and (self.tree is None or ast.dump(tree) != ast.dump(self.tree)):
                self.doubts.append("the check's source was changed on its way to the kernel")
            return _Instrument(self, first).rewrite(tree)
        except Exception as error:
            self.doubts.append(f"the check could not be watched ({type(error).__name__})")
            return tree

    def record(self, status):
        """What the check did, as text for the grader, and the proof that this guard wrote it."""
        if status == "ok" and self.tree is not None and not self.doubts:
            met = self.reached | set(self.verdicts)
            if not self.compiled:
                self.doubts.append("the kernel's own shell never compiled the check")
            elif END not in self.reached:
                self.doubts.append("the check did not run to its end")
            elif any(needed - met for end, needed in self.needed.items() if end in self.reached):
                self.doubts.append("assertions of the check never ran")
            elif any(self.verdicts.get(number) is False for number in self.needed[END]):
                self.doubts.append("an assertion failed, but the kernel reported success")
        text = json.dumps({"nonce": self.order["nonce"], "doubts": self.doubts})
        sign = self.guard._sign.copy()
        sign.update(text.encode())
        return {"text": text, "proof": sign.hexdigest()}


class _Instrument(ast.NodeTransformer):
    """Puts the guard's calls into a check's tree."""

    def __init__(self, watch, whole):
        self.watch = watch
        self.guard = watch.guard
        self.whole = whole
        self.judging = False
        self.inner = 0

    def rewrite(self, tree):
        self._collect(tree)
        tree.body = self._block(tree.body, END if self.whole else None)
        return ast.fix_missing_locations(tree)

    def _collect(self, tree):
        stored, self.imports = [], set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                stored.append(node.id)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                self.imports.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                stored.append(node.name)
            elif isinstance(node, ast.arg):
                stored.append(node.arg)
            elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
                stored.append(node.name)
            elif isinstance(node, ast.Global | ast.Nonlocal):
                stored += node.names
        self.stored = set(stored)
        # Names bound by plain assignments of the check alone: nobody else has a reason to bind them while it runs
        plain = [target.id for node in tree.body for target in _plain_target(node)]
        self.own = {name for name in plain if stored.count(name) == plain.count(name)} - self.imports

    def _block(self, statements, end=None):
        """Rewrite a block; mark its end, which asks for every assert and every `with` that must have been met."""
        needed, body = set(), []
        for node in statements:
            if isinstance(node, ast.Assert | ast.With | ast.AsyncWith):
                node.number = next(self.watch.numbers)
                needed.add(node.number)
            result = self.visit(node)
            body += result if isinstance(result, list) else [result]
        if self.inner or (not needed and end is None):
            return body
        end = next(self.watch.numbers) if end is None else end
        self.watch.needed[end] = needed
        if not body:
            self.watch.reached.add(end)
        elif end == END and isinstance(body[-1], ast.Expr):
            # The last expression's value stays the cell's result
            body[-1].value = self._call("last", body[-1].value, at=body[-1].value)
        else:
            body.append(self._statement("reach", end, at=body[-1]))
        return body

    def _call(self, method, *arguments, at):
        function = ast.Attribute(ast.Name(self.guard._name, ast.Load()), method, ast.Load())
        values = [ast.Constant(item) if isinstance(item, str | int) else item for item in arguments]
        call = ast.Call(function, values, [])
        for node in (function.value, function, call, *values):
            if not hasattr(node, "lineno"):
                ast.copy_location(node, at)
        return call

    def _statement(self, method, *arguments, at):
        return ast.copy_location(ast.Expr(self._call(method, *arguments, at=at)), at)

    def generic_visit(self, node):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, field, self._block(value))
            elif isinstance(value, list):
                setattr(node, field, [self.visit(item) if isinstance(item, ast.AST) else item for item in value])
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        return node

    def visit_Assert(self, node):
        before, self.judging = self.judging, True
        test = self.visit(node.test)
        self.judging = before
        node.test = self._call("judge", node.number, test, at=node.test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_With(self, node):
        self.generic_visit(node)
        node.body.insert(0, self._statement("reach", node.number, at=node.body[0]))
        return node

    visit_AsyncWith = visit_With

    def visit_Compare(self, node):
        self.generic_visit(node)
        if not self.judging or len(node.ops) != 1:
            return node
        left, operator, right = node.left, node.ops[0], node.comparators[0]
        if isinstance(operator, ast.Eq):
            return self._call("equal", left, right, at=node)
        if isinstance(operator, ast.In):
            return self._call("contains", left, right, at=node)
        if type(operator) in _SYMBOLS:
            return self._call("order", _SYMBOLS[type(operator)], left, right, at=node)
        return node

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            return node
        if node.id in self.own and not self.inner:
            return self._call("load", node.id, node, at=node)
        if node.id in self.stored or node.id in self.imports:
            return node
        if node.id in self.guard._builtins and node.id not in _HARMLESS:
            return self._call("builtin", node.id, node, at=node)
        if node.id in self.watch.order["bound"]:
            return self._call("bound", node.id, node, at=node)
        if node.id in self.watch.order["defined"] or node.id in self.guard._helpers:
            return self._call("helper", node.id, node, at=node)
        return node

    def visit_Attribute(self, node):
        value = self.visit(node.value)
        module = node.value
        while isinstance(module, ast.Attribute):
            module = module.value
        private = node.attr.startswith("__") and not node.attr.endswith("__")
        if isinstance(node.ctx, ast.Load) and isinstance(module, ast.Name) and not private:
            name = module.id
            if name in self.imports or isinstance(self.guard._shell.user_ns.get(name), types.ModuleType):
                return self._call("attribute", value, node.attr, at=node)
        node.value = value
        return node

    def visit_Call(self, node):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
        self.generic_visit(node)
        # A changed function is now a call of the guard: it was taken for a library's, not for one of the check's own
        if name in _COMPARERS and node.func is not function:
            node.func = self._call("asserter", node.func, at=function)
        return node

    def visit_Assign(self, node):
        self.generic_visit(node)
        if not self.inner and any(name.id in self.own for name in _plain_target(node)):
            node.value = self._call("store", node.targets[0].id, node.value, at=node.value)
        return node

    def visit_FunctionDef(self, node):
        self.inner += 1
        self.generic_visit(node)
        self.inner -= 1
        if self.inner:
            return node
        return [node, self._statement("keep", node.name, ast.Name(node.name, ast.Load()), at=node)]

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        self.inner += 1
        self.generic_visit(node)
        self.inner -= 1
        return node

    visit_Lambda = visit_ClassDef

    def visit_match_case(self, node):
        """A pattern holds names and attributes that must stay as they are."""
        node.guard = self.visit(node.guard) if node.guard else None
        node.body = self._block(node.body)
        return node


def _plain_target(node):
    """The name that `name = value` binds, in a list; nothing for any other statement."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return [node.targets[0]]
    return []
