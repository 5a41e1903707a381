"""How the words of a task are read."""

from __future__ import annotations

import pytest

from coach.library.places import content_dir
from coach.measure.estimator import Estimator
from coach.measure.words import LONGEST_WORDS, Reader, repaired, tokens

NUMBERS = {
    word: place for place, word in enumerate("reports writing invoice meeting notes with plan mail merge and #".split())
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Writing  the Report's summary", ["writing", "the", "report", "summary"]),
        ("e-mail the café", ["email", "the", "cafe"]),
        ("45 tickets, 3x", ["#", "tickets", "3x"]),
        ("1:1s & 1-1 chats", ["1:1", "&", "1:1", "chats"]),
        ("month-end/quarter_end", ["month", "end", "quarter", "end"]),
        ("don't", ["don't"]),
        ("", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_long_text_is_cut() -> None:
    assert len(tokens("word " * 5_000)) <= LONGEST_WORDS


@pytest.mark.parametrize("slip", ["reprots", "repports", "repors", "rwports"])
def test_one_slip_is_repaired(slip: str) -> None:
    assert repaired(slip, NUMBERS) == "reports"


def test_the_commoner_word_is_taken() -> None:
    assert repaired("trans", {"trains": 0, "transe": 1}) == "trains"
    assert repaired("trans", {"transe": 0, "trains": 1}) == "transe"


@pytest.mark.parametrize(
    ("slip", "wanted", "other"),
    [
        ("minuts", "minutes", "minus"),
        ("suport", "support", "sport"),
        ("witnes", "witness", "wines"),
        ("takng", "taking", "tang"),
        ("drawng", "drawing", "drawn"),
    ],
)
def test_a_letter_left_out_is_likelier_than_one_too_many(slip: str, wanted: str, other: str) -> None:
    assert repaired(slip, {other: 0, wanted: 1}) == wanted


@pytest.mark.parametrize(
    ("word", "near"),
    [("crud", "crude"), ("suing", "using"), ("autistic", "artistic"), ("pivot", "pilot"), ("brunch", "bunch")],
)
def test_a_word_unlike_a_slip_is_left_alone(word: str, near: str) -> None:
    assert repaired(word, {near: 0}) == ""


def test_swapped_letters_come_before_wrong_ones() -> None:
    assert repaired("emials", {"denials": 0, "emails": 1}) == "emails"


def test_reader_spells_as_the_vocabulary_does() -> None:
    reader = Reader(NUMBERS, {"mtg": ("meeting",), "w/": ("with",)})
    reading = reader.read("mtg notes, invoices, mailmerge, 14 plans, zzqx")
    assert reading.words == ("meeting", "notes", "invoice", "mail", "merge", "#", "plan")
    assert reading.numbers == tuple(NUMBERS[word] for word in reading.words)
    assert reading.known == pytest.approx(7 / 8)


def test_what_was_typed_is_said_with_what_it_was_read_as() -> None:
    reader = Reader({**NUMBERS, "messages": 90}, {"whatsapp": ("messages",)})
    text = "WhatsApp with plan, invocie, meetings"
    read, typed = reader.read(text).words, reader.typed(text)
    assert len(read) == len(typed)
    assert typed[0] == "whatsapp, read as messages"
    assert typed[2] == "plan"
    assert typed[3] == "invocie, read as invoice"
    assert typed[4] == "meetings"


def test_a_reason_names_no_word_that_was_not_typed() -> None:
    estimator = Estimator.load(content_dir() / "estimator")
    for text in ("phone/whatsapp from customers", "modems and routers over the phone", "invocies and credit ntoes"):
        for word, _ in estimator.estimate(text).words:
            assert word.split(",")[0] in text
