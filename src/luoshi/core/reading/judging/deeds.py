"""A clause that begins with a deed and ends with the thing it is done to: 「加快国家高新区建设」, 「建设智慧口岸」,
「开展地下水超采综合治理」. A word of such a thing in passing (「提高项目管理水平」) is none."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import searched

_STOP = re.compile("[，,；;]")
_SHORTEST = 2
"""So many characters at least stand between the deed and the end of the thing."""


def _all(words: str, *behind: str) -> tuple[str, ...]:
    """The words, or each of them with each of the ends."""
    return tuple(word + end for word in words.split() for end in behind or ("",))


_PLACES = """
    项目 工程 基地 平台 中心 园区 科技园 产业园 工业园 示范园 实验室 口岸 枢纽 节点 港 高新区 经开区 集聚区 新区
    校区 院区 片区 景区 灌区 功能区 保税区 社区 先导区 街区 示范区 试验区 合作区 开发区 度假区 学院 研究院 医院
    大学 学校 幼儿园 电场 电厂 市场 货场 车站 场站 馆 馆群 医共体 公园 绿道 机场 铁路 公路 水库 管网 走廊
    通道 航线 线路 站点 网点 驿站 泊位 充电设施 充电基础设施 口岸基础设施 系统 专区 专板 应用场景 梯田
    粮仓 冷库 一期 二期 三期 引领区 示范带 专网 骨干网 政务云 文化云 工业云 服务设施
"""
"""What stands there when all is done."""
_NO_THING = _all("的平台 城市中心 为中心 消费中心 大市场 统一市场 资本市场 一流大学 城乡社区 长效机制 工作机制")
_WORKS = (
    *_all(_PLACES, "建设", "改造", "规划建设", "高水平建设", "“双一流”建设"),
    *_all("服务设施建设 水利设施建设 县基础设施建设 区域建设 搬迁安置 前期 前期工作"),
    *_all("项目 工程 活动 计划 一期 二期 三期 资金整合 不动产登记 标准制修订"),
)
_DEEDS = {
    "build": ("建设|打造|搭建|筹建|建强|布局|开辟|加密|新开(?:、加密)?", _all(_PLACES)),
    "begin": ("开建|动建|续建", ()),
    "run": ("运营|开行|开通|加密", _all("班列 专列 班车 专线 航线 航班 班次")),
    "revise": ("修订|编印|汇编|绘制", _all("目录 标准 条例 办法 规程 指南 图谱 手册 清单 名录 预案 规范 导则")),
    "push": ("推进|推动|加快|加强|深化|谋划|支持(?![^，；]{0,6}(?:企业|高校|院校|主体|机构))|组织实施", _WORKS),
    "found": (
        "建立(?:健全|完善|和实施|并实施)?|组建|设立|筹设",
        _all("制度 机制 体系 关系 基金 资源库 数据库 人才库 专家库 绿色通道 挂钩政策 中心 公司 专班 专板 学院"),
    ),
    "frame": ("构建", _all("机制 制度")),
    "hold": (
        "开展|组织|举办|办好|进行|办理",
        _all(
            "治理 整治 整治提升 评估 评价 服务 扶贫 帮扶 监测 普查 检查 抽查 排查 巡查 培训 演练 研究 行动 活动 活动周"
            " 试点 试验 调查 审计 认定 竞赛 大赛 论坛 攻坚 大会 前期工作 工程示范 提案 议案 督查 督导 评估分析"
            " 创建 工程 运动 建设示范 巡察"
            " 博览会 展会 交易会 洽谈会 推介会 运动会 文化节 旅游节 艺术节 丰收节 健身节 读书节 锦标赛 联赛 赛事"
        ),
    ),
    "carry_out": (
        "实施好?|推行|试行|实行",
        _all(
            "行动 计划 工程 项目 专项 政策 制度 奖补 补贴 清单 许可制 承诺制 备案制 预约制 积分制 轮换制"
            " 禁渔 ”监管 保险 标准"
        ),
    ),
    "develop": (
        "研发|研究开发|开发|研制|升级|增加",
        _all("系统 装备 机械 产品 软件 平台 机具 课程 疫苗 新药 机器人 功能 模块"),
    ),
    "bring_out": ("推出", _all("产品 服务 举措 措施 线路 政策 成果 事项 贷款 品种 套餐")),
    "reduce": ("降低|调减|压减|消化|去化|退出", _all("比例 费率 税率 面积 产能 库存 规模 指标")),
    "raise": ("提高|上调|调高", _all("保障标准 补助标准 补贴标准 待遇标准 低保标准 基础养老金 最低工资标准 报销比例")),
    "widen": ("扩大|扩展|拓宽|放宽", _all("范围 覆盖面 适用范围 招生规模")),
    "shorten": ("缩短|压缩|压减", _all("周期 许可证 时限 时间 环节")),
    "limit": ("提高|降低", _all("上限 下限 额度 起付线 门槛费")),
    "simplify": ("简化", _all("程序 流程 手续 材料")),
    "see_to": ("抓好|做好", (*_all("防控 立法工作 立法 整改"), *_WORKS)),
    "fight": ("打好|打赢", _all("攻坚战 收官战 保卫战 歼灭战")),
    "assign": ("选派|划定|划设|赋予|分配|筹集", ()),
}
"""The verbs of each kind of deed, and what stands at its clause's end; () where the deed alone is enough."""
_WAYS = (
    "各[^，；]{1,14}要|立即|马上|要|再|并|也|将|同时|重点|全面|大力|深入|扎实|持续|积极|统筹|有序|稳步|稳妥|加快|加紧|加力|加速|抓紧|着力|全力|继续|接续|"
    "进一步|推动|推进|深化|定期|试点|率先|规范|精心|组织|认真|抓好|有效|高质量|高标准|高水平|严格|努力|谋划|系统|市场化|"
    "协同|聚力|倾力|奋力|梯次|前瞻|超前|高起点(?:规划、)?|规划(?=建设)|适时|适当|多措并举|常态化|创新|集中|逐步|研究|新|迭代|普遍|大幅|适度|逐年|务实|全域|分类|分批|分级|分期|分步|多层级|多渠道|多形式|"
    "(?:对|针对)[^，；]{2,16}(?=开展|进行|组织)|委托[^，；]{2,12}(?=开展|进行)|"
    "支持(?:[^，；]{0,6}(?:区域|地区|地方|市县))?(?=开展|建设|建立|举办|打造)|在[^，；]{1,12}[县市区村镇]|"
    "[同与][^，；]{2,20}(?:部门|单位|城市|地区|国家|高校|企业|机构)|探索(?=推出|设立|组建)"
)
_DEED = searched(
    rf"[“\s]*(?:{_WAYS})*地?(?:" + "|".join(f"(?P<{kind}>{verbs})" for kind, (verbs, _) in _DEEDS.items()) + ")"
)
_OFFERS = re.compile("(?:为|向)[^，；]{2,24}提供[^，；]{2,40}服务$")
"""「为科创人才提供自用物品等通关便利服务」."""
_NAMED = re.compile(
    rf"(?:{_WAYS})*地?(?:(?:建立(?:健全)?|推出|组建|绘制|创建|评选)[^，；]*“|建设[^，；]*(?<!的)“)|为[^，；]*提供“"
)
"""「建设“无废城市”」: what is made has a name of its own."""
_HANDS = re.compile("(?:要)?[将把][^，；]{4,40}(?:下放(?:至|到|给)?|划转|移交(?:至|到|给)?|收归)[^，；]{2,}")
"""「将能够下放的管理权限下放给园区」."""
_REFORM = re.compile("(?:[^，；]{0,6})(?:深化|推进|实施|推行|推开)[^，；]{4,40}改革$")
"""「深化集体林权制度改革」, and nothing besides."""


def does_thing(words: str) -> bool:
    """Whether one of the clauses is such a deed. What others are encouraged to do is none."""
    plain = words.strip("。；;！ \u3000")
    if plain.startswith(_LEFT_TO_THEM):
        return False
    if plain.endswith("改革") and _REFORM.match(plain):
        return not plain.endswith(_NO_REFORM)
    return any(map(_is_deed, _STOP.split(plain)))


_NO_REFORM = ("领域改革", "深化改革", "全面改革", "各项改革")
_LEFT_TO_THEM = ("鼓励", "引导", "支持企业", "支持高校")


def holds_event(words: str) -> bool:
    """「开展多样的健身运动，办好一年一度的全民健身节」: two clauses, and one is of something that is held."""
    return "，" in words and ("办" in words or "创建" in words) and _EVENT.search(words) is not None


_EVENT = re.compile(
    "(?:^|[，.、])(?:办好|举办)[^，。]{2,24}(?:节|会|赛)(?=[，。；]|$)|开展[^，。]{4,20}创建(?=[，。；]|$)"
)


def deed_behind(words: str) -> bool:
    """「融合各类资源，打造一批街区」: what is done stands behind what it is done with."""
    return "：" not in words and not words.startswith(_OF_ABOVE) and does_thing(words)


_OF_ABOVE = ("党中央", "中央", "国家", "我国", "当前")


def _is_deed(clause: str) -> bool:
    if "“" in clause and _NAMED.match(clause):
        return True
    if clause[:2].startswith(("将", "把", "要将", "要把")) and _HANDS.match(clause):
        return True
    if clause.endswith("服务") and _OFFERS.match(clause):
        return True
    deed = _DEED.match(clause)
    if deed is None or deed.lastgroup is None or len(clause) - deed.end() < _SHORTEST:
        return False
    if _VAGUE.search(clause):
        return False
    ends = _DEEDS[deed.lastgroup][1]
    return not ends or any(_is_thing(one, ends) for one in clause[deed.end() :].split("、"))


_VAGUE = re.compile("更加|积极的|稳健的")
"""「实施更加积极的就业政策」."""


def _is_thing(words: str, ends: tuple[str, ...]) -> bool:
    end = words.replace("等建设", "建设").rstrip("”等")
    return end.endswith(ends) and not end.removesuffix("建设").endswith(_NO_THING)
