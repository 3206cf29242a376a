"""What stands round the tasks: mastheads, addresses, stages with their owners, maxims, and what befalls the idle."""

import pytest

from luoshi.core.reading.draft import read


def whose(text):
    return {one.text.strip("。；"): (one.lead_units, one.co_units) for one in read(text).tasks}


def test_a_masthead_an_address_and_whose_words_follow_are_nobodys():
    text = (
        "甲县人民政府督查室\n督办通知单\n甲督〔2025〕9号\n关于落实县领导批示的通知\n"
        "县城管局、县商务局，城关镇：\n【县委书记耿介　3月11日】\n请城管局3月20日前打通消防通道。\n"
        "【县委常委、副县长燕北辰　3月12日】\n1.占道经营由县城管局负责，登记摊点164个。\n"
        "甲县人民政府督查室\n2025年3月13日\n"
    )
    assert whose(text) == {
        "请城管局3月20日前打通消防通道": (["城管局"], []),
        "占道经营由县城管局负责，登记摊点164个": (["县城管局"], []),
    }


def test_a_units_line_over_its_items_is_no_address():
    text = "重点工作分工\n县住建局：\n1.改造老旧小区12个。\n县水利局：\n1.检修水库12座。\n"
    assert whose(text) == {"改造老旧小区12个": (["县住建局"], []), "检修水库12座": (["县水利局"], [])}


STAGES = """乙县自建房整治方案
一、实施步骤
{0}集中排查（即日起至4月15日）
牵头单位：县住建局
参加单位：县教育局
对4.7万栋房屋逐栋过筛。
{1}分级鉴定（4月16日至6月20日）
牵头单位：县应急局
参加单位：县财政局
鉴定疑似隐患房屋800栋。
"""


@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("1.", "2."), ("第一阶段：", "第二阶段：")])
def test_each_stage_has_the_owners_under_its_title(numbers):
    assert whose(STAGES.format(*numbers)) == {
        "对4.7万栋房屋逐栋过筛": (["县住建局"], ["县教育局"]),
        "鉴定疑似隐患房屋800栋": (["县应急局"], ["县财政局"]),
    }


def test_a_stage_without_a_number_is_a_title():
    text = (
        "乙县方案\n动员部署阶段（2月底前）\n牵头单位：县住建局\n召开动员会，印发方案。\n"
        "整改阶段（6月底前）\n牵头单位：县城管局\n更换管道86公里。\n"
    )
    assert whose(text) == {"召开动员会，印发方案": (["县住建局"], []), "更换管道86公里": (["县城管局"], [])}


def test_items_with_a_day_in_brackets_wait_for_the_owners_under_them():
    text = (
        "乙县方案\n（一）更换阀门300个（9月底前）\n责任单位：县城管局\n"
        "（二）加固桥梁12座（10月底前）\n责任单位：县交通局\n"
    )
    assert whose(text) == {"更换阀门300个": (["县城管局"], []), "加固桥梁12座": (["县交通局"], [])}


@pytest.mark.parametrize(
    "lines",
    [
        "★城建（县住建局）\n·新建公园6个\n★农业（县林业局）\n·造林2万亩\n",
        "■县住建局\n·新建公园6个\n■县林业局\n·造林2万亩\n",
        "1.县住建局。新建公园6个。\n2.县林业局。造林2万亩。\n",
        "一、牵头单位：县住建局\n1.新建公园6个。\n二、牵头单位：县林业局\n1.造林2万亩。\n",
        "第一阶段（1月—3月）：城建。责任单位：县住建局。新建公园6个。\n第二阶段（4月—6月）：造林。"
        "责任单位：县林业局。造林2万亩。\n",
        "（一）城建。县住建局牵头。新建公园6个。\n（二）农业。县林业局牵头。造林2万亩。\n",
    ],
)
def test_owners_stand_ahead(lines):
    assert whose("关于2026年任务分工的通知\n\n" + lines) == {
        "新建公园6个": (["县住建局"], []),
        "造林2万亩": (["县林业局"], []),
    }


def test_what_a_mark_means_names_nobody():
    text = "任务分工\n1.新建公园6个。责任单位：县住建局*、县财政局。（标*的为牵头单位）\n"
    assert whose(text) == {"新建公园6个": (["县住建局"], ["县财政局"])}


def test_behind_a_semicolon_whoever_did_the_last_does_the_next():
    text = (
        "专题会议纪要\n会议明确，县财政局为主，县工信局配合，五个工作日内核清底数；欠款3760万元于6月30日前全部清偿。"
        "有分歧的，由县司法局指导双方解决。此项工作由常务副县长耿介总协调。\n"
    )
    found = read(text).tasks
    assert [(one.lead_units, one.co_units) for one in found] == [
        (["县财政局"], ["县工信局"]),
        (["县财政局"], ["县工信局"]),
        (["县司法局"], []),
    ]
    assert all(one.leaders for one in found)


def test_an_item_over_its_owners_is_one_task():
    text = (
        "任务分工\n（一）补短板。加固水库18座；疏浚沟渠210公里。\n主办单位：县水利局\n"
        "（二）修路3公里。\n主办单位：县交通局\n"
    )
    assert len(read(text).tasks) == 2


def test_a_helpers_own_sentence_is_his():
    text = STAGES.format("（一）", "（二）").replace("800栋。", "800栋。县财政局按每栋800元落实经费，5月底前拨付到位。")
    assert whose(text)["县财政局按每栋800元落实经费，5月底前拨付到位"] == (["县财政局"], [])


@pytest.mark.parametrize(
    "maxim",
    [
        "民生无小事，枝叶总关情。",
        "坚持项目为王。",
        "油茶是我县的看家产业，面积大而不强的问题长期没有破解。",
        "扛牢生态环境保护政治责任。",
        "要把就业作为最大的民生。",
        "深入学习贯彻全会精神。",
        "产业基础薄弱，短板明显。",
    ],
)
def test_a_maxim_over_an_owners_tasks_is_none(maxim):
    text = (
        f"要点\n一、乡村\n（牵头单位：县农业农村局）\n{maxim}完成改造1.6万亩。建成分拣中心2座。\n"
        f"二、城建\n（牵头单位：县住建局）\n新建公园6个。\n"
    )
    assert len(read(text).tasks) == 3


@pytest.mark.parametrize(
    "said",
    [
        "对脱岗漏岗的予以通报，造成后果的严肃追责。",
        "参会单位：县委办、县政府办、县财政局、柳城街道。",
        "供电公司的同志也在。",
        "住建局的老孔刚才讲年底通水，我看太慢。",
        "近期，我县部分乡镇发生多起溺水事故，教训十分深刻。",
        "县纪委监委将对落实情况开展监督检查。",
        "根据市政府统一部署，经研究，决定在全县开展燃气安全专项整治行动。",
        "会议由县委副书记耿介主持。",
        "县发改局、县财政局等单位主要负责同志参加会议。",
        "项目总投资3.2亿元，占地210亩，建成后可新增就业300人。",
        "目前尚有17户未签约，主要集中在城关镇。",
    ],
)
@pytest.mark.parametrize("title", ["专题会议纪要", "关于做好安全工作的通知", "在推进会上的讲话"])
def test_what_bids_nobody_do_anything_is_no_task(title, said):
    text = (
        f"{title}\n一、关于供水\n县水务公司4月底前更换水表3000块。\n{said}\n二、关于道路\n"
        f"县交通局5月底前修补路面12公里。\n"
    )
    assert len(read(text).tasks) == 2


def test_who_is_called_you_is_the_one_to_whom_a_letter_goes():
    text = (
        "督办函\n\n县水务集团：\n经核，系你公司管道爆裂所致。请你公司立即组织抢修，5月8日18时前恢复供水；"
        "5月20日前检测12公里老旧主管。请县住建局6月底前拿出更新计划。\n甲县人民政府督查室\n2026年5月7日\n"
    )
    assert [one.lead_units for one in read(text).tasks] == [["县水务集团"], ["县水务集团"], ["县住建局"]]


def test_a_letter_to_several_calls_nobody_in_particular():
    text = "督办函\n\n县水务集团、县住建局：\n请你单位5月8日前恢复供水。\n甲县人民政府督查室\n2026年5月7日\n"
    assert [one.lead_units for one in read(text).tasks] == [[]]


def test_a_standard_stands_beside_its_item():
    text = (
        "工作台账\n1、任务：建成中转站6座\n   标准：日处理不低于30吨\n"
        "   责任：县城管局　　配合：相关乡镇\n2、任务：取缔垃圾池412个\n   标准：应拆尽拆\n"
        "   责任：各乡镇\n"
    )
    assert whose(text) == {
        "任务：建成中转站6座": (["县城管局"], ["相关乡镇"]),
        "任务：取缔垃圾池412个": (["各乡镇"], []),
    }


def test_a_box_heads_the_items_under_its_lines():
    text = (
        "百日攻坚作战图\n【第一战区】老城片区\n作战单位：县城管局（牵头）、城关镇\n作战任务：\n"
        "①拆除违建1.6万平方米；\n②整治背街小巷23条。\n"
        "【第二战区】站前片区\n作战单位：县交通局\n作战任务：\n①改造广场2处。\n"
        "工作要求：各战区要挂图作战、压茬推进。\n"
    )
    assert whose(text) == {
        "拆除违建1.6万平方米": (["县城管局"], ["城关镇"]),
        "整治背街小巷23条": (["县城管局"], ["城关镇"]),
        "改造广场2处": (["县交通局"], []),
    }


def test_units_of_their_own_under_a_leaders_line():
    text = (
        "整改清单\n一、关于项目推进\n1.安置房由县住建局督促施工单位，8月底前交付420套；"
        "县国资公司5月底前支付工程款3500万元。\n"
        "整改责任人：耿介\n整改时限：2026年9月30日\n"
    )
    assert [(one.lead_units, one.leaders) for one in read(text).tasks] == [
        (["县住建局"], ["耿介"]),
        (["县国资公司"], ["耿介"]),
    ]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("县财政局的配套资金4月份要拨出去，不能再拖。", "县财政局"),
        ("撂荒地还有4300亩，各镇抓紧动员，春耕前全部复耕。", "各镇"),
        ("去年验收的5000座厕所，农业农村局要逐座回访，雨季前修好。", "农业农村局"),
        ("迁坟的钱，财政局这个星期五之前拨到镇里。", "财政局"),
        ("防汛办24小时值班，每天报一次水情。", "防汛办"),
        ("中储粮甲县直属库要提前开仓，日收购不低于3000吨。", "中储粮甲县直属库"),
    ],
)
def test_spoken_bidding_is_somebodys(words, lead):
    found = read("在全县会议上的讲话\n（2026年3月4日）\n同志们：\n" + words + "\n散会。\n").tasks
    assert [one.lead_units for one in found] == [[lead]]


@pytest.mark.parametrize(
    "said",
    [
        "谁的工作落在后面，年底考核就排在后面。",
        "全年无火点的村，奖励2万元。",
        "对违规企业，取消收购资格。",
        "每出现1个火点，扣村集体经费5000元。",
    ],
)
def test_what_is_given_or_taken_is_no_task(said):
    assert len(read(f"工作方案\n一、任务\n1.县林业局造林2万亩。\n二、奖惩\n{said}\n").tasks) == 1


def test_lines_that_say_by_when_in_other_words_are_owners_lines():
    text = (
        "实事安排\n一、改造老旧小区16个。\n　　由副县长耿介负责，县住建局承办，县城投集团协办，"
        "10月底前完工。\n二、修路86公里。\n　　由副县长汲远负责，县交通局承办，年内全部通车。\n"
    )
    assert whose(text) == {"改造老旧小区16个": (["县住建局"], ["县城投集团"]), "修路86公里": (["县交通局"], [])}


def test_by_when_may_be_said_as_an_aim():
    text = (
        "责任清单\n项目一：供水\n建设内容：新建水厂2座\n年度目标：12月底前主体完工\n"
        "牵头单位：县水利局\n责任单位：县财政局\n"
        "项目二：托育\n建设内容：新增托位450个\n年度目标：10月底前投入运营\n牵头单位：县卫健局\n责任单位：县妇联\n"
    )
    assert [(one.lead_units, one.due_text[:6]) for one in read(text).tasks] == [
        (["县水利局"], "12月底前主"),
        (["县卫健局"], "10月底前投"),
    ]


def test_with_whom_is_not_who():
    found = read("防汛方案\n一、部署\n（一）县防指5月底前召开动员会，与各乡镇签订责任书。\n").tasks
    assert [one.lead_units for one in found] == [["县防指"]]


@pytest.mark.parametrize(
    "said",
    [
        "3月8日，河西镇一家具厂发生火灾，过火面积约900平方米。",
        "所需经费180万元，园区自筹三分之二，县财政补助三分之一。",
        "县纪委监委对责任落实情况开展专项监督。",
    ],
)
def test_what_happened_and_who_pays_is_no_task(said):
    text = f"关于整改的通知\n\n县住建局：\n{said}现通知如下。\n1.县住建局6月底前改造消火栓24个。\n2.{said}\n"
    assert len(read(text).tasks) == 1


@pytest.mark.parametrize(
    ("ahead", "co"),
    [
        ("县教育局为主，县公安局配合。", ["县公安局"]),
        ("县教育局负责。", []),
        ("县教育局、县公安局。", ["县公安局"]),
        ("县教育局牵头，县公安局协助。", ["县公安局"]),
    ],
)
def test_a_sentence_that_only_assigns_stands_ahead_of_its_tasks(ahead, co):
    text = f"分工表\n一、清理机构\n{ahead}对41家机构逐一检查。\n二、招生\n县卫健局新增托位300个。\n"
    assert whose(text)["对41家机构逐一检查"] == (["县教育局"], co)


def test_a_branch_whose_name_begins_like_a_chiefs_title():
    text = "专题会议纪要\n会议明确：\n1.由县农业农村局牵头，市生态环境局长河分局、各乡镇配合，5月底前关停养殖场27家。\n"
    assert [one.co_units for one in read(text).tasks] == [["市生态环境局长河分局", "各乡镇"]]


def test_numbered_matters_behind_a_mark():
    text = (
        "督办清单\n◎ 事项1：新院区搬迁\n主办：县卫健局；协办：县住建局\n要求：5月10日前完成设备调试。\n"
        "◎ 事项2：公路大修\n主办：县交通局；协办：县财政局\n要求：9月底前铺筑路面18.6公里。\n"
        "备注：1.主办单位对事项办理负总责。2.未按期办结的，在《督查通报》上点名。\n"
    )
    assert whose(text) == {
        "要求：5月10日前完成设备调试": (["县卫健局"], ["县住建局"]),
        "要求：9月底前铺筑路面18.6公里": (["县交通局"], ["县财政局"]),
    }
