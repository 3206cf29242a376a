"""What a heading, a title or the head of a section says of what stands under it."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.forms import holding
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.lexicon import GENRES

REVIEW_HEADING = searched(
    r"回顾|总结|(?:主要|发展|显著)?成(?:绩|就|效)|(?:基本|完成|运行|贫困|工作|进展|落实|发展|总体|督查|检查|暗访|排查)情况|形势|存在(?:的)?(?:主要)?问题|现状|背景|过去|五年来|一年来"
)
PRINCIPLE_HEADING = re.compile(
    r"发展思路|指导思想|原则(?<=[\u4e00-\u9fff]{2}原则)$|总体(?:要求|思路)|重要意义|重大意义|工作原则|适用范围|考评对象|考核对象|组织(?:机构|体系)|总则|附则|名词解释"
)
OUTLOOK_HEADING = re.compile(
    r"(?:十[三四五六七]五|今后(?:几|五|三)年|未来(?:几|五|三)年|下一个五年|远景)[^，。]{0,16}(?:思路|目标|展望|愿景|样|要求|蓝图|任务)"
)
"""Years to come: how things shall be, not what is to be done this year."""
WORK_HEADING = re.compile(r"任务|目标|安排|措施|重点|主要工作|20\d\d年")
GENRE_END = re.compile(rf"(?:{GENRES})(?:[（(][^（()）]{{1,20}}[)）])?》?(?:的通知)?$")
DEMANDS = searched(
    r"(?:工作|服务|支撑|强化|实施)保障$|(?:推进|工作|保障|组织|落实|督导)机制$|组织实施$|督导考核$|考核(?:监督|奖惩|问责)$|自身建设|作风|党的建设|组织保障|保障措施|(?:工作|有关|相关|几点|会议|考核|纪律|落实|具体)要求|(?<!党)组织领导|(?:实施|工作|方法)步骤|(?:时间|进度)(?:安排|步骤)|(?<!新)阶段(?:[（(]|$)|要求$"
)
RULES_TITLE = re.compile(
    r"(?:规则|办法|规定|条例|细则|准则|章程|标准|规范|制度|预案|"
    r"解读|答记者问|倡议书|公告|公示)(?:（[^）]{1,8}）)?(?:》?的通知)?$"
)
PERIOD = re.compile(
    r"[\d〇一二三四五六七八九十年月日号上中下旬底初末至到起止即从自—－~～\-（）第季度周星期午时分结束为开始：今明]{4,}"
)
"""From when to when, and nothing else."""
IN_STAGES = re.compile(rf"{holding('：:', '')}[^。]{{4,30}}分[两二三四五\d]个?(?:阶段|步骤)(?:进行|实施|推进)?[：:].*")
"""「本次整治分三个阶段进行：……」."""
HEADS_ONLY = re.compile(
    r"^(?:在[^，。]{2,10}上[^，。\d]{2,8}|(?:强化|坚持|突出|深化|优化|夯实|凝聚|压实)[^，。\d]{2,8})$"
)
"""「强化要素保障。」: a heading, though it ends as a sentence."""
LEADS_TO = re.compile(r"^[^，。]{0,12}(?:任务|工作|要求|安排|措施|打算|意见|如下)[:：]\s*$")
"""「……进度滞后。下步任务：」: what stands before it tells how things are."""
FORM_TITLE = re.compile(
    r"(?:(?:会议|培训|活动|报到|整治|行动|检查|督查|督办|调研|考核|考察|验收|评估|实施|工作|参加|参会|与会|参训|出席|列席|会期)?(?:时间|地点|人员|范围|对象|议程|日程|名额)|(?:会议|培训|活动|报告|观摩|督查|检查|考核|验收)(?:内容|主题|议题|形式|方式|安排)|会期)(?:[、和及与](?:时间|地点|人员|范围|对象|主题|议程))?"
)
"""Headings of a notice of a meeting: what stands under them is when, where and with whom."""
GOALS_LISTED = re.compile(r"目标(?:是|为)?[:：]")
STAGE = re.compile(
    rf"{holding('（(：:', '')}(?:"
    r"[（(](?:20\d\d年)?\d{1,2}月[^（）()]{0,30}[)）][:：]?[^，。（）()]{2,16}|[^，。（）()]{2,16}[（(](?:20\d\d年)?\d{1,2}月[^（）()]{0,40}[)）]|[^，。（）()]{2,16}阶段[（(][^（）()]{2,40}[)）]|"
    r"[^，。（）():：\d]{2,16}[:：][\d年月日号上中下旬底初末至到起止从自—－~～\-前以之第一二三四季度半今明]{3,}"
    r")"
)
"""「宣传发动阶段（3月1日至3月31日）」: a heading that ends as a sentence."""
