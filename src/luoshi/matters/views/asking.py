"""What the matter's page shows of asking, deciding and reporting up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from luoshi.matters.forms_above import KINDS, PARTS
from luoshi.matters.lights import asks_plan
from luoshi.matters.limits import asked_in_time
from luoshi.matters.models import Desk, Matter, OriginLevel, Request, Stage, UpperMove
from luoshi.matters.queries.members import open_children
from luoshi.matters.queries.page import MatterPage, ReportShown
from luoshi.matters.words import due_words
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.permissions import may, may_decide

LIVE = (Stage.ISSUED, Stage.CLAIMED)


def of_who_gave_it(request: HttpRequest, found: MatterPage) -> dict[str, Any]:
    """What the matter's page shows of asking, deciding and reporting up."""
    by: By = request.by  # type: ignore[attr-defined]
    matter, live = found.matter, found.matter.stage in LIVE
    decides = may_decide(by, matter.decider)
    asks = may(by, "claim", matter.unit)
    bound = matter.stage == Stage.CLAIMED or by.in_office  # who has not claimed it yet claims it, or gives it back
    upper = matter.origin_level != OriginLevel.COUNTY
    waits = any(one.about == SignOff.About.REQUEST and one.desk == Desk.HEAD for one in found.pending)
    return {
        "due_words": due_words(matter),
        "recorded": "recorded" in request.GET,
        "may_decide": decides,
        "enters": decides and matter.decider not in by.posts and not (matter.decider is None and by.has("chief")),
        "decider": found.names.post_label(matter.decider) or _("督查室主任"),
        "asking": KINDS if live and asks and bound and found.open_request is None and not waits else (),
        "asked_waits": asks and waits,
        "deciding": [kind for kind in KINDS if kind.end and not (upper and kind.end == "done")]
        if live and decides
        else (),
        "asks_for": found.row.unit_name if matter.unit not in by.units else "",
        "extension_note": _extension_note(found, by),
        "asked_change": _change_words(found),
        "of_parts": _of_parts(by, matter) if live and (asks or decides) else {},
        "unpassed": [node for node in found.nodes if node.passed_on is None],
        "upper_level": upper,
        "asks_plan": asks_plan(matter),
        "upper_moves": _upper_moves(found) if upper and by.in_office else (),
        "answer": answer_of(found),
    }


def _of_parts(by: By, matter: Matter) -> dict[str, str]:
    """Of a parent with open children: what becomes of them, by what is asked or how it ends."""
    waiting = open_children(by, matter) if matter.rollup else 0
    return {what: _(words).format(n=waiting) for what, words in PARTS.items()} if waiting else {}


def _extension_note(found: MatterPage, by: By) -> str:
    """What an extension asked for today would be marked as."""
    matter = found.matter
    if matter.due is None:
        return ""
    late = not asked_in_time(by.day, matter.issued_on, matter.due)
    notes = [_("已过申请期限，按逾期申请登记")] if late else []
    notes += [_("这是第 {n} 次延期，列入通报建议").format(n=matter.extended + 1)] if matter.extended else []
    return "；".join(notes)


def _change_words(found: MatterPage) -> list[tuple[str, str]]:
    """What an open request wants changed: (what, to what)."""
    ask: Request | None = found.open_request
    if ask is None or not ask.change:
        return []
    measures = {shown.measure.code: shown.measure for shown in found.measures}
    nodes = {str(node.uuid): node.title for node in found.nodes}
    change = ask.change
    words = [(_("更正"), _("原来录错了，已封存的月份也照改"))] if "corrects" in change else []
    words += [(_("牵头单位"), found.names.unit_name(UUID(change["unit"])))] if change.get("unit") else []
    words += [(_("表述"), change["title"])] if change.get("title") else []
    words += [
        (measures[code].name, f"{value} {measures[code].unit_of_measure}")
        for code, value in change.get("measures", {}).items()
        if code in measures
    ]
    return words + [(nodes.get(node, _("节点")), day) for node, day in change.get("nodes", {}).items()]


def _upper_moves(found: MatterPage) -> list[tuple[str, str]]:
    if found.matter.stage == Stage.REPORTED_UP:
        return [(UpperMove.STRUCK_OFF, _("上级已销号")), (UpperMove.SENT_BACK, _("上级退回"))]
    return [(UpperMove.REPORTED_UP, _("登记上报"))] if found.matter.stage in LIVE else []


def answer_of(found: MatterPage) -> ReportShown | None:
    """The answer that stands beneath a leader's words: the newest signed report."""
    if found.matter.origin_leader is None:
        return None
    return next((one for one in found.reports if one.filing.stands), None)
