"""Tables that decompose work, whatever file they come in."""

from tests.core.reading.making import cell, docx, paragraph, xlsx

from luoshi.core.reading.draft import read
from luoshi.core.reading.files import read_file

HEADER = ["类别", "序号", "工作任务", "牵头领导", "责任单位", "配合单位", "完成时限"]
ROWS = [
    ["云岭县2026年重点工作任务分解表", "", "", "", "", "", ""],
    HEADER,
    ["一、项目建设", "1", "新建改建农村公路60公里", "周明", "县交通局、县公路站", "县财政局等部门", "10月底前"],
    ["", "2", "续建标准化厂房4栋", "", "县工信局", "各镇办", "上半年"],
    HEADER,
    ["二、民生实事", "3", "新增学位800个", "李静", "县教体局", "", "每季度"],
    ["合计", "", "3项", "", "", "", ""],
]
MERGED = ((0, 0, 0, 6, ROWS[0][0]), (2, 0, 3, 0, "一、项目建设"))


def reading_of(name, data, **options):
    source = read_file(name, data)
    reading = read(source.text, tables=source.tables, **options)
    assert all(task.text == source.text[task.start : task.end] for task in reading.tasks)
    return reading


def test_every_row_is_a_task_with_its_merged_category():
    tasks = reading_of("分解表.xlsx", xlsx(ROWS, MERGED)).tasks
    assert [task.text for task in tasks] == ["新建改建农村公路60公里", "续建标准化厂房4栋", "新增学位800个"]
    assert [task.section for task in tasks] == [("项目建设",), ("项目建设",), ("民生实事",)]


def test_the_columns_say_who_and_by_when():
    first, second, third = reading_of("分解表.xlsx", xlsx(ROWS, MERGED)).tasks
    assert (first.lead_units, first.co_units, first.joint_units) == (
        ["县交通局"],
        ["县公路站", "县财政局"],
        ["县公路站"],
    )
    assert (first.leaders, first.due, first.due_text) == (["周明"], "2026-10-31", "10月底前")
    assert (second.co_units, second.due) == (["各镇办"], "2026-06-30")
    assert (third.due, third.due_text, third.repeats) == (None, "每季度", "quarterly")
    assert [(one.op, one.value, one.unit) for one in first.measures] == [("=", "60", "公里")]


def test_a_table_in_word_that_goes_on_without_its_header():
    def row(*cells):
        return "<w:tr>" + "".join(cell(words) for words in cells) + "</w:tr>"

    first = row("重点任务", "牵头单位", "完成时间") + row("修建水厂2座", "县水利局", "2026年9月")
    second = row("改造管网", "县住建局", "长期坚持")
    title, again = paragraph("2026年任务表"), paragraph("（续表）")
    body = f"{title}<w:tbl>{first}</w:tbl>{again}<w:tbl>{second}</w:tbl>"
    tasks = reading_of("a.docx", docx(body)).tasks
    assert [(task.text, task.lead_units, task.due) for task in tasks] == [
        ("修建水厂2座", ["县水利局"], "2026-09-30"),
        ("改造管网", ["县住建局"], None),
    ]


def test_one_task_over_several_rows_has_all_their_units():
    rows = [["工作任务", "责任单位"], ["整治河道", "县水利局"], ["", "县环境局"]]
    (task,) = reading_of("a.xlsx", xlsx(rows, ((1, 0, 2, 0, "整治河道"),))).tasks
    assert (task.lead_units, task.co_units) == (["县水利局"], ["县环境局"])


def test_a_table_of_figures_gives_no_tasks():
    rows = [["镇名", "人口", "面积"], ["青溪镇", "12000", "80"], ["石桥镇", "9000", "75"]]
    assert reading_of("a.xlsx", xlsx(rows)).tasks == []


def test_every_other_cell_is_passed():
    source = read_file("分解表.xlsx", xlsx(ROWS, MERGED))
    reading = read(source.text, tables=source.tables)
    passed = {source.text[one.start : one.end] for one in reading.passed if one.reason == "table"}
    assert {"县交通局、县公路站", "工作任务", "3项"} <= passed


def test_a_column_is_known_by_what_its_header_asks():
    rows = [
        ["编号", "攻坚事项", "主办", "协办", "办结日期"],
        ["1", "改造老旧小区20个", "县住建局", "县财政局、城关镇", "10月31日"],
        ["2", "新建口袋公园5个", "县城管局", "同上", "〃"],
    ]
    tasks = reading_of("清单.xlsx", xlsx(rows), year=2026).tasks
    assert [(task.lead_units, task.co_units, task.due) for task in tasks] == [
        (["县住建局"], ["县财政局", "城关镇"], "2026-10-31"),
        (["县城管局"], ["县财政局", "城关镇"], "2026-10-31"),
    ]
    rows = [
        ["序号", "工作内容", "牵头领导及单位", "责任单位及责任人", "进度要求"],
        ["1", "改造老旧小区20个", "周明\n县住建局", "县财政局（李静）", "4月开工，11月底前竣工"],
    ]
    (task,) = reading_of("清单.xlsx", xlsx(rows), year=2026).tasks
    assert (task.lead_units, task.co_units, task.due) == (["县住建局"], ["县财政局"], "2026-11-30")
    assert set(task.leaders) == {"周明", "李静"}


def test_columns_of_quarters_say_when_all_is_done():
    rows = [
        ["序号", "重点任务", "责任单位", "一季度", "二季度", "三季度", "四季度"],
        ["1", "改造老旧小区20个", "县住建局", "招标", "开工", "主体完工", "竣工"],
        ["2", "新建口袋公园5个", "县城管局", "", "选址", "建成", ""],
    ]
    tasks = reading_of("推进表.xlsx", xlsx(rows), year=2026).tasks
    assert [task.due for task in tasks] == ["2026-12-31", "2026-09-30"]


def test_a_row_across_the_table_owns_the_rows_under_it():
    rows = [
        ["序号", "交办任务", "配合单位", "时限"],
        ["（一）责任单位：县城管局　　责任领导：周明", "", "", ""],
        ["1", "新建公厕14座", "县城投公司", "7月31日前"],
        ["（二）责任单位：县交通局、县公路站　　责任领导：李静", "", "", ""],
        ["2", "修复坑槽3200平方米", "无", "6月底前"],
    ]
    merged = ((1, 0, 1, 3, rows[1][0]), (3, 0, 3, 3, rows[3][0]))
    tasks = reading_of("交办表.xlsx", xlsx(rows, merged), year=2026).tasks
    assert [(task.lead_units, task.co_units, task.leaders) for task in tasks] == [
        (["县城管局"], ["县城投公司"], ["周明"]),
        (["县交通局"], ["县公路站"], ["李静"]),
    ]
