"""Tables are found however a sheet has been left, and nothing in them is counted twice or lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.tabling.sheets import drawn, only, workbook

from luoshi.core.errors import BadInput
from luoshi.core.tabling import Role, Table, read_grids, read_tables, tables_of
from luoshi.core.tabling.values import number

PROJECTS = """
附件２ | | | | | |
青川县２０２６年重点项目进展情况表 | < | < | < | < | < | <
填报单位：县发改局 | | | 2026年6月 | | 单位：万元 |
序号 | 项目名称 | 建设地点 | 投资 | < | < | 备注
^ | ^ | ^ | 总投资 | 本年计划 | 1—6月完成 | ^
 | 合　　计 | | １６６，０００ | ７１，０００ | ３３，０８０．５ |
一 | 工业项目（２个） | | １２０，０００ | ５０，０００ | ２４，０００ |
１ | 锂电池材料二期 | 城关镇 | 80,000 | ３０，０００ | 15,000.0 |
２ | 食品加工园 | 河口镇 | 40000 | 20000 | 9,000 | 含土地款
二 | 基础设施 | | 46000 | 21000 | 9080.5 |
１ | 县城供水管网 | 城关镇、河口镇 | 16,000 | 6,000 | — |
２ | 通村公路 | 各镇 | 30,000 | 15,000 | 9,080.5 |
注：投资完成数含预付款。 | | | | | |
填表人：张某 | | 审核人：李某 | | 2026年7月5日 | |
"""


def total(table: Table, name: str) -> Decimal:
    return table.total(next(column.at for column in table.columns if name in column.name))


def roles(table: Table, role: Role) -> list[str]:
    return [line.label for line in table.lines if line.role == role]


def test_a_list_of_key_projects_with_wide_digits():
    table = only(PROJECTS, numbers=False)
    assert total(table, "总投资") == 166_000
    assert total(table, "本年计划") == 71_000
    assert total(table, "1—6月完成") == Decimal("33080.5")
    assert roles(table, Role.TOTAL) == ["合计", "工业项目(2个)", "基础设施"]
    assert [column.unit for column in table.columns if column.is_figure] == ["万元"] * 3
    assert [(mark.address, mark.why) for mark in table.marks] == [("Sheet1!F11", "没有数")]
    assert not table.unread
    assert [row + 1 for row in table.notes] == [13, 14]
    assert table.columns[4].name == "投资/本年计划"


TOWNS = """
各镇（街道）主要经济指标完成情况 | < | < | < | < | <
（2026年1—6月） | < | < | < | < | <
单位：万元、% | | | | |
镇（街道） | 固定资产投资 | < | < | 社会消费品零售总额 | <
^ | 累计 | 增速 | 位次 | 累计 | 同比增长
甲 | 1 | 2 | 3 | 4 | 5
全　县 | 6000.5 | 8.2 | — | 900 | 5.1
城关镇 | 3000.2 | 9.1 | 1 | 500 | 6.0
河口镇 | 2000.3 | -2.4 | 3 | 300 | 4.2
龙山镇 | 1000 | 3.3 | 2 | 100 | …
"""


def test_a_month_of_the_towns_with_a_row_of_column_numbers():
    table = only(TOWNS)
    assert [row + 1 for row in table.header] == [4, 5, 6]
    assert [line.label for line in table.data()] == ["城关镇", "河口镇", "龙山镇"]
    assert total(table, "固定资产投资/累计") == Decimal("6000.5")
    units = {column.path[1]: column.unit for column in table.columns[1:]}
    assert units["累计"] == "万元"
    assert units["增速"] == units["同比增长"] == "%"


def test_headings_of_groups_in_a_file_that_cannot_merge():
    text = """单位：万元,,,,
镇,工业投资,,民间投资,
,本月,累计,本月,累计
城关镇,"1,200.5",3000,80,200
河口镇,300,900,20,x
""".encode("gb18030")
    (table,) = read_tables("投资.csv", text)
    assert [column.name for column in table.columns] == [
        "镇",
        "工业投资/本月",
        "工业投资/累计",
        "民间投资/本月",
        "民间投资/累计",
    ]
    assert table.total(1) == Decimal("1500.5")
    assert [mark.address for mark in table.marks] == ["E5"]


def test_a_long_list_folded_into_columns():
    beside = """
镇 | 户数 | 镇 | 户数
城关镇 | 10 | 龙山镇 | 7
河口镇 | 20 | 石桥镇 | 8
"""
    left, right = tables_of(drawn(beside))
    assert left.total(1) == 30
    assert right.total(3) == 15
    gap = """
序号 | 镇 | 户数 | | 序号 | 镇 | 户数
1 | 城关镇 | 10 | | 3 | 龙山镇 | 7
2 | 河口镇 | 20 | | 4 | 石桥镇 | 8
"""
    left, right = tables_of(drawn(gap))
    assert [line.label for line in left.data()] == ["城关镇", "河口镇"]
    assert right.total(6) == 15


def test_tables_below_each_other_with_and_without_a_gap():
    stacked = """
表一　工业 | < | <
单位 | 产值（亿元） | 增速(%)
城关镇 | 12.5 | 3.1
河口镇 | 7.5 | 2.2
表二　农业 | < | <
单位 | 播种面积(亩) | 产量（吨）
城关镇 | 100 | 40
河口镇 | 200 | 90
注：播种面积为快报数 | |
 | |
续表 | |
单位 | 生猪(头) | 家禽(万只)
城关镇 | 9 | 1
河口镇 | 8 | 2
"""
    tables = tables_of(drawn(stacked))
    assert [table.total(1) for table in tables] == [20, 300, 17]
    assert [table.columns[1].unit for table in tables] == ["亿元", "亩", "头"]
    assert tables[1].notes == (8,)
    assert tables[0].title == "表一　工业"


def test_the_heading_printed_on_every_page_is_no_line():
    pages = """
单位 | 任务数 | 完成数
城关镇 | 10 | 5
单位 | 任务数 | 完成数
河口镇 | 20 | 6
"""
    table = only(pages)
    assert table.total(1) == 30
    assert len(table.lines) == 2


def test_figures_of_a_merged_cell_count_once():
    merged = """
序号 | 项目 | 总投资 | 资金来源 | 金额
1 | 供水工程 | 500 | 中央 | 300
^ | ^ | ^ | 县级 | 200
2 | 道路工程 | 100 | 县级 | 100
"""
    table = only(merged)
    assert table.total(2) == table.total(4) == 600
    assert [line.label for line in table.data()] == ["供水工程", "供水工程", "道路工程"]


def test_a_sum_without_the_word_is_seen_and_small_figures_are_not_taken_for_one():
    summed = """
地区 | 投资 | 税收
东陵市 | 30712.5 | 4102
城关镇 | 20000.5 | 3000
河口镇 | 10712 | 1102
"""
    assert roles(only(summed), Role.TOTAL) == ["东陵市"]
    small = """
镇 | 开工 | 竣工
城关镇 | 2 | 1
河口镇 | 1 | 1
龙山镇 | 1 | 0
"""
    assert total(only(small), "开工") == 4


def test_indicators_that_add_up_are_all_kept():
    indicators = """
指标 | 计量单位 | 本月 | 1—6月累计 | 同比增长（%）
地区生产总值 | 亿元 | | 150.25 | 5.6
第一产业 | 亿元 | | 30.12 | 3.1
第二产业 | 亿元 | | 70.13 | 6.2
第三产业 | 亿元 | | 50 | 5.9
#规上工业 | 亿元 | 10.2 | 60 | 7
"""
    table = only(indicators)
    assert roles(table, Role.TOTAL) == []
    assert [column.unit for column in table.columns if column.kind == "percent"] == ["%"]


def test_what_is_part_of_a_line_is_not_added_to_it():
    part = """
单位 | 任务 | 完成
城关镇 | 100 | 80
其中：开发区 | 40 | 30
河口镇 | 50 | 20
"""
    table = only(part)
    assert total(table, "任务") == 150
    assert roles(table, Role.PART) == ["其中:开发区"]


UNREAD = """
镇 | 完成额(万元) | 进度%
城关镇 | 1,23.5 | 12.5%
河口镇 | l2.5 | 85%
龙山镇 | 约300万元 | #DIV/0!
石桥镇 | 12.3① | 60%
柳林镇 | 1.2.3 | 70%
东山镇 | 88 | 55%
西山镇 | 77.5 | 44%
南山镇 | ＋5 | 4%
北山镇 | －3．5 | 4%
中山镇 | 5 | 4%
上山镇 | 未报 | ——
"""


def test_every_cell_that_cannot_be_read_is_listed_with_its_address_and_why():
    table = only(UNREAD, numbers=False)
    assert {cell.address.removeprefix("Sheet1!"): cell.why for cell in table.unread} == {
        "B2": "千分号或小数点的位置不对",
        "B3": "字母混在数里，像是认错的数字",
        "B4": "数前面带了字，不是准数",
        "C4": "公式出错，没有算出数",
        "B6": "千分号或小数点的位置不对",
    }
    assert table.total(1) == Decimal("184.3")
    assert [mark.why for mark in table.marks] == ["读作 12.3，“①”是注释", "未报", "没有数"]


def test_a_list_of_words_alone():
    words = """
县政府领导分工 | <
单位 | 职责
县发改局 | 项目调度
县财政局 | 资金保障
"""
    table = only(words)
    assert [line.label for line in table.data()] == ["县发改局", "县财政局"]
    assert not table.unread


def test_rows_numbered_in_advance_and_lines_without_figures():
    form = """
序号 | 镇 | 任务数 | 完成数
1 | 城关镇 | 10 | 5
2 | 河口镇 | |
3 | | |
4 | | |
"""
    table = only(form)
    assert [line.label for line in table.data()] == ["城关镇", "河口镇"]


def test_months_as_bare_numbers_are_a_heading_and_a_sum_may_have_no_word():
    table = only("""
镇 | 1 | 2 | 3
城关镇 | 10 | 11 | 12
河口镇 | 20 | 21 | 22
 | 30 | 32 | 34
""")
    assert [column.name for column in table.columns] == ["镇", "1", "2", "3"]
    assert table.total(1) == 30


def test_blocks_under_one_heading_stay_one_table():
    table = only("""
镇 | 户数 | 人口
2025年 | < | <
城关镇 | 10 | 30
河口镇 | 20 | 60
 | |
2026年 | < | <
城关镇 | 11 | 31
河口镇 | 21 | 61
""")
    assert table.total(1) == 62
    assert roles(table, Role.HEADING) == ["2025年", "2026年"]


def test_units_in_brackets_below_the_names():
    text = "各镇用电,,\n镇,工业用电,农业用电\n,(万千瓦时),(万千瓦时)\n城关镇,10,1\n河口镇,20,2\n".encode("gb18030")
    (table,) = read_tables("用电.csv", text)
    assert [column.unit for column in table.columns if column.is_figure] == ["万千瓦时", "万千瓦时"]
    assert len(table.lines) == 2


def test_hidden_sheets_are_left_out_and_named():
    file = workbook(("6月", TOWNS), ("旧数", TOWNS), hidden=("旧数",))
    (table,) = read_tables("月报.xlsx", file)
    assert total(table, "固定资产投资/累计") == Decimal("6000.5")
    assert [(grid.name, grid.visible) for grid in read_grids("月报.xlsx", file)] == [("6月", True), ("旧数", False)]


def test_a_web_page_called_xls():
    page = """
<!-- saved --><html><head><meta charset="utf-8"></head><body><div>各镇用电量</div>
<table><tr><td rowspan=2>镇</td><td colspan=2>用电量(万千瓦时)</td></tr><tr><td>5月</td><td>6月</td></tr>
<tr><td>合计</td><td>30</td><td>50</td></tr><tr><td>城关镇</td><td>10</td><td>20</td></tr>
<tr><td>河口镇</td><td>20</td><td>&nbsp;</td></tr></table><p>资料来源：供电公司</p></body></html>
""".encode()
    (table,) = read_tables("用电.xls", page)
    assert table.title == "各镇用电量"
    assert (table.total(1), table.total(2)) == (30, 20)
    assert table.columns[2].path == ("用电量(万千瓦时)", "6月")
    assert table.columns[2].unit == "万千瓦时"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２，３４５．６", "12345.6"),
        ("1,234,567", "1234567"),
        ("－3.5", "-3.5"),
        ("12.5%", "12.5"),
        (" 7 ", "7"),
        ("'42", "42"),
        ("1 234", "1234"),
        ("12.3①", "12.3"),
        ("128*", "128"),
        ("2117[2]", "2117"),
        ("１９８５ （注1）", "1985"),
        ("36(1)", None),
        ("12³", None),
        ("5m²", None),
        ("1,23", None),
        ("—", None),
        ("½", None),
        ("2025.1.1", None),
    ],
)
def test_numbers_as_people_write_them(text, value):
    assert number(text) == (None if value is None else Decimal(value))


def test_what_is_no_sheet_is_refused_in_words():
    for name, data in (("空.xlsx", b""), ("坏.xlsx", b"PK\x03\x04broken"), ("图.xls", b"\x89PNG\r\n\x1a\n0000")):
        with pytest.raises(BadInput) as error:
            read_tables(name, data)
        assert error.value.faults[0].remedy
    assert read_tables("空白.csv", b"\r\n,,\r\n") == []
