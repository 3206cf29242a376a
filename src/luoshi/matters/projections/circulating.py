"""What becomes of a draft on its way round: where it stands, what units said of it, what its rows say by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.matters.models import (
    Answer,
    CirculatedRow,
    Circulating,
    Circulation,
    CirculationStep,
    Comment,
    Commented,
    CommentRuling,
    Confirmation,
    ConfirmationAsked,
    Desk,
    Document,
    LineRole,
    Opinion,
    Pending,
    RowChange,
    RowOut,
    RowRole,
    RowUnit,
    Step,
    UnitAsked,
)
from luoshi.matters.models.circulated import SAID
from luoshi.matters.projections.touched import Touched
from luoshi.org.models import SignOff
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def circulated(facts: list[Circulation]) -> Touched:
    for fact in facts:
        title = Document.rows.values_list("title", flat=True).get(uuid=fact.origin_document)
        out = Circulating.rows.create(
            uuid=fact.uuid,
            origin_document=fact.origin_document,
            title=title,
            steps=fact.steps,
            step=fact.steps[0],
            since=fact.day,
            started_on=fact.day,
        )
        items = [
            RowOut(uuid=row.item, circulation=out, **{column: getattr(row, column) for column in SAID})
            for row in CirculatedRow.rows.filter(fact=fact).order_by("place", "id")
        ]
        RowOut.rows.bulk_create(items)
        for item in items:
            _name_units(item)
        _enter(out, fact.steps[0], fact.day)
    return set()


def named(item: RowOut) -> dict[UUID, str]:
    """The units of a row, each once, with its strongest role."""
    found = {item.unit: str(LineRole.LEAD)}
    for one in sorted(item.others, key=lambda one: one["role"] != LineRole.JOINT):
        if one.get("unit"):
            found.setdefault(UUID(one["unit"]), one["role"])
    for part in item.parts:
        found.setdefault(UUID(part["unit"]), str(RowRole.PART))
    return found


def _name_units(item: RowOut) -> None:
    RowUnit.rows.filter(item=item).delete()
    RowUnit.rows.bulk_create([RowUnit(item=item, unit=unit, role=role) for unit, role in named(item).items()])


def _enter(out: Circulating, step: str, day: date) -> None:
    """What begins with a step: the days for comments, and whose are asked for."""
    out.step, out.since = step, day
    if step == Step.COMMENT:
        out.comment_until = workdays(day).add(day, int(setting("comment_days", day)))
        units = RowUnit.rows.filter(item__circulation=out).values_list("unit", flat=True).distinct()
        UnitAsked.rows.bulk_create([UnitAsked(circulation=out, unit=unit) for unit in sorted(units)])
    out.save()


def in_whose_name(fact: Answer | Confirmation | CommentRuling) -> dict[str, str]:
    """Who entered a fact for whom, and the paper behind it; nothing where somebody speaks in her own name."""
    if fact.on_behalf_of is None:
        return {}
    return {"by": str(fact.by), "for": str(fact.on_behalf_of), "paper": fact.paper}


def answered(facts: list[Answer]) -> Touched:
    """A reporter's answer waits for the head; silence counts at once."""
    for fact in facts:
        asked = UnitAsked.rows.select_related("circulation").get(circulation=fact.circulation, unit=fact.unit)
        Pending.rows.filter(circulation=fact.circulation, unit=fact.unit).delete()
        if fact.how == Answer.How.SILENCE:
            asked.answered_on, asked.how = fact.day, fact.how
        else:
            asked.answer, asked.written_on, asked.sent_back = fact.uuid, fact.day, ""
            asked.entered = in_whose_name(fact)
            Pending.rows.create(
                ref=fact.uuid,
                about=SignOff.About.COMMENT,
                desk=Desk.HEAD,
                circulation=asked.circulation,
                unit=fact.unit,
                since=fact.day,
                words=_words(fact),
            )
        asked.save()
    return set()


def _words(fact: Answer) -> str:
    """What the head reads before signing: each remark after the row it is about."""
    comments = list(Comment.rows.filter(fact=fact).order_by("id"))
    titles = dict(RowOut.rows.filter(uuid__in=[one.item for one in comments]).values_list("uuid", "title"))
    return "；".join(f"“{titles[one.item][:20]}”：{one.reason.rstrip('。；')}" for one in comments) or "全部无意见"


def answers_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    for fact in signed:
        asked = UnitAsked.rows.get(answer=fact.ref)
        asked.answered_on, asked.how, asked.sent_back = fact.day, Answer.How.SIGNED, ""
        asked.save()
        Commented.rows.filter(circulation=asked.circulation_id, unit=asked.unit).delete()
        Commented.rows.bulk_create(
            [
                Commented(
                    uuid=one.comment,
                    circulation_id=asked.circulation_id,
                    item_id=one.item,
                    unit=asked.unit,
                    changes=one.changes,
                    reason=one.reason,
                    signed_on=fact.day,
                )
                for one in Comment.rows.filter(fact=fact.ref).order_by("id")
            ]
        )
    for fact in back:
        UnitAsked.rows.filter(answer=fact.ref).update(written_on=None, sent_back=fact.reason)
    return set()


def comments_ruled(facts: list[CommentRuling]) -> Touched:
    for fact in facts:
        comment = Commented.rows.select_related("circulation").get(uuid=fact.comment)
        comment.opinion, comment.opinion_reason, comment.post = fact.opinion, fact.reason, fact.post
        if fact.opinion != Opinion.REFERRED:
            comment.decided_on, comment.decided_by = fact.day, fact.by
            comment.decided_for = in_whose_name(fact)
        comment.save()
        Pending.rows.filter(circulation=fact.circulation, unit=comment.unit).delete()  # second thoughts come too late
        _change(fact.item, fact.values, fact.day)
    return set()


def rows_changed(facts: list[RowChange]) -> Touched:
    for fact in facts:
        _change(fact.item, fact.values, fact.day, by_office=True)
    return set()


def _change(uuid: UUID, values: Mapping[str, Any], day: date, by_office: bool = False) -> None:
    """A row takes new values; a unit that is new in it is asked as well while comments are open."""
    item = RowOut.rows.select_related("circulation").get(uuid=uuid)
    if by_office:
        item.sent_back, item.confirmed_on, item.confirmed_by = "", None, {}
    if values:
        put(item, values)
        item.changed = True
    out = item.circulation
    item.save()
    if values:
        _name_units(item)
    if out.step == Step.COMMENT and out.comment_until and day <= out.comment_until:
        asked = set(UnitAsked.rows.filter(circulation=out).values_list("unit", flat=True))
        UnitAsked.rows.bulk_create([UnitAsked(circulation=out, unit=unit) for unit in named(item) if unit not in asked])


def put(item: RowOut, values: Mapping[str, Any]) -> None:
    """Values as facts hold them, into the columns of a row."""
    for column, value in values.items():
        if column in ("unit", "leader"):
            value = UUID(value) if value else None
        elif column == "due":
            value, item.due_text = date.fromisoformat(value) if value else None, ""
        setattr(item, column, value)
    item.others = [one for one in item.others if one.get("unit") != str(item.unit)]


def confirmation_asked(facts: list[ConfirmationAsked]) -> Touched:
    for fact in facts:
        for item, post in fact.items.items():
            RowOut.rows.filter(uuid=UUID(item)).update(confirmer=UUID(post) if post else None)
    return set()


def confirmed(facts: list[Confirmation]) -> Touched:
    for fact in facts:
        items = RowOut.rows.filter(circulation=fact.circulation, uuid__in=[UUID(item) for item in fact.items])
        if fact.confirmed:
            items.update(confirmed_on=fact.day, confirmed_by=in_whose_name(fact), sent_back="")
        else:
            items.update(confirmed_on=None, confirmed_by={}, sent_back=fact.reason)
    return set()


def stepped(facts: list[CirculationStep]) -> Touched:
    for fact in facts:
        out = Circulating.rows.get(uuid=fact.circulation)
        if not fact.passed:
            _end(out, Step.STOPPED, fact)
        elif fact.step in (Step.COUNTY_HEAD, Step.ISSUE):
            for item, matter in fact.issued.items():
                RowOut.rows.filter(uuid=UUID(item)).update(matter=UUID(matter))
            _end(out, Step.DONE, fact)
        else:
            Pending.rows.filter(circulation=out).delete()
            _enter(out, after(out.steps, fact.step), fact.day)
    return set()


def _end(out: Circulating, step: str, fact: CirculationStep) -> None:
    out.step, out.since, out.ended_on, out.stop_reason = step, fact.day, fact.day, fact.reason
    out.save()
    Pending.rows.filter(circulation=out).delete()


def after(steps: Sequence[str], step: str) -> str:
    """The step that follows; behind the last one the table lies ready to be issued."""
    place = list(steps).index(step) + 1
    return steps[place] if place < len(steps) else str(Step.ISSUE)
