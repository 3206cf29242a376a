"""`luoshi read`: a document becomes drafted tasks."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.core.errors import BadInput, Fault

if TYPE_CHECKING:
    from luoshi.core.reading.model import Measure, Reading, Task
    from luoshi.core.reading.registry import Registry


def arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("document", help="文件：.txt .md .html .docx .pdf .xlsx")
    parser.add_argument(
        "--units", metavar="UNITS.csv", help="单位名册（列 unit, aliases, kind, duties）：给出每个名称指哪些单位"
    )
    parser.add_argument("--year", type=int, metavar="YYYY", help="“今年”“6月底前”按哪一年算；不写就按文件自己的年份")
    parser.add_argument("--text-out", metavar="FILE", help="把文件的纯文本写到这里；任务的起止位置按它数")


def run(options: argparse.Namespace) -> int:
    """Reads the document and prints its tasks, as lines for people or as one JSON document."""
    from luoshi.core.reading.draft import read
    from luoshi.core.reading.files import read_file

    if options.year is not None and not 1990 <= options.year <= 2100:
        raise BadInput(Fault(f"年份 {options.year} 不对", "写四位数的年份，如 2026", "--year"))
    source = read_file(options.document, _bytes(options.document))
    reading = read(source.text, year=options.year, registry=_registry(options.units), tables=source.tables)
    if options.text_out:
        _write(options.text_out, source.text)
    print(json.dumps(reading.as_dict(), ensure_ascii=False) if options.json else shown(reading))
    return 0


def _registry(file: str | None) -> Registry | None:
    if not file:
        return None
    from luoshi.core.reading.registry import read_registry

    return read_registry(file, _bytes(file))


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except FileNotFoundError as error:
        raise BadInput(Fault("没有这个文件", "看看文件名和所在文件夹对不对", file=file)) from error
    except IsADirectoryError as error:
        raise BadInput(Fault("这是文件夹，不是文件", "写出文件夹里的文件名", file=file)) from error
    except (OSError, ValueError) as error:
        raise BadInput(Fault("文件打不开", "看看有没有权限读它", file=file)) from error


def _write(file: str, text: str) -> None:
    """Writes the text exactly as offsets count it: no line end is changed."""
    try:
        Path(file).write_text(text, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise BadInput(Fault("文件写不进去", "换一个能写的地方", file=file)) from error


def shown(reading: Reading) -> str:
    """The reading as lines for people."""
    counts = f"{len(reading.tasks)} 项任务草稿，{len(reading.passed)} 句不是任务"
    head = f"{reading.title}（{reading.year or '年份不明'}）：{counts}"
    return "\n".join([head, *(_lines(number, task) for number, task in enumerate(reading.tasks, start=1))])


def _lines(number: int, task: Task) -> str:
    """One task: its title, and under it what is known of it."""
    known = {
        "牵头": "、".join(task.lead_units),
        "领导": "、".join(task.leaders),
        "配合": "、".join(task.co_units),
        "时限": task.due_text + (f"（{task.due}）" if task.due else ""),
        "目标": "、".join(_measure(measure) for measure in task.measures),
    }
    facts = "  ".join(f"{name}：{value}" for name, value in known.items() if value)
    return f"\n{number}. {task.title}" + (f"\n   {facts}" if facts else "")


def _measure(measure: Measure) -> str:
    return (
        f"{measure.what} {measure.op} {measure.value or 'X'}{measure.unit}" if measure.unit else f"{measure.what} 全部"
    )
