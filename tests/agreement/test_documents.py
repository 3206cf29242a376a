"""Agreement with real documents: nothing fails on them, and their annotated owners and times are found.

Collected only where the data is: `../shared/data` beside the repository, or the folder in LUOSHI_DATA.
"""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from luoshi.core.reading.draft import read, sentence_spans
from luoshi.core.reading.files import read_file

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"
DOCUMENTS = Path(os.environ.get("LUOSHI_DATA") or _BESIDE) / "documents"
HERE = DOCUMENTS.is_dir()
FILES = sorted(file for file in DOCUMENTS.rglob("*") if file.is_file() and file.suffix != ".json") if HERE else []
GOLD = sorted(DOCUMENTS.glob("annotated/*.gold.json")) if HERE else []
SPEECHES = [file for file in FILES if "speech" in file.name]

__test__ = HERE
pytestmark = pytest.mark.agreement


@cache
def reading_of(file):
    source = read_file(file.name, file.read_bytes())
    return source, read(source.text, tables=source.tables)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_places_are_right_and_no_sentence_is_lost(file):
    source, reading = reading_of(file)
    assert all(task.text == source.text[task.start : task.end] for task in reading.tasks)
    covered = bytearray(len(source.text))
    for one in [*reading.tasks, *reading.passed]:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    assert [source.text[start:end] for start, end in sentence_spans(source.text) if not any(covered[start:end])] == []


@pytest.mark.parametrize("file", SPEECHES, ids=lambda file: file.name)
def test_the_speech_gives_its_tasks_in_every_format(file):
    source, reading = reading_of(file)
    assert 25 <= len(reading.tasks) <= 120
    begins = source.text.index("二、以")
    assert all(begins < task.start for task in reading.tasks)
    assert not any("下载" in task.text or "首页" in task.text for task in reading.tasks)


def test_the_speech_gives_the_same_tasks_in_every_format():
    plain = [["".join(task.text.split()) for task in reading_of(file)[1].tasks] for file in SPEECHES]
    assert all(tasks == plain[0] for tasks in plain)


def test_the_decomposition_table_gives_its_rows_in_every_format():
    found = {}
    for file in sorted(DOCUMENTS.glob("formats/decomposition-table.*")):
        tasks = reading_of(file)[1].tasks[:8]
        found[file.suffix] = [
            (task.text, task.lead_units, task.co_units, task.leaders, task.due, task.repeats) for task in tasks
        ]
    assert len(found) == 3
    assert found[".docx"] == found[".pdf"] == found[".xlsx"]


def overlap(task, start, end):
    return min(task.end, end) - max(task.start, start)


def scores(file):
    """Counts over one annotated document: tasks found, units right, wrong and missed, times right."""
    text = reading_of(file.with_name(file.name.replace(".gold.json", ".txt")))[0].text
    tasks = reading_of(file.with_name(file.name.replace(".gold.json", ".txt")))[1].tasks
    counts = Counter()
    for gold in json.loads(file.read_text(encoding="utf-8"))["tasks"]:
        start = text.index(gold["anchor"])
        end = start + len(gold["anchor"])
        best = max(tasks, key=lambda task: overlap(task, start, end))
        found = overlap(best, start, end) > 0
        counts.update(gold=1, found=found)
        for role in ("lead_units", "co_units"):
            right, given = set(gold[role]), set(getattr(best, role)) if found else set()
            counts.update({f"{role} both": len(right & given), f"{role} either": len(right) + len(given)})
        if gold["due_text"]:
            counts.update(dues=1, dues_right=found and best.due_text == gold["due_text"])
    return counts


def test_annotated_tasks_are_found_with_their_owners_and_times():
    total = sum((scores(file) for file in GOLD), Counter())
    assert total["found"] / total["gold"] >= 0.98
    assert 2 * total["lead_units both"] / total["lead_units either"] >= 0.97
    assert 2 * total["co_units both"] / total["co_units either"] >= 0.97
    assert (
        total["dues_right"] / total["dues"] >= 0.95
    )  # of several limits these annotations take the first, the reader the last


@pytest.mark.parametrize("name", ["三项制度", "工作规则", "管理暂行办法", "建设标准"])
def test_rules_give_few_tasks(name):
    (file,) = [file for file in FILES if name in file.name]
    source, reading = reading_of(file)
    assert len(reading.tasks) <= 0.05 * len(sentence_spans(source.text))


@pytest.mark.parametrize("file", [file for file in FILES if "政府工作报告" in file.name], ids=lambda file: file.name)
def test_a_work_report_gives_many_tasks_and_none_from_its_look_back(file):
    _, reading = reading_of(file)
    assert len(reading.tasks) >= 50
    passed = Counter(one.reason for one in reading.passed)
    assert passed["review"] >= 20
