"""`coach demo`: a sample worker in a throwaway folder; and the app itself, which `coach` alone opens."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coach.cli.answering import put, put_json
from coach.cli.opening import Told
from coach.session import Failure

if TYPE_CHECKING:
    from coach.session.opening import Session

DESCRIPTION = "The app on a sample worker, in a throwaway folder. With no terminal: that worker's measurement and plan."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="a sample, such as support-specialist")


def run(told: Told, options: Namespace) -> int:
    """Open the app on a sample, or print it where there is no terminal."""
    from coach.tui.terminal import check_terminal

    name: str | None = options.name
    if told.json:
        return _print(told, name)
    try:
        check_terminal()
    except Failure:
        return _print(told, name)
    from coach.tui.app import run as run_app

    opened: list[Session] = []

    def opener() -> Session:
        from coach.session.months.sample import lived
        from coach.session.opening import DEMO

        opened.append(_opened(name))
        lived(opened[0], name or DEMO)
        return opened[0]

    try:
        return run_app(opener, first="home")
    finally:
        for session in opened:
            session.close()


def open_own_app(told: Told, options: object = None) -> int:
    """Open the app on one's own folder. Raises Failure where there is no terminal to show it on."""
    from coach.tui.app import run as run_app

    def opener() -> Session:
        from coach.session.opening import open_own

        return open_own(told.folder, plan="later")

    return run_app(opener, home=told.folder)


def _opened(name: str | None) -> Session:
    from coach.session.opening import open_demo

    return open_demo(name)


def _print(told: Told, name: str | None) -> int:
    from coach.reports.answers.planned import plan_text
    from coach.reports.answers.shapes import measurement_json, plan_json
    from coach.reports.answers.text import measurement_text
    from coach.session.measuring import measurement
    from coach.session.plan.plans import current_plan

    session = _opened(name)
    try:
        measured, plan = measurement(session), current_plan(session)
        assert measured is not None
        assert session.profile is not None
        if told.json:
            put_json({"schema": 1, "measure": measurement_json(measured), "plan": plan_json(plan)})
        else:
            put(measurement_text(measured, session.profile) + "\n" + plan_text(plan, session.profile))
    finally:
        session.close()
    return 0
