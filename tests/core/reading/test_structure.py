"""Headings, paragraphs and sentences, and that their places are right."""

from luoshi.core.reading.flow import Flow
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.site import site_lines
from luoshi.core.reading.structure import outline, sentences


def words(text):
    return [(block.kind, block.flow.text, block.section) for block in outline(text)]


def test_official_numbers_are_known_by_their_depth():
    marks = [
        "一、抓项目",
        "（一）抓项目",
        "1.抓项目",
        "2．2026年底前抓项目",
        "（1）抓项目",
        "①抓项目",
        "一要抓项目",
        "第十条 抓项目",
        "——抓项目",
    ]
    assert [number_of(mark).level for mark in marks] == [1, 2, 3, 3, 4, 5, 6, 9, 7]
    assert [mark[number_of(mark).end :] for mark in marks[:2]] == ["抓项目", "抓项目"]
    assert number_of("1.5亿元") is None


def test_paragraphs_stand_under_their_headings():
    found = words("一、抓项目\n（一）重点工程\n加快建设进度。\n二、抓招商\n引进企业。")
    assert [(one[1], one[2]) for one in found if one[0] == "paragraph"] == [
        ("加快建设进度。", ("抓项目", "重点工程")),
        ("引进企业。", ("抓招商",)),
    ]


def test_a_document_without_line_breaks_is_cut_at_its_numbers():
    text = (
        "二、主要任务（一）壮大产业。建设园区。（二）扩大投资。1．抓开工。2．2026年底前抓入统。加快一、二、三产业融合。"
    )
    assert [one[1] for one in words(text)] == [
        "二、主要任务",
        "（一）壮大产业。建设园区。",
        "（二）扩大投资。",
        "1．抓开工。",
        "2．2026年底前抓入统。加快一、二、三产业融合。",
    ]


def test_lines_broken_by_a_page_are_joined_and_keep_their_places():
    line = "县住建局要加快推进老旧小区改造和停车设施建设工作步伐，"
    text = f"{line}\n\n确保十一月底前全部完工。\n县水利局要抓好防汛。"
    first, second = outline(text)
    assert first.flow.text == line + "确保十一月底前全部完工。"
    at = first.flow.text.index("十一月")
    start, end = first.flow.span(at, at + 3)
    assert text[start:end] == "十一月"
    assert second.flow.text == "县水利局要抓好防汛。"


def test_a_bracket_broken_over_two_lines_is_whole():
    assert words("推进路网建设，打通断头路三条以上。（牵头部\n\n门：县交通局）")[0][1].endswith(
        "（牵头部门：县交通局）"
    )


def test_stray_dots_of_a_copying_site_are_passed_over():
    (block,) = outline("要加强对困.难群体的帮扶。")
    assert block.flow.text == "要加强对困难群体的帮扶。"


def test_sentences_do_not_end_within_quotation_marks_or_brackets():
    text = "落实“谁主管；谁负责”要求（分工明确。责任到人）；加强督查。完成任务"
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "落实“谁主管；谁负责”要求（分工明确。责任到人）；",
        "加强督查。",
        "完成任务",
    ]


def test_a_bracket_that_never_closes_does_not_swallow_the_document():
    text = "（开头" + "一二三四五六七八九。" * 200
    assert len(sentences(text)) > 100


def test_the_sites_own_lines_are_marked():
    lines = [
        "当前位置：首页 > 公文",
        "发布时间：2026-04-01 阅读：33",
        "县住建局要推进各级大厅建设，做好客服工作。" * 2,
        "上一篇：通知",
        "版权所有",
    ]
    assert site_lines(lines) == [True, True, False, True, True]


def test_a_flow_leads_every_word_back_to_its_place():
    whole = "甲乙\n丙丁"
    flow = Flow.of(whole, [(0, 2), (3, 5)])
    assert flow.text == "甲乙丙丁"
    assert [whole[flow.place(index)] for index in range(4)] == list("甲乙丙丁")
    assert flow.span(1, 3) == (1, 4)
