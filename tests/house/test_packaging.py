"""The program is whole wherever it is installed: from a checkout, editable, and from a wheel alone, far away."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
NOT_SHIPPED = ("rebuild.py", "building", "agreement")
READ_BY_THE_BUILD = {"content/occupations/everyday.tsv"}  # what it says is in titles.tsv, which ships
MOST_BYTES = 5_000_000  # of the installed program, its packages not counted

pytestmark = pytest.mark.slow


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist of `source` into `target`, with the build tool already here."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


def shipped(folder: str) -> set[str]:
    """The files of a folder of the checkout that are kept in it, but for what makes the figures."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so nothing says which files belong to it")
    names = {name for name in listed.stdout.split("\0") if name and (CHECKOUT / name).exists()}
    return {name for name in names if name.split("/")[1] not in NOT_SHIPPED and name not in READ_BY_THE_BUILD}


def test_the_wheel_holds_all_content(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    unpacked = {name.removesuffix(".gz") for name in names}
    for folder in ("content", "profiles"):
        assert {f"coach/_data/{name}" for name in shipped(folder)} <= unpacked


def test_packed_in_the_wheel_every_file_says_what_the_checkout_says(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    packed = [name for name in archive.namelist() if name.endswith(".gz")]
    assert packed
    for name in packed:
        plain = CHECKOUT / name.removeprefix("coach/_data/").removesuffix(".gz")
        assert gzip.decompress(archive.read(name)) == plain.read_bytes(), name


def test_the_wheel_leaves_the_workshop_out(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert not [name for name in names if name.startswith("coach/_data/content/") and name.split("/")[3] in NOT_SHIPPED]
    assert not [name for name in names if name.startswith(("tests/", "tools/", "bench/", "docs/"))]
    assert "coach/py.typed" in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if name.endswith("licenses/DATA-LICENSES.md")]


def test_the_installed_program_is_small(wheel: Path) -> None:
    assert sum(entry.file_size for entry in zipfile.ZipFile(wheel).infolist()) < MOST_BYTES


def test_the_same_bytes_twice_and_from_the_sdist(tmp_path: Path) -> None:
    # Built from a copy, so that nobody's half-written file comes between the builds.
    copy = tmp_path / "copy"
    shutil.copytree(
        CHECKOUT, copy, ignore=shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", "look-out")
    )
    sdist = build("sdist", copy, tmp_path / "sdist")
    first = build("wheel", copy, tmp_path / "first")
    os.utime(copy / "coach" / "__init__.py", (1, 1))
    assert build("wheel", copy, tmp_path / "second").read_bytes() == first.read_bytes()
    assert build("sdist", copy, tmp_path / "second-sdist").read_bytes() == sdist.read_bytes()
    with tarfile.open(sdist) as archive:
        # The filter came with a patch release of 3.11 that Debian's Python does not have.
        archive.extractall(tmp_path / "unpacked", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert build("wheel", unpacked, tmp_path / "third").read_bytes() == first.read_bytes()
    for needed in ("run", "Makefile", "requirements/run.txt", "tools/environment.py", "content", "tests/conftest.py"):
        assert (unpacked / needed).exists(), needed


def make_environment(place: Path) -> Path:
    """An environment that has this one's packages but not this checkout; gives its Python."""
    venv.create(place, with_pip=False)
    (packages,) = place.glob("lib/python3*/site-packages")
    # Folders named in a .pth file are searched, but no .pth file in them is: no way back to the checkout.
    (packages / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "python"


def install(python: Path, *words: str) -> None:
    """Install into an environment without fetching anything, with whichever installer this one has."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps"]
    elif shutil.which("uv"):
        command = ["uv", "pip", "install", "--python", str(python), "--offline", "--no-deps"]
    else:
        pytest.skip("neither pip nor uv is here to install with")
    done = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def coach(script: Path, *words: str, cwd: Path) -> dict[str, object]:
    """The JSON answer of an installed `coach`."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [script, *words, "--json"], cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_wheel_alone_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    python = make_environment(tmp_path / "environment")
    install(python, str(wheel))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    script = python.with_name("coach")
    told = coach(script, "doctor", cwd=elsewhere)
    assert Path(str(told["content_dir"])).is_relative_to(tmp_path / "environment")
    assert told["ok"] is True
    assert coach(script, "measure", "support-specialist", cwd=elsewhere)["tasks"]
    assert coach(script, "plan", "support-specialist", cwd=elsewhere)["moves"]


def test_an_editable_install_uses_the_content_of_the_checkout(tmp_path: Path) -> None:
    python = make_environment(tmp_path / "environment")
    install(python, "--no-build-isolation", "--editable", str(CHECKOUT))
    script = python.with_name("coach")
    assert coach(script, "doctor", cwd=tmp_path)["content_dir"] == str(CHECKOUT / "content")
    assert coach(script, "measure", "support-specialist", cwd=tmp_path)["tasks"]


def test_python_dash_m_from_the_checkout(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "measure", "support-specialist", "--json"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["tasks"]


@pytest.mark.network
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("tool", "installs", "starts"),
    [
        ("uv", ["-m", "uv", "tool", "install", "."], None),
        ("pipx", None, ["-m", "pipx", "run", "--spec", ".", "coach"]),
    ],
    ids=["uv", "pipx"],
)
def test_tools_that_install_programs(
    tool: str, installs: list[str] | None, starts: list[str] | None, tmp_path: Path
) -> None:
    """`uv tool install .` and `pipx run --spec . coach` work; skipped where no packages can be fetched."""
    venv.create(tmp_path / "tool", with_pip=True)
    python = str(tmp_path / "tool" / "bin" / "python")
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    places = {"UV_TOOL_BIN_DIR": "bin", "UV_TOOL_DIR": "tools", "UV_CACHE_DIR": "cache", "PIPX_HOME": "pipx"}
    surroundings |= {name: str(tmp_path / folder) for name, folder in places.items()}
    surroundings |= {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}
    fetched = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", tool], env=surroundings, capture_output=True, check=False
    )
    if fetched.returncode:
        pytest.skip(f"{tool} could not be fetched: no package registry within reach")

    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=CHECKOUT, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    if installs:
        run(python, *installs)
        assert coach(tmp_path / "bin" / "coach", "measure", "support-specialist", cwd=tmp_path)["tasks"]
    if starts:
        assert json.loads(run(python, *starts, "measure", "support-specialist", "--json"))["tasks"]
