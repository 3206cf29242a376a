"""What is a task and what is none, by forms seen in real reports, opinions, newspapers and speeches."""

import pytest

from luoshi.core.reading.draft import read

REPORT = "平川县政府工作报告\n2026年1月12日\n\n二、2026年重点工作\n"
OPINION = "平川县人民政府关于加快发展的实施意见\n2026年3月2日\n\n二、主要任务\n"


def texts(text):
    return [task.text for task in read(text).tasks]


@pytest.mark.parametrize(
    ("heading", "forward"),
    [
        ("（一）更大力度保护生态环境，推进美丽平川建设取得新成效", True),
        ("（一）狠抓人居环境整治，让城乡面貌见成效", True),
        ("（一）巩固脱贫攻坚成效", True),
        ("（一）着力解决当前存在的突出问题", True),
        ("（一）总结推广阶段", True),
        ("（一）生态环境治理取得明显成效", False),
        ("（一）发展成效", False),
        ("（一）当前存在的主要问题", False),
    ],
)
def test_a_heading_that_bids_looks_forward(heading, forward):
    found = texts(f"平川县政府工作报告\n2026年1月12日\n\n{heading}\n新建充电站40座。")
    assert found == (["新建充电站40座。"] if forward else [])


@pytest.mark.parametrize(
    "words",
    [
        "高标准推进炼化项目，争取化工园区扩区获批实施。",
        "实施空气质量持续改善行动。",
        "督促已签约项目尽快开工。",
        "对接去年签约的12个项目。",
        "完成去年洪灾中倒损民房的重建。",
        "单位能耗降低3%以上，生态环境质量持续改善。",
        "已建成的配套幼儿园应于9月底前移交。",
        "持续改善空气质量，关停燃煤锅炉12台。",
        "机场，加快二期改扩建工程。",
        "新布局建设一批中试基地。",
        "倡导绿色出行，完成20个路口的整治。",
        "为60岁以上老年人免费接种流感疫苗。",
        "归集岗位1000个，实现将农村劳动力纳入保险体系。",
        "深入实施城市生命线安全工程。",
        "开展专项培训，提高机手的安全意识。",
        "坚持和发展“枫桥经验”，建设综治中心，化解矛盾纠纷。",
    ],
)
def test_what_sounds_like_a_look_back_or_a_slogan_and_bids(words):
    assert texts(REPORT + words) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "全面完成去年任务。",
        "新开工项目21个，已完工12个。",
        "空气质量持续改善，优良天数达到310天。",
        "加快构建以轨道为骨干的综合交通体系。",
        "健全救助服务机制，兜住困难群众生活底线。",
        "鼓励各类主体参与养老服务。",
        "有条件的地方可对担保业务给予适当补贴。",
        "隐患整改到位之前，不得恢复生产。",
        "企业申请补助时，应提交有关材料。",
        "新能源车占比达到30%，是企业供车的必要条件。",
        "我县地处三省交界，有A级景区6家。",
        "全县还缺教师320名。",
        "接下来，我讲三点意见。",
    ],
)
def test_what_is_general_allowed_or_told_is_no_task(words):
    assert texts(OPINION + words) == []


def test_this_work_by_its_day_belongs_to_the_task_before():
    found = read(OPINION + "县教育局对配套幼儿园开展摸底排查。该项工作于2026年4月底前完成。").tasks
    assert [str(task.due) for task in found] == ["2026-04-30"]


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("各地要参照建立协调机制。", True),
        ("各地要提高认识。", False),
        ("教育行政部门要参与配套幼儿园的规划和验收。", True),
        ("县农机中心要发挥好组织协调作用。", False),
        ("县农机中心要发挥协调作用，开展机手培训。", True),
    ],
)
def test_duties_of_whomever_it_concerns(words, task):
    assert bool(texts(OPINION.replace("主要任务", "组织实施") + words)) is task


def test_whoever_must_by_his_kind_has_something_to_do():
    assert texts(OPINION + "银行业金融机构要优化内部激励。") == ["银行业金融机构要优化内部激励。"]


def test_a_newspapers_leader_demands_by_name():
    paper = "全县防汛工作会议召开\n发布时间：2026-06-03\n6月1日，县长谢明主持召开防汛会议。县委常委陪同。\n"
    told = "就防汛工作，谢明强调，县气象局要严密监视天气变化。各级干部要闻“汛”而动。"
    assert texts(paper + told) == ["就防汛工作，谢明强调，县气象局要严密监视天气变化。"]


def test_the_title_of_an_item_is_none_of_its_tasks():
    item = "督办事项一：锦绣家园办证难\n办理要求：5月底前完成首次登记。\n承办单位：县住建局\n"
    order = "平川县督办通知\n2026年4月3日\n\n" + item
    assert texts(order) == ["办理要求：5月底前完成首次登记。"]


def test_the_first_half_looks_back_where_the_second_follows():
    done = "一、上半年主要工作\n新建农村公路41公里。\n"
    assert texts("平川县交通局工作报告\n2026年7月9日\n\n" + done + "二、下半年工作打算\n改造危桥6座。") == [
        "改造危桥6座。"
    ]
    assert len(texts("平川县交通局工作方案\n2026年1月9日\n\n" + done)) == 1


def test_the_halves_of_a_report_may_have_no_number():
    report = "平川县政府工作报告\n2026年1月12日\n\n2025年工作回顾\n新建公路41公里。\n2026年重点工作\n改造危桥6座。"
    assert texts(report) == ["改造危桥6座。"]


def test_one_two_and_three_are_no_parts_where_trades_are_counted():
    back = "一、2025年工作回顾\n全县经济向好。一、二、三产业分别增长4%、5%、6%。\n新建公路41公里。\n"
    assert texts(f"平川县政府工作报告\n2026年1月12日\n\n{back}二、2026年重点工作\n改造危桥6座。") == ["改造危桥6座。"]
