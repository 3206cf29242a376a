"""The decomposition table is signed: it gets its number, is kept, and its rows are issued, all at once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.facts.actions import append_all, hold_chain
from luoshi.facts.identity import new_uuid
from luoshi.facts.queries import head
from luoshi.matters.actions import issue_circulated, signer_of
from luoshi.org.acting import By, system
from luoshi.org.actions import draw_numbers
from luoshi.org.directory import directory
from luoshi.org.models import NumberDrawn
from luoshi.org.rules import setting
from luoshi.papers.keeping import keep, not_named_yet
from luoshi.papers.models import Paper, PaperKind
from luoshi.papers.queries.tables import TablePage, table_page
from luoshi.papers.writing.table_document import table_document
from luoshi.papers.writing.table_sheet import TableSheet

SERIES = "任务分解表"
TRIES = 5


def sign_table(by: By, circulation: UUID) -> UUID:
    """Signs the table of a draft that has been through its steps, and issues its rows. Answers the paper.

    The county head signs; where the county has set her step to none, the office issues it. Raises BadInput while a
    step before it is open or a row is sent back, NotAllowed for others.
    """
    for _ in range(TRIES):
        found = table_page(system(by.at), circulation)
        if found is None:
            raise BadInput(Fault("没有这份任务分解表", "刷新页面"))
        signer, post = signer_of(by, found.out.step)
        signed = _signed(signer, post, found)
        if signed is not None:
            return signed
    raise Conflict(Fault("正有别的材料在编号", "再签一次"))


def _signed(by: By, post: UUID | None, found: TablePage) -> UUID | None:
    """The paper with the number that comes next; None where another paper drew it, or a row changed, in between."""
    number = (NumberDrawn.rows.filter(series=SERIES, year=by.day.year).aggregate(last=Max("number"))["last"] or 0) + 1
    sheet: TableSheet = {
        **found.sheet,
        "number": f"{setting('table_sign', by.day)}〔{by.day.year}〕{number}号",
        "day": by.day.isoformat(),
        "signer": directory(by.day).post_label(post),
    }
    kept = keep(by, table_document(sheet), sheet, f"任务分解表（{by.day.year}年第{number}号）.docx")
    paper = Paper(
        uuid=new_uuid(),
        paper_kind=PaperKind.DECOMPOSITION,
        period=f"{by.day:%Y-%m}",
        title="".join(sheet["title"]),
        number=number,
        blob=kept[0].digest,
        text=kept[1].digest,
        signer=post,
        about=found.out.uuid,
        **by.stamp(),
    )
    with transaction.atomic():
        hold_chain()
        now = table_page(system(by.at), found.out.uuid)
        if now is None or now.sheet != found.sheet:
            return None
        issue_circulated(by, found.out.uuid)
        if draw_numbers(by, SERIES, by.day.year, [paper.uuid]) != [number]:
            transaction.set_rollback(True)
            return None
        paper.up_to_seq = head()
        append_all([*not_named_yet(kept), paper])
    return paper.uuid
