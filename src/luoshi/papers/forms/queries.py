"""The stored forms, what they hold when filled with some matters, and what was sent in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from luoshi.facts import evidence
from luoshi.matters.queries import Filters
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.papers.forms.fields import BLANK
from luoshi.papers.forms.gathering import Gathered, gathered
from luoshi.papers.forms.writing import Filled
from luoshi.papers.models import Paper, PaperKind, StoredForm

MOST_SENT = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """A filled form as it went out."""

    uuid: UUID
    title: str
    at: datetime
    who: str
    blob: str


def stored_forms() -> list[StoredForm]:
    """Every stored form by name."""
    return list(StoredForm.rows.order_by("name", "made_at"))


def filled(by: By, form: StoredForm, filters: Filters) -> Filled:
    """A form filled with the matters that the filters ask for."""
    rows = [[_cell(one, field) for field in form.fields] for one in gathered(by, filters)]
    return Filled(form.title, form.header, form.fields, rows)


def _cell(one: Gathered, field: str) -> str:
    return "" if field == BLANK else str(getattr(one, field))


def sent_forms(by: By) -> list[Sent]:
    """What was sent in stored forms, the newest first."""
    names = directory(by.day)
    papers = Paper.rows.filter(paper_kind=PaperKind.FORM).order_by("-at", "-uuid")[:MOST_SENT]
    return [Sent(one.uuid, one.title, one.at, names.official_name(one.by), one.blob) for one in papers]


def last_recipient(form: StoredForm) -> str:
    """To whom this form went last."""
    opening = f"{form.title or form.name}（报"
    papers = Paper.rows.filter(paper_kind=PaperKind.FORM, title__startswith=opening).order_by("-at", "-uuid")
    newest = papers.first()
    return str(sent_words(newest).get("recipient", "")) if newest else ""


def sent_words(paper: Paper) -> dict[str, Any]:
    """A sent form's words as they were kept: title, header, rows, recipient."""
    kept: dict[str, Any] = json.loads(evidence.read(paper.text))
    return kept
