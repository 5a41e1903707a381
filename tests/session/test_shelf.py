"""Reading the shelf: one's own trade first, any entry whole, and nothing in it left out."""

from __future__ import annotations

import pytest

from coach.library.checking import strings
from coach.reports.answers.shelf import WIDTH, item_text
from coach.session import Failure
from coach.session.content import open_content
from coach.session.opening import open_named
from coach.session.shelf import READ, item_of, items_of, kinds

CONTENT = open_content()


def test_every_kind_can_be_listed_and_read() -> None:
    assert set(kinds(CONTENT)) == set(READ)
    assert all(count > 0 for count in kinds(CONTENT).values())


@pytest.mark.parametrize("kind", READ)
def test_every_entry_reads_as_a_page_with_all_it_says(kind: str) -> None:
    for line in items_of(CONTENT, kind):
        item = item_of(CONTENT, kind, line.id)
        text = item_text(item)
        assert max(len(one) for one in text.split("\n")) <= WIDTH
        folded = " ".join(text.split())
        quiet = {line.id, line.family, *getattr(item, "match", ()), *getattr(item, "occupations", ())}
        quiet |= {*getattr(item, "families", ()), getattr(item, "family", "")}
        for said in strings(item):
            assert said in quiet or " ".join(said.split()).replace("- ", "") in folded.replace("- ", ""), (
                line.id,
                said,
            )


def test_a_worker_sees_recipes_of_their_own_trade_first() -> None:
    support = open_named("support-specialist")
    own = items_of(support, "workflows")
    assert own
    assert {line.family for line in own} == {"customer"}
    assert len(items_of(support, "workflows", every=True)) > len(own)


def test_what_is_not_there_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(Failure) as caught:
        items_of(CONTENT, "workflow")
    assert "workflows" in caught.value.do
    with pytest.raises(Failure) as caught:
        item_of(CONTENT, "worksheets", "pasta")
    assert "paste" in caught.value.do
