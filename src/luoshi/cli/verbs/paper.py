"""`luoshi paper KIND -o FILE`: writes a paper."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=["circular", "decomposition", "response"],
        help="circular：督查通报；decomposition：任务分解表；response：办理情况报告",
    )
    parser.add_argument("--period", metavar="YYYY-MM", help="哪个月（默认最近一个填报结束的月份）")
    parser.add_argument("--document", metavar="UUID", help="哪份文件的（decomposition 用）")
    parser.add_argument("--matter", metavar="UUID", help="哪件批示（response 用）")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="写到这个 .docx 文件")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """The signed paper where there is one, else a draft from the ledger as it stands. Nothing is recorded."""
    if options.output.suffix.lower() != ".docx":
        raise BadInput(Fault("只能写成 .docx", "把文件名的结尾改成 .docx", "-o", str(options.output)))
    use_database(options)
    said, words, data = WRITERS[options.kind](options)
    try:
        options.output.write_bytes(data)
    except OSError as error:
        raise BadInput(
            Fault(f"写不了这个文件：{error.strerror}", "换一个可以写的位置", file=str(options.output))
        ) from error
    if options.json:
        print(json.dumps({"kind": options.kind, "file": str(options.output)} | said, ensure_ascii=False))
    else:
        print(f"{words}：{options.output}")
    return 0


Written = tuple[dict[str, Any], str, bytes]
"""What is said of it as JSON, what is said to people, and the paper itself."""


def _circular(options: argparse.Namespace) -> Written:
    from luoshi.core.timing.periods import Period
    from luoshi.facts import clock, evidence
    from luoshi.papers.queries import last_reported, standing_paper
    from luoshi.papers.queries.circular import circular, must_be_reported
    from luoshi.papers.writing.circular import sheet_of
    from luoshi.papers.writing.document import document

    period = options.period or str(last_reported(clock.now()))
    must_be_reported(period, clock.now())
    standing = standing_paper(period)
    number = standing.number if standing else None
    data = evidence.read(standing.blob) if standing and number else document(sheet_of(circular(period)))
    issue = f"已签发的第 {number} 期" if number else "送审稿，未编号"
    return {"period": period, "number": number}, f"{Period.parse(period).label}通报（{issue}）", data


def _response(options: argparse.Namespace) -> Written:
    from luoshi.facts import clock
    from luoshi.org.acting import system
    from luoshi.papers.queries.response import response
    from luoshi.papers.writing.response import response_document

    try:
        matter = UUID(options.matter or "")
    except ValueError as error:
        raise BadInput(
            Fault("没有写是哪件批示", "用 --matter 写事项的 uuid", "--matter", options.matter or "")
        ) from error
    found = response(system(clock.now()), matter)
    if found is None:
        raise BadInput(Fault("没有这件批示，或单位还没有报办理情况", "核对 uuid", "--matter", str(matter)))
    return {"matter": str(matter), "number": found.number}, f"{found.number} 办理情况报告", response_document(found)


def _decomposition(options: argparse.Namespace) -> Written:
    """The signed table of the document's last round, as it was kept; else a draft of it as it stands."""
    from luoshi.facts import clock, evidence
    from luoshi.matters.models import Document
    from luoshi.papers.queries.tables import document_table, last_table
    from luoshi.papers.writing.table_document import table_document

    document = _document(options.document)
    if document is None or not Document.rows.filter(uuid=document).exists():
        raise BadInput(Fault("没有这份文件", "写来文页地址里的那串标识", "--document", str(options.document or "")))
    paper = last_table(document)
    data = evidence.read(paper.blob) if paper else table_document(document_table(document, clock.today()))
    number = paper.number if paper else None
    words = f"任务分解表（{f'已签发的第 {number} 号' if number else '未签发，未编号'}）"
    return {"document": str(document), "number": number}, words, data


def _document(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


WRITERS: dict[str, Callable[[argparse.Namespace], Written]] = {
    "circular": _circular,
    "decomposition": _decomposition,
    "response": _response,
}
