"""Handover cards: one way of working on one sheet each, as a lesson of fifteen minutes a colleague can give back."""

from __future__ import annotations

from collections.abc import Iterable

from coach.library.matching import nearness
from coach.measure.trials import result as trial_result
from coach.model.profile import Profile, Workflow
from coach.model.shelf import WorkflowRecipe
from coach.reports.formats.page import Bullets, Code, Facts, Page, Para, Part, kept, part
from coach.reports.subject import Subject
from coach.reports.wording import ended, long_day

NEAR = 0.5  # how near a recipe's words have to be to a workflow's, 0–1, to be told with it
MOST = 6


def handover_cards(subject: Subject, only: str | None = None) -> Page:
    """A card for each way of working the worker has; else for those their plan leads to, marked as not tried yet.

    `only`: the id of one workflow or recipe; the page has no part where there is none of that id.
    """
    cards = [_own(flow, subject) for flow in subject.profile.workflows if only in (None, flow.id)]
    tried = bool(cards)
    if not cards:
        names = [only] if only is not None else list(_planned(subject))[:MOST]
        cards = [_recipe_card(subject.recipes[name], subject) for name in names if name in subject.recipes]
    lead = "Each card is one lesson of fifteen minutes: read it aloud, do one case together, watch one, swap."
    if not cards:
        lead = (
            "There is no way of working to hand over yet. It becomes one once you have tried it: take the first step "
            "of the plan that names one (coach plan), or look through coach shelf workflows."
        )
    elif not tried:
        lead = (
            f"{lead} These are the ways of working the plan leads to; try each on real cases before it is handed on, "
            "and change what turned out otherwise."
        )
    return Page(
        title="How we do it" if len(cards) > 1 else "How we do this",
        lead=lead,
        parts=kept(*cards),
        foot=(f"{subject.profile.worker.title}, {long_day(subject.today)}",) if cards else (),
    )


def recipe_for(flow: Workflow, profile: Profile, recipes: Iterable[WorkflowRecipe]) -> WorkflowRecipe | None:
    """The recipe a way of working follows: by its id, else the nearest in words; None where none is near."""
    many = tuple(recipes)
    found = next((one for one in many if one.id == flow.id), None)
    if found is not None:
        return found
    near = [(nearness(flow.title, one.title), one.id, one) for one in many if one.needs_ai == flow.needs_ai]
    best = max(near, default=None, key=lambda each: (each[0], each[1]))
    return best[2] if best is not None and best[0] >= NEAR else None


def _planned(subject: Subject) -> dict[str, None]:
    found: dict[str, None] = {}
    for move in subject.plan.moves if subject.plan is not None else ():
        template = subject.moves.get(move.move)
        for name in template.workflows if template is not None else ():
            if name in subject.recipes:
                found.setdefault(name)
    return found


def _own(flow: Workflow, subject: Subject) -> Part:
    recipe = recipe_for(flow, subject.profile, subject.recipes.values())
    task = subject.profile.task(flow.task) if flow.task else None
    known = [f"It is for: {ended(task.text)}" if task is not None else "", _tried(flow)]
    if flow.taught_to:
        known.append(f"{flow.taught_to} {'colleague uses' if flow.taught_to == 1 else 'colleagues use'} it so far.")
    if flow.recheck_on is not None:
        known.append(f"To be looked at again on {long_day(flow.recheck_on)}, sooner when the tool changes.")
    guard = (flow.guardrail,) if flow.guardrail else ()
    if recipe is None:
        gap = (
            ""
            if guard
            else "Nobody has written down yet what always stays with a person here: decide that first, together."
        )
        how = Bullets(
            (
                "Minutes 1–3: say what it is for, and show one finished piece.",
                "Minutes 4–9: do one real case together, saying aloud what you look at and why.",
                "Minutes 10–13: your colleague does the next one; you only watch, and note where they stop.",
                "Minutes 14–15: they tell you when not to use it. What they could not say goes on this card.",
            )
        )
        check = part("What is checked, every time", Bullets(guard), Para(gap))
        return part(flow.title, Para(" ".join(one for one in known if one)), how, parts=kept(check), fresh=True)
    return _card(flow.title, " ".join(one for one in known if one), recipe, guard)


def _recipe_card(recipe: WorkflowRecipe, subject: Subject) -> Part:
    return _card(recipe.title, f"It is for: {ended(recipe.task[:1].lower() + recipe.task[1:])}", recipe, ())


def _card(title: str, known: str, recipe: WorkflowRecipe, guard: tuple[str, ...]) -> Part:
    prompt = part("Minutes 4–9: the words to start from", Code(recipe.prompt)) if recipe.prompt else None
    steps = part("Minutes 4–9: do one together", Bullets(recipe.steps, numbered=True))
    never = Facts((("Never goes into a tool", "; ".join(recipe.never_paste)),))
    last = part(
        "Minutes 10–15: they do one, you watch",
        Para(recipe.teach),
        Facts(
            (
                ("It works if", "; ".join(recipe.quality)),
                ("Stop and say so if", "; ".join(recipe.failure_signs)),
                ("Looked at again", recipe.recheck),
                ("Who signs", recipe.signs_off),
            )
        ),
    )
    first = part(
        "Minutes 1–3: what it is for",
        Para(known),
        Facts((("Use it when", recipe.when), ("Not when", recipe.not_when), ("Kind of tool", recipe.tool_class))),
    )
    check = part("What is checked, every time", Bullets(tuple(dict.fromkeys((*guard, *recipe.guardrails)))), never)
    return part(title, parts=kept(first, steps, prompt, check, last), over="Handover card", fresh=True)


def _tried(flow: Workflow) -> str:
    """What a trial said, in words a colleague may read; nothing under six pairs."""
    pairs_now = flow.trial[flow.earlier :]
    if pairs_now:
        told = trial_result(pairs_now)
        if told.speaks and told.verdict == "quicker":
            low, high = 100 * (1 - told.high), 100 * (1 - told.low)
            return f"Tried on {told.pairs} pairs of cases, checking included: {low:.0f} to {high:.0f}% quicker."
        if told.speaks and told.verdict == "slower":
            return f"Tried on {told.pairs} pairs of cases, checking included: it is slower, so use it for its quality."
    pairs = max(flow.pairs, len(pairs_now))
    return f"Tried on {pairs} pairs of cases, checking included." if pairs else ""
