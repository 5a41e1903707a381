"""The Week screen's parts, the room they share and what its keys do; the ways into the week beside typing it."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.model.profile import Profile, Task
from coach.session.weeks import starting
from coach.tui.actions import key_of
from coach.tui.screens.place import Place
from coach.tui.widgets.entryrow import EntryRow
from coach.tui.widgets.field import Field
from coach.tui.widgets.offers import Offers
from coach.tui.widgets.rows import Rows

SETTLED_IN = 4  # tasks after which nobody is told any more how to find their occupation

NEED_TITLE = "First: what do you do? A word or two is enough."


def newcomer() -> str:
    """What somebody new may do beside typing."""
    return (
        f"{key_of('week.start-typing')} starts from a role and its usual tasks. Rather the plan than any figure? "
        f"{key_of('app.figures')} hides every figure, {key_of('app.plan')} shows your plan."
    )


class LeftHalf(Vertical):
    """The title, the tasks, the entry row; says when the room for them changed."""

    def on_resize(self) -> None:
        screen = self.screen
        if isinstance(screen, WaysIn):
            screen.fit()


class WaysIn(Place):
    """The Week screen but for what is typed: its parts, their room, what its keys do, what opens over it."""

    def __init__(self) -> None:
        super().__init__()
        self.hinted = ""

    @property
    def title_field(self) -> Field:
        """Where one's title is typed."""
        return self.query_one("#title", Field)

    @property
    def entry(self) -> EntryRow:
        """Where a task is typed."""
        return self.query_one(EntryRow)

    def tell(self, name: str, words: Content) -> None:
        """Put words in one of the parts, which takes no room without any."""
        static = self.query_one(name, Static)
        static.update(words)
        static.display = bool(words.plain)

    def hint(self, words: str) -> None:
        """A line or two under the entry row; empty takes it away."""
        self.hinted = words
        self.tell("#hint", Content(words))
        self.fit()

    def need_title(self) -> None:
        """Ask what the person does."""
        self.hint(NEED_TITLE)
        self.set_focus(self.title_field)

    def fit(self) -> None:
        """Give the list of tasks the rows that are left, so that the entry row stays in view under it."""
        others = 4  # the title, an empty row, the head, the entry row
        others += sum(len(offers.offers) for offers in self.query(Offers))
        beside = [self.query_one(name) for name in ("#counted-as", "#hint")]
        others += sum(max(1, one.size.height) for one in beside if one.display)
        rows = self.query_one(Rows)
        rows.styles.max_height = max(3, self.query_one("#week-left").size.height - others)
        self.call_after_refresh(rows.scroll_to_highlight)  # what was added last is in view, whatever room is left

    def way_to(self, action: str) -> str:
        """The keys that lead to an action from what is in hand: out of a field first."""
        in_field = self.focused is not None and self.focused.has_class("field")
        return f"{key_of('week.out')}, then {key_of(action)}" if in_field else key_of(action)

    def counted_as(self, profile: Profile | None) -> Content:
        """The occupation the title counts as, or how to find it."""
        if profile is None:
            return Content("")
        code = profile.worker.occupation
        found = self.session.library.occupations.get(code) if code else None
        if found is not None:
            return Content.styled(f"counted as {found.title} {found.code}", "$quiet")
        if len(profile.tasks) >= SETTLED_IN:
            return Content("")
        way = "↓" if self.title_field.has_focus else f"{self.way_to('week.title')}, then ↓"
        return Content.styled(f"not matched yet: {way} picks one, and its usual tasks are offered", "$quiet")

    def works(self, action: str) -> bool | str:
        """What the keys do with what is in hand: the title, a task to add, one that is changed, or the list."""
        profile = self.session.profile if self.desk.is_open else None
        some = profile is not None and bool(profile.tasks)
        entry, in_title = self.entry, self.title_field.has_focus
        if action == "week.enter":
            return "that is me" if in_title else "save" if entry.editing else "add"
        if action == "week.out":
            return "leave it as it was" if entry.editing and not in_title else True
        if action == "week.pick":
            return bool(self.query_one("#occupations" if in_title else "#suggestions", Offers).offers)
        if action in ("week.start-typing", "week.file-typing"):
            return entry.editing is None
        if action in ("week.edit", "week.remove"):
            return self.here() is not None
        return some if action in ("week.questions", "week.plan") else True

    def here(self) -> Task | None:
        """The task under the cursor."""
        here, profile = self.query_one(Rows).here, self.session.profile
        return profile.task(here) if here is not None and profile is not None else None

    def action_about(self) -> None:
        """Situation, aim, rules and hours."""
        from coach.tui.sheets.about import About

        if self.session.profile is None:
            self.need_title()
        else:
            self.app.push_screen(About(self.session.profile))

    async def action_start_from(self) -> None:
        """Start from a week as people in one's role often have it."""
        from coach.tui.sheets.starting import Starting

        self.app.push_screen(Starting(await self.desk.do(starting.starts)))

    def action_read_file(self) -> None:
        """Read a table or a calendar into the week."""
        from coach.tui.sheets.importing import Importing

        if self.session.profile is None:
            self.need_title()
        else:
            self.app.push_screen(Importing())
