"""Leaders whose work semicolons part, or a paragraph goes on with; and what is nobody's in particular."""

import pytest

from luoshi.core.reading.draft import read

_HEAD = "县政府专题会议纪要\n2026年3月5日\n一、关于有关工作\n"


def _leaders(words: str) -> list[list[str]]:
    return [task.leaders for task in read(_HEAD + words).tasks]


@pytest.mark.parametrize(
    ("words", "leader"),
    [
        (
            "会议明确，该项工作由副县长单梦华负责统筹协调，县教体局8月20日前加固校舍11栋；县住建局选派技术人员监督质量。",
            "副县长单梦华",
        ),
        (
            "会议要求，由查志明副县长负总责，县卫健局12月底前完成12所卫生院联网；县医保局11月15日前制定细则。",
            "查志明副县长",
        ),
        (
            "会议决定，此项工作由米承志副县长负责调度，县热力公司10月底前完成检修；县发改局落实15天的储煤。",
            "米承志副县长",
        ),
        ("征迁工作由副县长耿介包抓，城关镇5月底前签约120户；县住建局7月底前交付安置房200套。", "副县长耿介"),
        ("为此，责成副县长单梦华统筹，县教体局8月底前新建幼儿园2所；县人社局8月底前招聘教师60名。", "副县长单梦华"),
        (
            "会议明确，该项工作由副县长单梦华负责协调，县教体局8月底前加固校舍11栋。县住建局选派20名技术人员监督质量。",
            "副县长单梦华",
        ),
        ("供水这块老蒲抓总，县水利局8月底前打井6眼；县水务集团抢修管网3公里。", "老蒲"),
    ],
)
def test_whoever_a_sentence_names_first_sees_to_what_semicolons_part(words: str, leader: str) -> None:
    assert _leaders(words) == [[leader], [leader]]


@pytest.mark.parametrize(
    "words",
    [
        "会议要求，由查志明副县长负总责，县卫健局12月底前完成12所卫生院联网；关于药品问题，县医保局11月15日前制定细则。",
        "会议明确，由查志明副县长牵头，县卫健局12月底前完成12所卫生院联网；药品采购由县医保局负责，11月15日前完成招标。",
        "会议明确，征迁由副县长耿介包抓，城关镇5月底前签约120户。县住建局7月底前交付安置房200套。",
    ],
)
def test_another_matter_has_not_his(words: str) -> None:
    assert _leaders(words)[1] == []


def test_what_is_said_of_work_itself_is_no_line_of_owners() -> None:
    words = (
        "落实是一切工作的生命线，不落实就是一纸空文。要强化协作意识，牵头部门主动牵，成为行家里手。"
        "县政府办公室要对会议确定的事项逐项督办，每月底报告一次。"
    )
    found = read("县长讲话\n2024年7月23日\n一、抓指标\n县发改局8月5日前分解指标。\n二、抓落实\n" + words).tasks
    assert [task.leaders for task in found] == [[], []]
    assert found[-1].lead_units == ["县政府办公室"]


@pytest.mark.parametrize(
    "words",
    [
        "以上行动推进情况，由县委督查室每月编发一期督查专报。",
        "各项任务进展情况，由县政府督查室按季通报。",
        "县政府督查室要对任务每月调度一次，年底前汇总报县政府。",
    ],
)
def test_who_watches_over_all_items_has_no_part_leader(words: str) -> None:
    text = (
        "县2026年工作任务分解\n一、城市提质（领衔县领导：副县长　慕容清）\n1．修缮街区23处。（县住建局）\n"
        "二、作风提升（领衔县领导：县纪委书记　终凯）\n2．开展专项整治3次。（县纪委监委）\n"
    )
    assert read(text + words).tasks[-1].leaders == []


def test_two_of_one_title() -> None:
    words = "请谢明、耿介两位副县长牵头，县水利局8月底前建成水库2座；县林业局9月底前造林3万亩。"
    assert _leaders(words) == [["谢明", "耿介"], ["谢明", "耿介"]]


@pytest.mark.parametrize("verb", ["召集协调", "督促推进", "牵头研究", "会后协调", "坐镇指挥"])
@pytest.mark.parametrize(
    "form",
    [
        "由谢明副县长{}，县水利局5月底前清淤12公里。",
        "县水利局5月底前清淤12公里，谢明副县长{}。",
        "县水利局5月底前清淤12公里。此项工作由谢明副县长{}。",
    ],
)
def test_verbs_of_those_who_see_to_it(verb: str, form: str) -> None:
    found = read(_HEAD + form.format(verb)).tasks
    assert [(task.lead_units, task.leaders) for task in found] == [(["县水利局"], ["谢明副县长"])]


def test_called_by_his_name_before_what_is_his() -> None:
    assert _leaders("老赵，招商的事你盯紧，县商务局9月底前签约5个。") == [["老赵"]]


@pytest.mark.parametrize(
    "words",
    [
        "会议明确，谢明副县长为此项工作总负责人，县水利局5月底前清淤12公里。",
        "县水利局5月底前清淤12公里——谢明副县长牵头。",
        "县水利局5月底前清淤12公里。该项工作请谢明副县长会后逐项协调落实。",
    ],
)
def test_leader_in_other_words(words: str) -> None:
    found = read(_HEAD + words).tasks
    assert [(task.lead_units, task.leaders) for task in found] == [(["县水利局"], ["谢明副县长"])]
