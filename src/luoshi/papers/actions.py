"""The verbs of the papers: draft a month's circular, and sign it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from luoshi.appraisal.actions import release_with
from luoshi.core.errors import BadInput, Conflict, Fault, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts.actions import append_all, hold_chain
from luoshi.facts.identity import new_uuid
from luoshi.facts.queries import head
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.actions import draw_numbers
from luoshi.org.directory import directory
from luoshi.org.models import NumberDrawn, Role
from luoshi.papers.content import Circular
from luoshi.papers.keeping import keep, not_named_yet, text_of
from luoshi.papers.models import Paper, PaperKind
from luoshi.papers.queries.circular import circular, must_be_reported
from luoshi.papers.queries.listing import standing_paper
from luoshi.papers.writing.circular import sheet_of
from luoshi.papers.writing.document import document
from luoshi.papers.writing.sheet import Sheet

SERIES = "督查通报"
TRIES = 5


def write_circular(by: By, period: str) -> UUID:
    """Drafts a month's circular from the facts as they stand, and keeps it. A later draft takes an earlier one's place.

    Raises BadInput for a month whose reporting is not over, or whose circular is signed already.
    """
    permissions.require(by, "write_paper")
    month = must_be_reported(period, by.at)
    found, seq = _snapshot(period)
    sheet = sheet_of(found)
    kept = keep(by, document(sheet), sheet, f"{month.label}通报（送审稿）.docx")
    before = standing_paper(period)
    paper = Paper(
        paper_kind=PaperKind.CIRCULAR,
        period=period,
        title="".join(sheet["title"]),
        up_to_seq=seq,
        blob=kept[0].digest,
        text=kept[1].digest,
        supersedes=before.uuid if before else None,
        **by.stamp(),
    )
    with transaction.atomic():
        hold_chain()
        _must_stand(standing_paper(period), before)
        append_all([*not_named_yet(kept), paper])
    return paper.uuid


def sign_paper(by: By, paper: UUID) -> UUID:
    """The director signs the draft that stands: it gets the next number of its series and the day, and is set anew.

    Nothing else of it changes. Answers the signed paper. Raises NotAllowed for anybody else.
    """
    signer = _director(by)
    draft = Paper.rows.filter(uuid=paper, paper_kind=PaperKind.CIRCULAR).first()
    if draft is None:
        raise BadInput(Fault("没有这份材料", "刷新页面"))
    sheet = text_of(draft.text)
    if sheet["answer_from"] <= by.day.isoformat():
        raise BadInput(Fault("文中要求答复的日期已经到了", "重新出一稿，答复期限从今天起算"))
    for _ in range(TRIES):
        signed = _signed(by, draft, sheet, signer)
        if signed is not None:
            return signed
    raise Conflict(Fault("正有别的材料在编号", "再签一次"))


def _signed(by: By, draft: Paper, sheet: Sheet, signer: UUID) -> UUID | None:
    """The paper with the number that comes next; None where another paper drew that number in between."""
    number = _next_number(by.day.year)
    final: Sheet = {**sheet, "number": number, "day": by.day.isoformat()}
    label = Period.parse(draft.period).label
    kept = keep(by, document(final), final, f"{label}通报（{by.day.year}年第{number}期）.docx")
    paper = Paper(
        uuid=new_uuid(),
        paper_kind=draft.paper_kind,
        period=draft.period,
        title=draft.title,
        number=number,
        up_to_seq=draft.up_to_seq,
        blob=kept[0].digest,
        text=kept[1].digest,
        signer=signer,
        supersedes=draft.uuid,
        **by.stamp(),
    )
    with transaction.atomic():
        hold_chain()
        _must_stand(standing_paper(draft.period), draft)
        if draw_numbers(by, SERIES, by.day.year, [paper.uuid]) != [number]:
            transaction.set_rollback(True)
            return None
        append_all([*not_named_yet(kept), paper])
        release_with(by, draft.period, draft.at)
    return paper.uuid


def _director(by: By) -> UUID:
    """The director's post in which the actor signs: the own one, or one signed for by a written mandate."""
    posts = directory(by.day).posts_of(Role.DIRECTOR) if permissions.may(by, "sign_paper") else []
    held = next((post.uuid for post in posts if post.uuid in by.posts), None)
    if held is None:
        raise NotAllowed(Fault("通报由府办主任签发", "请府办主任登录签发"))
    return held


def _snapshot(period: str) -> tuple[Circular, int]:
    """The circular's facts and the chain's last link they rest on: read again if something is recorded meanwhile."""
    for _ in range(TRIES):
        seq = head()
        found = circular(period)
        if head() == seq:
            return found, seq
    raise Conflict(Fault("各单位正在填报，数字一直在变", "过几分钟再出"))


def _must_stand(now: Paper | None, before: Paper | None) -> None:
    """Raises where a month's circular is signed, or another draft has come in between."""
    if now is not None and now.number is not None:
        raise BadInput(Fault(f"这个月的通报已签发（第{now.number}期）", "有更正的，写进下一期"))
    if (now.uuid if now else None) != (before.uuid if before else None):
        raise Conflict(Fault("别人刚出了新的一稿", "刷新页面，看新的一稿"))


def _next_number(year: int) -> int:
    last = NumberDrawn.rows.filter(series=SERIES, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
