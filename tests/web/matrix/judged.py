"""What appraisal and forms hold of a unit: figures checked, an appeal, an honour, a notice, a question, a form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from luoshi.appraisal.actions import (
    Honour,
    Notice,
    Objection,
    answer_question,
    appeal,
    check_figures,
    claim_bonus,
    open_check,
    sanction,
)
from luoshi.appraisal.models import Finding, FindingSubject, Question
from luoshi.facts import clock
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.matters import actions
from luoshi.matters.queries.figure import NODES, REPORTS
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.papers.forms import actions as forms
from luoshi.papers.forms.writing import Filled
from luoshi.papers.models import StoredForm
from tests import world
from tests.web.matrix import CLOSED
from tests.web.matrix.things import Things


def check(county: world.County, things: dict[str, Things]) -> None:
    """Figures of a month out for checking, with a unit's objection; and its appeal against a published number."""
    change_setting(system(clock.moment(CLOSED)), "data_check_days", 20, CLOSED)
    open_check(county.by("assessment", "考核办", CLOSED), "2026-02")
    for unit, one in things.items():
        head = county.by("head", unit, CLOSED)
        wrong = [Objection(NODES, "2 个", "已开工")]
        one.objection = check_figures(head, county.units[unit], "2026-02", wrong)
        _honoured(county, unit, one)
        one.appeal = appeal(head, county.units[unit], "2026-03", REPORTS, "0 件", "当晚已报")
        one.question, one.answer = _asked(county, unit, head)


def _asked(county: world.County, unit: str, head: Any) -> tuple[Any, Any]:
    """What a unit was asked about its reports, and its answer with a paper."""
    by = county.by("assessment", "考核办", CLOSED)
    finding = Finding(uuid=new_uuid(), period="2026-03", code="hugging", key=unit, ground="疑点", **by.stamp())
    asked = Question(finding=finding.uuid, unit=county.units[unit], words="从哪里取数？", until=CLOSED, **by.stamp())
    append_all([finding, asked], [FindingSubject(fact=finding, unit=county.units[unit])])
    paper = actions.attach(head, "台账.png", b"\x89PNG\r\nledger" + unit.encode())
    return asked.uuid, answer_question(head, asked.uuid, "从台账取数", paper)


def _honoured(county: world.County, unit: str, one: Things) -> None:
    """A claim of the unit that waits for review, a notice on it, and its paper."""
    digest = actions.attach(county.by("head", unit, CLOSED), "通知.pdf", b"%PDF-1.4 " + unit.encode())
    wanted = Honour(one.unit, "honour", "city", f"{unit}的工作", "全市先进", "市发8号", CLOSED, digest)
    one.honour = claim_bonus(county.by("head", unit, CLOSED), wanted)
    notice = Notice(one.unit, "penalty", Decimal(1), "应急局", "3号", CLOSED, "事故", digest)
    one.notice = sanction(county.by("assessment", "考核办", CLOSED), notice)
    one.noticed, one.reviewer = digest, county.post("vice_head")


def a_form(county: world.County) -> tuple[Any, Any]:
    """A stored form, and what was sent in it."""
    by = county.by("clerk", at=CLOSED)
    form = StoredForm.rows.get(uuid=forms.store_form(by, "月报", "月报", [("任务", "title")]))
    return form.uuid, forms.send(by, form, Filled("月报", form.header, form.fields, [["暂存库"]]), "xlsx", "市政府")
