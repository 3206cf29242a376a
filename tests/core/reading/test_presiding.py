"""Who sees to a work named behind him, whose a task is by strange verbs, and what nobody carries out."""

from __future__ import annotations

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.judging.remarks import is_background
from luoshi.core.reading.model import Task


def _tasks(*lines: str) -> list[Task]:
    return list(read("\n".join(("工作方案", *lines))).tasks)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("旗长助理那顺巴图总负责本阶段工作。", "那顺巴图"),
        ("副旗长乌云高娃牵头抓本阶段工作，每周调度一次。", "乌云高娃"),
        ("副县长步凡统筹本部分工作。", "副县长步凡"),
    ],
)
def test_line_under_heading(line: str, name: str) -> None:
    found = _tasks(
        "一、动员准备",
        line,
        "1.县林草局3月10日前签订责任状120份。",
        "2.县应急局3月14日前清点储备库8座。",
        "二、巩固",
        "1.县林草局6月30日前形成总结报告。",
    )
    assert [task.leaders for task in found] == [[name], [name], []]


@pytest.mark.parametrize(
    "line",
    [
        "副县长明蓉负责上述问题的协调。",
        "副县长明蓉牵头抓上述工作，定期调度。",
        "以上工作的总协调为副县长明蓉。",
    ],
)
def test_line_behind(line: str) -> None:
    found = _tasks("一、供水", "县水务局6月底前换管30公里。县城管局7月底前恢复路面2万平方米。", line)
    assert [task.leaders for task in found] == [["副县长明蓉"]] * 2


@pytest.mark.parametrize("clause", ["以上由副县长步凡牵头抓总", "以上两项由副县长步凡负责"])
def test_last_clause_of_sentence(clause: str) -> None:
    found = _tasks("一、供气", f"县住建局10月底前换管30公里，县城管局11月底前恢复路面2万平方米，{clause}。")
    assert [task.leaders for task in found] == [["副县长步凡"]] * 2


@pytest.mark.parametrize(
    ("bracket", "leaders", "lead", "co"),
    [
        ("【明远航；县住建局牵头，县法院；8月31日】", ["明远航"], ["县住建局"], ["县法院"]),
        ("（阿依古丽；县教育局、县财政局）", ["阿依古丽"], ["县教育局"], ["县财政局"]),
        ("【县住建局；县法院】", [], ["县住建局"], ["县法院"]),
    ],
)
def test_strange_name_before_semicolon(bracket: str, leaders: list[str], lead: list[str], co: list[str]) -> None:
    [task] = _tasks("一、化解", f"1.化解遗留项目3个，交付住房860套。{bracket}")
    assert (task.leaders, task.lead_units, task.co_units) == (leaders, lead, co)


@pytest.mark.parametrize(
    ("words", "lead", "co"),
    [
        ("盘活厂房9万平方米，责任落实在经开区管委会，12月15日前见底。", ["经开区管委会"], []),
        ("前期手续，县海渔局跑办，县政务中心帮办，6月3日前备齐全套材料。", ["县海渔局"], ["县政务中心"]),
        ("改造棚户区1260户，由区住建局承担主责，各街道就地配合。", ["区住建局"], ["各街道"]),
        ("由区住建委商区水务集团11月10日前拿出移交标准。", ["区住建委"], ["区水务集团"]),
        ("交警四大队跟区教育局一起，9月底前在12所学校门前实行错时放学。", ["交警四大队"], ["区教育局"]),
        ("旗融媒体中心用双语制作公益短片4部，3月8日前播出。", ["旗融媒体中心"], []),
        ("旗草防办（设在旗林草局）6月30日前形成专项行动总结。", ["旗草防办"], []),
        ("商请市海洋与渔业局6月5日前出具预审意见。", ["市海洋与渔业局"], []),
        ("新建充电桩200个，9月底前建成，归县发改局抓。", ["县发改局"], []),
        ("主办单位须在每月25日前填报进展。", ["主办单位"], []),
        ("由副县长步凡挂帅、县供电公司具体实施，10月底前换变压器30台。", ["县供电公司"], []),
    ],
)
def test_units(words: str, lead: list[str], co: list[str]) -> None:
    [task] = _tasks("一、任务", f"1.{words}")
    assert (task.lead_units, task.co_units) == (lead, co)


@pytest.mark.parametrize(
    "words", ["卫健局江局长，你们6月底前建好12个村卫生室。", "卫健局老江那里，请你6月底前建好12个村卫生室。"]
)
def test_whose_office_one_speaks_to(words: str) -> None:
    found = read(f"在会议上的讲话\n\n同志们：\n第一件，{words}").tasks
    assert [task.lead_units for task in found] == [["卫健局"]]


@pytest.mark.parametrize(
    "words",
    [
        "总投资以初步设计批复为准。",
        "加“★”者为首责单位。",
        "×政办发〔2026〕11号",
        "不合格的一律返工，所需费用自理。",
        "推进中确需变更的，须报县政府批准。",
        "办理过程中要让群众感受到温度。",
        "所列项目的重大问题，由挂帅领导协调解决。",
        "消费是拉动增长的引擎，一头连着生产，一头连着民生。",
        "改造事关千家万户，干得好不好，群众心里最清楚。",
        "坚决落实县委主要领导批示要求。",
        "我先表个态：该花的钱一分不少。",
        "县住建局作为牵头部门，要切实扛起统筹协调职责。",
        "但是，汛期形势不容乐观，6月下旬有两轮强降雨。",
    ],
)
def test_nobody_carries_it_out(words: str) -> None:
    found = _tasks("一、安排", words, "县住建局10月底前换管30公里。")
    assert [task.due_text for task in found] == ["10月底前"]


@pytest.mark.parametrize("label", ["群众诉求", "来电反映", "存在困难", "现状描述"])
def test_what_is_complained_of(label: str) -> None:
    found = _tasks(
        "【事项一】停车难", f"{label}：小区没有停车位，车辆占道。", "办理意见：新增车位120个。", "主办：县城管局"
    )
    assert [task.lead_units for task in found] == [["县城管局"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("全县60岁以上老人5.1万人，助餐需求旺盛。", True),
        ("青石桥去年汛期垮塌，至今绕行便道。", True),
        ("为600户困难重度残疾人家庭实施无障碍改造。", False),
        ("县商务局对破损的门头逐个更换。", False),
    ],
)
def test_how_things_are(words: str, *, told: bool) -> None:
    assert is_background(words) is told


def test_item_opens_with_how_things_are() -> None:
    [task] = _tasks("一、民生", "1.全县60岁以上老人5.1万人，助餐需求旺盛。新建老年食堂8个。（县民政局负责，年底前）")
    assert [measure.value for measure in task.measures] == ["8"]
