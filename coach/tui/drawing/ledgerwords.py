"""Everything about a way of working, an asset or a skill, for the side of the Ledger and its sheets."""

from __future__ import annotations

from textual.content import Content

from coach.model.profile import Asset
from coach.reports.answers.trials import result_words
from coach.session import safe
from coach.session.results.skills import Rated
from coach.session.results.trials import Flow
from coach.tui.words import UNKNOWN, full_day

Part = Content | str | tuple[str, str]
# what the line under the cursor is for, where it is none of one's own things
ROW_WORDS = {
    "add-way": "A way of working is how you do a task: with AI or without, in steps that can be checked. It counts "
    "once you say how its work is checked before it leaves you; more once it was timed fairly, a coin saying which "
    "way each item is done; and most once others use it because you showed them.",
    "add-asset": "What would others wait for if you were not there? A data set you keep, a customer who asks for you, "
    "a process across teams, knowledge nobody else has written down. It counts in full where it is written down "
    "somewhere that it is yours.",
    "opinion": "A colleague sees what you may not. One page with five questions goes to them, ten minutes; it says "
    "nothing about you but that you ask. Where they say as much as you or more, your answer counts in full "
    "for a year.",
    "earlier": "The newest results stand here. Everything earlier is kept, counts as it did, and is found by words.",
}


def flow_words(flow: Flow) -> Content:
    """What its trial says, and what would make it worth more."""
    one = flow.workflow
    parts: list[Part] = [("THE TRIAL", "bold $quiet"), "\n", safe(result_words(flow.result, one)), "\n"]
    if flow.half:
        parts.append("One item of a pair is done; the other waits for its turn.\n")
    if flow.recheck:
        parts += [
            "\n",
            ("It is time to look at it again: does it still hold with the tool as it is now?", "$accent"),
            "\n",
        ]
    lacks = [
        "" if one.guardrail else "how its work is checked before it leaves you (its guardrail)",
        "" if one.taught_to else "one colleague who uses it because you showed them",
        "" if flow.result.speaks else "six timed pairs",
    ]
    wanted = [lack for lack in lacks if lack]
    if wanted:
        parts += ["\n", ("WORTH ADDING", "bold $quiet"), "\n", *(f"• {lack}\n" for lack in wanted)]
    return Content.assemble(*parts).rstrip()


def asset_words(asset: Asset) -> Content:
    """What makes an asset count."""
    parts: list[Part] = [
        "It counts where somebody would wait without you: the more groups rely on it, the more; and it counts in full "
        "where it is written down that it is yours.\n",
    ]
    if asset.on is not None:
        parts += [("\nLast said: " + full_day(asset.on) + ". Within a year of that it counts as said now.", "$quiet")]
    return Content.assemble(*parts).rstrip()


def skill_words(rated: Rated) -> Content:
    """A skill: why, where one stands by one's own word, what the next level looks like in one's trade."""
    skill = rated.skill
    parts: list[Part] = [(safe(skill.name), "bold"), "\n", safe(skill.why), "\n\n"]
    here = next((one for one in skill.levels if one.level == rated.level), None)
    parts += [("YOU SHOW", "bold $quiet"), "\n"]
    parts += [f"{here.level}  {safe(here.behaviour)}" if here else UNKNOWN, "\n\n"]
    if rated.next_behaviour:
        parts += [("NEXT", "bold $quiet"), "\n", safe(rated.next_behaviour), "\n"]
        if rated.example:
            parts += [("for example: ", "$quiet"), safe(rated.example), "\n"]
    if skill.evidence:
        parts += ["\n", ("WHAT SHOWS IT", "bold $quiet"), "\n", *(f"• {safe(one)}\n" for one in skill.evidence)]
    return Content.assemble(*parts).rstrip()
