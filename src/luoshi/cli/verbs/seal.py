"""`luoshi seal verify PACKAGE` recomputes a sealed ranking from its own package and says what differs; `luoshi seal
changed` says which sealed rankings the facts no longer bear."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.seal import Verdict, verify


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify", "changed"], help="verify 核验封存包；changed 看封存以后哪些数变了")
    parser.add_argument("package", type=Path, nargs="?", metavar="PACKAGE", help="封存包（.zip），verify 用")
    parser.add_argument("--period", metavar="P", help="changed 只看这一期，如 2026-06；不写就看全部封存的")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Exit status of `verify` 0: it holds; 1: it does not, or is no package. `changed` only tells."""
    if options.action == "changed":
        return _changed(options)
    if options.package is None:
        raise BadInput(Fault("没有写封存包", "写成 luoshi seal verify 封存包.zip"))
    verdict = verify(_bytes(options.package))
    if options.json:
        faults = [fault.as_dict() for fault in verdict.faults]
        print(json.dumps({**verdict.as_dict(), **({"errors": faults} if faults else {})}, ensure_ascii=False, indent=2))
    elif verdict.holds:
        print(_good(verdict))
    for fault in verdict.faults:
        print(fault.sentence(), file=sys.stderr)
    return 0 if verdict.holds else 1


def _changed(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.appraisal.queries import every_change
    from luoshi.appraisal.schemas import changed_json
    from luoshi.facts import clock
    from luoshi.org.acting import system

    found = every_change(system(clock.now()), options.period or "")
    if options.json:
        print(json.dumps({"changed": [changed_json(one) for one in found]}, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(f"{one.term.label}已封存（第 {one.edition} 版），之后有 {len(one.figures)} 个数变了；要更正就另出一版")
        for figure in one.figures:
            print(f"  {figure.sentence()}")
        for place in one.moved:
            print(f"  名次 {place.sentence()}")
    if not found:
        print("封存的各期，数都没有变")
    return 0


def _bytes(package: Path) -> bytes:
    try:
        return package.read_bytes()
    except OSError:
        raise BadInput(Fault("读不到这个文件", "给出封存包的路径", file=str(package))) from None


def _good(verdict: Verdict) -> str:
    known = verdict.manifest
    return (
        f"核验无误：{known['scheme']}，{known['period']}，第 {known.get('edition')} 版，封存于 {known.get('clock')}。\n"
        f"由封存包内的方案和数据重新计算，结果逐字节相同。\n封存包摘要（SHA-256）：{verdict.digest}"
    )
