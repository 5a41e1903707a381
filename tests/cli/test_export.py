"""`coach export` and `coach import` as somebody uses them: files, words on stderr, nothing overwritten or lost."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from bench.decade import write_history
from coach.reports.formats.tables import guarded, unguarded
from coach.session.exports.exporting import FITTING, WHATS
from coach.session.opening import open_own, samples
from tests.reports.planted import CHECKINS, LEDGER, PROFILE, first_to_share, write_planted


def everything(coach: Any, *home: str) -> bytes:
    answer = coach(*home, "export")
    assert answer.status == 0, answer.err
    return answer.out.encode()


def as_folder(folder: Path, profile: bytes) -> Path:
    folder.mkdir(mode=0o700)
    (folder / "profile.toml").write_bytes(profile)
    return folder


@pytest.mark.parametrize("name", samples())
def test_out_and_back_again_is_the_same_for_a_sample(coach: Any, tmp_path: Path, name: str) -> None:
    profile = Path(__file__).resolve().parent.parent.parent / "profiles" / f"{name}.toml"
    first = as_folder(tmp_path / "first", profile.read_bytes())
    assert coach("--home", str(first), "plan").status == 0
    assert coach("--home", str(first), "win", "a result", "--public").status == 0
    written = tmp_path / "backup.json"
    assert coach("--home", str(first), "export", "-o", str(written)).status == 0
    second = tmp_path / "second"
    assert coach("--home", str(second), "import", str(written)).status == 0
    again = tmp_path / "again.json"
    assert coach("--home", str(second), "export", "-o", str(again)).status == 0
    assert written.read_bytes() == again.read_bytes()
    assert coach("--home", str(first), "plan", "--json").json == coach("--home", str(second), "plan", "--json").json
    of_the_path = coach("export", name, "-o", str(tmp_path / "path.json"))
    assert of_the_path.status == 0
    third = tmp_path / "third"
    assert coach("--home", str(third), "import", str(tmp_path / "path.json")).status == 0
    told = json.loads(coach("--home", str(third), "export").out)
    assert told["profile"] == json.loads((tmp_path / "path.json").read_text())["profile"]


@pytest.mark.slow
def test_out_and_back_again_is_the_same_after_ten_years(coach: Any, tmp_path: Path) -> None:
    first = write_history(tmp_path / "first")
    before = everything(coach, "--home", str(first))
    assert len(json.loads(before)["impacts"]) == 2000
    written = tmp_path / "backup.json"
    written.write_bytes(before)
    second = tmp_path / "second"
    assert coach("--home", str(second), "import", str(written)).status == 0
    assert everything(coach, "--home", str(second)) == before
    assert coach("--home", str(second), "doctor").status == 0


def test_out_and_back_again_keeps_what_coach_does_not_know(coach: Any, tmp_path: Path) -> None:
    first = write_planted(
        tmp_path / "first",
        PROFILE.replace("[worker]", "[worker]\nshoe_size = 43\nsince = 2019-04-01")
        + '\n[mine]\nnote = "keep, \\u00e9"\n',
    )
    (first / "ledger" / "2026.toml").write_text(
        'mark = "mine"\n' + LEDGER.replace('kind = "cash"', 'kind = "cash"\nx = 1')
    )
    (first / "ledger" / "2025.toml").write_text('[[entries]]\ntext = "in the wrong year"\ndate = 2024-05-05\n')
    (first / "settings.toml").write_text('theme = "coach-light"\n[keys]\n"app.help" = "h"\n')
    (first / "content" / "moves").mkdir(parents=True)
    (first / "content" / "moves" / "mine.toml").write_text("# my own\n")
    before = everything(coach, "--home", str(first))
    assert b"shoe_size" in before
    written = tmp_path / "backup.json"
    written.write_bytes(before)
    second = tmp_path / "second"
    taken = coach("--home", str(second), "import", str(written))
    assert taken.status == 0, taken.err
    assert everything(coach, "--home", str(second)) == before
    assert (second / "content" / "moves" / "mine.toml").read_text() == "# my own\n"
    assert "runway_months = 5" in (second / "checkins" / "2026.toml").read_text(), CHECKINS
    assert (second / "profile.toml").stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten_unasked_and_replacing_is_undone(coach: Any, own_week: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.json"
    assert coach("export", "support-specialist", "-o", str(backup)).status == 0
    before = everything(coach)
    refused = coach("import", str(backup))
    assert refused.status == 2
    assert "--replace" in refused.err
    assert everything(coach) == before
    assert coach("import", str(backup), "--replace").status == 0
    assert coach("export").json["profile"]["worker"]["title"] == "Customer support specialist"
    assert coach("undo").status == 0
    assert everything(coach) == before


def test_taking_in_what_is_there_already_changes_nothing(coach: Any, own_week: Path, tmp_path: Path) -> None:
    coach("plan")
    backup = tmp_path / "backup.json"
    coach("export", "-o", str(backup))
    again = coach("import", str(backup))
    assert again.status == 0
    assert "already" in again.err
    assert again.out == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "neither an export"),
        ("hello", "neither an export"),
        ("{", "not valid JSON"),
        ("{}", "no profile"),
        ("[" * 5000, "neither"),
        ('{"profile": ' + "[" * 200_000, "nested too deep"),
        ('{"schema": 99, "profile": {}}', "newer"),
        ('{"profile": {"worker": {"title": ""}}}', "title is empty"),
        ('{"profile": {"worker": {"title": "x"}, "tasks": [{"text": "y", "hours": 999}]}}', "hours must be"),
        ('{"profile": {"worker": {"title": "x"}}, "impacts": [{"text": "y"}]}', "date is not a day"),
        ('{"profile": {"worker": {"title": "x"}}, "documents": {"../x.toml": {}}}', "no file of a career folder"),
        ('{"profile": {"worker": {"title": "x"}}, "documents": {"lock": {}}}', "no file of a career folder"),
        ('{"profile": {"worker": {"title": "x"}}, "content": {"../../x.toml": ""}}', "no file of one's own content"),
        ('{"profile": {"worker": {"title": "x"}}, "content": {"/etc/x.toml": ""}}', "no file of one's own content"),
        ('{"profile": {"worker": {"title": "x"}}, "content": {"a/..\\\\b.toml": ""}}', "no file of one's own content"),
    ],
    ids=range(15),
)
def test_what_is_no_backup_is_refused_and_nothing_is_made(
    coach: Any, career: Path, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "it.json"
    path.write_text(text)
    answer = coach("import", str(path))
    assert answer.status == 3
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not career.exists()


def test_import_reads_stdin_and_names_a_missing_file(coach: Any, career: Path) -> None:
    backup = coach("export", "support-specialist").out
    assert coach("import", "-", stdin=backup).status == 0
    assert (career / "profile.toml").exists()
    missing = coach("import", "nowhere.json")
    assert missing.status == 3
    assert "nowhere.json" in missing.err
    assert coach("import", "-", stdin=b"\xff\xfe\x00").status == 3


@pytest.mark.parametrize("what", WHATS)
def test_every_report_goes_to_stdout_and_what_was_left_out_to_stderr(coach: Any, what: str) -> None:
    for form in FITTING[what]:
        answer = coach("export", "support-specialist", "--what", what, "--format", form)
        assert answer.status == 0, answer.err
        assert answer.out.strip()
        assert "Left out" not in answer.out or what == "context"
    assert coach("export", "support-specialist", "--what", what).out


def test_a_report_in_a_file_only_its_owner_reads(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    answer = coach("export", "support-specialist", "--what", "report", "--format", "html", "-o", str(path))
    assert answer.status == 0
    assert answer.out == ""
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Left out: " in answer.err
    assert "--with exposure" in answer.err
    assert coach("export", "support-specialist", "--format", "html", "-o", str(tmp_path / "no" / "x")).status == 4


@pytest.mark.parametrize("where", [".", "~nosuch/report.html", "a" * 300, "no/such/folder/x"])
def test_a_place_that_cannot_be_written_to_is_told(coach: Any, tmp_path: Path, where: str) -> None:
    answer = coach("export", "support-specialist", "--format", "html", "-o", where, cwd=tmp_path)
    assert answer.status == 4
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_written_to_and_never_replaced(coach: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        answer = coach("export", "support-specialist", "--what", "brief", "-o", str(pipe))
        assert answer.status == 0, answer
        assert os.read(reader, 1 << 16).decode().strip()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_profile_with_days_in_it_is_exported_from_its_path_too(coach: Any, own_week: Path) -> None:
    assert coach("job", "dispatcher", "--second", "--on", "2026-09-01").status == 0
    own, path = coach("export"), coach("export", str(own_week))
    assert "2026-09-01" in own.out
    assert path.status == 0, path.err
    assert path.json["profile"] == own.json["profile"]


def test_a_combination_there_is_not_says_which_there_are(coach: Any) -> None:
    answer = coach("export", "support-specialist", "--what", "brief", "--format", "ics")
    assert answer.status == 2
    assert "md, html" in answer.err
    for words in (["--what", "nonsense"], ["--since", "yesterday"], ["--with", "nonsense"], ["--alarm", "-1"],
                  ["--what", "review", "--since", "2026-05-01", "--until", "2026-04-01"],
                  ["--what", "handover", "--workflow", "nonsense"]):  # fmt: skip
        answer = coach("export", "support-specialist", *words)
        assert answer.status == 2, words
        assert "Traceback" not in answer.err


def test_the_period_is_the_one_asked_for(coach: Any, career: Path) -> None:
    write_planted(career)
    whole = coach("export", "--what", "review").out
    autumn = coach("export", "--what", "review", "--since", "2026-10-01", "--until", "2026-10-10").out
    assert "Fewer claims come back" in whole
    assert "Fewer claims come back" not in autumn
    assert "contractor line" in autumn
    assert "1 October 2026 to 10 October 2026" in autumn


def test_a_context_pack_only_where_the_rules_allow_it(coach: Any, career: Path) -> None:
    for rules, status, said in (
        ('ai_rules = "none"', 2, "not allowed"),
        ("", 2, "ask for it in writing"),
        ('ai_rules = "approved"', 0, ""),
        ('ai_rules = "open"', 0, ""),
    ):
        write_planted(career, PROFILE.replace('ai_rules = "approved"', rules))
        first = first_to_share(open_own(career))
        answer = coach("export", "--what", "context", "--milestone", first)
        assert answer.status == status, answer.err
        assert said in answer.err
        assert bool(answer.out) == (status == 0)
    step = coach("plan", "--json").json
    title = next(one["title"] for move in step["moves"] for one in move["milestones"] if one["id"] == first)
    pack = coach("export", "--what", "context", "--milestone", first).out
    assert title in pack
    assert "Left out on purpose" in pack
    assert coach("export", "--what", "context", "--milestone", "999").status == 2


HOSTILE_CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "'quoted",
    "''",
    "＝1",
    'plain, "quoted"',
    "two\nlines",
    "5",
    "",
]


@pytest.mark.parametrize("cell", HOSTILE_CELLS)
def test_a_cell_is_no_formula_and_comes_back(cell: str) -> None:
    held = guarded(cell)
    assert not held.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert unguarded(held) == cell


def test_a_ledger_goes_to_a_spreadsheet_and_comes_back(coach: Any, career: Path, tmp_path: Path) -> None:
    write_planted(career)
    coach("win", '=HYPERLINK(1) and @more, in "quotes"', "--public")
    sheet = tmp_path / "ledger.csv"
    answer = coach("export", "--what", "review", "--format", "csv", "--with", "all", "-o", str(sheet))
    assert answer.status == 0
    for row in csv.reader(io.StringIO(sheet.read_text())):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    before = coach("export").json["impacts"]
    other = tmp_path / "other"
    assert coach("--home", str(other), "win", "one of mine").status == 0
    taken = coach("--home", str(other), "import", str(sheet))
    assert taken.status == 0, taken.err
    assert "6 results added" in taken.err
    back = {one["id"]: one for one in json.loads(_with_profile(coach, other))["impacts"]}
    for entry in before:
        kept = {key: value for key, value in back[entry["id"]].items() if value not in (False, "once", "unsorted")}
        assert kept == {key: value for key, value in entry.items() if value not in (False, "once", "unsorted")}
    again = coach("--home", str(other), "import", str(sheet))
    assert "0 results added" in again.err
    assert "6 were there already" in again.err


def _with_profile(coach: Any, folder: Path) -> str:
    (folder / "profile.toml").write_text('[worker]\ntitle = "x"\n')
    return str(coach("--home", str(folder), "export").out)


def test_tasks_go_to_a_spreadsheet_and_are_read_again(coach: Any) -> None:
    from coach.session.weeks.reading import tasks_from_csv

    text = coach("export", "support-specialist", "--format", "csv").out
    week = coach("measure", "support-specialist", "--json").json["tasks"]
    assert tasks_from_csv(text) == tuple((task["text"], task["hours"]) for task in week)
    figures = coach("export", "support-specialist", "--format", "csv", "--with", "exposure").out
    rows = list(csv.DictReader(io.StringIO(figures)))
    assert [float(row["exposure"]) for row in rows] == pytest.approx([one["exposure"]["value"] for one in week])
    assert "exposure" not in text


def test_a_calendar_keeps_its_line_ends_on_stdout(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    coach("export", "support-specialist", "--format", "ics", "-o", str(path))
    assert path.read_bytes() == coach("export", "support-specialist", "--format", "ics").out.encode()
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


def test_a_resume_holds_proven_public_results_and_nothing_else(coach: Any, career: Path) -> None:
    write_planted(career)
    told = coach("export", "--format", "resume").json
    assert told["work"][0]["position"] == "Claims handler"
    assert "at least 8,000 USD" in told["work"][0]["highlights"][0]
    assert len(told["work"][0]["highlights"]) == 3
    assert told["work"][1] == {"position": "Filing clerk", "startDate": "2019-01-01", "endDate": "2021-02-03"}
    for words in ((), ("--with", "all")):
        assert "Grimthorpe" not in json.dumps(coach("export", "--format", "resume", *words).json)


@pytest.mark.parametrize("words", [("--format", "json"), ("--what", "report", "--format", "json"), ()])
def test_the_private_backup_says_what_it_is(coach: Any, own_week: Path, words: tuple[str, ...]) -> None:
    """It alone leaves nothing out, whatever it is called by: that is said, with what it holds."""
    assert coach("win", "a result of mine").status == 0
    answer = coach("export", *words)
    assert answer.status == 0
    assert answer.json["impacts"][0]["text"] == "a result of mine"
    assert "private backup, and nothing is left out" in answer.err
    assert "1 result" in answer.err
    assert "private" in coach("export", "--help").out
