"""The rows of the Ledger: results, ways of working with their trials, assets, skills, who can vouch."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from coach.model.ledger import Entry, TrialResult
from coach.model.profile import Asset
from coach.session.results import ledger
from coach.session.results.skills import Rated
from coach.session.results.trials import Flow
from coach.tui.actions import key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.entrywords import SHORT_KINDS
from coach.tui.widgets.rows import Row, heading
from coach.tui.words import UNKNOWN, count, day, figures_shown, number

MOST_ENTRIES = 10  # shown at first; earlier ones a page at a time
VERDICTS = {"quicker": "quicker", "slower": "slower", "no_difference": "no difference"}


def entry_rows(entries: Sequence[Entry], shown: int, year: int) -> list[Row]:
    """The results, newest first, and a row for those before them."""
    rows = [_entry(entry, year) for entry in entries[:shown]]
    left = len(entries) - shown
    if left > 0:
        rows.append(
            _way("earlier", f"{count(left, 'earlier result')}: enter shows more, {key_of('app.search')} finds any")
        )
    return rows


def way_rows(flows: Sequence[Flow]) -> list[Row]:
    """Ways of working: what their trial says, what is still to do."""
    rows = _head(
        "WAYS OF WORKING", f"{key_of('ledger.trial')} tosses a coin and times the one under the cursor" if flows else ""
    )
    return [*rows, *map(_flow, flows), _way("add-way", "Add a way of working: check it, time it, teach it")]


def asset_rows(assets: Sequence[Asset]) -> list[Row]:
    """What stops without the worker."""
    rows = _head("WHAT STOPS WITHOUT YOU", "")
    return [*rows, *map(_asset, assets), _way("add-asset", "Add a data set, a relationship, a process, knowledge")]


def skill_rows(rated: Sequence[Rated]) -> list[Row]:
    """Skills with the level one claims."""
    return [*_head("SKILLS", "levels you show; enter tells them, with examples from your trade"), *map(_skill, rated)]


def vouch_rows(names: Sequence[str]) -> list[Row]:
    """Who can vouch, and the way to ask one more."""
    rows = _head("WHO CAN VOUCH", "")
    if names:
        rows.append(heading_of(", ".join(names)))
    return [*rows, _way("opinion", "Ask a colleague for a second opinion: one page, five questions")]


def heading_of(words: str) -> Row:
    """Words the cursor passes over, in full."""
    return Row(None, lambda width: told(words, "", width, first=Content("  ")))


def trial_note(result: TrialResult) -> str:
    """What a trial says, in a word or two."""
    if not result.speaks:
        return f"{count(result.pairs, 'pair')} of 6" if result.pairs else "not timed"
    return f"{VERDICTS[result.verdict]}, {number(round(result.ratio, 2))} × the time"


def _head(name: str, note: str) -> list[Row]:
    def draw(width: int) -> Content:
        line = Content.assemble((name, "bold $quiet"), (f"   {note}", "$quiet"))
        return line if line.cell_length <= width else Content.styled(name, "bold $quiet")

    return [heading(""), Row(None, draw)]


def _entry(entry: Entry, year: int) -> Row:
    def draw(width: int) -> Content:
        read = ledger.as_read(entry)
        lacks = f"{len(read.missing)} to add" if read.missing else "convinces"
        kind = SHORT_KINDS[read.counts_as]
        note = f"{kind:<10}  {lacks:>9}" if width >= 70 else kind
        when = day(entry.date) if entry.date.year == year else entry.date.isoformat()
        return told(entry.text, note, width, first=Content.styled(f"{when:<12}", "$quiet"))

    return Row(f"result/{entry.id}", draw)


def _flow(flow: Flow) -> Row:
    def draw(width: int) -> Content:
        one = flow.workflow
        marks = [
            "half a pair" if flow.half else "",
            "look again" if flow.recheck else "",
            "guarded" if one.guardrail else "no guardrail",
            f"taught to {one.taught_to}" if one.taught_to else "",
        ]
        note = trial_note(flow.result)
        line = told(one.title, note, width, first=Content("  "))
        said = " · ".join(mark for mark in marks if mark)
        return Content.assemble(line, "\n", told(said, "", width, first=Content("    "), look="$quiet"))

    return Row(f"way/{flow.workflow.id}", draw)


def _asset(asset: Asset) -> Row:
    owner = "named as yours" if asset.named_owner else "not written down"
    note = f"{asset.kind} · {count(asset.groups, 'group')} rely on it · {owner}"

    def draw(width: int) -> Content:
        if width >= 90:
            return told(asset.title, note, width, first=Content("  "))
        line = told(asset.title, "", width, first=Content("  "))
        return Content.assemble(line, "\n", told(note, "", width, first=Content("    "), look="$quiet"))

    return Row(f"asset/{asset.id}", draw)


def _skill(rated: Rated) -> Row:
    level = rated.level
    dots = ("●" * level + "○" * (4 - level) + "  claimed") if level is not None else f"{UNKNOWN:<4}         "
    note = Content.styled(dots, "$accent" if level else "$quiet") if figures_shown() else Content("")
    return Row(f"skill/{rated.skill.id}", lambda width: told(rated.skill.name, note, width, first=Content("  ")))


def _way(name: str, words: str) -> Row:
    return Row(name, lambda width: told(words, "", width, first=Content.styled("▸ ", "$accent")))
