"""A correction is made once: the next document is read by it, and the page of what was learnt can take it back."""

from django.urls import reverse
from tests.intake.conftest import drafts, page_of, taken

from luoshi.intake.learning.lessons import heading_of, lead_in_of, named_in
from luoshi.intake.models import Lesson
from luoshi.intake.names import names_of
from luoshi.matters import actions
from luoshi.matters.models import DraftRow

FIRST = (
    "专题会议纪要\n（2026年3月2日）\n一、抓好供水\n由水务中心牵头，6月底前完成供水管网改造12公里。\n"
    "由水务中心负责，县住建局配合，9月底前完成泵站改造3座。\n由办公室牵头，4月底前完成政务公开专栏整改。\n"
    "由办公室负责，5月底前完成公文清理。\n"
)
SECOND = (
    "重点任务分解方案\n（2026年3月2日）\n1.由水务中心牵头，县发改局配合，年底前新建蓄水池20口。\n"
    "2.由办公室牵头，5月底前完成值班室改造。\n"
)


def change(client, row: DraftRow, cell: str, value: str):
    body = {"cell": cell, "value": value, "version": row.version}
    return client.post(reverse("intake:row", args=[row.uuid]), body)


def test_a_name_assigned_once_is_known_in_the_whole_document_and_in_the_next(county, clerk):
    paper = taken(clerk, "纪要.txt", FIRST)
    pipes, pump, notice, papers = drafts(paper)
    assert (pipes.unit, pipes.sure["unit"]) == (None, 0.0)
    answer = change(clerk, pipes, "unit", "资源局")
    assert "记下了：“水务中心”就是资源局" in answer.content.decode()
    pump.refresh_from_db()
    assert pump.unit == county.units["资源局"], "the same name in the same document"
    change(clerk, notice, "unit", "府办")
    papers.refresh_from_db()
    assert papers.unit == county.units["府办"]

    paper = taken(clerk, "方案.txt", SECOND)
    pond, room = drafts(paper)
    assert (pond.unit, room.unit) == (county.units["资源局"], county.units["府办"])
    assert pond.grounds["unit"] == "学到的：“水务中心”是资源局"
    assert pond.sure["unit"] < 0.8, "nobody has reviewed it yet: it is marked"

    page = clerk.get(reverse("intake:lessons"), {"format": "json"}).json()
    assert {one["sentence"]: (one["state"], one["used"]) for one in page["lessons"]} == {
        "“办公室”就是府办": ("made", 2),
        "“水务中心”就是资源局": ("made", 2),
    }
    html = clerk.get(reverse("intake:lessons")).content.decode()
    assert "《专题会议纪要》" in html


def test_a_lesson_kept_is_read_without_a_mark_and_one_undone_no_more(county, clerk):
    paper = taken(clerk, "纪要.txt", FIRST)
    change(clerk, drafts(paper)[0], "unit", "资源局")
    lesson = Lesson.rows.get().lesson
    clerk.post(reverse("intake:lessons"), {"do": f"kept {lesson}"})
    paper = taken(clerk, "方案.txt", SECOND)
    assert drafts(paper)[0].sure.get("unit", 1.0) >= 0.8
    clerk.post(reverse("intake:lessons"), {"do": f"undone {lesson}"})
    paper = taken(clerk, "方案二.txt", SECOND)
    assert drafts(paper)[0].unit is None
    assert sorted(fact.state for fact in Lesson.rows.all()) == ["kept", "made", "undone"]
    assert clerk.post(reverse("intake:lessons"), {"do": "kept x"}).status_code == 422


def test_the_sentence_a_lesson_came_from_is_kept_with_the_matter_it_became(county, clerk):
    paper = taken(clerk, "纪要.txt", FIRST)
    pipes = drafts(paper)[0]
    change(clerk, pipes, "unit", "资源局")
    address = reverse("intake:lessons")
    assert "供水管网改造" in clerk.get(address).content.decode()
    clerk.post(reverse("intake:issue", args=[paper.uuid]))
    pipes.refresh_from_db()
    assert pipes.matter is not None
    actions.restrict(county.by("chief"), pipes.matter, [county.post("head", "资源局")], "专班办理")
    page = clerk.get(address).content.decode()
    assert "“水务中心”就是资源局" in page
    assert "供水管网改造" not in page


def test_a_wrong_lesson_is_counted_when_a_person_changes_its_row_again(county, clerk):
    paper = taken(clerk, "纪要.txt", FIRST)
    change(clerk, drafts(paper)[0], "unit", "资源局")
    paper = taken(clerk, "方案.txt", SECOND)
    change(clerk, drafts(paper)[0], "unit", "住建局")
    (one,) = clerk.get(reverse("intake:lessons"), {"format": "json"}).json()["lessons"]
    assert (one["unit"], one["used"], one["overruled"]) == ("住建局", 2, 1)


def test_a_registered_or_vague_name_teaches_nothing(county, clerk):
    text = "通知\n县住建局负责，6月底前完成改造12公里。\n由有关部门牵头，6月底前完成整改。\n"
    paper = taken(clerk, "a.txt", text)
    for row in drafts(paper):
        assert change(clerk, row, "unit", "发改局").status_code == 200
    assert not Lesson.rows.filter(what="alias").exists()


def test_an_unknown_co_unit_replaced_by_one_is_learnt_and_a_name_may_end_like_one(county, clerk):
    text = "通知\n县住建局牵头，供水中心配合，6月底前完成改造12公里。\n由城乡建设局牵头，7月底前完成清淤3公里。\n"
    paper = taken(clerk, "a.txt", text)
    first, second = drafts(paper)
    assert second.unit == county.units["住建局"], "the one unit whose name ends so"
    assert second.sure["unit"] < 0.8
    change(clerk, first, "others", "资源局")
    assert names_of(county.by("clerk").day).units("供水中心") == [county.units["资源局"]]


def test_words_for_a_leader_are_learnt_but_not_those_that_mean_another_with_every_task(county, clerk):
    text = (
        "通知\n由吴副书记牵头，县住建局负责，6月底前完成改造12公里。\n由吴副书记牵头，县发改局负责，7月底前完成清淤3公里。\n"
        "由县委领导牵头，县发改局负责，8月底前完成绿化3公里。\n"
    )
    paper = taken(clerk, "a.txt", text)
    first, second, vague = drafts(paper)
    assert first.sure["leader"] == 0.0
    chief = str(county.post("vice_head"))
    assert "记下了" in change(clerk, first, "leader", chief).content.decode()
    second.refresh_from_db()
    assert str(second.leader) == chief
    change(clerk, vague, "leader", chief)
    assert Lesson.rows.filter(what="leader").count() == 1
    again = drafts(taken(clerk, "b.txt", text.replace("12公里", "13公里")))[0]
    assert (str(again.leader), again.grounds["leader"]) == (chief, "学到的：“吴副书记”")


def test_rows_always_taken_out_under_a_heading_are_doubted_next_time_and_passed_once_reviewed(county, clerk):
    text = (
        "讲话\n一、抓好培训\n要加强业务培训20场。\n要办好夜校12期。\n要开展岗位练兵3次。\n"
        "二、抓好建设\n县住建局要在6月底前完成改造12公里。\n"
    )
    paper = taken(clerk, "a.txt", text)
    rows = [row for row in drafts(paper) if row.unit is None]
    assert len(rows) >= 2
    ticked = {"do": "discard", "row": [f"{row.uuid} {row.version}" for row in rows]}
    said = clerk.post(reverse("intake:rows", args=[paper.uuid]), ticked, follow=True).content.decode()
    lesson = Lesson.rows.get(what="heading")
    assert f"“{lesson.words}”下的不是任务" in said

    paper = taken(clerk, "b.txt", text.replace("12期", "15期"))
    doubted = [row for row in drafts(paper) if row.unit is None]
    assert all(row.sure["task"] < 0.8 and "上次都剔除了" in row.grounds["task"] for row in doubted)
    change(clerk, doubted[0], "vouched", "yes")
    told = clerk.get(reverse("intake:lessons"), {"format": "json"}).json()["lessons"]
    assert {one["words"]: one["overruled"] for one in told}[lesson.words] == 1, "somebody stood by one of them"
    clerk.post(reverse("intake:lessons"), {"do": f"kept {lesson.lesson}"})
    paper = taken(clerk, "c.txt", text.replace("12期", "18期"))
    assert [row.title for row in drafts(paper) if row.unit is None] == []
    assert "照以前剔除的" in clerk.get(page_of(paper, show="none", why="learnt")).content.decode()


def test_a_heading_given_to_one_unit_twice_suggests_it_next_time(county, clerk):
    text = "讲话\n（一）数字政务\n要在6月底前完成系统迁移3个。\n要在7月底前完成数据归集12项。\n"
    paper = taken(clerk, "a.txt", text)
    for row in drafts(paper):
        row.refresh_from_db()
        change(clerk, row, "unit", "发改局")
    paper = taken(clerk, "b.txt", text.replace("（一）", "（三）").replace("迁移", "备份"))
    row = drafts(paper)[0]
    assert row.unit is None, "never filled in by itself"
    assert row.suggested == [f"unit:{county.units['发改局']}"]
    assert row.grounds["unit"] == "学到的：“数字政务”下的任务由发改局牵头"


def test_what_somebody_stands_by_is_doubted_no_more(county, clerk):
    paper = taken(clerk, "a.txt", "通知\n由城乡建设局牵头，6月底前完成清淤3公里。\n")
    row = drafts(paper)[0]
    assert clerk.get(page_of(paper), {"format": "json"}).json()["rows"][1]["doubts"] == ["unit"]
    page = clerk.get(page_of(paper)).content.decode()
    assert f'<em class="doubt" data-said="{row.uuid}:unit">城乡建设局</em>' in page
    answer = change(clerk, row, "vouched", "yes")
    assert '"unsure": 0' in answer["HX-Trigger"]
    assert 'class="doubt"' not in clerk.get(page_of(paper)).content.decode()


def test_headings_first_words_and_names_are_found_by_their_own_words():
    assert heading_of(["一、总体要求", "（二）抓好、培训："]) == "抓好培训"
    assert [lead_in_of(text) for text in ("会议指出，要", "会议强调要", "下一步，要", "新建公路")] == [
        "会议指出",
        "会议强调",
        "下一步",
        "",
    ]
    assert named_in("会议议定，由办公室具体负责，抓好整改")[0] == "办公室"
    assert named_in("由有关部门牵头抓好整改") is None
