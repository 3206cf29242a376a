"""What happened to a matter, step by step, each with who did it and for whom: one SELECT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from luoshi.matters.models import (
    BlockerStep,
    Claim,
    End,
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

_TEXT = CharField(max_length=500)
_ASKED = Subquery(Request.rows.filter(uuid=OuterRef("ref")).values("asks")[:1])
_DECIDED = Concat(
    Case(When(granted=True, then=Value("yes")), default=Value("no")),
    Value(":"),
    "about",
    Value(":"),
    Coalesce(_ASKED, Value(""), output_field=_TEXT),
    Value(":"),
    "end",
    output_field=_TEXT,
)
"""A ruling in one word: granted or not, what about, what was asked, which end."""

SOURCES: tuple[tuple[type[Any], Any, str], ...] = (
    (MatterRevision, "supersedes", "reason"),
    (Claim, "how", "leader_in_charge"),
    (Return, "line", "reason"),
    (Plan, "line", "words"),
    (Verification, "verdict", "reason"),
    (BlockerStep, "move", "title"),
    (Request, "asks", "reason"),
    (Ruling, _DECIDED, "reason"),
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


def _steps(model: type[Any], code: Any, words: str, matter: UUID) -> Any:
    named = F(code) if isinstance(code, str) else code
    return (
        model.rows.filter(matter=matter)
        .order_by()
        .annotate(told=Value(model.kind, _TEXT), code=Cast(named, _TEXT), said=Cast(F(words), _TEXT))
        .values_list("at", "day", "uuid", "by", "on_behalf_of", "told", "code", "said")
    )


def _step(at: datetime, day: Any, uuid: Any, by: UUID, whom: UUID | None, kind: str, code: str, said: str) -> Step:
    who = _("系统") if by == SYSTEM else directory(day).signature(by, whom)
    return Step(at, who, _what(kind, code or ""), said or "")


def _what(kind: str, code: str) -> str:
    if kind == MatterRevision.kind:
        return _("调整") if code else _("下发")
    if kind == Ruling.kind:
        return _ruled(*code.split(":"))
    words = {
        Claim.kind: dict(Claim.How.choices),
        Verification.kind: dict(Verdict.choices),
        BlockerStep.kind: {move: f"堵点{word}" for move, word in BlockerMove.choices},
        Request.kind: {asks: f"申请{word}" for asks, word in Request.Asks.choices},
        Return.kind: {},
        Plan.kind: {},
    }[kind]
    return str(words.get(code) or {Return.kind: "退回", Plan.kind: "报节点计划"}.get(kind, code))


def _ruled(granted: str, about: str, asked: str, end: str) -> str:
    """「同意节点计划」, 「不同意延期」, 「同意了结：办结」; an end decided without a request is that end."""
    ending = str(dict(End.choices).get(end, ""))
    if about == Ruling.About.MATTER:
        return ending or _("了结")
    what = str(dict(Request.Asks.choices).get(asked) or dict(Ruling.About.choices)[about])
    said = _("同意{what}") if granted == "yes" else _("不同意{what}")
    return said.format(what=what) + (f"：{ending}" if ending else "")
