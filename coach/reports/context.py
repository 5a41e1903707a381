"""A context pack: what an assistant needs to know to help with one step of the plan, and nothing else.

Made to be pasted, so it holds no figure about the worker, nobody's name and nothing of the employer's.
"""

from __future__ import annotations

from coach.model.plan import Milestone, PlannedMove
from coach.model.shelf import WorkflowRecipe
from coach.reports.brief import mine
from coach.reports.formats.page import Bullets, Code, Facts, Page, Para, Part, kept, part
from coach.reports.subject import Subject
from coach.reports.wording import ended, minutes

HOW = (
    "Ask me at most three questions first, one at a time. If I cannot answer one, work with an invented example.",
    "Then help with this step only, in pieces I can check in a minute each.",
    "Say what you are unsure of, and what I should look up myself. Make up no figure, name, rule or source.",
    "I decide and I answer for the result; say where a person has to.",
)
# The same for everybody: what a particular worker leaves out would say something about them.
LEFT_OUT = (
    "Left out on purpose, so do not ask for it: the rest of my week and of my plan, every figure about me, what I aim "
    "for, my results and who stands behind them, names, and where I work."
)
NEVER = (
    "names of people, customers or my employer",
    "files, records or messages of my employer's",
    "figures about me or my team",
)


def context_pack(subject: Subject, move: PlannedMove, step: Milestone) -> Page:
    """The pack for one step of `move`; names at its end what is left out of it."""
    recipe = _recipe(move, subject)
    tasks = [task.text for task in subject.profile.tasks if task.id in move.task_ids]
    return Page(
        title=f"Help me with one step: {step.title}",
        lead=f"I am a {_small(subject.profile.worker.title)}. I would like your help with one step, not with a plan.",
        parts=kept(
            part(
                "The step",
                Facts(
                    (
                        ("What", ended(mine(step.title))),
                        ("It counts as done when", ended(mine(step.done_when))),
                        ("Time for it", minutes(step)),
                        ("The work it is about", ended("; ".join(tasks)) if tasks else ""),
                        ("Why I do it", ended(mine(move.why[:1].upper() + move.why[1:]))),
                        ("My habit for it", ended(mine(move.if_then))),
                    )
                ),
            ),
            part("Rules of my work, which hold for you too", Bullets(_rules(subject, recipe))),
            _way(recipe),
            part("How to help", Bullets(HOW, numbered=True)),
            part("What is not in here", Para(LEFT_OUT)),
        ),
    )


def _recipe(move: PlannedMove, subject: Subject) -> WorkflowRecipe | None:
    template = subject.moves.get(move.move)
    names = template.workflows if template is not None else ()
    return next((subject.recipes[name] for name in names if name in subject.recipes), None)


def _rules(subject: Subject, recipe: WorkflowRecipe | None) -> tuple[str, ...]:
    never = f"Never ask me for: {'; '.join((*recipe.never_paste, *NEVER)) if recipe else '; '.join(NEVER)}."
    return (never, *subject.rules)


def _way(recipe: WorkflowRecipe | None) -> Part | None:
    if recipe is None:
        return None
    return part(
        f"A way that has worked for others: {recipe.title}",
        Bullets(recipe.steps, numbered=True),
        Facts((("Checked every time", " ".join(map(ended, recipe.guardrails))), ("Not when", recipe.not_when))),
        parts=kept(part("Words to start from", Code(recipe.prompt)) if recipe.prompt else None),
    )


def _small(title: str) -> str:
    """A title inside a sentence; one in capitals (QA lead) keeps them."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
