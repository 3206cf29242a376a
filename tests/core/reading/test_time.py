"""Reading takes time in proportion to the text, also for texts that nobody means well with."""

import time

import pytest

from luoshi.core.reading.draft import read

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
}


def seconds(text):
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


@pytest.mark.parametrize("family", FAMILIES)
def test_four_times_the_text_takes_about_four_times_as_long(family):
    words = FAMILIES[family]
    short, long = words * (30_000 // len(words)), words * (120_000 // len(words))
    seconds(short)
    assert seconds(long) < 12 * seconds(short) + 0.3


def test_nested_brackets_take_no_longer():
    assert seconds("（" * 100_000 + "县发改局牵头" + "）" * 100_000) < 3


def test_a_million_characters_without_a_full_stop_are_read():
    assert seconds("加快推进，项目建设、" * 100_000) < 8


def test_a_huge_cell_is_read():
    from luoshi.core.reading.files.source import Cell

    text = "任务\t责任单位\n修路\t" + "县发改局等和" * 20_000
    header = (Cell("任务", 0, 2), Cell("责任单位", 3, 7))
    row = (Cell("修路", 8, 10), Cell(text[11:], 11, len(text)))
    assert read(text, tables=[(header, row)]).tasks[0].text == "修路"
