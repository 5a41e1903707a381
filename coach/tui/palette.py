"""`ctrl+p`: every action by name, from the one list of actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES
from coach.tui.theme import THEME_WORDS

if TYPE_CHECKING:
    from coach.tui.program import CoachApp


_NUMBERED = {action.call for action in ACTIONS if action.id.startswith("go.")}


_WORD = re.compile(r"[^\W_]+")
AROUND = 8  # cells of the palette beside what it lists
KEYS = 8  # cells for a key at the end of a line


class Palette(CommandPalette):
    """Textual's palette, which fails at a page key while the window is too small to show one of its lines."""

    def _action_command_list(self, action: str) -> None:
        # A private name, pinned by a test: it is the way of its keys to the list.
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class Actions(Provider):
    """Everything that can be done here, then everywhere, then at the other places (it goes there first)."""

    @property
    def coach(self) -> CoachApp:
        from coach.tui.program import CoachApp

        app = self.app
        assert isinstance(app, CoachApp)
        return app

    def _all(self) -> Iterator[Listed]:
        here = getattr(self.screen, "scope", "")
        names = dict(PLACES)
        known = {here: 0, EVERYWHERE: 1}
        seen: set[tuple[str, str]] = set()
        for action in sorted(ACTIONS, key=lambda one: known.get(one.scope, 2)):
            reachable = action.scope in (here, *names, EVERYWHERE)
            if not action.call or not reachable or action.id in ("app.find", "app.quit-now"):
                continue
            going = action.call.startswith("app.go")
            # a place is gone to by one entry; what has a key for fields too is one thing all the same
            same = ("", action.call) if going else (action.scope, action.call)
            if same in seen or (going and action.scope != EVERYWHERE and action.call in _NUMBERED):
                continue
            seen.add(same)
            where = "" if going or action.scope in (here, EVERYWHERE) else f"{names[action.scope]}, "
            named = "" if going or _says(action.about, action.name) else f"{action.name}: "
            words = where + named + action.about[0].lower() + action.about[1:]
            near = known.get(action.scope, 2)
            run = partial(self.coach.act, action)
            yield Listed(words[0].upper() + words[1:], action.name, action.also, action.key, near, run)
        for theme, words in THEME_WORDS.items():
            use = partial(setattr, self.app, "theme", theme)
            yield Listed(f"Colours: {words}", "colours", "theme look", "", 1, use)

    def _drawn(self, words: Content, key: str) -> Content:
        """The words, and at the right of the same line the key; what does not fit goes on below the words."""
        room = max(20, self.app.size.width - AROUND)
        fits = max(10, room - max(KEYS, len(key)))
        first, *rest = words.wrap(fits)
        line = Content.assemble(first.rstrip().pad_right(room - first.rstrip().cell_length - len(key)), (key, "bold"))
        return Content("\n").join([line, *rest])

    async def discover(self) -> Hits:
        for one in self._all():
            yield DiscoveryHit(self._drawn(Content(one.words), one.key), one.run, text=one.words)

    async def search(self, query: str) -> Hits:
        asked = _WORD.findall(query.casefold())
        for one in self._all():
            score = one.score(asked)
            if score > 0:
                yield Hit(score, self._drawn(_marked(one.words, asked), one.key), one.run, text=one.words)


@dataclass(frozen=True, slots=True)
class Listed:
    """An action as it is listed: its words, its name and other words it is found by, its key, how near it is (0 here,
    1 everywhere, 2 at another place), and what does it."""

    words: str
    name: str
    also: str
    key: str
    near: int
    run: IgnoreReturnCallbackType

    def score(self, asked: Sequence[str]) -> float:
        """How well it answers to the words asked for, 0–1: each has to begin a word of it. Its name comes before its
        other words, a whole word before a beginning, what is near before what is not."""
        if not asked:
            return 0.0
        places = ((1.0, self.name), (0.8, self.words), (0.7, self.also))
        told = [(worth, _WORD.findall(words.casefold())) for worth, words in places]
        total = 0.0
        for word in asked:
            whole = (worth for worth, words in told if word in words)
            begun = (worth - 0.15 for worth, words in told if any(one.startswith(word) for one in words))
            best = max(max(whole, default=0.0), max(begun, default=0.0))
            if best <= 0.0:
                return 0.0
            total += best
        return max(0.01, total / len(asked) - 0.02 * self.near - 0.0005 * len(self.words))


def _says(about: str, name: str) -> bool:
    """Whether the words of an action say its name first, so that it need not be said twice."""
    return about.casefold().startswith(name.casefold())


def _marked(words: str, asked: Sequence[str]) -> Content:
    """The words with what was asked for marked where a word begins with it."""
    content = Content(words)
    for found in _WORD.finditer(words.casefold()):
        for word in asked:
            if found[0].startswith(word):
                content = content.stylize("bold underline", found.start(), found.start() + len(word))
    return content
