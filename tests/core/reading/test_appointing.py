"""Leaders named once for many tasks."""

from __future__ import annotations

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.parts import led_by_number

_LIST = """全县重点任务清单

{said}

一、工业
1.新增规上企业12家。（县工信局）
2.引进项目15个。（县招商局）
二、商贸
3.改造市场3个，6月底前完成。（县商务局）
三、农业
4.建设高标准农田2万亩，11月底前完成。（县农业农村局）
"""


def _leaders(text: str) -> list[str]:
    return ["、".join(task.leaders) for task in read(text).tasks]


@pytest.mark.parametrize(
    ("said", "leaders"),
    [
        ("说明：第一、二部分由副县长谢明牵头，第三部分由赵敏同志包抓。", "谢明 谢明 谢明 赵敏"),
        ("第一至二部分的牵头领导均为副县长谢明，第三部分的牵头领导为副县长赵敏。", "谢明 谢明 谢明 赵敏"),
        ("（第1至3项由副县长谢明牵头，第4项由县政府党组成员赵敏负责）", "谢明 谢明 谢明 赵敏"),
        ("副县长谢明牵头第一、第二部分，赵敏同志负责第三部分。", "谢明 谢明 谢明 赵敏"),
    ],
)
def test_a_leader_of_parts_and_items_is_named_by_their_numbers(said: str, leaders: str) -> None:
    found = _leaders(_LIST.format(said=said))
    assert [one.removeprefix("副县长").removesuffix("同志") for one in found] == leaders.split(" ")


def test_a_label_may_hold_the_numbers() -> None:
    text = "工作要点\n\n1.打井34眼。（县水利局）\n2.出台水价办法，8月底前印发。（县发改局）\n"
    assert _leaders(f"{text}责任领导（第2项）：县委常委、副县长谢明。\n") == ["", "谢明"]


def test_what_closes_a_list_is_of_none_of_its_parts() -> None:
    text = _LIST.format(said="第三部分由副县长谢明牵头。") + "\n县委督查室每月跟踪一次。\n"
    assert _leaders(text) == ["", "", "", "副县长谢明", ""]


def test_all_of_a_class_lead_nothing_in_particular() -> None:
    assert not led_by_number("第三部分由各位副县长按分工负责。")


def test_parts_of_another_paper_are_not_meant() -> None:
    assert not led_by_number("市方案第一、二部分由副县长谢明牵头。")
    assert led_by_number("本方案第一、二部分由副县长谢明牵头。")
