"""A matter restricted after it was read in: who may not see it reads nothing of it in what it was read from."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.intake.conftest import drafts, page_of, signed_in

from luoshi.core.errors import BadInput
from luoshi.intake.actions import add_passage
from luoshi.intake.covering import covered
from luoshi.matters.actions import issue_rows, release, restrict
from luoshi.matters.models import Document, DraftRow, Matter
from luoshi.papers.queries.tables import document_table

DAY = date(2026, 3, 2)
WORDS = "320亩用地报批"


@pytest.fixture
def hidden(clerk, county, speech) -> DraftRow:
    """The speech issued by the clerk, its second task for the bureau's head and the clerk alone."""
    row = drafts(speech)[1]
    by = county.by("clerk", at=DAY)
    issue_rows(by, speech.uuid)
    row.refresh_from_db()
    restrict(by, row.matter, [county.post("head", "住建局")], "涉及征迁安置")
    return row


def test_the_page_of_the_document_covers_it_in_the_text_and_in_the_rows(hidden):
    paper, chief = Document.rows.get(), signed_in("chief")
    page = chief.get(page_of(paper)).content.decode()
    assert WORDS not in page
    assert str(hidden.matter) not in page
    assert '<span class="bar-out">限知</span>' in page
    assert "已下发 1 项" in page
    told = chief.get(page_of(paper, format="json"))
    assert WORDS not in told.content.decode()
    listed = chief.get(reverse("intake:documents") + "?format=json").json()["documents"]
    assert [one["issued"] for one in (told.json(), *listed)] == [1, 1]
    assert WORDS in signed_in("clerk").get(page_of(paper)).content.decode()


def test_neither_the_file_nor_the_row_nor_a_ledger_hands_it_out(county, hidden):
    paper, chief = Document.rows.get(), signed_in("chief")
    original = reverse("intake:original", args=[paper.uuid])
    assert chief.get(original).status_code == 403
    assert signed_in("clerk").get(original).status_code == 200
    assert chief.get(reverse("intake:row", args=[hidden.uuid])).status_code == 404
    with pytest.raises(BadInput, match="限知"):
        add_passage(county.by("chief", at=DAY), paper.uuid, hidden.start - 2, hidden.start + 4)
    assert chief.get(reverse("intake:as_ledger", args=[paper.uuid])).status_code == 200
    assert WORDS not in str(document_table(paper.uuid, DAY))


def test_once_it_is_released_it_stands_there_again(county, hidden):
    release(county.by("clerk", at=DAY), hidden.matter, "已处置")
    assert WORDS in signed_in("chief").get(page_of(Document.rows.get())).content.decode()


def test_the_form_says_what_stays_as_it_was(clerk, speech):
    issued = clerk.post(reverse("intake:issue", args=[speech.uuid]))
    assert issued.status_code == 302
    page = clerk.get(f"/matters/{Matter.rows.first().uuid}").content.decode()
    assert "看不到它的人不能再下载来文原件" in page
    assert "已封存的月份、已签发的材料照旧" in page


def test_covered_text_keeps_its_length_and_its_lines():
    assert covered("一二三四\n五六七八", [(1, 7)]) == "一限知█\n██七八"
