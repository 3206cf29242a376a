"""`luoshi score SCHEME.toml DATA`: scores and ranks units by a scheme."""

from __future__ import annotations

import argparse
from pathlib import Path

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Result, Scheme, ScoreData, writing
from luoshi.core.scoring.checks import check
from luoshi.core.scoring.engines import ENGINES, score_by
from luoshi.core.scoring.report import ranking_csv, ranking_text
from luoshi.core.scoring.robustness import robustness, sentences_of


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scheme", type=Path, metavar="SCHEME.toml", help="考核方案")
    parser.add_argument("data", type=Path, metavar="DATA", help="放有 units.csv、values.csv 等表的文件夹")
    parser.add_argument("--period", metavar="P", help="期间：2026、2026H1、2026Q1 或 2026-03；只有一个期间时可不写")
    parser.add_argument(
        "--engine", metavar="E", default="reference", help=f"计算引擎：{'、'.join(ENGINES)}；不写用 reference"
    )
    parser.add_argument(
        "--robust",
        action="store_true",
        help="再看名次稳不稳：权重各在正负四分之一内变动 2000 次，给出名次区间和先后未定的单位",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="把 result.json 和 ranking.csv 写到这个文件夹")


def run(options: argparse.Namespace) -> int:
    """Prints the rankings, or with --json the document of DESIGN.md section 5."""
    scheme, data = _read(options)
    result = score_by(options.engine, scheme, data, options.period)
    if options.out is not None:
        _write(result, options.out)
    robust = robustness(scheme, data, result.period) if options.robust else []
    if options.json:
        more = {"robustness": [one.as_dict() for one in robust]} if options.robust else {}
        print(writing.to_json(result.as_dict() | more))
    else:
        print("\n".join([ranking_text(result), *(line for one in robust for line in ("", *sentences_of(one)))]))
    return 0


def _read(options: argparse.Namespace) -> tuple[Scheme, ScoreData]:
    """Scheme and figures. Raises BadInput with the faults of both at once."""
    faults: list[Fault] = []
    if options.engine not in ENGINES:
        faults.append(Fault(f"没有“{options.engine}”这个引擎", f"可用的有 {'、'.join(ENGINES)}", "--engine"))
    scheme: Scheme | None = None
    try:
        scheme = Scheme.from_toml(_text(options.scheme), str(options.scheme))
    except BadInput as error:
        faults += error.faults
    data, wrong = ScoreData.read(options.data)
    faults += wrong
    if scheme is not None:
        faults += check(scheme, data, options.period, file=str(options.scheme), has_faults=bool(wrong))
    if faults or scheme is None:
        raise BadInput.of(faults)
    return scheme, data


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise BadInput(Fault("读不到这个文件", "给出考核方案（.toml）的路径", file=str(path))) from None
    except UnicodeDecodeError:
        raise BadInput(Fault("文字编码不是 UTF-8", "另存为 UTF-8 编码", file=str(path))) from None


def _write(result: Result, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "result.json").write_bytes(result.to_json().encode())
        (folder / "ranking.csv").write_bytes(ranking_csv(result).encode("utf-8-sig"))
    except OSError as error:
        raise BadInput(Fault("写不进这个文件夹", "换一个可以写的文件夹", file=str(error.filename or folder))) from None
