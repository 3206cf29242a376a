"""Anybody may say what is too much or wrong; the office answers, and everybody can read it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import Suggestion, SuggestionAnswer

NOBODY = UUID(int=1)
"""The hand of somebody who does not sign: nothing leads back to a person."""
MOST = 500


def suggest(by: By, about: str, words: str, page: str = "", *, signed: bool = True) -> UUID:
    """Records a complaint or a suggestion; unsigned, it names nobody, neither on a page nor in the facts."""
    faults = []
    if about not in Suggestion.About.values:
        faults.append(Fault("没有选是哪一类", "选负担过重、有错误或建议改进", "类别"))
    faults += _wrong(words)
    if faults:
        raise BadInput.of(faults)
    who = by if signed else replace(by, official=NOBODY, on_behalf_of=None, mandate=None)
    fact = Suggestion(about=about, page=page[:200], words=_said(words), **who.stamp())
    with transaction.atomic():
        append_all([fact])
    return fact.uuid


def answer_suggestion(by: By, suggestion: UUID, adopted: bool, words: str) -> None:
    """Says what becomes of it. A later answer stands beside the earlier one. Raises BadInput without words."""
    permissions.require(by, "answer_suggestion")
    faults = _wrong(words)
    if not Suggestion.rows.filter(uuid=suggestion).exists():
        faults.append(Fault("没有这条意见", "刷新页面"))
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        append_all([SuggestionAnswer(suggestion=suggestion, adopted=adopted, words=_said(words), **by.stamp())])


def _said(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


def _wrong(words: str) -> list[Fault]:
    said = _said(words)
    if not said:
        return [Fault("没有写内容", "写一句具体的话", "内容")]
    if len(said) > MOST:
        return [Fault(f"写了 {len(said)} 字，最多 {MOST} 字", "写短些", "内容")]
    return []
