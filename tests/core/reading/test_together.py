"""Whom a unit consults or does it with, and names that hold a verb."""

import pytest

from luoshi.core.reading.draft import read

_HEAD = "关于有关工作的实施意见\n2025年3月5日\n一、主要任务\n"


@pytest.mark.parametrize(
    ("words", "lead", "co"),
    [
        (
            "具体方案由自治区发展改革委牵头商自治区财政厅研究提出，6月底前报批。",
            "自治区发展改革委",
            ["自治区财政厅"],
        ),
        ("由县教体局牵头，商县编办、县人社局核定编制120名，8月底前到位。", "县教体局", ["县编办", "县人社局"]),
        ("县住建局牵头并会同县自然资源局，6月底前完成图纸审查12项。", "县住建局", ["县自然资源局"]),
        ("县人力资源社会保障行政部门会同县财政部门，清理政策12项。", "县人力资源社会保障行政部门", ["县财政部门"]),
        ("县气象局协同县大数据中心增设雨量站15个，并与省平台联网。", "县气象局", ["县大数据中心"]),
    ],
)
def test_lead_and_those_beside(words: str, lead: str, co: list[str]) -> None:
    found = read(_HEAD + words).tasks[0]
    assert (found.lead_units, found.co_units) == ([lead], co)


def test_to_whom_one_speaks_helps_nobody() -> None:
    found = read(_HEAD + "赵敏常务副县长负责与省发改委衔接，县发改局9月底前上报项目15个。").tasks[0]
    assert (found.lead_units, found.co_units, found.leaders) == (["县发改局"], [], ["赵敏常务副县长"])


def test_who_presides_over_a_meeting_has_nothing_to_do() -> None:
    words = "会议由谢明县长主持，听取了县发改局关于项目的汇报。\n县发改局9月底前上报项目15个。"
    assert [task.leaders for task in read(f"县长办公会议纪要\n2025年9月5日\n{words}").tasks] == [[]]
