"""`luoshi paper KIND -o FILE`: writes a paper."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from uuid import UUID

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", choices=["circular", "decomposition"], help="circular：督查通报；decomposition：任务分解表"
    )
    parser.add_argument("--period", metavar="YYYY-MM", help="哪个月（默认最近一个填报结束的月份）")
    parser.add_argument("--document", metavar="UUID", help="任务分解表：哪份文件的")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="写到这个 .docx 文件")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """The signed paper where there is one, else a draft from the ledger as it stands. Nothing is recorded."""
    if options.output.suffix.lower() != ".docx":
        raise BadInput(Fault("只能写成 .docx", "把文件名的结尾改成 .docx", "-o", str(options.output)))
    use_database(options)
    return _decomposition(options) if options.kind == "decomposition" else _circular(options)


def _circular(options: argparse.Namespace) -> int:
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
    _write(options.output, data)
    if options.json:
        said = {"kind": options.kind, "period": period, "file": str(options.output), "number": number}
        print(json.dumps(said, ensure_ascii=False))
    else:
        issue = f"已签发的第 {number} 期" if number else "送审稿，未编号"
        print(f"{Period.parse(period).label}通报（{issue}）：{options.output}")
    return 0


def _decomposition(options: argparse.Namespace) -> int:
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
    _write(options.output, data)
    number = paper.number if paper else None
    if options.json:
        said = {"kind": options.kind, "document": str(document), "file": str(options.output), "number": number}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print(f"任务分解表（{f'已签发的第 {number} 号' if number else '未签发，未编号'}）：{options.output}")
    return 0


def _document(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise BadInput(Fault(f"写不了这个文件：{error.strerror}", "换一个可以写的位置", file=str(output))) from error
