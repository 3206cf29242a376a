"""What a paper lays down for good is no task, what ends in a thing is one, and so is each of the year's works."""

from __future__ import annotations

import pytest

from luoshi.core.reading.draft import read

OPINION = "某市人民政府关于加快发展的实施意见\n一、重点任务\n（一）完善政策。\n"
REPORT = "某市2026年政府工作报告\n二、2026年工作安排\n"

_FOR_GOOD = """
    对连片开发的旧厂区，允许分割登记，免收分割登记费。
    对年产值5000万元以上的农产品加工企业，可在两年内按流动资金贷款额给予贴息。
    对在村内从事乡村旅游的农户，可凭营业执照直接申领消防备案证明。
    经认定的养老服务设施，用水用电用气按居民价格执行，免征城镇土地使用税。
    符合条件的青年人才公寓，减半征收房产税，不再收取物业维修资金。
    返乡创业人员在创业孵化基地内办公的，三年内享受房租全额补贴。
    随迁子女在居住地接受义务教育，享有与本地学生同等的入学权利。
    经营单位应当建立进货查验台账，如实记录供货者名称。
    托育机构应配备专职保健人员，按规定开展晨检。
    平台企业应当公示收费项目，接受社会监督。
    停车场收费，应遵循公开、公平的原则，按时段计价。
    小区公共收益的使用，应当符合业主大会决定。
    申报企业还应具备独立法人资格，近三年无重大安全事故。
    星级农家乐评定标准为：客房10间以上、停车位8个以上、有独立厨房。
    奖补条件是：当年完成投资500万元以上，新增用工20人以上。
    凡在本市举办规模以上展会的单位，经商务部门核定后，按展位数给予补助。
    凡纳入名录的非遗项目，均可进入公共场馆免费展演。
    按期完成改造并通过验收的加油站，由市财政按每座2万元标准予以补助。
    获得省级以上荣誉称号的村，按照省级10万元、国家级20万元的标准给予奖励。
    物业服务收费实行市场调节价，由双方根据服务内容自行确定。
    住户提出加装申请，由街道办事处会同规划部门审核后实施。
    社区食堂采取委托经营模式，选择有资质的餐饮企业提供服务。
    集体资产股权归本集体经济组织成员所有，不得对外转让。
    临时摊点经营行为纳入城管平台统一管理。
    对外来务工人员子女入学要一视同仁。
    各村要把护林防火作为冬春季的头等大事，列入重要议事日程。
    各成员单位要按照职责分工，各司其职，密切配合，形成工作合力。
    各乡镇要统筹推进集镇建设、环境治理、产业发展等各项工作，营造良好环境。
    支持有条件的企业建设研发中心，引进高端人才。
    鼓励各类主体投资建设冷链仓储，打造区域物流节点。
    立足产业基础，鼓励有条件的镇打造特色街区，建设游客服务中心。
"""
_THINGS = """
    市财政对村级文化室运转所需的经费要予以保障。
    县财政统筹安排资金用于农村厕所管护补助。
    政府将老旧小区加装电梯补助资金列入年度财政预算。
    具体奖励细则另行制定。
    具体认定办法由教育、财政、人社等部门制订。
    停车收费管理办法另文印发。
    全面实行工程质量保证金承诺制。
    推行农村宅基地审批备案制，规范建房行为。
    建设绿色低碳转型引领区，开展零碳园区试点。
    建设政务云、视频专网。
    建设社区嵌入式服务设施，补齐短板。
    修订产业结构调整指导目录，放宽准入。
    编印惠企政策汇编手册。
    要开展专项督导，压实各方责任。
    要对重点企业开展上门服务活动，帮助纾困。
    适时委托专业机构开展绩效评估，及时解决存在的问题。
    常态化开行海铁联运班列，做大货运规模。
    深化集体经营性建设用地入市改革。
    将市级审批权限依法下放给开发区。
    大幅缩短商标注册周期。
    扩大医保异地直接结算范围。
    深入开展爱国卫生运动。
    迭代实施“六项行动”“三张清单”。
    开建城南高铁站、环湖公路等。
    街道也应根据常住人口情况，安排相应的活动经费。
    分级分类开展消防演练。
"""
_SOMEBODYS = """
    对符合条件的困难家庭，县民政局要在9月底前足额发放补助。
    建设单位应于5月底前完成整改。
    各施工单位应在6月10日前提交复工报告。
    县住建局对120户危房户给予每户2万元补助，10月底前发放到位。
    对尚未参保的灵活就业人员，由县人社局逐户上门登记。
    全市中小学食堂全部纳入智慧监管平台统一管理，8月底前完成。
    对全市126家加油站的防渗改造，允许分批实施，确保年底前全部完成。
    凡属闲置的安置房，由县国资公司在7月底前登记造册。
    县教育局采取公开招聘方式引进教师60名。
    支持大唐公司建设光伏项目，建成装机20万千瓦。
    支持清河园区建设标准厂房5万平方米。
    具体由县交通局制定通行方案。
    落实企业研发费用加计扣除政策，兑付奖补资金3000万元。
    县财政局对享受低保的老年人发放高龄津贴。
    建立由分管副县长召集的调度机制，每周调度一次。
    县医保局要把门诊慢特病享受待遇的人员范围扩大到全体参保人。
    各镇要把秸秆禁烧作为当前重点工作，10月底前建立网格台账。
    对全县范围内的燃气管道，燃气公司应于汛期前全面排查。
    县卫健局会同民政局制定托育机构收费标准。
    改革收费办法，制定由学校自主确定收费项目的目录清单。
    新建幼儿园3所，免收保教费。
    对参加技能大赛获奖的选手，由市人社局颁发证书并给予奖励，11月底前兑现。
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.split("\n") if line.strip()]


def tasks_in(head: str, body: str) -> list[str]:
    text = head + body + "\n"
    return [task.text for task in read(text).tasks if task.end > len(head)]


@pytest.mark.parametrize("words", lines(_FOR_GOOD))
def test_what_is_laid_down_for_good_is_nobodys_task(words):
    assert tasks_in(OPINION, words) == []


@pytest.mark.parametrize("words", lines(_THINGS))
def test_what_ends_in_a_thing_is_a_task(words):
    assert tasks_in(OPINION, words) != []


@pytest.mark.parametrize("words", lines(_SOMEBODYS))
def test_what_sounds_like_a_rule_and_somebody_does_is_a_task(words):
    assert tasks_in(OPINION, words) != []


@pytest.mark.parametrize(
    ("body", "works"),
    [
        ("今年再办好三件民生实事。一是推动惠商保惠及个体工商户。二是继续实行物流补助。三是关爱留守儿童。", 3),
        ("我们将用心办好三件民生实事：①关爱困境儿童。②继续实行老年人免费乘车。③规范校外托管。", 3),
        ("今年，着力抓好以下2件民生实事：\n（1）持续实施无障碍服务。\n（2）优化夜间就诊服务。", 2),
        ("今年再办好两件民生实事。一是推动惠商保惠及个体工商户。二是新建托位200个。我们要把好事办好。", 2),
        ("重点抓好以下工作。一是优化服务。二是提升效能。", 0),
    ],
)
def test_each_item_of_the_works_announced_is_a_task(body, works):
    assert len(tasks_in(REPORT, body)) == works


def test_what_is_announced_for_the_year_is_due_at_its_end():
    text = REPORT + "今年再办好两件民生实事。一是优化公交线网。二是规范校外托管。\n"
    assert [task.due for task in read(text).tasks] == ["2026-12-31"] * 2


def test_goals_without_a_verb_or_a_figure_belong_to_the_goals_before_them():
    goals = "今年主要预期目标是：生产总值增长5%；居民收入增速高于经济增速；居民消费价格涨幅2%左右；粮食产量80亿斤以上。"
    assert tasks_in(REPORT, goals) == [goals]


def test_an_outline_is_principle_to_its_full_stop():
    outline = "今年工作的总体要求是：坚持稳中求进；建成区域中心城市；完成“十四五”规划目标任务。"
    assert tasks_in(REPORT, outline) == []


def test_why_a_goal_was_set_so_is_an_analysis():
    assert tasks_in(REPORT, "经济增长目标设定为6%左右，主要考虑是与我市潜在增长率相匹配。") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("1.开展多样的健身运动，办好一年一度的全民健身节。各镇要组织参加。", True),
        ("1.开展文明示范村创建，改善人居环境。各镇要组织参加。", True),
        ("1.开展丰富的文体活动，提升群众素质。各镇要组织参加。", False),
    ],
)
def test_an_event_at_the_head_of_a_paragraph_is_a_task(body, found):
    head = body[2 : body.index("。")]
    assert any(head in task for task in tasks_in(OPINION, body)) == found


def test_a_number_within_a_name_counts_nothing():
    assert tasks_in(REPORT, "充分发挥“11228”开放体系作用。扎实推进开放平台升级，用好“1+5”政策体系。") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推动平台经济发展，支持互联网企业挖掘市场潜力，开展网络品牌培育行动。", True),
        ("支持有条件的企业做强主业，加快建成智能工厂20家。", True),
        ("鼓励平台开放资源，将验证服务纳入科技创新券目录。", True),
        ("鼓励平台开放资源，打造一批验证中心。", False),
    ],
)
def test_what_stands_beside_what_others_are_encouraged_to_do(words, found):
    assert bool(tasks_in(OPINION, words)) == found


def test_a_small_group_set_up_is_no_task():
    assert tasks_in(OPINION, "成立配套幼儿园治理工作小组，组长由分管副市长担任，成员由市教育局、市住建局等组成。") == []


@pytest.mark.parametrize(
    "words",
    [
        "健全政府购买服务、资金补助等制度，形成长效机制。",
        "提高土地出让收益用于农业农村的力度，优化支出结构。",
        "改善中小学办学条件，提升教学水平。",
        "完善举办者权益保障机制。",
        "深入落实市场准入负面清单，优化营商环境。",
        "健全拖欠账款预防和清理机制，优化服务。",
        "创新编制管理，优化队伍结构。",
        "加强人才引进，优化人才结构。",
    ],
)
def test_a_deed_within_a_name_is_not_seen_to_be_done(words):
    assert tasks_in(REPORT, words + "提升服务水平。") == []
