"""The whole story of one matter's asks and rulings, in order: who, on what day, for whom, with which paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import CharField, DateField, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from luoshi.facts.models import Blob, Fact
from luoshi.matters.models import (
    End,
    LeaderMark,
    Mark,
    Matter,
    MatterPaper,
    MatterRevision,
    Request,
    Return,
    Ruling,
    UpperMove,
    UpperStep,
)
from luoshi.matters.words import spoken
from luoshi.org.acting import By
from luoshi.org.directory import Directory

TEXT = TextField()
NO_WORDS, NO, NO_DAY = Value(""), Value(0), Cast(Value(None), DateField())


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was asked or decided."""

    at: datetime
    what: str
    who: str
    words: str
    paper: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that the matter came on: its digest, and whether a browser shows it as a picture."""

    digest: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Story:
    told: list[Told]
    papers: list[Paper]


def story(matter: UUID, names: Directory) -> Story:
    """Everything asked and decided on a matter, in one SELECT."""
    rows = sorted(_rows(matter), key=lambda row: (row["told_at"], str(row["told_uuid"])))
    papers = [
        Paper(row["told_paper"], row["told_words"].startswith("image/"))
        for row in rows
        if row["told_kind"] == MatterPaper.kind
    ]
    first = next((row["told_uuid"] for row in rows if row["told_kind"] == MatterRevision.kind), None)
    told = [
        Told(
            row["told_at"],
            _("下发") if row["told_uuid"] == first else SAID[row["told_kind"]](row),
            _who(row, names),
            row["told_words"],
            row["told_paper"],
        )
        for row in rows
        if row["told_kind"] != MatterPaper.kind
    ]
    return Story(told, list(dict.fromkeys(papers)))


def _rows(matter: UUID) -> Iterable[dict[str, Any]]:
    parts = [
        _part(MatterRevision, matter),
        _part(Return, matter),
        _part(Request, matter, code=F("asks"), more=F("end"), day=F("new_due"), yes=F("late"), n=F("nth")),
        _part(Ruling, matter, code=F("about"), more=F("end"), day=F("new_due"), yes=F("granted"), paper=F("paper")),
        _part(LeaderMark, matter, code=F("mark"), day=F("new_due"), words="words", paper=F("paper")),
        _part(UpperStep, matter, code=F("move"), day=F("on"), words="words", paper=F("paper")),
        _papers(matter),
    ]
    return parts[0].union(*parts[1:], all=True)


def _part(
    model: type[Fact],
    matter: UUID,
    *,
    code: Any = NO_WORDS,
    more: Any = NO_WORDS,
    day: Any = NO_DAY,
    yes: Any = NO,
    n: Any = NO,
    words: str = "reason",
    paper: Any = NO_WORDS,
) -> QuerySet[Any, dict[str, Any]]:
    named: Any = model
    rows = named.rows.filter(matter=matter)
    return _columns(rows, model.kind, F("uuid"), "", code, more, day, yes, n, F(words), paper)


def _papers(matter: UUID) -> QuerySet[Any, dict[str, Any]]:
    rows = MatterPaper.rows.filter(fact__matter=matter)
    kind = Coalesce(Subquery(Blob.rows.filter(digest=OuterRef("digest")).values("type")[:1]), NO_WORDS)
    nothing = (NO_WORDS, NO_WORDS, NO_DAY, NO, NO, kind)
    return _columns(rows, MatterPaper.kind, F("fact__uuid"), "fact__", *nothing, F("digest"))


def _columns(rows: Any, kind: str, uuid: F, of: str, *values: Any) -> QuerySet[Any, dict[str, Any]]:
    """The same columns of the same types for every kind, so that one SELECT reads them all."""
    code, more, day, yes, n, words, paper = values
    return rows.order_by().values(
        told_uuid=uuid,
        told_at=F(f"{of}at"),
        told_by=F(f"{of}by"),
        told_for=F(f"{of}on_behalf_of"),
        told_kind=Value(kind, output_field=CharField()),
        told_code=Cast(code, TEXT),
        told_more=Cast(more, TEXT),
        told_day=day,
        told_yes=Cast(yes, models.IntegerField()),
        told_n=Cast(n, models.IntegerField()),
        told_words=Cast(words, TEXT),
        told_paper=Cast(paper, TEXT),
    )


def _who(row: dict[str, Any], names: Directory) -> str:
    """「方晓 代 副县长 周明」."""
    person = names.official_name(row["told_by"]) or _("系统")
    behalf = names.post_label(row["told_for"]) or names.unit_name(row["told_for"])
    return _("{person} 代 {behalf}").format(person=person, behalf=behalf) if behalf else person


def _asked(row: dict[str, Any]) -> str:
    word = ENDS.get(row["told_more"]) or ASKS[row["told_code"]]
    if row["told_code"] != Request.Asks.EXTENSION:
        return _("申请{what}{until}").format(what=word, until=_until(row))
    marks = [_("第 {n} 次延期").format(n=row["told_n"])] if row["told_n"] > 1 else []
    marks += [_("逾期申请")] if row["told_yes"] else []
    said = _("申请延期{until}").format(until=_until(row))
    return said + (f"（{'，'.join(marks)}）" if marks else "")


def _until(row: dict[str, Any]) -> str:
    day: date | None = row["told_day"]
    return _("至 {day}").format(day=spoken(day, row["told_at"].year)) if day else ""


def _ruled(row: dict[str, Any]) -> str:
    granted, end = row["told_yes"], ENDS.get(row["told_more"], "")
    if row["told_code"] == Ruling.About.RETURN:
        return _("同意退回，改派") if granted else _("不同意退回")
    if not granted:
        return _("不同意")
    if row["told_code"] == Ruling.About.MATTER:
        return f"{end}{_until(row)}"
    return _("同意{what}{until}").format(what=end, until=_until(row))


def _marked(row: dict[str, Any]) -> str:
    return _("批“{mark}”{until}").format(mark=MARKS[row["told_code"]], until=_until(row))


def _stepped(row: dict[str, Any]) -> str:
    return f"{MOVES[row['told_code']]}（{spoken(row['told_day'], row['told_at'].year)}）"


ASKS, ENDS = dict(Request.Asks.choices), dict(End.choices)
MARKS, MOVES = dict(Mark.choices), dict(UpperMove.choices)
SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    MatterRevision.kind: lambda _row: _("调整"),
    Return.kind: lambda _row: _("单位退回"),
    Request.kind: _asked,
    Ruling.kind: _ruled,
    LeaderMark.kind: _marked,
    UpperStep.kind: _stepped,
}
"""Kind of fact → what it says was done."""


def shown_with_a_matter(by: By, digest: str) -> bool:
    """Whether a file stands on the page of a matter that the actor may see: its paper, or a sheet behind a decision."""
    named: set[UUID] = set(MatterPaper.rows.filter(digest=digest).values_list("fact__matter", flat=True))
    for model in (LeaderMark, UpperStep, Ruling):
        named.update(model.rows.filter(paper=digest).values_list("matter", flat=True))
    return bool(named) and Matter.objects.visible_to(by).filter(uuid__in=named).exists()
