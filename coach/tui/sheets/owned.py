"""Ways of working, assets and skills: one sheet each, and the small forms that add one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.profile import Asset, Task
from coach.session import safe
from coach.session.opening import Session
from coach.session.results import assets, skills, trials, workflows
from coach.session.results.skills import Rated
from coach.session.results.trials import Flow
from coach.session.searching import folded
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.entrywords import choices
from coach.tui.drawing.ledgerwords import asset_words, flow_words
from coach.tui.sheets.fields import Ask, FieldsSheet
from coach.tui.sheets.form import Form, Part
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import UNKNOWN, full_day

WHOLE = "Write a whole number: 0, 1, 2 …"


class WaySheet(FieldsSheet):
    """A way of working: its words, its guardrail, who uses it, its tool, its trial."""

    scope = "way"
    BINDINGS: ClassVar[list[BindingType]] = bindings("way")

    def __init__(self, name: str) -> None:
        super().__init__("A way of working")
        self.name_of = name
        self.flow: Flow | None = None
        self.kept_as = f"way {self.name_of}"

    def asks(self) -> tuple[Ask, ...]:
        flow = self.flow
        again = Ask("again", "looked at again", turns=True)
        return (
            Ask("title", "what you do", "draft from the macro, check, send"),
            Ask("guardrail", "guardrail", "how it is checked before it leaves you: two of ten read in full"),
            Ask("taught", "taught to", "how many use it because you showed them"),
            Ask(
                "tool", "tool", "where it changed: its name now, in your words; what was timed before no longer speaks"
            ),
            *((again,) if flow is not None and flow.workflow.recheck_on is not None else ()),
        )

    def here(self) -> bool:
        flows = trials.workflows(self.coach.desk.session)
        self.flow = next((flow for flow in flows if flow.workflow.id == self.name_of), None)
        return self.flow is not None

    def value(self, ask: Ask) -> str:
        assert self.flow is not None
        one = self.flow.workflow
        values = {"title": one.title, "guardrail": one.guardrail, "taught": str(one.taught_to), "tool": one.tool}
        return values.get(ask.name) or ""

    def shown(self, ask: Ask) -> str:
        assert self.flow is not None
        one = self.flow.workflow
        if ask.name == "tool":
            return one.tool or ("AI, not named" if one.needs_ai else "none")
        if ask.name == "again":
            return f"due {full_day(one.recheck_on)}: enter says it still holds" if one.recheck_on else UNKNOWN
        return self.value(ask) or UNKNOWN

    def words(self) -> Content:
        assert self.flow is not None
        task = self.flow.task_text
        about = Content.assemble(("ABOUT   ", "bold $quiet"), safe(task), "\n\n") if task else Content("")
        return Content.assemble(about, flow_words(self.flow))

    async def take(self, ask: Ask, typed: str | None) -> bool:
        name = self.name_of
        if ask.name == "title":
            return await self.save("", workflows.rename, name, typed or "")
        if ask.name == "guardrail":
            return await self.save("", workflows.guard, name, typed or "")
        if ask.name == "tool":
            return await self.save(
                f"Noted; the trial starts afresh. {key_of('app.undo')} takes it back.", trials.tool_changed, name, typed
            )
        if ask.name == "again":
            return await self.save("It still holds.", workflows.looked_again, name)
        if typed is not None and not typed.isdecimal():
            self.coach.say(WHOLE)
            return False
        return await self.save("", workflows.teach, name, int(typed or 0))

    def action_time(self) -> None:
        """Toss and time the next item."""
        from coach.tui.screens.ledger import Ledger

        self.dismiss(None)
        place = self.coach.place
        if isinstance(place, Ledger):
            place.query_one(Rows).go_to(f"way/{self.name_of}")
            place.run_worker(place.action_trial())

    def action_record(self) -> None:
        """Add a pair that was timed by other means."""
        from coach.tui.sheets.timing import Record

        self.app.push_screen(Record(self.name_of), lambda _done: self.draw())


class AddWay(Form):
    """A new way of working."""

    kept_as = "a way of working"

    def __init__(self) -> None:
        super().__init__(
            "A way of working",
            (
                Part("title", "What do you do, in a line?", "draft from the macro, check, send", most=120),
                Part("task", "For which task? A word of it, or nothing.", "tickets"),
                Part("tool", "With AI? Name the kind of tool, or nothing.", "the approved assistant"),
            ),
            "With AI or without: what counts is that it is checked, that it is timed fairly, and that others use it.",
        )

    async def take(self, said: dict[str, str]) -> bool:
        """Add it."""
        if not said["title"]:
            return self.amiss("title", "A way of working needs words.")
        task = _task_like(self.coach.desk.session, said["task"])
        if said["task"] and task is None:
            return self.amiss("task", "No task of your week has this word; a word of it will do, or nothing.")
        return await self.save(
            f"Added. {key_of('ledger.trial')} tosses a coin and times it.",
            workflows.add_workflow,
            said["title"],
            task_id=task.id if task is not None else None,
            needs_ai=bool(said["tool"]),
            tool=said["tool"] or None,
        )


def _task_like(session: Session, typed: str) -> Task | None:
    wanted = folded(typed)
    every = session.profile.tasks if session.profile is not None else ()
    return next((task for task in every if wanted and wanted in folded(task.text)), None)


class AssetSheet(FieldsSheet):
    """What stops without one."""

    scope = "owned"
    BINDINGS: ClassVar[list[BindingType]] = bindings("owned")
    ASKS = (
        Ask("title", "what it is", "the price list of 400 parts"),
        Ask("kind", "kind", turns=True),
        Ask("groups", "groups that rely", "how many groups of people would wait: 1, 2, 3 …"),
        Ask("owner", "named as yours", turns=True),
    )

    def __init__(self, name: str) -> None:
        super().__init__("What stops without you")
        self.name_of = name
        self.asset: Asset | None = None
        self.kept_as = f"asset {self.name_of}"

    def asks(self) -> tuple[Ask, ...]:
        return self.ASKS

    def here(self) -> bool:
        profile = self.coach.desk.session.profile
        every = profile.assets if profile is not None else ()
        self.asset = next((one for one in every if one.id == self.name_of), None)
        return self.asset is not None

    def value(self, ask: Ask) -> str:
        assert self.asset is not None
        return str(self.asset.groups) if ask.name == "groups" else self.asset.title

    def shown(self, ask: Ask) -> str:
        assert self.asset is not None
        if ask.name == "kind":
            return choices(self.asset.kind, {kind: kind for kind in assets.ASSET_KINDS})
        if ask.name == "owner":
            return "yes, it is written down somewhere" if self.asset.named_owner else "not yet"
        return self.value(ask)

    def words(self) -> Content:
        assert self.asset is not None
        return asset_words(self.asset)

    async def take(self, ask: Ask, typed: str | None) -> bool:
        asset = self.asset
        assert asset is not None
        if ask.name == "kind":
            kinds = assets.ASSET_KINDS
            after = kinds[(kinds.index(asset.kind) + 1) % len(kinds)] if asset.kind in kinds else kinds[0]
            return await self.save("", assets.change_asset, asset.id, kind=after)
        if ask.name == "owner":
            return await self.save("", assets.change_asset, asset.id, named_owner=not asset.named_owner)
        if ask.name == "title":
            return await self.save("", assets.change_asset, asset.id, title=typed or "")
        if typed is None or not typed.isdecimal():
            self.coach.say(WHOLE)
            return False
        return await self.save("", assets.change_asset, asset.id, groups=int(typed))


class AddAsset(Form):
    """Something that stops without one."""

    kept_as = "what stops"

    def __init__(self) -> None:
        super().__init__(
            "What stops without you",
            (
                Part("title", "What is it?", "the price list of 400 parts", most=160),
                Part("groups", "How many groups of people would wait for it? Empty: one.", "2", most=8),
            ),
            "A data set, a relationship, a process across teams, knowledge nobody else has written down.",
        )

    async def take(self, said: dict[str, str]) -> bool:
        """Add it."""
        if not said["title"]:
            return self.amiss("title", "It needs words: what stops without you?")
        if said["groups"] and not said["groups"].isdecimal():
            return self.amiss("groups", WHOLE)
        return await self.save(
            "Added. enter says more about it.", assets.add_asset, said["title"], groups=int(said["groups"] or 1)
        )


class SkillSheet(Sheet[None]):
    """A skill's levels, each with its behaviour and an example from one's trade; enter says which one shows."""

    scope = "skill"
    BINDINGS: ClassVar[list[BindingType]] = bindings("skill")
    DEFAULT_CSS = """
    SkillSheet Rows { height: auto; margin-top: 1; }
    SkillSheet #skill-more { margin-top: 1; }
    """

    def __init__(self, rated: Rated) -> None:
        super().__init__("A skill")
        self.rated = rated

    def inside(self) -> ComposeResult:
        skill = self.rated.skill
        head = Content.assemble((safe(skill.name), "bold"), "\n", safe(skill.why))
        yield Static(Content.assemble(head, ("\nWhich of these can somebody see you do?", "$quiet")), markup=False)
        yield Rows(id="skill-rows")
        shows = "\n".join(f"• {safe(one)}" for one in skill.evidence)
        yield Static(Content.styled(f"What shows it:\n{shows}" if shows else "", "$quiet"), id="skill-more")

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        family = self.rated.family
        rows.show_rows([_level(self.rated, at, family) for at in range(len(self.rated.skill.levels))])
        rows.go_to(str(self.rated.level or 0))
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.run_worker(self._save(int(event.option_id or 0)), group="save")

    async def _save(self, level: int) -> None:
        if await self.save(
            f"Saved as claimed. {key_of('app.undo')} takes it back.", skills.raise_skill, self.rated.skill.id, level
        ):
            self.dismiss(None)


def _level(rated: Rated, at: int, family: str | None) -> Row:
    level = rated.skill.levels[at]
    mark = "●" if rated.level == level.level else "○"
    example = next((words for name, words in level.examples.items() if name == family), "")

    def draw(width: int) -> Content:
        first = Content.assemble((f" {level.level} ", "bold $accent"), (f"{mark} ", "$quiet"))
        line = told(level.behaviour, "", width, first=first)
        if not example:
            return line
        below = told(f"for example: {example}", "", width, first=Content("     "), look="$quiet")
        return Content.assemble(line, "\n", below)

    return Row(str(level.level), draw)
