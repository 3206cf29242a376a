"""A clause that begins with a deed and ends with the thing it is done to: 「加快国家高新区建设」, 「建设智慧口岸」,
「开展地下水超采综合治理」. A word of such a thing in passing (「提高项目管理水平」) is none."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.judging.things import NO_THING, PLACES, all_of, is_built

_STOP = re.compile("[，,；;]")
_SHORTEST = 2
"""So many characters at least stand between the deed and the end of the thing."""


_WORKS = (
    *all_of(PLACES, "建设", "改造", "规划建设", "高水平建设", "“双一流”建设"),
    *all_of("服务设施建设 水利设施建设 县基础设施建设 区域建设 搬迁安置 前期 前期工作"),
    *all_of("项目 工程 活动 计划 试点 一期 二期 三期 计划”建设 工程”建设"),
    *all_of("资金整合 不动产登记 标准制修订 恢复重建 组建 收购 申遗"),
    *all_of("保险 医保 养老金", "省级统筹", "市级统筹", "全国统筹"),
)
_DEEDS = {
    "build": ("建设|打造|搭建|筹建|建强|布局|开辟|加密|新开(?:、加密)?|增设|共建|兴建|建造", all_of(PLACES)),
    "begin": ("开建|动建|续建", ()),
    "set": ("设置|开设|新设", all_of("中心 平台 岗位 专栏 专业 课程 网点 春假 秋假 春秋假")),
    "grow": ("发展|培育", all_of("中心 牧场 园区 度假区")),
    "run": ("运营|开行|开通|加密|拓展(?:加密)?|增开", all_of("班列 专列 班车 专线 航线 航班 班次")),
    "revise": (
        "修[订改](?:(?:和|、|并|或)?废止)?|废止|编印|汇编|绘制|动态调整",
        all_of("法 法规 规范性文件 规章 名单 目录 标准 条例 办法 规程 指南 图谱 手册 清单 名录 预案 规范 导则"),
    ),
    "push": ("推进|推动|加快|加强|深化|谋划|支持(?![^，；]{0,6}(?:企业|高校|院校|主体|机构))|组织实施", _WORKS),
    "found": (
        "建立(?:健全|完善|和实施|并实施)?|设立|筹设",
        all_of("制度 机制 体系 关系 基金 绿色通道 挂钩政策 中心 平台 公司 专班 专板 责任制"),
    ),
    "frame": ("构建", all_of("机制 制度")),
    "hold": (
        "开展|组织|举办|办好|进行|办理",
        all_of(
            "治理 整治 整治提升 评估 评价 服务 扶贫 帮扶 监测 普查 检查 抽查 排查 巡查 培训 演练 研究 行动 活动 活动周"
            " 试点 试验 调查 审计 认定 竞赛 大赛 论坛 攻坚 大会 前期工作 工程示范 提案 议案 督查 督导 评估分析"
            " 创建 工程 运动 建设示范 巡察 会战 改革 医疗 义诊"
            " 博览会 展会 交易会 洽谈会 推介会 运动会 文化节 旅游节 艺术节 丰收节 健身节 读书节 锦标赛 联赛 赛事"
        ),
    ),
    "carry_out": (
        "实施好?|推行|试行|实行",
        all_of(
            "行动 计划 工程 项目 专项 政策 制度 奖补 补贴 清单 许可制 承诺制 备案制 预约制 积分制 轮换制"
            " 禁渔 ”监管 保险 标准 整治 治理 改革 责任制 建设规划 重建规划 普法规划 规划纲要 奖励"
        ),
    ),
    "develop": (
        "研发|研究开发|开发|研制|迭代|升级",
        all_of("系统 装备 机械 产品 软件 平台 机具 课程 疫苗 新药 机器人 功能 模块"),
    ),
    "bring_out": ("推出", all_of("产品 服务 举措 措施 线路 政策 成果 事项 贷款 品种 套餐 制度 保险 专列")),
    "more": ("增加", all_of("资金规模 奖励资金 补助资金 学位 床位 班次 名额 补贴 津贴 费用扣除 功能 模块")),
    "lower": (
        "降低|下调|调减|压减|压缩|缩短|消化|去化|退出",
        all_of(
            "比例 费率 税率 关税 电价 票价 利率 收费 收费标准 查验率 面积 产能 库存 规模 指标 周期 许可证 时限 时间"
            " 环节 上限 下限 额度 起付线 门槛费"
        ),
    ),
    "raise": (
        "提高(?!了)|提升|上调|调高",
        all_of(
            "保障标准 补助标准 补贴标准 待遇标准 低保标准 养老金标准 最低标准 等标准 最低工资标准 养老金 报销比例"
            " 收购价 起征点 上限 下限 额度"
        ),
    ),
    "do_away": ("取消|停征|备战|淘汰", ()),
    "widen": ("扩大|扩展|拓宽|放宽", all_of("范围 覆盖面 适用范围 招生规模")),
    "examine": ("严格", all_of("责任制考核 负责制考核 责任考核 目标考核")),
    "simplify": ("简化", all_of("程序 流程 手续 材料")),
    "see_to": ("抓好|做好", (*all_of("防控 立法工作 立法 整改 筹办工作 筹备工作 申办工作 备战工作"), *_WORKS)),
    "fight": ("打好|打赢", all_of("攻坚战 收官战 保卫战 歼灭战")),
    "assign": ("选派|派驻|派强|收购|划定|划设|赋予|分配|筹集|组建(?![^，；]*(?:团队|队伍))", ()),
}
"""The verbs of each kind of deed, and what stands at its clause's end; () where the deed alone is enough."""
_HOWS = (
    "立即|马上|要|再|并|也|将|同时|重点|全面|大力|深入|扎实|持续|积极|统筹|有序|稳步|稳妥|加快|加紧|加力|加速|抓紧|着力|全力|继续|接续|"
    "进一步|推动|推进|深化|定期|试点|率先|规范|精心|组织|认真|抓好|有效|高质量|高标准|高水平|严格|努力|谋划|系统|市场化|"
    "协同|聚力|倾力|奋力|梯次|前瞻|超前|高起点(?:规划、)?|规划(?=建设)|适时|适当|多措并举|"
    "常态化|创新|集中|逐步|研究|新|迭代|普遍|大幅|适度|逐年|务实|"
    "全域|分类|分批|分级|分期|分步|多层级|多渠道|多形式|阶段性|科学|合理|按需|探索(?=推出|设立|组建|开展)|提请(?=修)"
)
_WITH_WHOM = (
    "各[^，；]{1,14}要|"
    "以[^，；]{2,16}为[^，；]{2,6}?(?=实施|开展|建设|推进)|以[^，；]{2,12}方式(?=筹集|实施|开展|建设|推进|组建)|"
    "(?:对|针对|面向)[^，；]{2,20}(?=开展|进行|组织)|委托[^，；]{2,12}(?=开展|进行)|"
    "支持(?![^，；]{0,14}(?:企业|高校|院校|主体|机构|园区|社会|民间|力量))"
    "[^，；和与]{0,12}?(?=(?:开展|建设|建立|举办|打造)[^，；]{2})|"
    "在[^，；]{1,12}(?:[县市区村镇]|机关|学校|农村)|"
    "[同与][^，；]{2,20}(?:部门|单位|城市|地区|国家|高校|企业|机构)"
)
_WAYS = f"(?:{_HOWS}){{0,6}}(?:(?:{_WITH_WHOM})(?:{_HOWS}){{0,4}}){{0,2}}地?"
"""How, where and with whom it is done. Of what has an end of its own there are two at most: more would be tried in
every way."""
_DEED = searched(rf"[“\s]*{_WAYS}(?:" + "|".join(f"(?P<{kind}>{verbs})" for kind, (verbs, _) in _DEEDS.items()) + ")")
_OFFERS = re.compile("(?:为|向)[^，；]{2,24}提供[^，；]{2,40}服务$")
"""「为科创人才提供自用物品等通关便利服务」."""
_NAMED = re.compile(
    rf"{_WAYS}(?:(?:建立(?:健全)?|推出|组建|绘制|创建|评选)[^，；]*“|建设[^，；]*(?<!的)“)|为[^，；]*提供“"
)
"""「建设“无废城市”」: what is made has a name of its own."""
_CAMPAIGN = re.compile(rf"{_WAYS}(?:推进|实施|开展|组织|启动)[^，；“]{{0,8}}(?:“[^”+＋、，]{{3,}}”、?)+$")
"""「推进“万企兴万村”」: what is done has a name of its own."""
_NAMED_WORK = re.compile(
    rf"{_WAYS}(?:推进|推动|实施|开展|抓好|启动)[^，；“]{{0,8}}“[^”、，]{{2,}}”[^，；]{{0,12}}"
    "(?:培训|会战|改革|攻坚|创建|整治|试点|规划)$"
)
"""「推进“黑土粮仓”科技会战」."""
_OPENS = re.compile(rf"{_WAYS}(?:推动|推进|促进)[^，；]{{3,}}向[^，；]{{2,6}}(?:有序|免费|低偿)?开放$")
"""「推动机关停车位向社会开放」."""
_HANDS = re.compile(
    "(?:要)?[将把][^，；]{4,40}(?:下放(?:至|到|给)?|转为|改(?:建)?为|划转|移交(?:至|到|给)?|收归)[^，；]{2,}"
)
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
    if "（" in clause:
        clause = _ASIDE.sub("", clause)
    if "“" in clause and (
        _NAMED.match(clause) or (clause[-1] == "”" and _CAMPAIGN.match(clause)) or _NAMED_WORK.match(clause)
    ):
        return True
    if clause.endswith("开放") and _OPENS.match(clause):
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
    kind, ends = deed.lastgroup, _DEEDS[deed.lastgroup][1]
    return not ends or any(_is_thing(one, ends) for one in clause[deed.end() :].split("、")) or _makes(clause, kind)


_ASIDE = re.compile("（[^（）]{1,16}）")
"""「加快国家碳计量中心（河西）建设」."""
_VAGUE = re.compile("更加|积极的|稳健的")
"""「实施更加积极的就业政策」."""


def _is_thing(words: str, ends: tuple[str, ...]) -> bool:
    end = words.replace("等建设", "建设").rstrip("”等")
    return end.endswith(ends) and not end.removesuffix("建设").endswith(NO_THING)


def _makes(clause: str, kind: str) -> bool:
    """「建设干热河谷生态带」, 「推动临江物流城建设」: whose name is made anew, and ends as such names do."""
    name = clause.replace("等建设", "建设").rstrip("”")
    if "现代化" in name or "高品质" in name:
        return False
    if kind == "push":
        work = _IS_MADE.search(name)
        faint = "加强" in clause and "设施" in clause
        return work is not None and not faint and is_built(name[: work.start()])
    return kind in _MAKES and is_built(name)


_MAKES = ("build", "found", "set")
_IS_MADE = re.compile("(?:规划|高水平|升级|提升)?(?:建设|改造)(?:[和、]?(?:维护|管护))?$")
