"""`coach assess`: the whole path in a real terminal, dumb ones too, and from a pipe or a file; stopped in every way."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path
from types import TracebackType

import pytest

from coach.session.opening import open_own
from tests.cli.conftest import Coach

PATIENCE = 60.0
PATH = ["school secretary", "1", "10 phones at the hatch", "letters home 5h", "registers", "6", "", "1", "1", "2", "1"]
MOST = 40


class Plain:
    """`coach assess --plain` in a pseudo-terminal: what it wrote, byte for byte, and what it ended with."""

    def __init__(self, *words: str, term: str = "xterm-256color") -> None:
        self.raw = b""
        self._status: int | None = None
        run = [sys.executable, "-m", "coach", *(words or ("assess", "--plain"))]
        self.pid, self._window = pty.fork()
        if self.pid == 0:  # the child: nothing but exec, whatever happens
            try:
                # whoever runs the tests in the background has ctrl+c ignored, and so would everything started here
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.environ["TERM"] = term
                os.execv(run[0], run)
            finally:
                os._exit(126)

    def __enter__(self) -> Plain:
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        if not self._ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.close()

    @property
    def text(self) -> str:
        """All that was written, with line ends as files have them."""
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n")

    def prompts(self) -> bool:
        """Wait until it asks for the next line; False where it ends instead."""
        until = time.monotonic() + PATIENCE
        while not self.text.endswith("\n> "):
            if time.monotonic() > until:
                raise AssertionError(f"no prompt came:\n{self.text[-2000:]}")
            if not self._read(0.05) and self._ended():
                return False
        return True

    def wait_prompt(self) -> None:
        """Wait until it asks for the next line."""
        assert self.prompts(), self.text[-2000:]

    def type(self, line: str | bytes) -> None:
        """Wait for the prompt and type a line; gives no answer to wait for."""
        self.wait_prompt()
        os.write(self._window, (line.encode() if isinstance(line, str) else line) + b"\n")
        self._read(0.05)

    def send(self, number: int) -> None:
        os.kill(self.pid, number)

    def close(self) -> None:
        """Close the window, as a person does."""
        if self._window >= 0:
            os.close(self._window)
            self._window = -1

    def key(self, key: bytes) -> None:
        """A key that the terminal itself turns into a signal or an end."""
        os.write(self._window, key)

    def wait(self) -> int:
        """The exit status once it has ended; −n where signal n ended it."""
        until = time.monotonic() + PATIENCE
        while not self._ended():
            if time.monotonic() > until:
                raise AssertionError(f"it did not end:\n{self.text[-2000:]}")
            if not self._read(0.05):
                time.sleep(0.02)
        while self._read(0.05):
            pass
        assert self._status is not None
        return self._status

    def _ended(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def _read(self, patience: float) -> bool:
        """Take what was written meanwhile; False where nothing was, or nothing can be any more."""
        if self._window < 0 or not select.select([self._window], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._window, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += data
        return bool(data)


def to_the_end(plain: Plain) -> int:
    """Answer 2 to everything until it ends; gives the exit status."""
    for _ in range(MOST):
        if not plain.prompts():
            return plain.wait()
        plain.type("2")
    raise AssertionError(f"it goes on asking:\n{plain.text[-2000:]}")


@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_a_newcomers_whole_path_in_a_terminal_of_any_kind(term: str, career: Path) -> None:
    with Plain(term=term) as plain:
        for line in PATH:
            plain.type(line)
        assert to_the_end(plain) == 0
        for escape in (b"\x1b", b"\x08", b"\x9b"):
            assert escape not in plain.raw  # no colour, no cursor movement, whatever the terminal
        assert plain.raw.count(b"\r") == plain.raw.count(b"\r\n")
        assert "█" not in plain.text
        assert "Your plan is made, and saved." in plain.text
    session = open_own(career)
    assert session.plan is not None
    step = next(one for _, one in session.plan.milestones() if one.state == "open")
    assert step.title.rstrip(".") in " ".join(plain.text.split())


def test_every_line_fits_the_window_and_every_option_is_numbered(career: Path) -> None:
    with Plain() as plain:
        for line in PATH[:7]:
            plain.type(line)
        plain.wait_prompt()
        assert all(len(line) <= 88 for line in plain.text.splitlines())
        assert "\n  1. Employed\n" in plain.text


def test_ctrl_c_says_that_everything_is_saved_and_ends_as_interrupted(career: Path) -> None:
    with Plain() as plain:
        for line in PATH[:4]:
            plain.type(line)
        plain.wait_prompt()
        plain.key(b"\x03")
        assert plain.wait() == 130
        assert "Everything you answered is saved" in plain.text
        assert "Traceback" not in plain.text
    with Plain() as again:
        again.wait_prompt()
        assert "Going on where it stopped." in again.text
        assert "2 tasks, 15 hours" in again.text


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_it_honestly_and_loses_nothing(number: signal.Signals, career: Path) -> None:
    with Plain() as plain:
        for line in PATH[:5]:
            plain.type(line)
        plain.wait_prompt()
        plain.send(number)
        assert plain.wait() in (-number, 128 + number)
    with Plain() as again:
        again.wait_prompt()
        assert "How many hours in a usual week for “registers”?" in again.text
        for line in PATH[5:]:
            again.type(line)
        assert to_the_end(again) == 0


def test_a_closed_window_loses_nothing(career: Path) -> None:
    with Plain() as plain:
        for line in PATH[:9]:
            plain.type(line)
        plain.wait_prompt()
        plain.close()
        assert plain.wait() in (0, -signal.SIGHUP, 128 + signal.SIGHUP)
    profile = open_own(career).profile
    assert profile is not None
    assert (len(profile.tasks), profile.worker.situation, profile.worker.aim) == (3, "employed", "stay")


def test_ctrl_d_leaves_as_q_does(career: Path) -> None:
    with Plain() as plain:
        for line in PATH[:3]:
            plain.type(line)
        plain.wait_prompt()
        plain.key(b"\x04")
        assert plain.wait() == 0
        assert "goes on from here" in plain.text
    with Plain() as again:
        again.type("q")
        assert again.wait() == 0
        assert "Everything you answered is saved" in again.text


def test_odd_bytes_are_text_and_no_end(career: Path) -> None:
    with Plain() as plain:
        plain.type(b"caf\xc3\xa9 owner \xff\xfe")
        plain.type("s")
        plain.type(b"3 [/] see [link=http://a b] \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac \xc2\x9b31m")
        plain.type("q")
        assert plain.wait() == 0
        ours = [line for line in plain.text.splitlines() if not line.startswith("> ")]  # not the terminal's own echo
        assert not any(sign in "".join(ours) for sign in ("\x1b", "\x9b"))
    profile = open_own(career).profile
    assert profile is not None
    assert profile.worker.title == "café owner ��"
    assert profile.tasks[0].text.startswith("[/] see [link=http://a b] 👩‍🔬")


# --- without a terminal


def answers(*more: str) -> str:
    return "\n".join([*PATH, *more, *["2"] * 20]) + "\n"


def test_lines_from_a_pipe_go_the_same_way(coach: Coach, career: Path) -> None:
    answer = coach("assess", "--plain", stdin=answers())
    assert answer.status == 0, answer.err
    assert "> school secretary\n" in answer.out
    assert "Your plan is made, and saved." in answer.out
    assert answer.err == ""
    assert open_own(career).plan is not None


def test_a_file_of_answers_may_say_what_it_answers(coach: Coach, career: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.txt"
    file.write_text("# the title\n" + answers())
    answer = coach("assess", "--answers", str(file))
    assert answer.status == 0
    assert "# the title" not in answer.out
    assert open_own(career).plan is not None


def test_answers_that_end_early_are_kept_and_it_is_said(coach: Coach, career: Path) -> None:
    answer = coach("assess", "--plain", stdin="\n".join(PATH[:4]) + "\n")
    assert answer.status == 0
    assert "The answers end here. Everything is saved" in answer.err
    profile = open_own(career).profile
    assert profile is not None
    assert len(profile.tasks) == 2
    assert coach("assess", "--plain", stdin="q\n").status == 0


def test_a_last_line_without_its_end_counts(coach: Coach, career: Path) -> None:
    coach("assess", "--plain", stdin="nurse\n1\n9 medication rounds")
    profile = open_own(career).profile
    assert profile is not None
    assert [task.hours for task in profile.tasks] == [9]


def test_json_puts_the_talk_aside_and_gives_what_it_came_to(coach: Coach, career: Path) -> None:
    answer = coach("assess", "--plain", "--json", stdin=answers())
    assert answer.status == 0
    told = answer.json
    assert (told["finished"], told["at"], told["tasks"], told["hours"]) == (True, None, 3, 21.0)
    assert told["first_step"]["title"]
    assert "What do you do?" in answer.err
    early = coach("assess", "--plain", "--json", stdin="q\n").json
    assert (early["finished"], early["title"]) == (False, "school secretary")


def test_with_nobody_there_it_refuses_and_names_the_ways(coach: Coach, career: Path, tmp_path: Path) -> None:
    for words in (("assess", "--plain"), ("assess", "--plain", "--answers", "-"), ("assess", "--json")):
        answer = coach(*words)
        assert answer.status == 2
        told = answer.err + answer.out
        assert "nobody here to answer" in told
        assert "--answers FILE" in told
    assert not career.exists()
    answer = coach("assess")
    assert answer.status == 2
    assert "coach assess --plain" in answer.err
    missing = coach("assess", "--answers", str(tmp_path / "nothing.txt"))
    assert missing.status == 3
    assert coach("assess", "--answers", str(tmp_path)).status == 3


def test_a_dumb_terminal_is_told_of_the_plain_way(career: Path) -> None:
    with Plain("assess", term="dumb") as plain:
        assert plain.wait() == 2
        assert "coach assess --plain" in plain.text
    with Plain("--no-input", "assess", "--plain") as plain:
        assert plain.wait() == 2
        assert "--no-input" in plain.text


def test_the_plain_way_loads_nothing_of_the_screen(career: Path, tmp_path: Path) -> None:
    code = (
        "import sys, io\n"
        "from coach.cli.__main__ import run\n"
        f"status = run(['assess', '--answers', {str(tmp_path / 'a')!r}])\n"
        "assert status == 0, status\n"
        "assert not any(name.split('.')[0] == 'textual' for name in sys.modules)\n"
    )
    (tmp_path / "a").write_text(answers())
    import subprocess

    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_line_of_a_megabyte_is_cut_and_the_next_is_read(coach: Coach, career: Path) -> None:
    coach("assess", "--plain", stdin="nurse\ns\n4 " + "very " * 250_000 + "long\n9 medication rounds\nq\n")
    profile = open_own(career).profile
    assert profile is not None
    assert [task.hours for task in profile.tasks] == [4, 9]
    assert len(profile.tasks[0].text) <= 200


def test_a_folder_that_cannot_be_saved_to_says_so(coach: Coach, own_week: Path) -> None:
    profile = own_week / "profile.toml"
    profile.write_text("schema = 99\n" + profile.read_text().split("\n", 1)[1])
    answer = coach("assess", "--plain", stdin="1\n")
    assert answer.status in (3, 4)
    assert "newer" in answer.err
