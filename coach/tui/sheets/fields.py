"""A sheet that shows what is known of one thing as a list: enter on a line asks for it, or takes its next value."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.tui.drawing.bars import clip, told
from coach.tui.sheets.keeping import KeepingSheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows

MOST = 500
LABEL = 18


@dataclass(frozen=True, slots=True)
class Ask:
    """A line: its name, what it is called here, and what is asked for. `turns`: enter takes the next of its values, or
    does something, instead of asking."""

    name: str
    label: str
    hint: str = ""
    turns: bool = False


class FieldsSheet(KeepingSheet):
    """Subclasses give `asks`, `shown`, `value`, `words`, and take what is entered in `take`."""

    DEFAULT_CSS = """
    FieldsSheet Rows { height: auto; max-height: 18; margin-bottom: 1; }
    FieldsSheet Field { display: none; margin-bottom: 1; }
    FieldsSheet #entry-words { height: auto; }
    FieldsSheet.-middle Rows { max-height: 10; }
    FieldsSheet.-low Rows { max-height: 7; }
    """

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.asking: Ask | None = None

    def inside(self) -> ComposeResult:
        yield Rows(id="entry-rows")
        yield Field(id="entry-field", most=MOST)
        yield Static("", id="entry-words", markup=False)

    def on_mount(self) -> None:
        self.draw()
        self.query_one(Rows).focus()

    # --- what subclasses give

    def asks(self) -> tuple[Ask, ...]:
        """The lines."""
        raise NotImplementedError

    def here(self) -> bool:
        """Whether the thing is still there; reads it anew."""
        raise NotImplementedError

    def shown(self, ask: Ask) -> str:
        """What stands in a line."""
        raise NotImplementedError

    def value(self, ask: Ask) -> str:
        """What stands in the field when a line is asked for."""
        raise NotImplementedError

    def words(self) -> Content:
        """What is said under the lines."""
        raise NotImplementedError

    def live(self, _ask: Ask, _typed: str) -> Content | None:
        """What would be said with what is typed; None leaves it."""
        return None

    async def take(self, ask: Ask, typed: str | None) -> bool:
        """Save what was typed (None: nothing), or turn the line where it turns; False where that failed."""
        raise NotImplementedError

    # --- what is the same for all

    def draw(self) -> None:
        """Draw it anew; the sheet closes where the thing has gone."""
        if not self.here():
            self.dismiss(None)
            return
        self.query_one(Rows).show_rows([_row(ask, self.shown(ask)) for ask in self.asks()])
        self.tell(self.words())

    def tell(self, words: Content) -> None:
        """Put words under the lines."""
        self.query_one("#entry-words", Static).update(words)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        ask = next((one for one in self.asks() if one.name == event.option_id), None)
        if ask is None:
            return
        if ask.turns:
            self.run_worker(self._take(ask, None), group="save")
        else:
            self._ask(ask)

    def _ask(self, ask: Ask) -> None:
        self.asking = ask
        field = self.query_one(Field)
        field.display = True
        field.placeholder = ask.hint
        field.put(self.value(ask))
        self.set_focus(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what it would come to with what is typed."""
        words = self.live(self.asking, event.value) if self.asking is not None and event.value.strip() else None
        if words is not None:
            self.tell(words)

    def field_entered(self, _field: Field) -> None:
        """Enter: save what is typed; nothing typed makes it unknown again."""
        if self.asking is not None:
            self.run_worker(self._take(self.asking, self.query_one(Field).value.strip() or None), group="save")

    async def _take(self, ask: Ask, typed: str | None) -> None:
        if not await self.take(ask, typed):
            return
        self._back_to_list()
        self.draw()
        names = [one.name for one in self.asks()]
        if not ask.turns and ask.name in names[:-1]:
            self.query_one(Rows).go_to(names[names.index(ask.name) + 1])

    def keeps(self, ask: Ask) -> bool:
        """Whether what is typed for a line may be kept before it is entered."""
        return not ask.turns

    def typed(self) -> dict[str, str]:
        asking, field = self.asking, self.query_one(Field)
        return {asking.name: field.value} if asking is not None and self.keeps(asking) and field.touched else {}

    def put_back(self, typed: dict[str, str]) -> None:
        for ask in self.asks():
            if ask.name in typed and self.keeps(ask):
                self._ask(ask)
                self.query_one(Field).type_anew(typed[ask.name])

    def _back_to_list(self) -> None:
        self.entered()
        self.asking = None
        self.query_one(Field).display = False
        self.set_focus(self.query_one(Rows))

    def action_close(self) -> None:
        """Leave the field; then the sheet."""
        if self.asking is not None:
            self._back_to_list()
            self.draw()
        else:
            self.dismiss(None)


def _row(ask: Ask, shown: str) -> Row:
    label = clip(ask.label, LABEL).stylize("$quiet")
    return Row(ask.name, lambda width: told(shown, "", width, first=label))
