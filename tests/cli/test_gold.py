"""The judge of reading is fair: it counts as the guide says, and other names and places are the same document."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from luoshi.cli.benches import gold, inserting, judging, sameness, swapping
from luoshi.cli.main import main
from luoshi.core.errors import BadInput
from luoshi.core.reading.model import Measure, Task

SETS = Path(__file__).parents[1] / "gold"
TEXT = "松屏县\n2026年3月18日\n由县住建局牵头，9月底前完成管网11.5公里。县司法局每月通报。\n"


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, TEXT)
    return tmp_path


def write(folder, words, **more):
    tasks = [
        {
            "anchor": "完成管网11.5公里",
            "lead_units": ["县住建局"],
            "co_units": [],
            "leaders": [],
            "due": "2026-09-30",
            "due_text": "9月底前",
            "repeats": None,
            "measures": [{"op": "=", "value": "11.5", "unit": "公里"}],
        },
        {"anchor": "通报", "lead_units": ["县司法局"], "co_units": [], "due": None, "repeats": "monthly"},
    ]
    (folder / "a.txt").write_text(words)
    (folder / "a.gold.json").write_text(json.dumps({"kind": "纪要", "complete": True, "tasks": tasks} | more))


def task(text, words, **fields):
    start = text.index(words)
    return Task(words, words, start, start + len(words), **fields)


def test_what_is_found_missed_and_found_besides_is_counted(folder):
    (document,) = gold.load(folder)
    right = task(TEXT, "9月底前完成管网11.5公里", lead_units=["住建局"], due="2026-09-30", due_text="9月底前")
    right.measures = [Measure("管网", "=", "11.5", "公里", "11.5公里"), Measure("管网", "=", "9", "月", "9月")]
    judged = judging.judge(document, [right, task(TEXT, "松屏县")]).tallies
    assert judged["tasks"] == judging.Tally(right=1, found=2, gold=2)
    assert judged["lead_units"].f1 == judged["due"].f1 == 1
    assert judged["measures"] == judging.Tally(right=1, found=2, gold=1)


def test_two_that_share_an_anchor_and_one_that_covers_two_are_not_found_twice(folder):
    (document,) = gold.load(folder)
    halves = [task(TEXT, "9月底前完成管网"), task(TEXT, "11.5公里")]
    assert judging.judge(document, halves).tallies["tasks"].right == 0
    assert judging.judge(document, [task(TEXT, TEXT.strip())]).tallies["tasks"].right == 1


def test_a_recurring_task_is_right_by_its_recurrence_alone(folder):
    (document,) = gold.load(folder)
    for repeats, right in (("monthly", 1), ("weekly", 0)):
        found = [task(TEXT, "县司法局每月通报", repeats=repeats, due_text="每月")]
        assert judging.judge(document, found).tallies["due"].right == right


def test_confidence_is_kept_with_whether_it_was_right(folder):
    (document,) = gold.load(folder)
    start = TEXT.index("完成管网")
    sure = {"lead_units": 0.95, "task": 0.8}
    found = [Task("完成管网11.5公里", "", start, start + 10, lead_units=["县财政局"], sure=sure)]
    assert judging.judge(document, found).sure == [("lead_units", 0.95, False), ("tasks", 0.8, True)]


def test_under_other_names_and_days_the_annotation_still_fits(folder):
    (document,) = gold.load(folder, change=swapping.swapped)
    assert "县" not in document.text
    assert "2037年3月18日" in document.text
    assert "8月底前" in document.text
    (first, second) = document.tasks
    assert document.text[slice(*first.anchors[0])] == "完成管网11.5公里"
    assert (first.lead_units, first.due) == (("区园林局",), "2037-08-31")
    assert second.lead_units == ("区数据局",)


def test_a_wrong_text_and_an_anchor_that_is_not_unique_are_refused(folder, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "b.txt").write_text("别的")
    write(folder, TEXT, text="b.txt", sha256=hashlib.sha256(b"x").hexdigest())
    with pytest.raises(BadInput, match="不是同一份"):
        gold.load(folder, texts)
    assert gold.load(folder) == []
    write(folder, TEXT + "通报\n")
    with pytest.raises(BadInput, match="出现 2 次"):
        gold.load(folder)


def test_what_a_clerk_would_not_tell_apart_is_the_same():
    assert sameness.unit("县财政局") == sameness.unit("财政局")
    assert sameness.person("副县长李文博") == sameness.person("李文博同志") == "李文博"
    assert sameness.person("城关镇党委书记李文博") == sameness.person("县茶产业链链长李文博") == "李文博"
    assert sameness.person("政法委李文博书记") == sameness.person("李文博副县长（挂职）") == "李文博"
    assert sameness.person("谢县长") == sameness.person("分管环保的谢副县长") == "谢"
    assert sameness.person("分管副县长") != sameness.person("常务副县长")
    assert sameness.measure_key("=", "1.2", "万户") == sameness.measure_key("=", "12000", "户")
    assert sameness.measure_key("=", None, "个") != sameness.measure_key("=", "1", "个")
    assert sameness.names_nobody("各牵头单位")
    assert not sameness.names_nobody("各镇办")


def test_an_inserted_task_is_sought_where_it_was_put(folder):
    start = len(TEXT)
    text = TEXT + inserting.SENTENCE
    assert inserting.found(text, (start, len(text)))
    assert not inserting.found(TEXT, (0, len(inserting.SENTENCE)))


@pytest.mark.parametrize("name", ["fit", "held"])
def test_every_document_of_ours_loads_under_its_own_and_other_names(name):
    for change in (None, swapping.swapped):
        documents = gold.load(SETS / name, change=change)
        assert len(documents) >= 20
        for document in documents:
            anchors = [core for one in document.tasks for core in one.anchors]
            assert all(0 <= start < end <= len(document.text) for start, end in anchors)
            assert len(set(anchors)) == len(anchors)


def test_a_folder_of_ones_own_is_judged(folder, capsys):
    assert main(["bench", "--gold", str(folder), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["comparisons"]
    assert {"任务", "牵头单位", "换了名称的任务", "插入的任务"} <= {one["what"] for one in figures}
    assert main(["bench", "--gold", str(folder / "nothing")]) == 1
