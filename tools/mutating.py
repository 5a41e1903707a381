"""Small faults put into a module, one at a time: what `make mutants` asks the tests to notice.

A mutant is a module in which one of these has happened: a comparison or its edge is another; `and` is `or`; a `not` or
a condition is turned; a number is one more; a truth, a sum or a one-word text is another; a result is nothing; a call
whose result nobody uses, a `raise` or a `del` is gone; `continue` and `break` are swapped. Words for people (texts with
a space in them), annotations, decorators and docstrings stay; `return False` is not made `return None`, which no
caller here could tell apart.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
}  # fmt: skip
_UNSEEN = ("annotation", "returns", "decorator_list", "type_comment")

Fault = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """One fault: its `line`, what it does in words, the function or method it is `inside` ("" at the top), the module
    with it."""

    line: int
    what: str
    inside: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Line and words."""
        return f"{self.line}: {self.what}"


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree = ast.parse(source)
    for number, (node, inside) in enumerate(_places(tree)):
        for which in range(len(_faults(node))):
            changed = copy.deepcopy(tree)
            twin = next(place for at, (place, _) in enumerate(_places(changed)) if at == number)
            before = ast.unparse(twin)
            _faults(twin)[which]()
            ast.fix_missing_locations(changed)
            yield Mutant(getattr(node, "lineno", 0), _difference(before, ast.unparse(twin)), inside, changed)


def _difference(before: str, after: str) -> str:
    """The first lines in which two texts differ."""
    for old, new in zip(before.split("\n"), after.split("\n"), strict=False):
        if old != new:
            return f"{_short(old)} → {_short(new)}"
    return f"{_short(before)} → {_short(after)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node that may be changed, with the qualified name of the outermost function it is in."""
    yield tree, ""
    yield from _below(tree, "", "")


def _below(node: ast.AST, inside: str, named: str) -> Iterator[tuple[ast.AST, str]]:
    for field, value in ast.iter_fields(node):
        if field in _UNSEEN:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _stays(child):
                continue
            here, name = inside, named
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                name = f"{named}.{child.name}" if named else child.name
                if isinstance(child, ast.FunctionDef) and not inside:
                    here = name
            yield child, here
            yield from _below(child, here, name)


def _stays(node: ast.AST) -> bool:
    """An import, a docstring, a text with a space in it; and `strict=` of a zip, which only says what holds anyway."""
    if isinstance(node, (ast.Import, ast.ImportFrom)) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(piece, ast.Constant) and " " in str(piece.value) for piece in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def _faults(node: ast.AST) -> list[Fault]:
    """What can be done to a node, each to be called once."""
    found: list[Fault] = []
    if isinstance(node, ast.Compare):
        found += [_put(node.ops, at, _COMPARED[type(op)]()) for at, op in enumerate(node.ops)]
    elif isinstance(node, ast.BoolOp):
        found.append(_set(node, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        found.append(_set(node, "operand", ast.UnaryOp(ast.Not(), node.operand)))
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _SUMS:
        found.append(_set(node, "op", _SUMS[type(node.op)]()))
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in ("None", "False"):
        found.append(_set(node, "value", ast.Constant(None)))
    elif isinstance(node, ast.Constant):
        found += [_set(node, "value", value) for value in _others(node.value)]
    if isinstance(node, (ast.If, ast.While, ast.IfExp)) and isinstance(node.test, (ast.Name, ast.Attribute, ast.Call)):
        found.append(_set(node, "test", ast.UnaryOp(ast.Not(), node.test)))
    for field in ("body", "orelse", "finalbody"):
        statements = getattr(node, field, None)
        if isinstance(statements, list):
            found += [_put(statements, at, new) for at, old in enumerate(statements) for new in _instead(old)]
    return found


def _others(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1]
    return [f"{value}~"] if isinstance(value, str) and value else []


def _instead(statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.Continue):
        return [ast.Break()]
    if isinstance(statement, ast.Break):
        return [ast.Continue()]
    used = isinstance(statement, ast.Expr) and isinstance(statement.value, (ast.Call, ast.YieldFrom))
    return [ast.Pass()] if used or isinstance(statement, (ast.Raise, ast.Delete)) else []


def _set(node: ast.AST, field: str, value: object) -> Fault:
    return lambda: setattr(node, field, value)


def _put(items: list[ast.stmt] | list[ast.cmpop], at: int, new: ast.AST) -> Fault:
    return lambda: items.__setitem__(at, new)  # type: ignore[call-overload]  # of the same kind
