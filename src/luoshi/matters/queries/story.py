"""What happened to a matter, step by step, each with who did it and for whom: one SELECT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from luoshi.matters.models import (
    BlockerStep,
    Claim,
    MatterRevision,
    Plan,
    Request,
    Return,
    Ruling,
    Verdict,
    Verification,
)
from luoshi.matters.models.codes import BlockerMove
from luoshi.org.acting import SYSTEM
from luoshi.org.directory import directory

SOURCES: tuple[tuple[type[Any], str, str], ...] = (
    (MatterRevision, "supersedes", "reason"),
    (Claim, "how", "leader_in_charge"),
    (Return, "line", "reason"),
    (Plan, "line", "words"),
    (Verification, "verdict", "reason"),
    (BlockerStep, "move", "title"),
    (Request, "asks", "reason"),
    (Ruling, "granted", "reason"),
)
"""The fact, the column that says which step it was, and the one with its words."""


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    who: str
    what: str
    words: str


def story(matter: UUID) -> list[Step]:
    """The steps of a matter in their order, names as of each step's day. Reports are told on their own."""
    first, *others = (_steps(*source, matter) for source in SOURCES)
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[0], str(row[2])))
    return [_step(*row) for row in rows]


def _steps(model: type[Any], code: str, words: str, matter: UUID) -> Any:
    text = CharField(max_length=500)
    return (
        model.rows.filter(matter=matter)
        .order_by()
        .annotate(told=Value(model.kind, text), code=Cast(F(code), text), said=Cast(F(words), text))
        .values_list("at", "day", "uuid", "by", "on_behalf_of", "told", "code", "said")
    )


def _step(at: datetime, day: Any, uuid: Any, by: UUID, whom: UUID | None, kind: str, code: str, said: str) -> Step:
    who = _("系统") if by == SYSTEM else directory(day).signature(by, whom)
    return Step(at, who, _what(kind, code or ""), said or "")


def _what(kind: str, code: str) -> str:
    if kind == MatterRevision.kind:
        return _("调整") if code else _("下发")
    if kind == Ruling.kind:
        return _("同意") if code.lower() in ("1", "true") else _("不同意")
    words = {
        Claim.kind: dict(Claim.How.choices),
        Verification.kind: dict(Verdict.choices),
        BlockerStep.kind: {move: f"堵点{word}" for move, word in BlockerMove.choices},
        Request.kind: {asks: f"申请{word}" for asks, word in Request.Asks.choices},
        Return.kind: {},
        Plan.kind: {},
    }[kind]
    return str(words.get(code) or {Return.kind: "退回", Plan.kind: "报节点计划"}.get(kind, code))
