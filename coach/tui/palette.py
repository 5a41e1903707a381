"""`ctrl+p`: every action by name, from the one list of actions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES
from coach.tui.theme import THEME_WORDS

if TYPE_CHECKING:
    from coach.tui.program import CoachApp


_NUMBERED = {action.call for action in ACTIONS if action.id.startswith("go.")}


class Actions(Provider):
    """Everything that can be done here, then everywhere, then at the other places (it goes there first)."""

    @property
    def coach(self) -> CoachApp:
        from coach.tui.program import CoachApp

        app = self.app
        assert isinstance(app, CoachApp)
        return app

    def _all(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        here = getattr(self.screen, "scope", "")
        names = dict(PLACES)
        known = {here: 0, EVERYWHERE: 1}
        seen: set[str] = set()
        for action in sorted(ACTIONS, key=lambda one: known.get(one.scope, 2)):
            reachable = action.scope in (here, *names, EVERYWHERE)
            if not action.call or not reachable or action.id in ("app.find", "app.quit-now"):
                continue
            going = action.call.startswith("app.go")
            if going and action.scope != EVERYWHERE and action.call in _NUMBERED:
                continue
            where = "" if going or action.scope in (here, EVERYWHERE) else f"{names[action.scope]}, "
            named = "" if going else f"{action.name}: "
            words = where + named + action.about[0].lower() + action.about[1:]
            words = words[0].upper() + words[1:]
            if words not in seen:
                seen.add(words)
                yield words, action.key, partial(self.coach.act, action)
        for theme, words in THEME_WORDS.items():
            yield f"Colours: {words}", "", partial(setattr, self.app, "theme", theme)

    async def discover(self) -> Hits:
        for words, key, run in self._all():
            yield DiscoveryHit(Content(words), run, text=words, help=key or None)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for words, key, run in self._all():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), run, text=words, help=key or None)
