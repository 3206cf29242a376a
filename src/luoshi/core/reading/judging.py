"""Whether a sentence is a task, and if not, why: a look back, a slogan, a principle, a rule for everybody."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.subjects import is_class

REVIEW_HEADING = re.compile(
    r"回顾|总结|(?:主要|发展|显著)?成(?:绩|就|效)|(?:基本|完成|运行|贫困|工作|进展|落实|发展)情况|形势|存在(?:的)?(?:主要)?问题|现状|背景|过去|五年来|一年来"
)
_PRINCIPLE_HEADING = re.compile(
    r"指导思想|基本原则|总体(?:要求|思路)|重要意义|重大意义|工作原则|适用范围|考评对象|考核对象|组织(?:机构|体系)|总则|附则|名词解释"
)
_WORK_HEADING = re.compile(r"任务|目标|安排|措施|重点|主要工作|20\d\d年")
_REVIEW_OPENER = re.compile(
    r"以来|过去(?:一年|五年|的|几年)|回顾|总体(?:来)?看|总的(?:来)?看|主要(?:体现|表现)在|集中体现|取得了|成绩来之不易|主要做了|清醒(?:地)?(?:看到|认识)|也要看到|我们(?:也)?(?:必须)?看到|仍(?:然)?(?:存在|面临)|还(?:存在|面临)|"
    r"所谓|概括为|主要体现|一年来|五年来|去年|上年"
)
_REVIEW = re.compile(
    r"以来|去年|上年(?!度资金)|过去|同比|取得(?:了|积极|明显|显著|新|重大)|圆满|已(?:经)?(?!有|知|纳入)[\u4e00-\u9fff]{0,3}(?:完成|建成|实现|达到|开工|投产|出台|成立|启动|确定|印发|下发)|(?:完成|实现|建成|开展|推进|召开|确定|举办|发现|看到|解决|增加|形成|出台|签约|创造|荣获)了|"
    r"居[^，。]{0,8}第[一二三四五六七八九十\d]|荣获|获评|获批|成功(?:举办|创建|入选)|首次|上升为|持续(?:改善|向好)|稳中(?:有进|向好)|迈上[^，。]{0,6}台阶|截至[^，。]{0,12}[，,]"
)
_ANALYSIS = re.compile(
    r"是[^，。]{2,30}(?:之路|关键|基础|要求|根本|前提|力量|保障|第一责任人|之年|阶段|任务|时期|的制度)(?:[。，,]|$)|就是一句|还不(?:够|强|硬|高)|不(?:足|平衡|充分|牢靠)|问题(?:严重|突出)|差距|滞后|制约|矛盾|任重道远|遥远|毫无意义|迎刃而解|"
    r"意味着|体现为|虽然|尽管|但(?:是)?[^，。]{0,20}(?:空间|不足|差距)|面临|当前[^，。]{0,10}(?:存在|是|节奏)|由于|因为"
)
_SLOGAN = re.compile(
    r"希望大家|让我们|同志们|朋友们|谱写|首战必胜|新篇章|砥砺|奋勇|不忘初心|牢记使命|紧密团结|旗帜|高高举|思想认识|精神状态|政治站位|坚定信心|紧迫感|责任感|使命感|意识|态度|作风|心思|马马虎虎|拖拖拉拉|"
    r"最硬的骨头|最重的担子|心里有数|政令畅通|履职尽责|以身作则|求真务实|真抓实干|不辱使命|拼搏|无愧|中华民族|伟大复兴|谢谢|祝|风景|没有[^，。]{2,16}只有|说到底|归根结底|关键是落实|说一千道一万|以人民为中心|对得起"
)
_NOTE = re.compile(
    r"现(?:将|就|提出|制定|印发|把)|特制定|如下(?:意见|通知|方案|措施|安排|实施意见)|印发给你们|(?:请|望)(?:认真|遵照|结合|一并|予以)|此件|自(?:印发|发布|公布)之日起|解释权|有效期|以下简称|通知如下|联系人|联系电话|抄送|附件[:：]?\d?|"
    r"^(?:填报|制表|单位[:：])|本(?:通知|意见|方案|办法|规定|细则|措施|计划|政策)(?:自|由|适用|所称|中)|定义|是指|主要任务是"
)
_GREETING = re.compile(
    r"^(?:各位|同志们|尊敬的|大家|女士们|先生们)[^，。]{0,16}[:：!！，,]?$|^各[^。]{0,200}[:：]$|^[^。]{0,200}(?:直属机构|有关单位|各部门|直有关部门)[^。]{0,10}[:：]$"
)
_ACTION = re.compile(rf"^(?:{ACTIONS})")
_LEAD_IN = re.compile(
    r"^[\s“\"]*(?:(?:同时|此外|另外|特别(?:是)?|尤其是|其中|下一步|具体措施|重点|今年|全年|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]|其[一二三四])[，,:：、]?|"
    r"(?:——|[①-⑳•●■◆]|[（(]?\d{1,2}[)）．.、](?!\d))\s*)+"
)
_MODAL = re.compile(
    r"(?:^|[，,；;：:])[^，,；;：:]{0,20}?(?:(?<![主需重只首想摘就不次显])要(?![求素点闻么件领务塞])|必须|务必|确保|力争|不得|严禁)"
)
_DIRECT = re.compile(r"^(?:要(?!求|素)|必须|务必|确保|力争|严禁)")
_GOAL = re.compile(r"预期目标|目标(?:是|为|任务)|左右|不低于|不少于|不超过|以上$|以内$|控制在")
_THEREFORE = re.compile(r"[，,；;]要(?![求素点闻么件领])[\u4e00-\u9fff]{2}[^。]{30}")
"""A sentence may begin with how things stand and go on with what is to be done."""


class Context:
    """What the sentence stands in: its headings, its paragraph, the kind of its document."""

    __slots__ = ("article", "owned", "principle", "review", "rules")

    def __init__(self, *, review: bool, principle: bool, article: bool, rules: bool, owned: bool) -> None:
        self.review = review
        self.principle = principle
        self.article = article
        self.rules = rules
        self.owned = owned


def is_review_section(section: tuple[str, ...], year: int | None) -> bool:
    """Whether a heading says that its section looks back: 回顾, or the year before the document's own."""
    for heading in section:
        years = [int(found) for found in re.findall(r"20\d\d(?=年)", heading)]
        if REVIEW_HEADING.search(heading) or (year and years and max(years) < year):
            return True
    return False


def is_principle_section(section: tuple[str, ...]) -> bool:
    return any(_PRINCIPLE_HEADING.search(heading) and not _WORK_HEADING.search(heading) for heading in section)


def opens_review(first: str) -> bool:
    """Whether a paragraph's first sentence begins a look back or an account of how things stand."""
    return bool(_REVIEW_OPENER.search(first[:120]))


def is_rules(title: str) -> bool:
    """A document that lays down rules for good, not work for a year."""
    return bool(
        re.search(r"(?:规则|办法|规定|条例|细则|准则|章程|标准|规范|制度)(?:（[^）]{1,8}）)?(?:》?的通知)?$", title)
    )


def reason_against(words: str, context: Context, *, owner: bool, due: bool, measure: bool) -> str | None:
    """Why the sentence is no task; None if it is one. owner, due, measure: whether its words give them."""
    bare = _LEAD_IN.sub("", words).strip()
    plain = bare.strip("。；;！!，, \u3000")
    if reason := _shape(plain, bare, owned=context.owned):
        return reason
    if context.article or (context.rules and not context.owned):
        return None if owner and due else "norm"
    if context.review:
        return "review"
    if _REVIEW.search(plain) and not (owner or _DIRECT.match(plain) or (due and _MODAL.search(plain))):
        return "review"
    return _weak(plain, context, owner=owner, due=due, measure=measure)


def _shape(plain: str, bare: str, *, owned: bool) -> str | None:
    """What one sees at once: greetings, remarks, scraps."""
    if _GREETING.match(bare):
        return "greeting"
    if len(re.findall(r"[\u4e00-\u9fff]", plain[:200])) < 6:
        return "note"
    return "note" if not owned and _NOTE.search(plain[:160]) else None


def _weak(plain: str, context: Context, *, owner: bool, due: bool, measure: bool) -> str | None:
    """The sentence looks forward; is there something to be done in it?"""
    strong = owner or due or measure
    if context.principle and not (due or measure or owner):
        return "principle"
    if not strong and _SLOGAN.search(plain):
        return "slogan"
    if is_class(plain) and not (due or context.owned):
        return "norm"
    if plain.startswith("但") and not (owner or due):
        return "analysis"
    action = bool(_ACTION.match(plain) or _MODAL.search(plain[:300]))
    if _ANALYSIS.search(plain) and not ((owner and action) or _DIRECT.match(plain) or _THEREFORE.search(plain)):
        return "analysis"
    if owner or (context.owned and (action or len(plain) >= 8)):
        return None
    if measure and _GOAL.search(plain):
        return None
    if due:
        return None if action or measure or len(plain) >= 8 else "prose"
    return None if action else "prose"
