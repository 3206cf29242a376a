"""Words of county papers: who asks whom, who is whose colleague, who merely sends people."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.names import names

_HEAD = "关于重点工作的会议纪要\n2026年2月5日\n一、工作任务\n"


def _one(words: str) -> tuple[list[str], list[str], list[str]]:
    task = read(_HEAD + words).tasks[0]
    return task.lead_units, task.co_units, task.leaders


@pytest.mark.parametrize("whom", ["各镇", "各街道", "沿线各乡镇", "白沙镇"])
def test_whom_a_bureau_consults(whom: str) -> None:
    assert _one(f"县水利局商{whom}选定料场12处，5月底前完成。") == (["县水利局"], [whom], [])


def test_a_head_called_sun_has_no_surname_of_two_characters() -> None:
    assert _one("由县应急局局长孙立负责，5月底前备足编织袋20万条。") == (["县应急局"], [], ["县应急局局长孙立"])
    assert [name.text for name in names("副县长长孙立")] == ["副县长长孙立"]


def test_a_bureau_answers_beside_a_leader_of_the_county() -> None:
    assert _one("由副县长耿介、县水利局局长谢明牵头，6月底前完成12座水库巡查。")[0] == ["县水利局"]
    assert _one("由副县长、县公安局局长谢明牵头，6月底前破获积案12起。")[0] == []


@pytest.mark.parametrize(
    ("words", "leader"),
    [
        ("镇党委委员、政法委员阙文", "政法委员阙文"),
        ("镇班子成员、武装部长来福", "武装部长来福"),
        ("党委委员、宣传委员水清", "宣传委员水清"),
    ],
)
def test_the_seat_and_the_post_of_one_man_in_a_town(words: str, leader: str) -> None:
    assert [(name.text, name.kind) for name in names(words)] == [(leader, "person")]


@pytest.mark.parametrize("helps", ["派员参与", "派人参加"])
def test_who_sends_people_only_helps(helps: str) -> None:
    found = read(f"{_HEAD}县林业局10月1日前设立卡点12处，县公安局{helps}。").tasks
    assert [(task.lead_units, task.co_units) for task in found] == [(["县林业局"], ["县公安局"])]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("由县公安局修改完善，县司法局审核后，以县政府名义印发。", ["县公安局", "县司法局"]),
        ("由县商务局牵头办理协议签订，由县司法局对协议进行审查。", ["县商务局", "县司法局"]),
        ("指挥部办公室每周编发一期简报，县政府督查室每月督查一次进度。", ["指挥部办公室", "县政府督查室"]),
        ("督办意见：石桥镇6月底前完成扫尾工程，县民政局组织验收。", ["石桥镇", "县民政局"]),
        ("县水利局牵头编制方案，县财政局配合落实资金。", ["县水利局"]),
        ("县监测站每月检测一次水质，数据贴到公示栏上。", ["县监测站"]),
    ],
)
def test_two_who_each_do_something(words: str, leads: list[str]) -> None:
    assert [task.lead_units[0] for task in read(_HEAD + words).tasks] == leads


def test_what_is_kept_up_until_works_are_done() -> None:
    task = read(f"{_HEAD}龙潭水库在除险完工之前空库运行，由龙潭镇负责。").tasks[0]
    assert (task.due, task.due_text) == (None, "除险完工之前")


@pytest.mark.parametrize(
    ("words", "leads", "leaders"),
    [
        ("教体、卫健、医保几家把数据给全，10号前推到位。", ["教体"], []),
        ("老田把会议要求整理成清单，明天发下去。", [], ["老田"]),
        ("停产的5户企业，耿副县长一户一户过，5月20日前给我结果。", [], ["耿副县长"]),
        ("县禁烧办（设在县生态环境分局）日调度、周通报。", ["县禁烧办"], []),
    ],
)
def test_who_it_is_that_does_it(words: str, leads: list[str], leaders: list[str]) -> None:
    lead, _, led = _one(words)
    assert (lead, led) == (leads, leaders)


def test_what_was_before_what_is_to_be_done() -> None:
    words = "务工人数比去年同期少了900多，县人社局6月20日前办三场招聘会。"
    assert read(_HEAD + words).tasks[0].lead_units == ["县人社局"]
    assert not read(f"{_HEAD}去年教训很深，县应急局6月底前还没有更新预案。").tasks


def test_deductions_are_rules() -> None:
    assert not read(f"{_HEAD}对出现火点的乡镇，扣减财力50万元。").tasks


def test_what_leads_are_to_do_names_nobody() -> None:
    words = "说明：1.牵头单位每月28日前将进展报县政府督查室。2.列入清单的事项，年底向县人大常委会报告。"
    assert all(not task.lead_units for task in read(_HEAD + words).tasks)


@pytest.mark.parametrize("other", ["县财政局", "园区管委会"])
def test_with_whom_in_one_character(other: str) -> None:
    assert _one(f"县教育局会{other}摸清底数，5月底前拿出方案。") == (["县教育局"], [other], [])


def test_numbers_that_measure_nothing() -> None:
    words = "县住建局等5个主办单位于7月20日前各谋划2个亿元以上项目。"
    assert [(one.value, one.unit) for one in read(_HEAD + words).tasks[0].measures] == [("2", "个")]


def test_the_number_and_day_over_minutes() -> None:
    head = "关于供热问题的会议纪要\n青岭县人民政府办公室　〔2026〕11号　2026年8月3日\n\n"
    assert not read(f"{head}2026年7月30日，副县长耿介主持召开会议，研究供热。\n").tasks
