"""Words that end as a unit's name does and name none: 东中部地区, 数据专区, 绘好强省, 智慧赋能园区, 承办.

Kinds of places, deeds cut off before their object, and what a verb runs through. They are asked of once for each name.
"""

from __future__ import annotations

import re

_KINDS_OF_PLACE = re.compile(
    r"(?:[东中西南北]部?|沿海|沿边|沿江|内陆|边[境疆远]|偏远|贫困|脱贫|民族|参加|受灾|重点|试点|发达|后发|革命老|农牧|高寒|缺水|"
    r"其[他它]|部分|周边|平原|丘陵|主产|主销|产销平衡|人口密集|困难|敏感|生态脆弱)地区$|"
    r"(?:专|启动|起步|工程|规划|功能|控制|缓冲|警戒|主产|主销|平衡|优势|集聚|聚集|保护|接壤|毗邻|覆盖|服务|责任)区(?:[所内外]|$)|"
    r"(?:功能|主产|重点|贫困|脱贫|试点|帮扶|项目|产粮|受灾|边境|百强|资源型|农业大|人口大|工业强)县$|"
    r"(?:极贫|深度贫困|贫困|试点|特色|重点|经济强)(?:乡镇|镇|乡)$|"
    r"^(?:国家级?|省级|市级|城市|郊野|口袋|湿地|森林|地质|自然|体育|主题|文化)?(?:公园|植物园|动物园)$|"
    r"^(?:法治|平安|数字|美丽|健康|活力|幸福|智慧|清廉|诚信|书香|绿色|信用|韧性|文明)[\u4e00-\u9fff]{1,3}[省市县区州乡镇]$|"
    r"^市场$|^(?:市场|社会)[和或与]"
)
"""What is said of such places is said of all that lie there: no one of them answers."""
_PLACES_END = ("区", "县", "镇", "乡", "园", "省", "市", "州", "场", "\n")
_AMONG = ("市场", "社会")
"""Each of them ends in one of the first, holds 区, or begins so."""
_DEEDS_CUT_OFF = re.compile(
    r"^(?:[承主协举兴领试筹交合经申代帮通查侦采首包专快]办|部署)$|先行$|"
    r"^(?:参[加与]|凡)|^(?:[绘办做用建打谋推落抓守讲管唱下写答走][好强实]|赋能|携手|服务(?=世界|全国|国家|全省|地方|乡村|企业|发展))"
)
"""「承办联合国……大会」 cut off before 联合, 「绘好强省建设蓝图」 before 建设."""
_VERB_WITHIN = re.compile(
    r"(?<=..)(?:整合|托管|周边|违反|行使|赋能|领先|积极|进一步|增强|切实|认真|全面落实|加快(?!发展)|要(?=[进加切认])|负起|"
    r"(?<=财政)(?:统筹|安排|每年|要)|(?<=[构业位门司])(?:制[定订]|开展|建立|修订|编制|出台|研究(?!院|所|中心)))"
)


def is_no_unit(text: str) -> bool:
    """Whether a word that ends as a unit's name does is the name of none."""
    return (
        ((text[-1:] in _PLACES_END or "区" in text or text[:2] in _AMONG) and _KINDS_OF_PLACE.search(text) is not None)
        or _DEEDS_CUT_OFF.search(text) is not None
        or (len(text) > _SHORT and _VERB_WITHIN.search(text) is not None)
    )


_SHORT = 5
_HIGHEST = ("总书记", "军委主席", "习近平")
_NO_PERSON = re.compile(
    r"(?:提高|提升|增强|自觉|全面|深入|贯彻|学习|拥护|捍卫|维护|落实|压实)|(?:常住|户籍|迁入|迁出|流入|流出|输出|输入)地|成果$"
)


def is_no_person(text: str) -> bool:
    """「提高行政机关负责人出庭应诉质效」, 「由常住地提供」; and whom a county's paper only cites."""
    return _NO_PERSON.match(text) is not None or any(one in text for one in _HIGHEST)
