"""`coach trial`: a fair trial of a way of working, with a coin that stands and a stopwatch that survives anything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.asking import may_ask, typed
from coach.cli.opening import Told
from coach.model.ledger import TrialResult
from coach.model.profile import Workflow
from coach.reports.answers.trials import clock, result_words
from coach.session import usage
from coach.session.opening import Session, open_named
from coach.session.plan.whatif import task_of
from coach.session.results import trials
from coach.session.results.trials import QUALITY_WORDS, Flow, Running, Toss
from coach.session.results.workflows import add_workflow, guard, looked_again, profile_of, teach, workflow_of

DESCRIPTION = (
    "Try a way of working fairly: a coin says whether the next item is done with it or without, a stopwatch counts "
    "checking and repair. From six pairs on the trial speaks. Without words: your ways of working."
)
STEPS = (
    "add",
    "toss",
    "start",
    "lap",
    "pause",
    "on",
    "stop",
    "drop",
    "result",
    "pair",
    "guard",
    "teach",
    "tool",
    "look",
)
ABOUT = """\
add TITLE [--task T] [--ai] [--tool NAME]   a way of working
toss WAY      how the next item is to be done; a toss once made stands
start WAY     the same, and the watch runs
lap           from doing to checking and repairing, and back
pause, on     let the watch stand still, go on
stop          the item is done: --quality 0 worse than usual, 1 as good, 2 better
drop          give the item up; its toss stands for the next
result WAY    what the trial says
pair WAY WITH WITHOUT    two items timed otherwise, in minutes
guard WAY WORDS · teach WAY PEOPLE · tool WAY [NAME] · look WAY
              its check; how many use it; its tool changed; looked at again
WAY is its id, or its number in the list."""


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.epilog = ABOUT
    parser.add_argument("step", metavar="STEP", nargs="?", choices=STEPS, help=", ".join(STEPS))
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what the step is about; - reads a text")
    parser.add_argument("--task", metavar="TASK", help="with add: the task it is for, by id or number")
    parser.add_argument("--ai", action="store_true", help="with add: it needs AI")
    parser.add_argument("--tool", metavar="NAME", help="with add: the kind of tool it rests on")
    parser.add_argument("--quality", type=int, choices=(0, 1, 2), help="with stop: how good the item came out")
    parser.add_argument("--minutes", type=float, metavar="M", help="with stop: instead of what the watch says")


def run(told: Told, options: Namespace) -> int:
    """Take one step, or list the ways of working with what their trials say."""
    session = open_named(None, told.folder)
    notes(session.events)
    step: str | None = options.step
    if step is None:
        return _list(told, session)
    return _STEPS[step](told, session, options)


def _list(told: Told, session: Session) -> int:
    every, watch = trials.workflows(session), trials.running(session)
    if told.json:
        put_json({"schema": 1, "workflows": [_flow_json(one) for one in every], "running": _watch_json(watch)})
        return 0
    if not every:
        note("No way of working yet. Add one: coach trial add “draft from the macro, then check” --task 1")
        return 0
    put("\n\n".join(_flow_text(number, one) for number, one in enumerate(every, 1)))
    if watch is not None:
        note(_watch_text(watch))
    return 0


def _add(told: Told, session: Session, options: Namespace) -> int:
    task = task_of(profile_of(session), options.task).id if options.task is not None else None
    made = add_workflow(session, _text(options.words), task_id=task, needs_ai=options.ai, tool=options.tool)
    return _changed(told, made, f"Added: {made.title}. Next: coach trial start {made.id}")


def _toss(told: Told, session: Session, options: Namespace) -> int:
    tossed = trials.toss(session, _way(options))
    if told.json:
        put_json({"schema": 1, "toss": _toss_json(tossed)})
    else:
        put(_toss_text(tossed, workflow_of(session, tossed.workflow_id).title))
    return 0


def _start(told: Told, session: Session, options: Namespace) -> int:
    tossed = trials.toss(session, _way(options))
    watch = trials.start(session, tossed.workflow_id)
    if told.json:
        put_json({"schema": 1, "toss": _toss_json(tossed), "running": _watch_json(watch)})
    else:
        put(_toss_text(tossed, watch.title))
        note("The watch runs. When you begin to check or repair: coach trial lap. When it is done: coach trial stop.")
    return 0


def _watch(do: Callable[[Session], Running]) -> Callable[[Told, Session, Namespace], int]:
    def step(told: Told, session: Session, _options: Namespace) -> int:
        watch = do(session)
        if told.json:
            put_json({"schema": 1, "running": _watch_json(watch)})
        else:
            note(_watch_text(watch))
        return 0

    return step


def _stop(told: Told, session: Session, options: Namespace) -> int:
    watch = trials.stop(session)
    quality = options.quality if options.quality is not None else _asked_quality(told, watch)
    if quality is None:
        if told.json:
            put_json({"schema": 1, "running": _watch_json(watch)})
        else:
            note(f"{_watch_text(watch)} How good did it come out? coach trial stop --quality 0, 1 or 2 keeps it.")
        return 0
    done = trials.finish(session, quality, minutes=options.minutes)
    flow = workflow_of(session, done.workflow_id)
    if told.json:
        pair = asdict(done.pair) | {"on": done.pair.on.isoformat()} if done.pair is not None else None
        put_json({"schema": 1, "with": done.with_it, "pair": pair, "result": result_json(done.result)})
    elif done.pair is None:
        note("Kept. The next one of this kind is done the other way: then the pair counts.")
    else:
        note(f"Kept: a pair is complete. {result_words(done.result, flow)}")
    return 0


def _asked_quality(told: Told, watch: Running) -> int | None:
    if not may_ask(told):
        return None
    note(f"{clock(watch.seconds)}, of it {clock(watch.checking_seconds)} checking. How good did it come out?")
    note("\n".join(f"  {number} {words}" for number, words in enumerate(QUALITY_WORDS)))
    answer = typed("0, 1 or 2; enter leaves it for later: ")
    return int(answer) if answer in ("0", "1", "2") else None


def _drop(told: Told, session: Session, _options: Namespace) -> int:
    tossed = trials.abandon(session)
    if told.json:
        put_json({"schema": 1, "toss": _toss_json(tossed)})
    else:
        way = "with" if tossed.with_it else "without"
        note(f"Given up, and counted as that. The toss stands: the next one too is done {way} it.")
    return 0


def _result(told: Told, session: Session, options: Namespace) -> int:
    flow = workflow_of(session, _way(options))
    found = trials.result(session, flow.id)
    if told.json:
        put_json({"schema": 1, "workflow": flow.id, "result": result_json(found)})
    else:
        put(f"{flow.title}\n{result_words(found, flow)}")
    return 0


def _pair(told: Told, session: Session, options: Namespace) -> int:
    if len(options.words) != 3:
        raise usage("A pair needs a way and two times.", "Write: coach trial pair WAY MINUTES-WITH MINUTES-WITHOUT.")
    flow = workflow_of(session, options.words[0])
    found = trials.record(session, flow.id, _number(options.words[1]), _number(options.words[2]))
    if told.json:
        put_json({"schema": 1, "workflow": flow.id, "result": result_json(found)})
    else:
        note(result_words(found, workflow_of(session, flow.id)))
    return 0


def _guard(told: Told, session: Session, options: Namespace) -> int:
    made = guard(session, _way(options), _text(options.words[1:]))
    return _changed(told, made, f"Its check now: {made.guardrail or 'none'}.")


def _teach(told: Told, session: Session, options: Namespace) -> int:
    people = _number(options.words[1]) if len(options.words) > 1 else -1.0
    if people != int(people):
        raise usage("People are whole.", "Write how many use it because you showed them: 0, 1, 2 …")
    made = teach(session, _way(options), int(people))
    return _changed(told, made, f"Taught to {made.taught_to}.")


def _tool(told: Told, session: Session, options: Namespace) -> int:
    made = trials.tool_changed(session, _way(options), _text(options.words[1:]) or None)
    return _changed(told, made, "Its tool changed: what was timed before no longer speaks. Look at it again soon.")


def _look(told: Told, session: Session, options: Namespace) -> int:
    made = looked_again(session, _way(options))
    again = f" It comes up again on {made.recheck_on.isoformat()}." if made.recheck_on is not None else ""
    return _changed(told, made, f"Looked at again today.{again}")


_STEPS: dict[str, Callable[[Told, Session, Namespace], int]] = {
    "add": _add,
    "toss": _toss,
    "start": _start,
    "lap": _watch(trials.lap),
    "pause": _watch(trials.pause),
    "on": _watch(trials.go_on),
    "stop": _stop,
    "drop": _drop,
    "result": _result,
    "pair": _pair,
    "guard": _guard,
    "teach": _teach,
    "tool": _tool,
    "look": _look,
}


def result_json(found: TrialResult) -> dict[str, Any]:
    """What a trial says, for a program: an end of the interval that is not known yet is null."""
    told = asdict(found)
    return told | {"high": None if found.pairs < 2 else found.high, "low": None if found.pairs < 2 else found.low}


def _changed(told: Told, made: Workflow, words: str) -> int:
    if told.json:
        put_json({"schema": 1, "workflow": {"id": made.id, "title": made.title, "task": made.task}})
    else:
        note(words)
    return 0


def _way(options: Namespace) -> str:
    if not options.words:
        raise usage(f"{options.step} needs a way of working.", "Name it by its id or number: coach trial lists them.")
    return str(options.words[0])


def _text(words: list[str]) -> str:
    return text_from(" ".join(words)) or ""


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise usage(f"“{text}” is no number.", "Write minutes like 12 or 7.5.") from None


def _flow_text(number: int, one: Flow) -> str:
    flow = one.workflow
    lines = [f"{number}  {flow.title}  ({flow.id})"]
    if one.task_text:
        lines.append(f"   for: {one.task_text}")
    lines.append(f"   {result_words(one.result, flow)}")
    if one.half:
        lines.append("   One item of a pair is done; the next one is done the other way.")
    if flow.guardrail:
        lines.append(f"   check: {flow.guardrail}")
    if flow.taught_to:
        lines.append(f"   taught to {flow.taught_to}")
    if one.recheck:
        lines.append("   Time to look at it again: does it still hold?")
    return "\n".join(lines)


def _toss_text(tossed: Toss, title: str) -> str:
    way = "WITH it" if tossed.with_it else "WITHOUT it"
    return f"The coin says: do the next one {way}. (pair {tossed.pair}, {title})"


def _watch_text(watch: Running) -> str:
    states = {
        "running": "checking and repairing" if watch.checking else "running",
        "paused": "paused",
        "stopped": "done",
    }
    way = "with" if watch.with_it else "without"
    long = " That is long: was it forgotten? --minutes corrects it." if watch.long else ""
    return (
        f"{watch.title}, {way} it: {clock(watch.seconds)}, of it {clock(watch.checking_seconds)} checking; "
        f"{states[watch.state]}.{long}"
    )


def _toss_json(tossed: Toss) -> dict[str, Any]:
    return {"workflow": tossed.workflow_id, "pair": tossed.pair, "item": tossed.item, "with": tossed.with_it}


def _watch_json(watch: Running | None) -> dict[str, Any] | None:
    if watch is None:
        return None
    found = asdict(watch)
    return {"workflow": found.pop("workflow_id"), "with": found.pop("with_it"), **found}


def _flow_json(one: Flow) -> dict[str, Any]:
    flow = one.workflow
    return {
        "id": flow.id,
        "title": flow.title,
        "task": flow.task,
        "needs_ai": flow.needs_ai,
        "tool": flow.tool,
        "guardrail": flow.guardrail,
        "taught_to": flow.taught_to,
        "recheck_on": flow.recheck_on.isoformat() if flow.recheck_on else None,
        "recheck": one.recheck,
        "half": one.half,
        "given_up": flow.given_up,
        "result": result_json(one.result),
    }
