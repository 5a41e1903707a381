"""`./run`: sets up what it needs once, whole or not at all, and passes everything else on.

Each test gives `./run` a small checkout of its own whose lock is empty, so that no package has to be fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ECHO = """
import os, sys
def main():
    print([*sys.argv[1:]], os.getcwd(), sys.flags.dont_write_bytecode)
    sys.exit(7 if "seven" in sys.argv else 0)
"""

pytestmark = pytest.mark.slow


def make_checkout(folder: Path) -> Path:
    """A checkout with the real `run` and tools, an empty lock, and a coach that says what it was told."""
    (folder / "coach" / "cli").mkdir(parents=True)
    (folder / "coach" / "cli" / "__main__.py").write_text(ECHO)
    shutil.copy(CHECKOUT / "run", folder / "run")
    shutil.copytree(CHECKOUT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "requirements").mkdir()
    for level in ("run", "test"):
        (folder / "requirements" / f"{level}.txt").write_text("# nothing\n")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "a checkout")


@pytest.fixture
def plain_path(tmp_path: Path) -> str:
    """A PATH with this Python as python3 and the system's tools, but no uv."""
    python = tmp_path / "python only"
    python.mkdir()
    (python / "python3").symlink_to(os.path.realpath(sys.executable))
    return f"{python}:{tools_only(tmp_path)}"


def tools_only(folder: Path) -> str:
    """A folder with the tools `./run` itself needs, and no Python of any kind."""
    place = folder / "tools only"
    if not place.exists():
        place.mkdir()
        for name in ("sh", "readlink", "dirname", "cmp", "cksum", "tr", "env"):
            found = shutil.which(name)
            assert found, name
            (place / name).symlink_to(found)
    return str(place)


def start(
    script: Path | str, *words: str, path: str, home: Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Start `run` in an empty environment but for HOME and PATH."""
    surroundings = {"HOME": str(home), "PATH": path}
    return subprocess.run([script, *words], env=surroundings, cwd=cwd, capture_output=True, text=True, check=False)


def test_first_and_later_starts_from_anywhere(checkout: Path, plain_path: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "coach").mkdir()  # a folder of that name in the folder one is in must not be picked up
    link = tmp_path / "coach-link"
    link.symlink_to(checkout / "run")
    second_link = elsewhere / "again"
    second_link.symlink_to("../coach-link")

    first = start(link, "demo", "two words", "seven", path=plain_path, home=tmp_path, cwd=elsewhere)
    assert first.stdout == f"['demo', 'two words', 'seven'] {elsewhere} 0\n"
    assert first.returncode == 7
    assert "setting up, once" in first.stderr
    assert all(line.startswith("coach: ") for line in first.stderr.splitlines())
    assert (checkout / "coach" / "cli" / "__pycache__").is_dir()

    # Later starts find neither a Python on PATH nor an installer: the environment is used as it is.
    bare = tools_only(tmp_path)
    for script in (checkout / "run", link, second_link, "./again", checkout / ".venv" / "bin" / "coach"):
        again = start(script, "x", path=bare, home=tmp_path, cwd=elsewhere)
        assert (again.stdout, again.stderr, again.returncode) == (f"['x'] {elsewhere} 0\n", "", 0)

    # A checkout that was moved is used where it is now.
    moved = checkout.rename(tmp_path / "moved")
    (moved / "coach" / "cli" / "__main__.py").write_text(ECHO.replace("print(", "print('moved',"))
    for script in (moved / "run", moved / ".venv" / "bin" / "coach"):
        assert start(script, path=bare, home=tmp_path).stdout.startswith("moved []")


def test_an_interrupted_set_up_is_begun_again(checkout: Path, plain_path: str, tmp_path: Path) -> None:
    place = checkout / ".venv"
    half = place / "lib" / "half-a-package"
    half.mkdir(parents=True)
    (place / "bin").mkdir()
    (place / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
    (place / "pyvenv.cfg").write_text("home = /nowhere\n")
    (place / "coach-unfinished").touch()
    done = start(checkout / "run", path=plain_path, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not half.exists()
    assert not (place / "coach-unfinished").exists()


def test_a_new_lock_is_set_up_and_the_levels_hold_each_other(checkout: Path, plain_path: str, tmp_path: Path) -> None:
    environment = [sys.executable, str(checkout / "tools" / "environment.py")]
    surroundings = {"HOME": str(tmp_path), "PATH": plain_path}
    subprocess.run([*environment, "test", str(checkout / ".venv")], env=surroundings, capture_output=True, check=True)
    assert start(checkout / "run", path=tools_only(tmp_path), home=tmp_path).stderr == ""
    kept = checkout / ".venv" / "kept"
    kept.touch()
    (checkout / "requirements" / "run.txt").write_text("# another nothing\n")
    again = start(checkout / "run", path=plain_path, home=tmp_path)
    assert "setting up" in again.stderr
    assert kept.exists(), "what was whole is added to, not thrown away"
    assert not (checkout / ".venv" / "coach-test.txt").exists()


def test_two_at_once_wait_for_each_other(checkout: Path, plain_path: str, tmp_path: Path) -> None:
    surroundings = {"HOME": str(tmp_path), "PATH": plain_path}
    both = [
        subprocess.Popen(
            [checkout / "run"], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("setting up, once" in errors for _, errors in said) == 1
    assert sum("waiting for it" in errors for _, errors in said) == 1


def test_no_python_new_enough(checkout: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text("#!/bin/sh\nexit 1\n")
    (old / "python3").chmod(0o755)
    told = start(checkout / "run", path=f"{old}:{tools_only(tmp_path)}", home=tmp_path)
    assert told.returncode == 2
    assert "Python 3.11 or newer" in told.stderr
    assert told.stdout == ""
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_names_the_package(checkout: Path, tmp_path: Path) -> None:
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    python = lacking / "python3"
    python.write_text(f"#!/bin/sh\nPYTHONPATH='{lacking}' exec '{os.path.realpath(sys.executable)}' \"$@\"\n")
    python.chmod(0o755)
    told = start(checkout / "run", path=f"{lacking}:{tools_only(tmp_path)}", home=tmp_path)
    assert told.returncode == 2
    assert f"python{sys.version_info.major}.{sys.version_info.minor}-venv" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_failed_fetch_is_told_and_tried_again(checkout: Path, plain_path: str, tmp_path: Path) -> None:
    lock = checkout / "requirements" / "run.txt"
    lock.write_text(f"coach-has-no-such-package==1.0 --hash=sha256:{'0' * 64}\n")
    surroundings = {"HOME": str(tmp_path), "PATH": plain_path, "PIP_NO_INDEX": "1"}
    told = subprocess.run([checkout / "run"], env=surroundings, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "coach-has-no-such-package" in told.stderr
    assert "did not finish" in told.stderr
    lock.write_text("# nothing\n")
    assert start(checkout / "run", path=plain_path, home=tmp_path).returncode == 0


def test_a_checkout_that_cannot_be_written_to() -> None:
    system_python = next(
        (p for p in ("/usr/bin/python3.13", "/usr/bin/python3.12", "/usr/bin/python3.11") if Path(p).exists()), None
    )
    if os.geteuid() == 0 and system_python is None:
        pytest.skip("root can write everywhere, and there is no Python another user could run")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        base.chmod(0o755)
        checkout = make_checkout(base / "checkout")
        home = base / "home"
        home.mkdir()
        person = {}
        if os.geteuid() == 0:
            person = {"user": 65534, "group": 65534, "extra_groups": []}
            os.chown(home, 65534, 65534)
        paths = [checkout, *checkout.rglob("*")]
        for path in paths:
            path.chmod(0o555 if path.is_dir() or path.name == "run" else 0o444)
        try:
            path_variable = f"{Path(system_python or sys.executable).parent}:/usr/bin:/bin"
            for said in ("setting up, once", ""):
                done = subprocess.run(
                    [checkout / "run", "x"],
                    env={"HOME": str(home), "PATH": path_variable},
                    cwd="/",
                    capture_output=True,
                    text=True,
                    check=False,
                    **person,
                )
                assert (done.stdout, done.returncode) == ("['x'] / 0\n", 0), done.stderr
                assert said in done.stderr
            assert done.stderr == ""
            assert set(checkout.rglob("*")) == set(paths[1:])
            assert list(home.rglob("__main__.*.pyc")), "the byte code is kept where it can be"
        finally:
            for path in paths:
                path.chmod(0o755)
