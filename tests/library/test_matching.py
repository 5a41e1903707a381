"""Which tasks a phrase of the content means, and which it does not: pairs as people write them."""

from __future__ import annotations

import pytest

from coach.library.matching import nearness
from coach.planning.candidates import NEAR

MEANT = [
    ("catalogue new books", "cataloguing new stock"),
    ("answer tier-1 tickets from macros", "answer support tickets"),
    ("quotes for jobs", "prepare quotes and offers"),
    ("invoices and chasing payment", "chase unpaid invoices"),
    ("invoicing", "invoices"),
    ("discharge letters and referrals", "referral letters"),
    ("nursing notes and care plans", "writing nursing notes"),
    ("CRUD endpoints from tickets", "build endpoints"),
    ("unit tests", "writing unit tests"),
    ("code review", "reviewing code"),
    ("the Monday status deck", "weekly status deck"),
    ("minutes and actions", "minutes and action lists"),
    ("chasing overdue actions", "chase overdue actions from others"),
    ("document review for disclosure", "reviewing documents for disclosure"),
    ("chronologies and bundles", "court bundles and chronologies"),
    ("stock counts", "counting stock"),
    ("delivery paperwork", "paperwork for deliveries"),
    ("emails from parents", "answering parents' emails"),
    ("newsletter and social posts", "the monthly newsletter"),
    ("medication rounds", "giving out medication"),
    ("screen CVs", "screening CVs against the advert"),
    ("lay floor tiles", "laying tiles"),
    ("fault finding call-outs", "finding faults on site"),
    ("write up bugs customers found for the developers", "bug reports for developers"),
    ("purchase orders, invoices and expenses", "quotes and invoices"),
    ("bookkeeping, VAT", "the bookkeeping"),
]
NOT_MEANT = [
    ("catalogue new books", "marking books"),
    ("check request forms", "access requests"),
    ("spray records and paperwork", "patient records"),
    ("stock orders", "order entry"),
    ("weekly report of ticket numbers", "incident reports"),
    ("emails from parents", "customer emails"),
    ("team one-to-ones", "team rotas"),
    ("calls with clients", "sales calls to strangers"),
    ("book travel and hotels", "marking books"),
    ("room bookings", "ward rounds in the treatment room"),
    ("court reports", "monthly sales reports"),
    ("training agency starters", "training plans for the season"),
    ("public meetings", "public enquiry desk"),
    ("phone interviews", "phone orders"),
    ("data drops and reports", "data entry from forms"),
    ("service the boiler", "customer service desk"),
    ("projects for the council", "project status deck"),
    ("order cleaning stuff", "order entry in the system"),
    ("case notes", "claims cases"),
    ("product photos", "product support calls"),
    ("playground duty", "customs duty"),
    ("wash and dress residents", "wound dressings"),
    ("write listings", "protocols and action lists"),
    ("quality checks on machines", "controlled drugs register and checks"),
    ("onboarding contractors", "quotes and orders for contractors"),
    ("chasing clients for documents", "chasing missing updates"),
    ("chasing drivers for delivery notes", "chase payments"),
    ("visiting suppliers and auditing them", "reading supplier contracts"),
    ("presenting designs and defending them", "briefing designers and printers"),
    ("deciding scope with the sponsor", "deciding what goes next"),
    ("training and supporting volunteers", "support plans"),
]


@pytest.mark.parametrize(("task", "phrase"), MEANT)
def test_a_phrase_means_the_task_in_other_words(task: str, phrase: str) -> None:
    assert nearness(task, phrase) >= NEAR
    assert nearness(phrase, task) == nearness(task, phrase)


@pytest.mark.parametrize(("task", "phrase"), NOT_MEANT)
def test_a_word_in_common_does_not_make_a_task_what_a_phrase_is_about(task: str, phrase: str) -> None:
    assert nearness(task, phrase) < NEAR


@pytest.mark.parametrize(
    "words",
    [("order", "orders", "ordering"), ("invoice", "invoices", "invoicing"), ("plan", "plans", "planned", "planning")],
)
def test_a_word_is_the_same_in_any_of_its_forms(words: tuple[str, ...]) -> None:
    assert {nearness(one, other) for one in words for other in words} == {1.0}


def test_nothing_is_near_nothing() -> None:
    assert nearness("", "answer tickets") == 0.0
    assert nearness("Aufträge erfassen", "take orders") == 0.0
    assert nearness("the of and", "the") > 0.5  # where there is nothing else, small words are compared
