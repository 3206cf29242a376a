"""One unit's things, for the addresses that name one: reported, asked, handed over, drafted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.facts import clock
from luoshi.indicators.actions import NewCampaign, NewIndicator, begin_campaign, define
from luoshi.indicators.models import Indicator
from luoshi.matters import actions
from luoshi.matters.actions.families import family
from luoshi.matters.models import DraftRow, Matter, Pending
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, appoint, give_mandate
from luoshi.org.models import Account
from tests import world
from tests.web.matrix import DAY, REPORTED
from tests.web.matrix.circulated import on_its_way


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
        **on_its_way(county, unit),
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
