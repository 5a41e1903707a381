"""Makes the environment that `./run` starts coach in: exact versions, whole or not at all.

Called by `./run` as `environment.py LEVEL PLACE` with any Python 3.11 or newer; standard library only, since nothing is
installed yet. LEVEL names a lock in requirements/ (`run`, `test`, `rebuild`, `release`); PLACE is the folder to make.
Progress and messages go to stderr. Exit status: 0 made (or made meanwhile by somebody else), 1 it could not be made,
2 this Python lacks what is needed, 130 stopped by the person.

What keeps it whole: a lock the system lets go of when its holder dies (so two at once wait for each other, and none
waits for the dead); a mark put down first and taken away last (an interrupted set-up is noticed and begun again); a
copy of the lock file written at the very end (its presence is what `./run` looks for).
"""

from __future__ import annotations

import compileall
import fcntl
import os
import shutil
import subprocess
import sys
from collections import deque
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = "coach.lock"
MARK = "coach-unfinished"
# The locks a level fulfils: test.txt has all of run.txt. `rebuild` and `release` have places of their own.
LEVELS = {"run": ("run",), "test": ("run", "test"), "rebuild": ("rebuild",), "release": ("release",)}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


class SetUpError(Exception):
    """The environment could not be made; the message is for the person, `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(message: str) -> None:
    """One line of progress, on stderr."""
    print(f"coach: {message}", file=sys.stderr, flush=True)


def requirements(level: str) -> Path:
    """The lock file of a level."""
    return ROOT / "requirements" / f"{level}.txt"


def is_whole(place: Path, level: str) -> bool:
    """Whether `place` already is what the lock of `level` asks for."""
    copy = place / f"coach-{level}.txt"
    return (
        os.access(place / "bin" / "python", os.X_OK)
        and copy.is_file()
        and copy.read_bytes() == requirements(level).read_bytes()
    )


def set_up(level: str, place: Path) -> None:
    """Make `place` whole for `level`. Raises SetUpError; leaves the mark behind where it was interrupted."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / LOCK).open("w") as lock:
        wait_for(lock.fileno())
        if is_whole(place, level):
            return
        uv = shutil.which("uv")
        fresh = not is_usable(place)
        if fresh and not uv:
            need_venv()
        # From here on the folder is in between: no copy says it is whole, and the mark says to begin again.
        for known in LEVELS:
            (place / f"coach-{known}.txt").unlink(missing_ok=True)
        if fresh:
            sweep(place)
        (place / MARK).touch()
        names = pinned(level)
        say(f"setting up, once: {len(names)} packages for Python {VERSION}, in {place}")
        if not (uv and with_uv(uv, level, place, fresh)):
            if fresh and uv:
                need_venv()
            with_pip(level, place, names)
        say("preparing for a quick start")
        compile_ours(place)
        write_command(place)
        for done in LEVELS[level]:
            write_copy(place, done)
        (place / MARK).unlink()
    say("ready")


def wait_for(descriptor: int) -> None:
    """Take the lock, saying so where somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another start is setting up the same environment; waiting for it")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def is_usable(place: Path) -> bool:
    """Whether there is an environment to add to: finished before, with a Python of 3.11 or newer that still runs."""
    if (place / MARK).exists() or not (place / "pyvenv.cfg").is_file():
        return False
    asked = [str(place / "bin" / "python"), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def need_venv() -> None:
    """Raise SetUpError, naming the package to install, where this Python cannot make environments."""
    if find_spec("venv") and find_spec("ensurepip"):
        return
    raise SetUpError(
        f"this Python {VERSION} ({sys.executable}) lacks the venv module. "
        f"Install it and try again; on Debian and Ubuntu: apt install python{VERSION}-venv",
        status=2,
    )


def sweep(place: Path) -> None:
    """Empty the folder, all but the lock that is being held."""
    for entry in place.iterdir():
        if entry.name == LOCK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def pinned(level: str) -> list[str]:
    """The names pinned by a lock, in its order."""
    lines = requirements(level).read_text(encoding="utf-8").splitlines()
    named = (line.split("==")[0].strip() for line in lines if "==" in line and not line.startswith(("#", " ")))
    return list(dict.fromkeys(named))  # a package may be pinned twice, for different versions of Python


def base_python() -> str:
    """The real interpreter behind the one running this, so that an upgrade of `python3` cannot swap it unseen."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def clean() -> dict[str, str]:
    """The surroundings for the installers, without what would send packages elsewhere or make them ask."""
    drop = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in drop}
    # pip trusts the system's certificates; uv has to be told (by its newer and its older name for it).
    return {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true", **kept, "PIP_NO_INPUT": "1"}


def with_uv(uv: str, level: str, place: Path, fresh: bool) -> bool:
    """Install with uv; False where that failed and pip should try."""
    python = str(place / "bin" / "python")
    steps = [[uv, "venv", "--quiet", "--allow-existing", "--python", base_python(), str(place)]] if fresh else []
    steps.append([uv, "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes", "--no-deps"])
    steps[-1] += ["--python", python, "--requirements", str(requirements(level))]
    for step in steps:
        done = subprocess.run(step, env=clean(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            say("uv could not do it; trying pip")
            return False
    return True


def with_pip(level: str, place: Path, names: list[str]) -> None:
    """Install with pip, counting the packages as they come. Raises SetUpError with pip's last words."""
    python = str(place / "bin" / "python")
    has_pip = [python, "-m", "pip", "--version"]
    if not Path(python).exists() or subprocess.run(has_pip, capture_output=True, check=False).returncode:
        need_venv()
        follow([base_python(), "-m", "venv", str(place)], [])
    follow(
        [
            *(python, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"),
            *("--require-hashes", "--no-deps", "--requirement", str(requirements(level))),
        ],
        names,
    )


def follow(command: list[str], names: list[str]) -> None:
    """Run an installer, turning each package it takes up into a line of progress."""
    last: deque[str] = deque(maxlen=12)
    count = 0
    with subprocess.Popen(
        command,
        env=clean(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as installer:
        assert installer.stdout is not None
        for line in installer.stdout:
            last.append(line.rstrip())
            count += line.startswith(("Collecting ", "Requirement already satisfied"))
            if line.startswith("Collecting "):
                say(f"  {count} of {len(names)}  {line.split()[1].replace('==', ' ')}")
    if installer.returncode:
        for line in last:
            print(f"    {line}", file=sys.stderr)
        raise SetUpError("the set-up did not finish; the lines above say why. Start again to begin it afresh.")


def compile_ours(place: Path) -> None:
    """Write the byte code of coach itself (uv and pip wrote the packages'), beside it or, where that cannot be
    written, in the environment with everything else's."""
    folders = [ROOT / "coach"]
    if not os.access(ROOT / "coach", os.W_OK):
        # `./run` then starts Python with this prefix, and with it Python looks for all byte code there.
        sys.pycache_prefix = str(place / "pycache")
        folders += place.glob("lib/python3*/site-packages")
    if same_python(place):
        for folder in folders:
            compileall.compile_dir(folder, quiet=2)


def write_command(place: Path) -> None:
    """Have a `coach` among the commands of the environment, for those who switch it on: another name of `run`."""
    command = place / "bin" / "coach"
    command.unlink(missing_ok=True)
    command.symlink_to(os.path.relpath(ROOT / "run", command.parent.resolve()))


def same_python(place: Path) -> bool:
    """Whether the environment's Python writes the byte code this one does."""
    return (place / "lib" / f"python{VERSION}").is_dir()


def write_copy(place: Path, level: str) -> None:
    """Say that `place` is whole for `level`, in one step."""
    temporary = place / f"coach-{level}.txt.new"
    temporary.write_bytes(requirements(level).read_bytes())
    os.replace(temporary, place / f"coach-{level}.txt")


def main(words: list[str]) -> int:
    """`environment.py LEVEL PLACE`; the exit status."""
    level, place = words
    try:
        set_up(level, Path(place))
    except SetUpError as error:
        say(str(error))
        return error.status
    except OSError as error:
        say(f"the environment could not be made in {place}: {error}")
        return 1
    except KeyboardInterrupt:
        say("stopped; the next start begins the set-up again")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
