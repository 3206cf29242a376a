"""Who leads, who helps and which leader is in charge, in the forms that clerks give to their sentences and layouts."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.names import names
from luoshi.core.reading.grammar.owners import owners_of

MINUTES = "青石县政府专题会议纪要\n\n会议议定以下事项：\n一、"
PLAN = "青石县2026年重点工作任务分解方案\n\n"


def who(text, part="6座"):
    task = next(task for task in read(text, year=2026).tasks if part in task.text)
    return task.lead_units, task.co_units, task.leaders


@pytest.mark.parametrize(
    ("words", "lead", "co", "leaders"),
    [
        ("县住建局负责施工、县财政局负责资金，9月底前建成公厕6座。", ["县住建局"], ["县财政局"], []),
        ("在县住建局牵头下，县财政局配合，9月底前建成公厕6座。", ["县住建局"], ["县财政局"], []),
        ("县住建局要在赵敏副县长统筹下，9月底前建成公厕6座。", ["县住建局"], [], ["赵敏副县长"]),
        ("县财政局配合县住建局9月底前建成公厕6座。", ["县住建局"], ["县财政局"], []),
        ("县住建局联手中储粮青石直属库，9月底前建成公厕6座。", ["县住建局"], ["中储粮青石直属库"], []),
        ("公厕建设归口县住建局，9月底前建成公厕6座。", ["县住建局"], [], []),
        ("由赵敏副县长任指挥长，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["赵敏副县长"]),
        ("请县政协副主席赵敏牵头，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["县政协副主席赵敏"]),
        ("赵敏副县长要加强调度，县住建局要9月底前建成公厕6座。", ["县住建局"], [], ["赵敏副县长"]),
        ("县住建局牵头（赵敏主席具体抓），9月底前建成公厕6座。", ["县住建局"], [], ["赵敏主席"]),
        ("请县住建局的老车带队，9月底前建成公厕6座。", ["县住建局"], [], ["老车"]),
        ("9月底前建成公厕6座，牵头领导赵敏，责任单位县住建局。", ["县住建局"], [], ["赵敏"]),
        ("公厕建设由副县长瞿凯牵头，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["副县长瞿凯"]),
        ("由副县长瞿凯、赵敏分片包干，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["副县长瞿凯", "赵敏"]),
        ("请世和、瑞兰同志和县住建局抓好落实，9月底前建成公厕6座。", ["县住建局"], [], ["世和", "瑞兰同志"]),
        ("由岑远志副县长驻点督战，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["岑远志副县长"]),
        (
            "县委常委、宣传部部长东郭晴，副县长公孙远负责协调，县住建局9月底前建成公厕6座。",
            ["县住建局"],
            [],
            ["东郭晴", "副县长公孙远"],
        ),
        ("请供电公司陶经理9月底前建成公厕6座。", ["供电公司"], [], ["陶经理"]),
        (
            "由县住建局局长谢明负责，县财政局配合，9月底前建成公厕6座。",
            ["县住建局"],
            ["县财政局"],
            ["县住建局局长谢明"],
        ),
        (
            "县政府办（谢明）负责协调，县住建局（孙强）负责实施，9月底前建成公厕6座。",
            ["县政府办"],
            ["县住建局"],
            ["谢明", "孙强"],
        ),
        ("公厕建设以县住建局为主，县财政局协同，9月底前建成公厕6座。", ["县住建局"], ["县财政局"], []),
        ("排名末位的城关镇要9月底前建成公厕6座。", ["城关镇"], [], []),
        ("城关镇人民政府“十一”前建成公厕6座。", ["城关镇人民政府"], [], []),
        ("教体局限9月13日前建成公厕6座。", ["教体局"], [], []),
        ("县公安局森林派出所依法立案侦办，9月底前办结案件6座。", ["县公安局森林派出所"], [], []),
        ("县城管局会同资源局、城关镇依法查处违建6座。", ["县城管局"], ["资源局", "城关镇"], []),
        ("县督查室会同县住建局组成考核组，9月底前查看公厕6座。", ["县督查室"], ["县住建局"], []),
        ("市民中心9月底前完成主体工程，配建公厕6座。", [], [], []),
        ("城关镇，9月底前建成公厕6座。", ["城关镇"], [], []),
        ("（一）县住建局牵头，9月底前建成公厕6座；", ["县住建局"], [], []),
        ("县长林卫国指出，由赵敏同志抓总，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["赵敏同志"]),
        ("县领导赵敏包抓，县住建局9月底前建成公厕6座。", ["县住建局"], [], ["赵敏"]),
        ("由赵敏副县长负责协调市住建局，9月底前建成公厕6座。", [], [], ["赵敏副县长"]),
        ("请赵敏同志牵头，责成县住建局9月底前建成公厕6座。", ["县住建局"], [], ["赵敏同志"]),
        ("奖补资金由财政局和乡镇经管站9月底前用于公厕6座。", ["财政局"], ["乡镇经管站"], []),
    ],
)
def test_prose_says_who_leads(words, lead, co, leaders):
    assert who(MINUTES + words) == (lead, co, leaders)


def test_what_a_leader_notes_in_quotation_marks_is_said_to_those_who_read_it():
    bidden = "请赵敏同志牵头，县住建局9月底前建成公厕6座。县商务局要在8月12日前核实损失。"
    text = f"督办通知\n\n县长林卫国5月8日批示：“{bidden}”\n"
    assert who(text) == (["县住建局"], [], ["赵敏同志"])
    assert who(text, "核实损失") == (["县商务局"], [], [])


def test_who_speaks_in_minutes_is_not_to_do_it():
    text = "工程调度会会议纪要\n\n▲ 滨江大道\n谢书记：供电公司11月5日前完成割接。赵敏同志蹲点，一天不通就一天不撤。\n"
    assert who(text, "割接") == (["供电公司"], [], ["赵敏同志"])


def test_who_sees_to_it_sees_to_all_that_semicolons_part():
    text = MINUTES + "由全书记包案，县公安局9月底前办结案件6座；县林业局10月底前复绿林地30亩；苗木由县财政局采购300株。"
    assert who(text) == (["县公安局"], [], ["全书记"])
    assert who(text, "30亩") == (["县林业局"], [], ["全书记"])
    assert who(text, "300株")[2] == []


@pytest.mark.parametrize(
    ("words", "lead", "co", "leaders"),
    [
        ("责任人：县住建局局长谢明；配合单位：县财政局", ["县住建局"], ["县财政局"], ["县住建局局长谢明"]),
        ("责任领导：县政府党组成员　粟　萍（女）\n责任单位：县住建局", ["县住建局"], [], ["粟萍"]),
        ("责任领导：步　凡（县委副书记）\n责任单位：县住建局（责任人：谢 明）", ["县住建局"], [], ["步凡", "谢明"]),
        ("包抓领导 瞿凯　责任单位 县住建局　责任人 谢明", ["县住建局"], [], ["瞿凯", "谢明"]),
        ("县领导：瞿凯；县直部门：县住建局；镇街：城关镇", ["县住建局"], ["城关镇"], ["瞿凯"]),
        ("项目业主：县城投公司\n行业主管：县住建局\n包抓领导：瞿凯", ["县城投公司"], ["县住建局"], ["瞿凯"]),
        ("‹县住建局牵头，县财政局配合›", ["县住建局"], ["县财政局"], []),
        ("挂点领导：挂点领导瞿凯同志\n责任单位：县住建局", ["县住建局"], [], ["瞿凯同志"]),
    ],
)
def test_lines_and_brackets_say_who_leads(words, lead, co, leaders):
    assert who(PLAN + f"一、城建\n1.新建公厕6座。\n{words}\n") == (lead, co, leaders)


@pytest.mark.parametrize("label", ["牵头组织单位", "首要责任单位", "归口管理单位", "项目单位", "主办局", "业主单位"])
def test_labels_of_who_leads(label):
    assert who(PLAN + f"一、城建\n1.新建公厕6座。\n{label}：县住建局\n")[0] == ["县住建局"]


@pytest.mark.parametrize(
    "label", ["其他责任单位", "次要责任单位", "属地镇街", "涉及单位", "保障单位", "责任单位", "服务单位"]
)
def test_labels_of_who_helps(label):
    text = PLAN + f"一、城建\n1.新建公厕6座。（{label}：县水利局；牵头单位：县住建局）\n"
    assert who(text) == (["县住建局"], ["县水利局"], [])


@pytest.mark.parametrize("label", ["链长", "河长", "总召集人", "专班组长", "责任常委", "领办人", "总负责人"])
def test_labels_of_leaders(label):
    assert who(PLAN + f"一、城建\n1.新建公厕6座。\n{label}：瞿凯\n责任单位：县住建局\n")[2] == ["瞿凯"]


def test_both_as_above():
    text = PLAN + "一、城建\n1.改桥8座。\n责任领导：瞿凯\n责任单位：县住建局\n2.新建公厕6座。\n责任领导、责任单位同上\n"
    assert who(text) == (["县住建局"], [], ["瞿凯"])


def test_a_body_set_up_for_the_time_is_led_by_a_unit():
    text = PLAN + "城建专班（专班长：陶志坚；牵头单位：县住建局）：9月底前建成公厕6座。\n"
    assert who(text) == (["县住建局"], [], ["陶志坚"])


ITEMS = "1.新建公厕6座。\n2.改造危桥8座。\n二、民生\n3.新建小学1所。（县教体局）\n"


@pytest.mark.parametrize(
    ("over", "lead", "leaders"),
    [
        ("一、城建\n本节各项由县住建局牵头，县财政局配合，分管领导为赵敏。\n", ["县住建局"], ["赵敏"]),
        ("一、城建\n以下任务由赵敏同志牵头，县住建局主办，县财政局协办。\n", ["县住建局"], ["赵敏同志"]),
        ("一、城建\n牵头领导赵敏，责任单位县住建局、县财政局\n", ["县住建局"], ["赵敏"]),
        ("一、县住建局牵头工作（2项）\n", ["县住建局"], []),
        ("一、城建\n任务分解如下（总牵头：瞿凯）：\n", [], ["瞿凯"]),
        ("一、城建——县住建局牵头，赵敏副县长分管\n", ["县住建局"], ["赵敏副县长"]),
        ("一、城建，由县住建局负责\n", ["县住建局"], []),
        ("一、县住建局：\n", ["县住建局"], []),
        ("一、县住建局　赵敏\n", ["县住建局"], ["赵敏"]),
        ("一、副县长、县公安局局长赵敏共同牵头事项\n", [], ["赵敏"]),
        ("一、城建组（组长：赵敏，牵头单位：县住建局）\n", ["县住建局"], ["赵敏"]),
    ],
)
def test_a_line_or_title_over_the_items_says_whose_they_are(over, lead, leaders):
    assert who(PLAN + over + ITEMS)[::2] == (lead, leaders)
    assert who(PLAN + over + ITEMS, "8座")[::2] == (lead, leaders)
    assert who(PLAN + over + ITEMS, "1所") == (["县教体局"], [], [])


def test_one_bracket_behind_a_list_in_a_paragraph_is_of_all_of_it():
    text = PLAN + "7.办好实事。①新建公厕6座；②改造危桥8座；③新建小学1所。（责任领导：赵敏；牵头单位：县民政局）\n"
    assert all(who(text, part) == (["县民政局"], [], ["赵敏"]) for part in ("6座", "8座", "1所"))


def test_a_label_behind_a_title_goes_with_the_units_named_further_on():
    text = PLAN + "（一）青石河。包流域领导：赵敏；技术责任人：邸元。9月底前建成公厕6座，责任单位为县水利局、城关镇。\n"
    assert who(text) == (["县水利局"], ["城关镇"], ["赵敏", "邸元"])


def test_who_only_helps_an_item_leaves_it_to_whom_its_title_names():
    text = PLAN + "一、平安（责任领导：赵敏；牵头单位：县公安局）\n1．每月清查一次隐患，青石站派出所参与。\n"
    assert who(text, "清查") == (["县公安局"], ["青石站派出所"], ["赵敏"])


def test_cells_name_a_leader_with_his_unit_or_a_unit_with_its_helpers():
    head = "| 序号 | 任务 | {} | 时限 |\n|---|---|---|---|\n"
    text = (
        head.format("县领导及牵头单位")
        + "| 1 | 新建公厕6座 | 年广文（县住建局） | 9月 |\n| 2 | 改造危桥8座 | | 9月 |\n"
    )
    assert who(text) == (["县住建局"], [], ["年广文"])
    text = head.format("主责单位（协同单位）") + "| 1 | 新建公厕6座 | 县住建局（县财政局） | 9月 |\n"
    assert who(text) == (["县住建局"], ["县财政局"], [])
    text = head.format("牵头领导") + "| 1 | 新建公厕6座 | 赵　敏 | 9月 |\n"
    assert who(text)[2] == ["赵敏"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("县委常委、组织部部长、县委党校校长赵敏", ["赵敏"]),
        ("县委常委、常务副县长姬晓峰，副县长祝子衡", ["姬晓峰", "副县长祝子衡"]),
        ("林县长、副县长赵敏", ["林县长", "副县长赵敏"]),
        ("县委副书记、常务副县长", ["县委副书记", "常务副县长"]),
        ("副县长秋实", ["副县长秋实"]),
        ("县住建局的老车", ["县住建局", "老车"]),
        ("县人大常委会办公室", ["县人大常委会办公室"]),
    ],
)
def test_posts_and_names(words, found):
    assert [name.text for name in names(words)] == found


@pytest.mark.parametrize(
    ("words", "lead", "co", "leaders"),
    [
        ("牵头县住建局，配合县财政局、县城管局", ["县住建局"], ["县财政局", "县城管局"], []),
        ("责任单位：县住建局（县财政局、县城管局）", ["县住建局"], ["县财政局", "县城管局"], []),
        ("县住建局牵头，责任人王立新，县财政局配合", ["县住建局"], ["县财政局"], ["王立新"]),
        ("分管领导：副局长赵敏；城建股", ["城建股"], [], ["副局长赵敏"]),
        ("县住建局、县城投公司，征迁由东街办事处配合", ["县住建局"], ["县城投公司", "东街办事处"], []),
    ],
)
def test_brackets_say_it_in_their_own_ways(words, lead, co, leaders):
    owners = owners_of(words)
    assert [name.text for name in owners.lead] == lead
    assert [name.text for name in owners.co] == co
    assert [name.text for name in owners.leaders] == leaders


def test_empty_cells_of_owners_go_on_with_the_row_above():
    text = (
        "重点任务清单\n\n| 责任领导 | 责任单位 | 配合单位 | 序号 | 任务 |\n|---|---|---|---|---|\n"
        "| 赵敏 | 县城管局 | | 1 | 新建公厕6座 |\n| | | 县水利局 | 2 | 改造危桥8座 |\n| | | | 3 | 新建小学1所 |\n"
    )
    assert who(text) == (["县城管局"], [], ["赵敏"])
    assert who(text, "8座") == (["县城管局"], ["县水利局"], ["赵敏"])
    assert who(text, "1所")[::2] == (["县城管局"], ["赵敏"])


def test_owners_between_a_title_and_its_sentence_are_of_the_sentence():
    text = PLAN + "（一）绿化。（牵头领导：赵敏；责任单位：县园林所）新建公厕6座，栽花20万盆。\n"
    assert who(text) == (["县园林所"], [], ["赵敏"])


@pytest.mark.parametrize(
    "owned",
    [
        "【牵头领导】赵敏【牵头单位】县交通局【配合单位】县财政局",
        "责任领导：赵敏 责任单位：县交通局、县财政局",
        "▲责任领导：赵敏▲责任单位：县交通局、县财政局",
    ],
)
def test_labels_run_on_behind_the_task(owned):
    text = PLAN + f"一、交通\n4.新建公厕6座，完成投资2亿元。{owned}\n5.新建小学1所。（县教体局）\n"
    assert who(text) == (["县交通局"], ["县财政局"], ["赵敏"])
    assert who(text, "1所") == (["县教体局"], [], [])
