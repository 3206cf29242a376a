"""`luoshi paper KIND -o FILE`: writes a paper."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["circular"], help="circular：督查通报")
    parser.add_argument("--period", metavar="YYYY-MM", help="哪个月（默认最近一个填报结束的月份）")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="写到这个 .docx 文件")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """The signed paper where there is one, else a draft from the ledger as it stands. Nothing is recorded."""
    if options.output.suffix.lower() != ".docx":
        raise BadInput(Fault("只能写成 .docx", "把文件名的结尾改成 .docx", "-o", str(options.output)))
    use_database(options)
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
    try:
        options.output.write_bytes(data)
    except OSError as error:
        raise BadInput(
            Fault(f"写不了这个文件：{error.strerror}", "换一个可以写的位置", file=str(options.output))
        ) from error
    if options.json:
        said = {"kind": options.kind, "period": period, "file": str(options.output), "number": number}
        print(json.dumps(said, ensure_ascii=False))
    else:
        issue = f"已签发的第 {number} 期" if number else "送审稿，未编号"
        print(f"{Period.parse(period).label}通报（{issue}）：{options.output}")
    return 0
