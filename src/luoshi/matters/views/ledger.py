"""The list of matters, and one matter's page."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.matters import queries
from luoshi.matters.forms import choices
from luoshi.matters.goals import asked_of, gathers, said
from luoshi.matters.models import BlockerKind, End, Kind, LineRole, Matter, MatterRevision, Stage
from luoshi.matters.naming import groups_to_name, label
from luoshi.matters.queries import Filters, LedgerRow, counts, ledger, matter_page, rows_of
from luoshi.matters.queries.binding import first_counted
from luoshi.matters.queries.ledger import ENDINGS, OFF, Counts, units_to_filter
from luoshi.matters.queries.page import MatterPage
from luoshi.matters.queries.story import story
from luoshi.matters.sheet import XLSX, members_sheet
from luoshi.matters.views.asking import of_who_gave_it
from luoshi.matters.words import active
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.failing import Failed
from luoshi.shell.faults import wants_json
from luoshi.shell.paging import page_of

LIGHT_NAMES = (("red", "滞后"), ("yellow", "预警"), ("green", "正常"), ("done", "办结"))


@signed_in
def matter_list(request: Asked) -> HttpResponse:
    """Every matter the reader may see; a filter is an address with its count."""
    by, filters = request.by, Filters.of(request.GET.dict())
    known = counts(by, filters)
    total = known.lights[filters.light] if filters.light else known.total
    page = page_of(request, ledger(by, filters), total)
    names = directory(by.day)
    rows = rows_of(page.rows, names, by.day)
    if wants_json(request):
        return JsonResponse({"matters": [row_json(row) for row in rows], "total": total, "next": page.next or None})
    return render(
        request,
        "matters/list.html",
        {
            "rows": rows,
            "page": page,
            "filters": filters,
            "counts": known,
            "lights": LIGHT_NAMES,
            "kinds": Kind.choices,
            "units": choices(names, units_to_filter(by, filters)),
            "drafts_out": queries.drafts_out(by).exists(),
            "unit_name": names.unit_name(filters.unit),
            "endings": _endings(known, filters),
            "may_issue": may(by, "issue"),
            "reports": by.has("reporter", "head", "deputy"),
            "may_write": may(by, "write_paper"),
        },
    )


@signed_in
def children(request: Asked, uuid: UUID) -> HttpResponse:
    """A parent's table of its children as a sheet."""
    found = matter_page(request.by, uuid)
    if found is None or not found.matter.rollup:
        raise Http404
    if wants_json(request):
        return JsonResponse({"children": page_json(found, request.by.day)["children"]})
    answer = HttpResponse(members_sheet(found), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.row.number + '分解.xlsx')}"
    return answer


def _endings(known: Counts, filters: Filters) -> list[tuple[str, str, int]]:
    """What waits to be struck off or ended otherwise than done (which is a light of its own): each with its count."""
    counted = ((code, word, known.endings.get(code, 0)) for code, word in ENDINGS.items() if code != End.DONE)
    return [one for one in counted if one[2] or one[0] == filters.ending]


def row_json(row: LedgerRow) -> dict[str, Any]:
    """A matter as other programs get it (the contract of the command line)."""
    return {
        "uuid": str(row.uuid),
        "number": row.number,
        "title": row.title,
        "kind": row.kind,
        "stage": row.stage,
        "unit": row.unit_name,
        "due": row.due.isoformat() if row.due else None,
        "first_due": row.first_due.isoformat() if row.first_due else None,
        "light": None if row.light == OFF else row.light,
        "since": row.since.isoformat() if row.since else None,
        "causes": [cause["code"] for cause in row.causes],
        "progress": row.progress,
        "expected": row.expected,
        "role": row.role,
    }


@signed_in
def matter(request: Asked, uuid: UUID) -> HttpResponse:
    """One matter: what was decided, how it stands, what was reported, what holds it up."""
    found = matter_page(request.by, uuid)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(page_json(found, request.by.day))
    return matter_shown(request, found)


def matter_shown(request: Asked, found: MatterPage, failed: Failed | None = None) -> HttpResponse:
    """The page, with the form on it that could not be taken."""
    unit = found.matter.unit
    mine = next((shown.line for shown in found.lines if shown.line.unit in request.by.units), None)
    for_unit = ""
    if mine is None and found.lead is not None and request.by.in_office:
        mine, for_unit = found.lead, found.names.unit_name(found.lead.unit)
    needs = setting("claim_needs", request.by.day)
    answered = next(
        (one for one in found.pending if mine and one.unit == mine.unit and one.about in ("claim", "return")), None
    )
    return render(
        request,
        "matters/page.html",
        {
            "it": found,
            "mine": mine,
            "for_unit": for_unit,
            "gathers": mine is not None and gathers(mine),
            "answered": answered,
            "part_causes": _part_causes(request, found),
            "refused": any(one.refused for one in found.bound.sent_back),
            "claimed": (failed and failed.of("claim")) or found.bound.written,
            "planned": _planned(found, failed),
            "claim_lacks": said(asked_of(mine.lacks, needs)) if mine else "",
            "counted": first_counted([shown.measure for shown in found.measures]),
            "units": choices(found.names),
            "blocker_kinds": BlockerKind.choices,
            "may_claim": mine is not None and may(request.by, "claim", mine.unit),
            "may_report": may(request.by, "report", unit) and found.matter.reportable and not found.matter.rollup,
            "may_ask": may(request.by, "report", unit) and found.matter.stage == Stage.CLAIMED,
            "rollup": MatterRevision.Rollup(found.matter.rollup).label if found.matter.rollup else "",
            "may_rule": may(request.by, "rule"),
            "may_instruct": may(request.by, "instruct") and not found.matter.ended_on,
            "ended": found.matter.stage == Stage.ENDED,
            **of_who_gave_it(request, found),
            "may_restrict": may(request.by, "issue"),
            "readers": [label(found.names, who) for who in found.readers],
            "to_name": groups_to_name(found.names, [shown.line.unit for shown in found.lines]),
            "failed": failed,
        },
        status=422 if failed else 200,
    )


def _part_causes(request: Asked, found: MatterPage) -> list[dict[str, Any]]:
    """Why the actor's own part, in what another leads, has a light: it would else stand far below the lead's."""
    own = (one for one in found.lines if one.line.unit in request.by.units and one.line.role != LineRole.LEAD)
    return [cause for one in own for cause in one.causes]


NO_NODES: list[tuple[str, str, int | str]] = [("", "", 1)] * 3


def _planned(found: MatterPage, failed: Failed | None) -> list[tuple[str, str, int | str]]:
    """The rows of the plan's form: title, day, weight; with some to write on."""
    if typed := failed and failed.of("plan"):
        columns = (typed.fields.getlist(name) for name in ("title", "day", "weight"))
        return [(title, day, weight) for title, day, weight in zip(*columns, strict=False)]
    return [(node.title, node.day.isoformat(), node.weight) for node in found.bound.planned] + NO_NODES


@signed_in
def matter_story(request: Asked, uuid: UUID) -> HttpResponse:
    """What happened to a matter, step by step: who did it, and for whom."""
    found = Matter.objects.visible_to(request.by).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    steps = story(uuid)
    if wants_json(request):
        rows = [{"at": one.at.isoformat(), "who": one.who, "what": one.what, "words": one.words} for one in steps]
        return JsonResponse({"story": rows, "total": len(rows), "next": None})
    return render(request, "matters/story.html", {"matter": found, "steps": steps})


def page_json(found: MatterPage, day: date) -> dict[str, Any]:
    matter = found.matter
    return row_json(found.row) | {
        "goals": [
            {
                "quarter": goal.quarter,
                "words": goal.words,
                "value": _number(goal.value),
                "reached": _number(goal.reached),
            }
            for goal in found.bound.goals
        ],
        "owed": found.bound.owed,
        "text": matter.text,
        "origin_words": matter.origin_words,
        "upper_due": matter.upper_due.isoformat() if matter.upper_due else None,
        "end": matter.end,
        "extended": matter.extended,
        "papers": [paper.digest for paper in found.story.papers],
        "story": [
            {"at": told.at.isoformat(), "what": told.what, "who": told.who, "words": told.words}
            for told in found.story.told
        ],
        "issued_on": matter.issued_on.isoformat(),
        "without_comment": matter.without_comment,
        "recalled_on": matter.recalled_on.isoformat() if matter.recalled_on else None,
        "lines": [
            {
                "uuid": str(shown.line.uuid),
                "unit": found.names.unit_name(shown.line.unit),
                "role": shown.line.role,
                "duty": shown.line.duty,
                "due": _iso(shown.due),
                "claimed_on": _iso(shown.line.claimed_on),
                "light": shown.light,
                "since": _iso(shown.since),
                "causes": [cause["code"] for cause in shown.causes],
                "undelivered_since": _iso(shown.line.undelivered_since),
                "delivered_on": _iso(shown.line.delivered_on),
            }
            for shown in found.lines
        ],
        "parent": str(matter.parent) if matter.parent else None,
        "rollup": matter.rollup,
        "children": [
            row_json(member.row)
            | {"target": _number(member.target), "done": _number(member.done), "words": member.words}
            for member in found.members
        ],
        "measures": [
            {
                "code": shown.measure.code,
                "name": shown.measure.name,
                "kind": shown.measure.measure_kind,
                "op": shown.measure.op,
                "value": _number(shown.measure.value),
                "unit": shown.measure.unit_of_measure,
                "done": _number(shown.measure.done),
                "supplied": shown.measure.supplied or None,
            }
            for shown in found.measures
        ],
        "nodes": [
            {
                "uuid": str(node.uuid),
                "title": node.title,
                "day": node.day.isoformat(),
                "passed_on": node.passed_on.isoformat() if node.passed_on else None,
            }
            for node in found.nodes
        ],
        "why": [cause["words"] for cause in active(matter.causes, day)],
        "period": str(found.period),
        "restricted": matter.restricted,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
