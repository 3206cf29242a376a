"""Texts that nobody means well with are read to their end. How long that takes is measured by `luoshi bench read`."""

import pytest

from luoshi.core.reading.draft import read, sentence_spans

FAMILIES = {
    "owners repeated": "由县长牵头，县",
    "no full stop": "加快推进项目建设进度",
    "open brackets": "（县发改局牵头",
    "digits": "1",
    "digits and points": "1.2,3",
    "units": "县发改局、县财政局和",
    "first": "一是",
    "first with sentences": "一是加快。二是",
    "labels": "牵头单位：甲局；",
    "quotation marks": "“",
    "years": "2026年",
    "dots": "部.门",
    "etc": "等部门",
    "posts": "委副书记",
    "posts and names": "镇长阚蔚宋",
    "by whom": "工程的由",
    "where": "各镇要在县",
    "who sees to it": "并抓总",
    "before when": "前中旬",
    "severally": "分别由县和",
    "scraps": "县；",
}


def is_covered(text):
    """Nothing of it is lost: each place is in a task or in a passed sentence, or is white."""
    reading = read(text)
    kept = bytearray(len(text))
    for one in [*reading.tasks, *reading.passed]:
        kept[one.start : one.end] = b"\1" * (one.end - one.start)
    return all(kept[start:end].count(1) for start, end in sentence_spans(text))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_text_of_ill_will_is_read_to_its_end(family):
    words = FAMILIES[family]
    assert is_covered(words * (30_000 // len(words)))


def test_brackets_nested_deeper_than_any_stack_are_read():
    assert is_covered("（" * 50_000 + "县发改局牵头" + "）" * 50_000)


def test_a_huge_cell_is_read():
    from luoshi.core.reading.files.source import Cell

    text = "任务\t责任单位\n修路\t" + "县发改局等和" * 20_000
    header = (Cell("任务", 0, 2), Cell("责任单位", 3, 7))
    row = (Cell("修路", 8, 10), Cell(text[11:], 11, len(text)))
    assert read(text, tables=[(header, row)]).tasks[0].text == "修路"
