"""Walks every address with every role, on one's own things and on others': who gets through, as a table.

`python -m pytest tests/web/test_permissions.py` compares it with docs/permissions.md; LUOSHI_WRITE=1 writes that page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from luoshi.appraisal.actions import (
    Honour,
    Notice,
    Objection,
    adopt_scheme,
    answer_question,
    appeal,
    check_figures,
    claim_bonus,
    close_month,
    open_check,
    sanction,
)
from luoshi.appraisal.models import Finding, FindingSubject, Question
from luoshi.facts import clock
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.indicators.actions import NewCampaign, NewIndicator, begin_campaign, define, take_table
from luoshi.indicators.models import Indicator
from luoshi.matters import actions
from luoshi.matters.actions.families import family
from luoshi.matters.models import Circulating, Commented, DraftRow, Matter, Pending, RowOut, Step
from luoshi.matters.queries.figure import NODES, REPORTS
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, appoint, change_setting, give_mandate
from luoshi.org.models import Account
from luoshi.org.suggestions.actions import suggest
from luoshi.papers.actions import write_circular
from luoshi.papers.forms import actions as forms
from luoshi.papers.forms.writing import Filled
from luoshi.papers.models import StoredForm
from tests import world
from tests.appraisal import story

ROLES: dict[str, tuple[str, str]] = {
    "（未登录）": ("", "金溪镇"),
    "督查经办": ("clerk", "金溪镇"),
    "督查室主任": ("chief", "金溪镇"),
    "府办主任": ("director", "金溪镇"),
    "联络员": ("reporter-金溪镇", "金溪镇"),
    "单位负责人": ("head-金溪镇", "金溪镇"),
    "副县长": ("vice_head", "住建局"),
    "县长": ("county_head", "金溪镇"),
    "考核办": ("assessment", "金溪镇"),
    "项目办": ("projects", "金溪镇"),
    "审计": ("auditor", "金溪镇"),
    "系统管理": ("admin", "金溪镇"),
}
"""Role in the table → account, and the unit whose things are its own here."""
FOREIGN = {"金溪镇": "住建局", "住建局": "金溪镇"}
REPORTED, CLOSED, DAY = date(2026, 3, 24), date(2026, 4, 1), date(2026, 4, 2)


@dataclass
class Things:
    """One unit's things, for the addresses that name one."""

    unit: Any
    matter: Any
    line: Any
    fresh_line: Any
    fresh_matter: Any
    report: Any
    blocker: Any
    returned: Any
    whole: Any
    evidence: str
    pending: Any
    deputy: Any
    document: Any
    row: Any
    instruction: Any
    account: Any
    handover: Any
    paper: Any = None
    circulation: Any = None
    item: Any = None
    quarrel: Any = None
    laid: Any = None
    suggestion: Any = None
    form: Any = None
    sent: Any = None
    table: Any = None
    objection: Any = None
    appeal: Any = None
    question: Any = None
    answer: Any = None
    honour: Any = None
    notice: Any = None
    reviewer: Any = None
    noticed: str = ""


def things_of(county: world.County, unit: str) -> Things:
    """A matter with a report, a blocker that lies with the unit, a return that waits for a ruling, a file."""
    matter = world.issue_matter(county, unit, title=f"{unit}的事项")
    world.claim_and_plan(county, matter, unit, date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    head = county.by("head", unit, REPORTED)
    digest = actions.attach(head, "照片.png", b"\x89PNG\r\n" + unit.encode())
    filing = world.report(county, matter, unit, REPORTED, "2026-03", evidence=(digest,))
    draft = actions.FiledReport(world.issue_matter(county, unit, title=f"{unit}的另一项").uuid, "2026-03", words="草稿")
    actions.file_reports(county.by("reporter", unit, REPORTED), [draft])
    asker = world.issue_matter(county, "石桥镇", title=f"等{unit}的事项")
    blocker = actions.raise_blocker(
        county.by("head", "石桥镇", REPORTED), asker.uuid, "land", "用地", county.units[unit]
    )
    sent = world.issue_matter(county, unit, title=f"{unit}退回的", on=DAY)
    returned = actions.return_line(county.by("head", unit, DAY), world.lead(sent).uuid, "不归我们")
    fresh = world.issue_matter(county, unit, title=f"{unit}待认领", on=DAY)
    define_once(county)
    answered = _answered(county, unit)
    pending = Pending.rows.filter(unit=county.units[unit]).first()
    return Things(
        county.units[unit],
        matter.uuid,
        world.lead(matter).uuid,
        world.lead(fresh).uuid,
        fresh.uuid,
        filing.report,
        blocker,
        returned,
        _whole(county, unit),
        digest,
        pending.ref if pending else None,
        _deputy(county, unit),
        *_document(county),
        answered,
        Account.rows.get(username=f"reporter-{unit}").uuid,
        _handed_over(county, unit, digest),
        **_on_its_way(county, unit),
    )


def _deputy(county: world.County, unit: str) -> Any:
    """A deputy head of the unit, whom its head may authorise."""
    post = NewPost(county.units[unit], "副职", "deputy", 900, f"{unit[:1]}副手")
    appoint(system(clock.moment(world.FOUNDED)), [post], world.FOUNDED)
    return post.official


def _whole(county: world.County, unit: str) -> Any:
    """A task of two towns that the unit adds up."""
    towns = [county.units[name] for name in ("金溪镇", "石桥镇")]
    decided = actions.Decided(f"{unit}汇总的", county.units[unit], "task", date(2026, 12, 31))
    return actions.issue(county.by("clerk", at=DAY), family(decided, "all", actions.evenly(towns, ())))[0]


def _answered(county: world.County, unit: str) -> Any:
    """A leader's instruction, answered by the unit's head."""
    wanted = actions.Decided(
        f"{unit}的批示",
        county.units[unit],
        "instruction",
        date(2026, 4, 10),
        origin_kind="instruction",
        origin_leader=county.post("vice_head" if unit == "住建局" else "county_head"),
        origin_words="抓紧办",
        reported=False,
    )
    matter = actions.record_instruction(county.by("clerk", at=REPORTED), wanted)
    head = county.by("head", unit, REPORTED)
    actions.claim(head, [world.lead(Matter(uuid=matter)).uuid])
    world.report(county, Matter(uuid=matter), unit, REPORTED, "2026-03")
    return matter


def _handed_over(county: world.County, unit: str, digest: str) -> Any:
    """A matter that another unit hands over to this one, and a mandate with this file as its paper."""
    matter = world.issue_matter(county, "石桥镇", title=f"移交{unit}的事项", on=DAY)
    admin, clerk = county.by("admin", at=DAY), county.posts[("clerk", "府办")].official
    give_mandate(admin, clerk, county.post("vice_head"), "act", DAY, paper=digest)
    return actions.hand_over(admin, county.units["石桥镇"], county.units[unit], [matter.uuid])


def define_once(county: world.County) -> None:
    """An indicator and a campaign, for the pages of one."""
    if not Indicator.rows.exists():
        by = county.by("assessment", "考核办", DAY)
        define(by, [NewIndicator("investment", "固定资产投资", "亿元", "flow")])
        shares = {county.units["金溪镇"]: 100}
        begin_campaign(by, NewCampaign("investment", "接种", "人", DAY, date(2026, 4, 30), shares))


def _document(county: world.County) -> tuple[Any, Any]:
    """A speech with one drafted row."""
    text = "金溪镇负责，6月底前建成暂存库。"
    row = {"start": 0, "end": len(text), "text": text, "title": "建成暂存库", "unit": county.units["金溪镇"]}
    read = actions.Read("讲话", "讲话.txt", text.encode(), text, "1", [row])
    document = actions.take_document(county.by("clerk", at=DAY), read)
    return document, DraftRow.rows.get(document=document).uuid


def _out(county: world.County, unit: str, title: str) -> Any:
    """A draft with one row of the unit that is out for comment."""
    text = f"{unit}负责{title}。"
    leader = county.post("vice_head") if unit == "住建局" else None
    row = {
        "start": 0,
        "end": len(text),
        "text": text,
        "title": title,
        "unit": county.units[unit],
        "leader": leader,
    }
    read = actions.Read("送审的讲话", "讲话.txt", text.encode(), text, "1", [row])
    clerk = county.by("clerk", at=DAY)
    circulation = actions.circulate(clerk, actions.take_document(clerk, read))
    actions.approve_draft(county.by("chief", at=DAY), circulation)
    return circulation


def _on_its_way(county: world.County, unit: str) -> dict[str, Any]:
    """One with a quarrel over its lead before the leader, and one that units have nothing to say to."""
    clerk, circulation = county.by("clerk", at=DAY), _out(county, unit, "管网建设")
    item = RowOut.rows.get(circulation=circulation)
    other = actions.CommentWanted(item.uuid, "不归我们", {"unit": county.units["发改局"]})
    actions.send_comments(county.by("head", unit, DAY), circulation, county.units[unit], [other])
    quarrel = Commented.rows.get(circulation=circulation)
    actions.decide_comments(clerk, circulation, [actions.Decision(quarrel.uuid, "referred")])
    laid = _laid_before(county, unit)
    return {"circulation": circulation, "item": item.uuid, "quarrel": quarrel.uuid, "laid": laid}


def _laid_before(county: world.County, unit: str) -> Any:
    """A row before its leader: the vice-head to confirm, or where none is in charge the county head to sign."""
    circulation = _out(county, unit, "道路修补")
    actions.send_comments(county.by("head", unit, DAY), circulation, county.units[unit], [])
    if Circulating.rows.get(uuid=circulation).step == Step.COMMENT:
        actions.close_comments(county.by("clerk", at=DAY), circulation)
    return RowOut.rows.get(circulation=circulation).uuid


def _checked(county: world.County, things: dict[str, Things]) -> None:
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


def _form(county: world.County) -> tuple[Any, Any]:
    """A stored form, and what was sent in it."""
    by = county.by("clerk", at=CLOSED)
    form = StoredForm.rows.get(uuid=forms.store_form(by, "月报", "月报", [("任务", "title")]))
    return form.uuid, forms.send(by, form, Filled("月报", form.header, form.fields, [["暂存库"]]), "xlsx", "市政府")


@dataclass(frozen=True)
class Address:
    """An address of the product, its methods, and what a sensible request to it carries."""

    name: str
    route: str
    method: str = "GET"
    body: dict[str, str] | None = None


def addresses(things: Things) -> Iterator[tuple[Address, str]]:
    """Every address with a request to it that concerns these things."""
    for name, route in sorted(routes(), key=lambda one: (one[0] == "sign_out", one)):  # the way out comes last
        for method, body in ASKED.get(name, {"GET": None}).items():
            filled = {key: _fill(value, things) for key, value in (body or {}).items()}
            yield Address(name, route, method, filled), "/" + _path(name, route, things)


def routes() -> Iterator[tuple[str, str]]:
    """(name with namespace, route) of every address."""

    def walk(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one, one.namespace or space, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                yield f"{space}:{one.name}" if space else str(one.name), before + str(one.pattern)

    yield from walk(get_resolver(), "", "")


def _fill(value: str, things: Things) -> str:
    return str(getattr(things, value[1:])) if value.startswith("@") else value


ASKED: dict[str, dict[str, dict[str, str] | None]] = {
    "sign_in": {"GET": None},
    "sign_out": {"POST": {}},
    "accounts:password": {"GET": None, "POST": {}},
    "accounts:reset": {"POST": {}},
    "accounts:state": {"POST": {"do": "shut"}},
    "intake:comment_sheets": {"POST": {}},
    "intake:init": {"GET": None, "POST": {}},
    "matters:file_report": {"POST": {"period": "2026-03", "words": "新进展。"}},
    "matters:raise_blocker": {"POST": {"title": "卡住", "holder": "@unit", "blocker_kind": "land"}},
    "matters:ask": {"POST": {"asks": "extension", "new_due": "2027-01-31", "reason": "雨季"}},
    "matters:end": {"POST": {"end": "done", "reason": "验收合格"}},
    "matters:mark": {"POST": {"mark": "seen", "words": "阅"}},
    "matters:upper": {"POST": {"move": "reported_up", "on": "2026-04-02", "words": "云政函8号"}},
    "intake:instruction": {"GET": None, "POST": {"words": "抓紧办"}},
    "matters:claim": {"POST": {}},
    "matters:return": {"POST": {"reason": "不归我们"}},
    "matters:plan": {"POST": {"title": "封顶", "day": "2026-06-01", "weight": "1"}},
    "matters:rule": {"POST": {"about": "return", "granted": "no", "reason": "按职责由你单位办"}},
    "matters:claim_table": {"GET": None, "POST": {"unit": "@unit", "do": "keep"}},
    "matters:plans": {"GET": None, "POST": {"plan": "@pending", "granted": "yes"}},
    "matters:mandates": {"GET": None, "POST": {"do": "give", "holder": "@deputy"}},
    "matters:recall": {"POST": {"reason": "下错了单位"}},
    "matters:circulation_step": {"POST": {"do": "take_back", "reason": "讲话稿有改动"}},
    "matters:comments": {"GET": None, "POST": {"do": "agree"}},
    "matters:opinions": {"POST": {}},
    "matters:confirm": {"GET": None, "POST": {}},
    "matters:change_out": {"POST": {"circulation": "@circulation"}},
    "matters:send_back_row": {"POST": {"reason": "写明规模"}},
    "matters:quarrel": {"POST": {"unit": "@unit"}},
    "matters:sign": {"GET": None, "POST": {"ref": "@pending", "do": "sign"}},
    "matters:night": {"GET": {"unit": "@unit"}},
    "matters:save_night": {"POST": {}},
    "matters:send_night": {"POST": {"unit": "@unit"}},
    "matters:verify": {"GET": None, "POST": {"report": "@report", "verdict": "accepted"}},
    "matters:move_blocker": {"POST": {"move": "answer", "promised": "2026-04-10"}},
    "matters:take_evidence": {"POST": {}},
    "suggestions": {"GET": None, "POST": {"about": "burden", "words": "少报一张表"}},
    "answer_suggestion": {"POST": {"adopted": "yes", "words": "已减"}},
    "papers:teach_form": {"POST": {}},
    "papers:form": {"GET": None, "POST": {"name": "月报"}},
    "papers:fill_form": {"GET": None, "POST": {}},
    "matters:close_data_month": {"POST": {"period": "2026-02"}},
    "matters:reopen": {"POST": {"period": "2026-03", "clock": "work", "reason": "补报"}},
    "intake:documents": {"GET": None, "POST": {}},
    "intake:ledger": {"GET": None, "POST": {}},
    "intake:lessons": {"GET": None, "POST": {}},
    "intake:issue": {"POST": {}},
    "intake:circulate": {"POST": {}},
    "intake:return_sheet": {"GET": {"unit": "@unit"}, "POST": {"unit": "@unit"}},
    "intake:returned_sheets": {"GET": None, "POST": {}},
    "intake:rows": {"POST": {}},
    "intake:passages": {"POST": {}},
    "intake:row": {"GET": None, "POST": {}},
    "intake:split": {"POST": {}},
    "intake:share_out": {"GET": None, "POST": {}},
    "indicators:new_sheet": {"GET": None, "POST": {}},
    "indicators:new_campaign": {"GET": None, "POST": {}},
    "indicators:campaign": {"GET": None, "POST": {}},
    "indicators:register": {"GET": None, "POST": {}},
    "indicators:register_file": {"GET": None, "POST": {}},
    "indicators:targets": {"GET": None, "POST": {"year": "2026"}},
    "indicators:targets_file": {"GET": None, "POST": {"year": "2026"}},
    "indicators:take_table": {"GET": None, "POST": {}},
    "indicators:table": {"GET": None, "POST": {"do": "check"}},
    "appraisal:close": {"POST": {"period": "2026-03", "reason": "更正"}},
    "appraisal:edit_scheme": {"GET": None, "POST": {"do": "preview", "toml": "x"}},
    "appraisal:bonuses": {"GET": None, "POST": {"unit": "@unit"}},
    "appraisal:bonus_step": {"POST": {"what": "passed"}},
    "appraisal:sanction": {"POST": {}},
    "appraisal:lift_sanction": {"POST": {"reason": "来函撤销"}},
    "appraisal:review": {"GET": None, "POST": {"post": "@reviewer", "do": "keep"}},
    "appraisal:marks": {"GET": None, "POST": {}},
    "appraisal:marks_file": {"GET": None, "POST": {}},
    "appraisal:open_check": {"POST": {"period": "2026-02"}},
    "appraisal:check": {"GET": None, "POST": {}},
    "appraisal:rule_objection": {
        "POST": {"check": "@objection", "item": NODES, "upheld": "no", "reason": "现场没有开工"}
    },
    "appraisal:release": {"POST": {}},
    "appraisal:appeal": {"GET": None, "POST": {"item": NODES, "claimed": "2 个", "reason": "已开工"}},
    "appraisal:appeal_step": {"POST": {"what": "answered", "words": "已核实"}},
    "appraisal:answer_question": {"POST": {"words": "从台账取数"}},
    "appraisal:ask_units": {"POST": {"key": "x"}},
    "appraisal:judge": {"POST": {"key": "x", "verdict": "unfounded", "reason": "核对无误"}},
    "papers:write": {"POST": {"period": "2026-03"}},
    "papers:sign": {"POST": {}},
    "papers:table": {"GET": None, "POST": {}},
    "matters:restricted": {"GET": None, "POST": {}},
    "matters:restrict": {"POST": {"do": "release", "reason": "已公开"}},
    "matters:accept_handover": {"POST": {}},
    "acting": {"GET": None, "POST": {"post": "self"}},
    "house:units": {"GET": None, "POST": {}},
    "house:unit": {"GET": None, "POST": {}},
    "house:posts": {"GET": None, "POST": {}},
    "house:portfolios": {"GET": None, "POST": {}},
    "house:mandates": {"GET": None, "POST": {}},
    "house:settings": {"GET": None, "POST": {}},
    "house:holidays": {"GET": None, "POST": {}},
    "house:programmes": {"GET": None, "POST": {"do": "set", "code": "creations", "name": "十大创建"}},
}
"""Addresses that are not simply read: method → the fields of a sensible request. @name: of the things."""

THINGS: dict[str, str] = {
    "matters:answer": "instruction",
    "matters:mark": "instruction",
    "papers:response": "instruction",
    "matters:claim": "fresh_line",
    "matters:return": "fresh_line",
    "matters:plan": "fresh_line",
    "matters:rule": "returned",
    "matters:move_blocker": "blocker",
    "matters:evidence": "evidence",
    "intake:document": "document",
    "intake:as_ledger": "document",
    "intake:issue": "document",
    "intake:rows": "document",
    "intake:passages": "document",
    "intake:row": "row",
    "intake:split": "row",
    "intake:share_out": "row",
    "matters:children": "whole",
    "intake:original": "document",
    "intake:circulate": "document",
    "matters:circulation": "circulation",
    "matters:circulation_step": "circulation",
    "matters:comments": "circulation",
    "matters:opinions": "circulation",
    "matters:confirm": "circulation",
    "matters:change_out": "item",
    "matters:send_back_row": "laid",
    "matters:quarrel": "quarrel",
    "matters:recall": "fresh_matter",
    "papers:table": "circulation",
    "papers:table_file": "circulation",
    "papers:comment_sheet": "circulation",
    "accounts:reset": "account",
    "accounts:state": "account",
    "intake:comment_sheets": "circulation",
    "matters:handover": "handover",
    "matters:accept_handover": "handover",
    "house:unit": "unit",
    "answer_suggestion": "suggestion",
    "papers:form": "form",
    "papers:fill_form": "form",
    "papers:sent_form": "sent",
    "appraisal:appeal_step": "appeal",
    "appraisal:answer_question": "question",
    "appraisal:answer_paper": "answer",
    "appraisal:bonus_step": "honour",
    "appraisal:lift_sanction": "notice",
    "papers:page": "paper",
    "papers:file": "paper",
    "papers:sign": "paper",
    "indicators:table": "table",
    "indicators:table_file": "table",
}
"""Addresses whose thing is not a matter."""


PERIODS: dict[str, str] = {
    "appraisal:review": "2026Q1",
    "appraisal:marks": "quality@2026-03",
    "appraisal:marks_file": "quality@2026-03",
}
"""Addresses of another period than the month that is closed."""


def _path(name: str, route: str, things: Things) -> str:
    path = route
    for wanted, value in (
        ("<uuid:uuid>", str(getattr(things, THINGS.get(name, "matter")))),
        ("<str:digest>", things.noticed if name == "appraisal:paper" else things.evidence),
        ("<slug:code>", "investment"),
        ("<slug:what>", "report"),
        ("<str:period>", PERIODS.get(name, "2026-02" if "/check" in route else "2026-03")),
        ("<uuid:unit>", str(things.unit)),
    ):
        path = path.replace(wanted, value)
    return path


def outcome(client: Client, address: Address, path: str) -> bool:
    """Whether somebody gets through. What the request changes is put back."""
    with transaction.atomic(), clock.at(clock.moment(DAY, 15)):
        if address.method == "GET":
            answer = client.get(path, address.body)
        elif address.name == "matters:take_evidence":
            answer = client.post(path, b"%PDF-1.4 x", content_type="application/pdf")
        else:
            answer = client.post(path, address.body)
        transaction.set_rollback(True)
    return _through(answer)


def _through(answer: HttpResponse) -> bool:
    turned_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in")
    return answer.status_code not in (401, 403, 404) and not turned_away


def walk(county: world.County) -> dict[tuple[str, str], dict[str, str]]:
    """(address, method) → role → ✓ everybody's, 本 one's own only, — nobody's."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    things = {unit: things_of(county, unit) for unit in FOREIGN}
    close_month(county.by("assessment", "考核办", CLOSED), "2026-03")
    adopt_scheme(county.by("assessment", "考核办", CLOSED), "quality", story.MARKED, date(2026, 3, 1), "month")
    paper = write_circular(county.by("clerk", at=CLOSED), "2026-03")
    _checked(county, things)
    form, sent = _form(county)
    table = take_table(county.by("assessment", "考核办", DAY), "月报.csv", "镇,户数\n金溪镇,3\n石桥镇,4\n".encode())
    suggestion = suggest(county.by("head", "石桥镇", CLOSED), "burden", "少报一张表")
    for one in things.values():
        one.paper, one.form, one.sent, one.suggestion, one.table = paper, form, sent, suggestion, table
    for role, (username, own) in ROLES.items():
        client = Client()
        if username:
            client.force_login(Account.rows.get(username=username))
        theirs = {address.name + address.method: (address, path) for address, path in addresses(things[FOREIGN[own]])}
        for address, path in addresses(things[own]):
            mine = outcome(client, address, path)
            others = outcome(client, *theirs[address.name + address.method])
            mark = "✓" if mine and others else "本" if mine else "—"
            found.setdefault((address.route or "/", address.method), {})[role] = mark
    return found


def page(found: dict[tuple[str, str], dict[str, str]]) -> str:
    """The table as docs/permissions.md prints it."""
    lines = [
        "# 谁能看什么、做什么",
        "",
        "✓ 能；本 只限本单位、本人分管的；— 不能。",
        "由 `tests/web/test_permissions.py` 逐个地址、逐个角色走出来，与本表核对。",
        "权限写在 `src/luoshi/org/permissions.py` 一处。",
        "改了权限，用 `LUOSHI_WRITE=1 pytest tests/web/test_permissions.py` 重写本表。",
        "",
        "| 地址 | 方法 | " + " | ".join(ROLES) + " |",
        "| --- | --- | " + " | ".join("---" for _ in ROLES) + " |",
    ]
    for (route, method), marks in sorted(found.items()):
        lines.append(f"| `/{route.lstrip('/')}` | {method} | " + " | ".join(marks[role] for role in ROLES) + " |")
    return "\n".join(lines) + "\n"
