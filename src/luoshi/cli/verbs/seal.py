"""`luoshi seal verify PACKAGE`: recomputes a sealed ranking from its own package and says what differs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.seal import Verdict, verify


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify"], metavar="verify", help="核验")
    parser.add_argument("package", type=Path, metavar="PACKAGE", help="封存包（.zip）")


def run(options: argparse.Namespace) -> int:
    """Exit status 0: it holds; 1: it does not, or is no package."""
    verdict = verify(_bytes(options.package))
    if options.json:
        faults = [fault.as_dict() for fault in verdict.faults]
        print(json.dumps({**verdict.as_dict(), **({"errors": faults} if faults else {})}, ensure_ascii=False, indent=2))
    elif verdict.holds:
        print(_good(verdict))
    for fault in verdict.faults:
        print(fault.sentence(), file=sys.stderr)
    return 0 if verdict.holds else 1


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
