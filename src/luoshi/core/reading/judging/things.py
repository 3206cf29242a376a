"""How the names of things end that one can build or set up: 「干热河谷生态带」, 「冷链物流设施」. Such names are made
anew in each paper; their last characters are few."""

from __future__ import annotations

import re


def all_of(words: str, *behind: str) -> tuple[str, ...]:
    """The words, or each of them with each of the ends."""
    return tuple(word + end for word in words.split() for end in behind or ("",))


PLACES = """
    项目 工程 基地 平台 中心 枢纽 节点 社区 先导区 街区 大学 学校 市场 馆群 医共体 综合体 绿道 铁路 公路 走廊 口岸
    通道 航线 线路 网点 泊位 充电基础设施 口岸基础设施 系统 专板 应用场景 梯田 粮仓 一期 二期 三期 底座 大模型
    集散地 系列活动
"""
"""What stands there when all is done, and has no end in common with others."""
NO_THING = all_of(
    "的平台 城市中心 为中心 消费中心 大市场 统一市场 资本市场 一流大学 高水平大学 城乡社区 长效机制 工作机制"
)
_BUILT = re.compile(
    "(?<!之)(?:"
    "(?<![纽热一地济镇市])带|(?<!群)岛|(?<![家校乐名])园|(?<![市现立战])场|"
    "(?<![地城社山牧老边郊灾强战辖小全])区|(?<![县名古都强])城|"
    "(?<![智宝])库|(?:货|海外)仓|(?<!基础)(?<!公共)设施|"
    "(?<!经济)廊道|"
    "[站店馆院厂室厕云]|(?<!风)港|(?<!客)厅|口局|(?<!场)所|(?<![护障全联])网"
    r")\Z"
)
"""Not 「纽带」, 「家园」, 「强区」, 「名城」, 「智库」, 「防护网」, 「创新之岛」: these are what one likes to be."""


def is_built(name: str) -> bool:
    """Whether one can go there and see it."""
    return _BUILT.search(name[-4:]) is not None
