"""Where a table stands: below words about it, beside another one, beginning anywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.tabling.sheets import drawn, only, workbook

from luoshi.core.tabling import tables_and_hidden, tables_of

ABOUT = [
    "填报单位（章）：城关镇人民政府 | < | 填报时间：2024.06.25 | 单位：人、元",
    "综合机关名称：县统计局 | | | 单位：万元",
    "牵头部门：县政府督查室 | | 单位：万元 | <",
    " | | 金额单位：亿元 | <",
    "填报单位： | 县财政局 | 填报日期： | 2024-10-08",
    "地区：东陵县　报告期：2024年1-8月 | < | | 单位：千元",
    "2024年9月重点项目进展 | | 附件2 | 单位：万元",
    "责任股室：预算股 | | 第三季度 | ",
]


@pytest.mark.parametrize("line", ABOUT)
def test_words_about_a_table_are_no_heading(line):
    table = only(f"""
重点工作进展表 | < | < | <
{line}
序号 | 镇 | 任务 | 完成
1 | 城关镇 | 10 | 5
2 | 河口镇 | 20 | 6
局长：张某 | | 预算股：李某 | 制表：2024年10月8日
""")
    assert [row + 1 for row in table.header] == [3]
    assert table.columns[2].name == "任务"
    assert table.total(2) == 30
    assert table.notes == (5,)
    assert "重点工作" in table.title or "重点项目" in table.title


def test_a_table_that_begins_at_b2_with_a_column_left_free():
    table = only("""
 | | | | | |
 | 进度表 | < | < | < | < | <
 | 单位：万元 | | | | |
 | 序号 | 项目 | 计划 | 完成 | | 责任单位
 | 1 | 幼儿园 | 10 | 5 | | 县教育局
 | 2 | 食堂 | 20 | 6 | | 县教育局
""")
    assert table.total(3) == 30
    assert table.columns[-1].name == "责任单位"


def test_two_tables_with_a_gap_and_titles_of_their_own():
    left, right = tables_of(
        drawn("""
2024年5月环境质量 | < | < | < | < | <
表1 空气 | < | | 表2 人口 | < | <
县区 | 天数 | | 年份 | 出生率 | 死亡率
东区 | 23 | | 2021 | 7.1 | 6
西区 | 26 | | 2022 | 6.5 | 6.1
 | | | 2023 | 6 | 6.2
""")
    )
    assert (left.total(1), right.total(4)) == (49, Decimal("19.6"))
    assert [row + 1 for row in right.titles] == [1, 2]


def test_income_and_spending_beside_each_other_without_a_gap():
    left, right = tables_of(
        drawn("""
收支平衡表 | < | < | < | < | <
收　入 | < | < | 支　出 | < | <
项目 | 预算 | 决算 | 项目 | 预算 | 决算
税收收入 | 50 | 48 | 教育支出 | 40 | 41
调入资金 | 10 | 12 | 卫生支出 | 15 | 14
 | | | 结转下年 | 5 | 5
收入总计 | 60 | 60 | 支出总计 | 60 | 60
说明：未经批复。 | < | < | < | < | <
""")
    )
    assert (left.total(1), right.total(4)) == (60, 60)
    assert left.columns[1].name == "收 入/预算"
    assert (left.notes, right.notes) == ((7,), ())


def test_numbers_of_columns_with_reckoning_and_a_free_column():
    table = only("""
镇 | 预算 | 调整 | | 合计
甲 | 1 | 2 | | 3=1+2
城关镇 | 10 | 1 | | 11
河口镇 | 20 | 2 | | 22
""")
    assert [row + 1 for row in table.header] == [1, 2]
    assert table.total(4) == 33
    assert table.columns[4].name == "合计"


def test_per_cent_of_two_kinds_in_one_column_is_one_kind():
    table = only("""
县区 | 优良天数比例
东区 | 0.742
西区 | 83.9%
南区 | 1
""")
    assert table.total(1) == Decimal("258.1")


def test_words_for_no_number_are_told_from_words_that_hide_one():
    table = only("""
镇 | 投资
城关镇 | 10
河口镇 | 20
龙山镇 | 未开工
石桥镇 | 约50
柳林镇 | 三十万
东山镇 | 0.025L
西山镇 | 8～10
南山镇 | 30
北山镇 | 40
""")
    assert [cell.text for cell in table.unread] == ["约50", "三十万", "0.025L", "8～10"]
    assert [cell.text for cell in table.marks] == ["未开工"]


def test_hidden_sheets_with_tables_are_named():
    sheet = "镇 | 户数\n城关镇 | 1\n河口镇 | 2"
    tables, hidden = tables_and_hidden("月报.xlsx", workbook(("6月", sheet), ("旧数", sheet), hidden=("旧数",)))
    assert (len(tables), hidden) == (1, ("旧数",))
