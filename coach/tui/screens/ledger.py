"""Ledger: results of three kinds, ways of working and their trials, what stops without one, skills, who can vouch."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.ledger import Amount, Entry, EntryKind
from coach.session import Failure, safe
from coach.session.months import erasing
from coach.session.results import assets, ledger, skills, trials, workflows
from coach.session.results.skills import Rated
from coach.session.results.trials import Flow
from coach.session.searching import Found
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.entrywords import SHORT_KINDS, entry_words
from coach.tui.drawing.ledgerrows import (
    MOST_ENTRIES,
    asset_rows,
    entry_rows,
    skill_rows,
    vouch_rows,
    way_rows,
)
from coach.tui.drawing.ledgerwords import ROW_WORDS, asset_words, flow_words, skill_words
from coach.tui.screens.place import Place
from coach.tui.sheets.form import Form
from coach.tui.widgets.rows import Row, Rows
from coach.tui.widgets.side import Side
from coach.tui.words import amount, count

KINDS: tuple[EntryKind, ...] = ("cash", "capacity", "quality")
NOTHING_YET = "No result logged yet: {log} logs one in a line. What somebody could confirm counts, however small."
KIND_OF = {"result": "result", "workflow": "way", "asset": "asset", "skill": "skill"}


class Ledger(Place):
    """The three kinds and their totals, then every entry, newest first; then what stands behind them."""

    scope = "ledger"
    ABOUT = """
Results that someone could confirm, in three kinds that are never added together: cash, where a budget line moved;
capacity, hours freed and what they are used for; quality, service or safety.

Each kind comes to at least so much, likely so much, this year: after what checking and fixing cost, by your own share,
and never stretched beyond what was measured without saying so. An entry without a figure is worth keeping too.

enter opens an entry: what is known, what a reviewer would still ask for, and the sentence as it reads by now.

Below the results: ways of working with their trials (a coin says which way the next item is done, a stopwatch counts
checking and repair, and from six pairs on the trial speaks), what stops without you, skills level by level, and who can
vouch for you.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("ledger")
    CSS_PATH = "ledger.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.shown = MOST_ENTRIES
        self.flows: tuple[Flow, ...] = ()
        self.rated: tuple[Rated, ...] = ()
        self.timing = False
        self._known: frozenset[str] | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="ledger-top", markup=False)
            with Horizontal(id="ledger-halves"):
                yield Rows(id="ledger-rows")
                yield Side(id="ledger-side")

    async def show(self) -> None:
        worth = await self.desk.do(ledger.this_year)
        entries = sorted(self.session.entries, key=lambda entry: entry.date, reverse=True)
        year = self.session.today.year
        this_year = sum(entry.date.year == year for entry in entries)
        self.query_one("#ledger-top", Static).update(_top(worth, year, this_year) if entries else _nothing_yet())
        rows = self.query_one(Rows)
        results = entry_rows(entries, self.shown, year)
        behind = await self._behind()
        rows.show_rows([*results, *(behind if results else behind[1:])])
        self._go_to_new(rows)
        if self.focused is None and rows.option_count:
            rows.focus()
        self._show_about()

    def _go_to_new(self, rows: Rows) -> None:
        """Put the cursor on what was just added, so that what is said of it next can be done at once."""
        profile = self.session.profile
        flows, owned = (profile.workflows, profile.assets) if profile is not None else ((), ())
        there = frozenset(
            [f"result/{one.id}" for one in self.session.entries]
            + [f"way/{one.id}" for one in flows]
            + [f"asset/{one.id}" for one in owned]
        )
        new = there - self._known if self._known is not None else frozenset()
        self._known = there
        if len(new) == 1:
            rows.go_to(next(iter(new)))

    async def _behind(self) -> list[Row]:
        """What stands behind the results; nothing before there is a week."""
        profile = self.session.profile
        if profile is None:
            return []
        self.flows = await self.desk.do(trials.workflows)
        self.timing = await self.desk.do(trials.running) is not None
        self.rated = await self.desk.do(skills.skills)
        names = await self.desk.do(ledger.who_can_vouch)
        return [
            *way_rows(self.flows),
            *asset_rows(profile.assets),
            *vouch_rows(names),
            *skill_rows(self.rated),
        ]

    # --- what is in hand

    def _here(self) -> tuple[str, str]:
        kind, _, name = (self.query_one(Rows).here or "").partition("/")
        return kind, name

    def _entry(self) -> Entry | None:
        kind, name = self._here()
        return next((entry for entry in self.session.entries if kind == "result" and entry.id == name), None)

    def _flow(self) -> Flow | None:
        kind, name = self._here()
        return next((flow for flow in self.flows if kind == "way" and flow.workflow.id == name), None)

    def _skill(self) -> Rated | None:
        kind, name = self._here()
        return next((one for one in self.rated if kind == "skill" and one.skill.id == name), None)

    def reach(self, found: Found) -> bool:
        rows = self.query_one(Rows)
        rows.focus()
        row = f"{KIND_OF.get(found.kind, '')}/{found.id}"
        if not rows.go_to(row) and found.kind == "result":
            self.shown = len(self.session.entries)
            self.run_worker(self._show_all_at(row), group="show")
        return True

    async def _show_all_at(self, row: str) -> None:
        await self.show()
        self.query_one(Rows).go_to(row)

    def _show_about(self) -> None:
        words = Content("")
        entry, flow, rated = self._entry(), self._flow(), self._skill()
        kind, name = self._here()
        if entry is not None:
            words = entry_words(ledger.as_read(entry), ledger.worth_of(entry))
        elif flow is not None:
            words = flow_words(flow)
        elif rated is not None:
            words = skill_words(rated)
        elif kind == "asset" and self.session.profile is not None:
            found = next((one for one in self.session.profile.assets if one.id == name), None)
            words = asset_words(found) if found is not None else words
        elif kind in ROW_WORDS:
            words = Content(ROW_WORDS[kind])
        self.query_one(Side).show(words)

    def row_in_hand(self, rows: Rows) -> None:
        self._show_about()
        super().row_in_hand(rows)

    async def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        from coach.tui.sheets.entry import EntrySheet
        from coach.tui.sheets.owned import AssetSheet, SkillSheet, WaySheet

        kind, name = self._here()
        if kind == "result":
            self.app.push_screen(EntrySheet(name))
        elif kind == "way":
            self.app.push_screen(WaySheet(name))
        elif kind == "asset":
            self.app.push_screen(AssetSheet(name))
        elif kind == "skill":
            rated = self._skill()
            if rated is not None:
                self.app.push_screen(SkillSheet(rated))
        elif kind == "add-way":
            self.action_add_way()
        elif kind == "add-asset":
            self.action_add_asset()
        elif kind == "opinion":
            self.action_opinion()
        elif kind == "earlier":
            self.shown += 20 * MOST_ENTRIES
            await self.show()

    # --- what can be done

    def works(self, action: str) -> bool | str:
        kind, _name = self._here()
        match action:
            case "ledger.open":
                return bool(kind)
            case "ledger.trial":
                return self.timing or self._flow() is not None
            case "ledger.plan":
                return self.has_week
            case "ledger.remove":
                rated = self._skill()
                return kind in ("result", "way", "asset") or (rated is not None and rated.level is not None)
        return True

    def action_heading(self, by: int) -> None:
        """To the first row under the next heading, or the one before."""
        rows = self.query_one(Rows)
        options = rows.options
        firsts = [at for at, one in enumerate(options) if one.id and (at == 0 or options[at - 1].id is None)]
        here = rows.highlighted or 0
        ways = [at for at in firsts if at > here] if by > 0 else [at for at in reversed(firsts) if at < here]
        if ways:
            rows.highlighted = ways[0]

    def action_log(self) -> None:
        """Log a result."""
        from coach.tui.sheets.log import Log

        self.app.push_screen(Log())

    def action_add_way(self) -> None:
        """Add a way of working."""
        from coach.tui.sheets.owned import AddWay

        self._over_week(AddWay)

    def action_add_asset(self) -> None:
        """Add what stops without one."""
        from coach.tui.sheets.owned import AddAsset

        self._over_week(AddAsset)

    def _over_week(self, sheet: Callable[[], Form]) -> None:
        if self.session.profile is None:
            self.coach.say(f"Your week comes first: {key_of('go.week')}.")
        else:
            self.app.push_screen(sheet())

    async def action_trial(self) -> None:
        """Toss for the next item of the way under the cursor, and time it; or go on with the watch in hand."""
        from coach.tui.sheets.timing import Timing

        flow = self._flow()
        try:
            running = await self.desk.do(trials.running)
            if running is None and flow is None:
                self.coach.say(f"Go to a way of working first; {key_of('ledger.way')} adds one.")
                return
            name = running.workflow_id if running is not None else flow.workflow.id if flow is not None else ""
            toss = await self.desk.do(trials.toss, name)
        except Failure as failure:
            self.coach.say(failure.as_text())
            return
        title = next(one.workflow.title for one in self.flows if one.workflow.id == name)
        self.app.push_screen(Timing(title, toss, running))

    def action_opinion(self) -> None:
        """A second opinion: the page to send, and what came back."""
        from coach.tui.sheets.opinion import OpinionSheet

        self.app.push_screen(OpinionSheet())

    def action_remove(self) -> None:
        """Take what is under the cursor out."""
        kind, name = self._here()
        undo = key_of("app.undo")
        said = f"Taken out. {undo} brings it back."
        if kind == "result":
            self.run_worker(self.save(said, erasing.delete, "entry", name), group="save")
        elif kind == "way":
            self.run_worker(self.save(said, workflows.remove_workflow, name), group="save")
        elif kind == "asset":
            self.run_worker(self.save(said, assets.remove_asset, name), group="save")
        elif kind == "skill":
            self.run_worker(
                self.save(f"Left open again. {undo} takes that back.", skills.forget_skill, name), group="save"
            )


def _nothing_yet() -> Content:
    return Content(NOTHING_YET.format(log=key_of("ledger.log")))


def _top(worth: dict[EntryKind, dict[str, Amount]], year: int, many: int) -> Content:
    lines = [
        Content.assemble(
            (f"THIS YEAR, {year}", "bold $quiet"), (f"   {count(many, 'result')}; the kinds are never added", "$quiet")
        )
    ]
    for kind in KINDS:
        units = worth.get(kind, {})
        said = " · ".join(
            f"at least {amount(one.at_least, unit)}, likely {amount(one.likely, unit)}" for unit, one in units.items()
        )
        shown = (safe(said), "bold") if said else ("· no figure yet", "$quiet")
        lines.append(Content.assemble(f"{SHORT_KINDS[kind]:<10}", shown))
    notes = dict.fromkeys(note for units in worth.values() for one in units.values() for note in one.notes)
    lines += [Content.styled(safe(note), "$quiet") for note in list(notes)[:2]]
    return Content("\n").join(lines)
