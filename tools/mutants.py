"""`make mutants`: are the tests of coach/storage sharp? Each small fault (see mutating.py) must be noticed by one.

    python tools/mutants.py [--jobs N] [--seconds S] [ROOM/MODULE.py[:LINE,LINE…] …]

The tests run once to learn which of them come by which line, and how long they take. Then, for each fault, a child is
forked in which the function with the fault takes the place of the right one, and the tests that come by its line run,
the quickest first, until one fails; at most so many `--seconds` of them. What survives and is not explained in
tests/storage/survivors.toml is printed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib
import os
import re
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import coverage  # noqa: E402 (the checkout has to be on the path first)
import pytest  # noqa: E402

from tools.mutating import Mutant, mutants  # noqa: E402

STORAGE = ROOT / "coach" / "storage"
EXPLAINED = ROOT / "tests" / "storage" / "survivors.toml"
TESTS = ["tests/storage", "tests/session/folder/test_copies.py", "tests/session/folder/test_forgetting.py"]
# They start programs, which would not have the fault, or take long for what others notice sooner.
LEFT_OUT = (
    "test_processes",
    "test_tracing",
    "test_mutated",
    "test_killed_at_every_call",
    "test_losses.py::test_a_lock",
)
QUICK = 1.0  # seconds
GRACE = 20.0  # seconds more than the tests took without a fault, times ten


class Hunt:
    """A pytest plugin that runs the tests once, then once more for each mutant in children."""

    def __init__(self, modules: dict[Path, set[int]], jobs: int, seconds: float) -> None:
        self.modules, self.jobs, self.seconds = modules, jobs, seconds
        self.took: dict[str, float] = {}
        self.survivors: list[tuple[Path, Mutant]] = []
        self.count = 0
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure."""
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the usual run."""
        items = {item.nodeid: item for item in session.items if not any(part in item.nodeid for part in LEFT_OUT)}
        # what is loaded or remembered by the way of one test would seem to be come by in that test only
        at_first = [(loaded(path), executed(ast.parse(_text(path)), path)) for path in sorted(STORAGE.rglob("*.py"))]
        watch = coverage.Coverage(data_file=None, source=[str(STORAGE)])
        watch.start()
        for name, item in items.items():
            watch.switch_context(name)
            for module, there in at_first:
                forget(module, there)
            begun = time.perf_counter()
            if not self._passes(item):
                raise pytest.UsageError(f"{name} fails without any fault")
            self.took[name] = time.perf_counter() - begun
        watch.stop()
        data = watch.get_data()
        running: dict[int, tuple[Path, Mutant, float]] = {}
        for path, only in self.modules.items():
            by_line = data.contexts_by_lineno(str(path))
            for mutant in mutants(_text(path)):
                if only and mutant.line not in only:
                    continue
                chosen = self._chosen(mutant, by_line, path)
                while len(running) >= self.jobs:
                    self._reap(running)
                limit = time.monotonic() + GRACE + 10 * sum(self.took[name] for name in chosen)
                running[self._child(mutant, path, [items[name] for name in chosen])] = path, mutant, limit
                self.count += 1
            print(f"{called(path)}: {self.count} so far, {len(self.survivors)} survived", flush=True)
        while running:
            self._reap(running)
        return True

    def _passes(self, item: pytest.Item) -> bool:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return not self.failed

    def _chosen(self, mutant: Mutant, by_line: dict[int, list[str]], path: Path) -> list[str]:
        """The tests that come by the fault: this very module's first, if quick, then the others as they are."""
        found = {name for name in by_line.get(mutant.line, []) if name}
        if not found:
            lines = range(*_lines_of(mutant.inside, path))
            found = {name for line, names in by_line.items() if line in lines for name in names if name}
        chosen: list[str] = []
        total = 0.0
        mine = f"test_{path.stem}"
        for name in sorted(found, key=lambda name: (mine not in name or self.took[name] > QUICK, self.took[name])):
            total += self.took[name]
            if total > self.seconds and chosen:
                break
            chosen.append(name)
        return chosen

    def _child(self, mutant: Mutant, path: Path, items: list[pytest.Item]) -> int:
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            put_in(mutant, path)
            if all(map(self._passes, items)):
                status = 0
        finally:
            os._exit(status)

    def _reap(self, running: dict[int, tuple[Path, Mutant, float]]) -> None:
        for pid, (path, mutant, limit) in list(running.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended and time.monotonic() > limit:
                os.kill(pid, signal.SIGKILL)
                ended, status = os.waitpid(pid, 0)
            if ended:
                del running[pid]
                if status == 0:
                    self.survivors.append((path, mutant))
                    print(f"  {called(path)}:{mutant.name}", flush=True)
        time.sleep(0.005)


def called(path: Path) -> str:
    """A module by its path within coach/storage, as the command takes it and survivors.toml names it."""
    return path.relative_to(STORAGE).as_posix()


def loaded(path: Path) -> ModuleType:
    """The module in a file, imported if it is not yet."""
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def executed(tree: ast.Module, path: Path) -> dict[str, Any]:
    """The names at the top of a module when it has just been loaded."""
    module = loaded(path)
    there: dict[str, Any] = {"__name__": module.__name__, "__file__": str(path), "__package__": module.__package__}
    exec(compile(tree, str(path), "exec"), there)
    return there


def forget(module: ModuleType, there: dict[str, Any]) -> None:
    """Take from a module what it has remembered: it would hide a fault."""
    for name, value in there.items():
        known = vars(module).get(name)
        if value == {} and isinstance(known, dict):
            known.clear()
        elif known is not None and hasattr(known, "cache_clear"):
            known.cache_clear()


def put_in(mutant: Mutant, path: Path) -> None:
    """Make the loaded module behave like the mutant: functions get its code, names at the top its values."""
    module = loaded(path)
    there = executed(mutant.tree, path)
    for old, new in _functions(vars(module), there, module.__name__):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    forget(module, there)
    if not mutant.inside:
        for name, value in there.items():
            old_value = vars(module).get(name)
            if not isinstance(value, (FunctionType, type, ModuleType)) and _said(value) != _said(old_value):
                for other in list(sys.modules.values()):
                    ours = getattr(other, "__name__", "").startswith(("coach.", "tests."))
                    if ours and vars(other).get(name) is old_value:
                        setattr(other, name, value)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _said(value: Any) -> str:
    """A value in words, to see whether it is another one; of a pattern all of it, which Python itself shortens."""
    return f"{value.pattern!r} {value.flags}" if isinstance(value, re.Pattern) else repr(value)


def _functions(olds: Any, news: Any, module: str) -> Iterator[tuple[FunctionType, FunctionType]]:
    """The functions and methods of a module beside those of its mutant."""
    for name, new in list(news.items()):
        old = olds.get(name)
        if isinstance(new, type) and isinstance(old, type) and new.__module__ == module:
            yield from _functions(vars(old), vars(new), module)
        plain_old, plain_new = _plain(old), _plain(new)
        if plain_old is not None and plain_new is not None and plain_new.__module__ == module:
            yield plain_old, plain_new


def _plain(thing: Any) -> FunctionType | None:
    """The function in a property, a class method, a context manager."""
    if isinstance(thing, property):
        thing = thing.fget
    elif isinstance(thing, functools.cached_property):
        thing = thing.func
    thing = getattr(thing, "__func__", thing)
    thing = getattr(thing, "__wrapped__", thing)
    return thing if isinstance(thing, FunctionType) else None


def _lines_of(inside: str, path: Path) -> tuple[int, int]:
    """The first line of a function and the one after its last; the whole module for ""."""
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.FunctionDef) and inside and node.name == inside.rpartition(".")[2]:
            return node.lineno, (node.end_lineno or node.lineno) + 1
    return 1, 1_000_000


def main() -> int:
    """Hunt; 1 where a mutant survives that nobody has explained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help="modules of coach/storage by path, perhaps with lines (all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=20.0)
    told = parser.parse_args()
    os.chdir(ROOT)
    names = told.modules or sorted(called(path) for path in STORAGE.rglob("*.py"))
    wanted = {}
    for name in names:
        module, _, lines = name.partition(":")
        wanted[STORAGE / module] = {int(line) for line in lines.split(",") if line}
    hunt = Hunt(wanted, told.jobs, told.seconds)
    # a place of its own: with nothing retained, pytest puts no lock on the usual one, and another run may sweep it away
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        words = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-o", "tmp_path_retention_policy=none", *TESTS]
        words += ["--basetemp", f"{place}/tests", "--hypothesis-seed=1"]
        if pytest.main(words, plugins=[hunt]) not in (0, 5) or not hunt.count:
            return 2
    explained = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")) if EXPLAINED.exists() else {}
    left = [
        f"coach/storage/{called(path)}:{mutant.name}"
        for path, mutant in hunt.survivors
        if mutant.what not in explained.get(called(path), {})
    ]
    print(f"{hunt.count} mutants, {hunt.count - len(hunt.survivors)} noticed, {len(hunt.survivors)} survived")
    for line in left:
        print(f"not explained: {line}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
