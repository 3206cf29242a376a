"""Lines that belong to others are told by their words, their numbering and above all by the arithmetic."""

from __future__ import annotations

from tests.core.tabling.sheets import drawn, only

from luoshi.core.tabling import Role, Table, tables_of


def roles(table: Table, role: Role) -> list[int]:
    return [line.at + 1 for line in table.lines if line.role == role]


def asked(table: Table) -> dict[str, str]:
    return {cell.text: cell.why for cell in table.doubts}


def test_group_lines_across_the_first_columns():
    table = only("""
序号 | 项目名称 | 地点 | 总投资
合计（3项） | < | | 35500
一、续建项目（2项） | < | | 25500
1 | 供水工程 | 城关镇 | 8600
2 | 道路工程 | 河口镇 | 16900
二、新建项目（1项） | < | | 10000
3 | 物流园 | 龙山镇 | 10000
""")
    assert roles(table, Role.TOTAL) == [2, 3, 6]
    assert table.total(3) == 35500
    assert not table.doubts


def test_a_total_that_left_out_a_number_kept_as_text_is_a_total_and_said():
    table = only("""
序号 | 项目名称 | 总投资 | 完成
 | 城关镇 | 200 | 60
1 | 供水工程 | 200 | 60
2 | 道路工程 | １００ | ３０
 | 河口镇 | 50 | 10
3 | 学校 | 50 | 10
""")
    assert roles(table, Role.TOTAL) == [2, 5]
    assert asked(table) == {"城关镇": "合计少算了：有的数写成了文字，公式没有加进去"}


def test_sections_of_a_budget_are_sums_and_indicators_that_add_up_are_none():
    budget = only("""
预算科目 | 预算数 | 累计数
一般公共预算收入合计 | 900 | 410
一、税收收入 | 600 | 300
增值税 | 400 | 200
契税 | 200 | 100
二、非税收入 | 300 | 110
专项收入 | 100 | 60
其中：教育费附加 | 40 | 30
罚没收入 | 200 | 50
附：“三保”支出 | 800 | 300
""")
    assert roles(budget, Role.TOTAL) == [2, 3, 6]
    assert roles(budget, Role.PART) == [8, 10]
    assert (budget.total(1), budget.total(2)) == (900, 410)


def test_what_follows_其中_belongs_to_it():
    above = only("""
行业 | 企业 | 产值 | 用工
全　市 | < | 300 | 31
 | 其中：国有控股 | 120 | 10
 | 大中型 | 180 | 9
食品 | 一厂 | 100 | 11
^ | 二厂 | 50 | 10
建材 | 三厂 | 150 | 10
""")
    assert roles(above, Role.PART) == [3, 4]
    assert above.total(2) == 300
    each = only("""
单位 | 类别 | 户数 | 人数
城关镇 | 小计 | 100 | 300
^ | 其中：脱贫户 | 60 | 180
^ | 监测户 | 40 | 120
河口镇 | 小计 | 50 | 150
^ | 其中：脱贫户 | 30 | 90
^ | 监测户 | 20 | 60
""")
    assert (each.total(2), each.total(3)) == (150, 450)


def test_a_group_named_in_a_column_of_its_own_and_a_town_above_its_villages():
    groups = only("""
部门 | 项目 | 到位 | 支出
发改局 | | 300 | 200
 | 供水 | 100 | 80
 | 道路 | 200 | 120
水利局 | | 50 | 20
 | 河道 | 50 | 20
合计 | | 350 | 220
""")
    assert groups.total(2) == 350
    towns = only("""
单位 | 户数
城关镇 | 30
东村 | 10
西村 | 20
河口镇 | 15
南村 | 15
""")
    assert towns.total(1) == 45


def test_a_line_over_two_columns_that_the_total_needs_is_no_sum():
    table = only("""
序号 | 乡镇 | 户数
1 | 城关镇 | 10
2 | 河口镇 | 20
县直单位 | < | 5
合计 | < | 35
""")
    assert table.total(2) == 35
    assert not table.doubts


def test_本县_in_a_column_that_describes_the_line_makes_no_total():
    table = only("""
序号 | 项目 | 来源地 | 投资
1 | 饲料厂 | 外省 | 30
2 | 光伏 | 本县 | 20
""")
    assert table.total(3) == 50


def test_last_year_below_a_total_is_no_line_of_its_own():
    table = only("""
镇 | 8月 | 9月
城关镇 | 10 | 5
河口镇 | 20 | 6
合计 | 30 | 11
去年同期 | 25 | 10
增长（%） | 20 | 10
""")
    assert table.total(1) == 30


def test_the_person_is_asked_where_it_is_not_sure():
    unsaid = only("""
单位 | 户数
东陵 | 30712
城关镇 | 20000
河口镇 | 10712
""")
    assert unsaid.total(1) == 30712
    assert asked(unsaid) == {"东陵": "没有写合计，但正好等于下面 2 行之和，按合计读"}
    few = only("""
单位 | 户数
东陵 | 3
城关镇 | 2
河口镇 | 1
""")
    assert few.total(1) == 6
    assert asked(few) == {"东陵": "正好等于其余各行之和；现按单独一行读，是合计就改为不取"}
    apart = only("""
预算科目 | 预算数
一、税收收入 | 700
增值税 | 400
契税 | 200
""")
    assert apart.total(1) == 1300
    assert "不相等" in asked(apart)["一、税收收入"]
    wrong = only("""
单位 | 户数
城关镇 | 20
河口镇 | 10
合计 | 31
""")
    assert asked(wrong) == {"合计": "与各行之和不相等，请核对"}


def test_pages_with_what_is_carried_over():
    (table,) = tables_of(
        drawn("""
某表 | < | <
序号 | 名称 | 金额
1 | 供水 | 10
2 | 道路 | 20
过次页 | | 30
某表（续表） | < | <
序号 | 名称 | 金额
承前页 | | 30
3 | 学校 | 5
合计 | | 35
""")
    )
    assert table.total(2) == 35


def test_codes_that_begin_the_codes_below():
    table = only("""
科目编码 | 科目名称 | 合计 | 基本支出
201 | 一般公共服务支出 | 70 | 40
20101 | 人大事务 | 30 | 20
2010101 | 行政运行 | 20 | 15
2010104 | 人大会议 | 10 | 5
20103 | 政府办公厅 | 40 | 20
2010301 | 行政运行 | 40 | 20
""")
    assert (table.total(2), table.total(3)) == (70, 40)


def test_quarters_among_months():
    table = only("""
月份 | 税收
1月 | 10
2月 | 20
3月 | 30
一季度 | 60
4月 | 15
累计 | 75
""")
    assert table.total(1) == 75


def test_lines_numbered_by_letters_among_counted_ones_and_lines_all_numbered_alike():
    apart = only("""
序号 | 名称 | 数量 | 金额
Ⅰ | 县级项目 | 2 | 30
1 | 一号 | 1 | 10
2 | 二号 | 1 | 20
Ⅱ | 镇级项目 | 1 | 5
1 | 三号 | 1 | 5
""")
    assert (apart.total(2), apart.total(3)) == (3, 35)
    alike = only("""
序号 | 名称 | 金额
一 | 供水 | 30712
二 | 道路 | 30712
三 | 学校 | 10
""")
    assert alike.total(2) == 61434


def test_a_row_of_words_after_a_blank_row_is_a_line():
    table = only("""
企业 | 产值 | 税收
甲厂 | 10 | 5
乙厂 | 20 | 6
 | |
丙厂 | 停产 | 停产
丁厂 | 30 | 7
""")
    assert table.total(1) == 60
    assert len(table.lines) == 4


def test_groups_throughout_without_a_word_for_them():
    text = """
单位 | 户数
东片 | 40
城关镇 | 15
河口镇 | 25
西片 | 30
龙山镇 | 30
"""
    assert only(text).total(1) == 140
    assert set(asked(only(text))) == {"东片", "西片"}
    assert only(f"{text}合计 | 70").total(1) == 70
