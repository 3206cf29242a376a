"""Sentences that do nothing but say who: 「由县数据局牵头，9月底前建成。」, 「以上三项由……牵头。」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.charge import in_person
from luoshi.core.reading.grammar.doers import subject
from luoshi.core.reading.grammar.dues import due_of_owner
from luoshi.core.reading.grammar.heads import behind, held
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import NAME_LIKE
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.numerals import count_said
from luoshi.core.reading.grammar.owners import owners_of, role_of_verb, unmarked_label
from luoshi.core.reading.grammar.seeing import seers_in
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_unit
from luoshi.core.reading.grammar.watching import watch

_WORK = r"(?:重点|主要|具体)?(?:工作|任务|事项|内容|措施|举措|项目|问题|要求|目标|实事)?"
_BACK = re.compile(
    rf"[\s—]*(?:(?:注|说明|备注)[:：])?(?:以上|上述|前述|前)(?:第[一二三四五六七八九十]{{1,2}}(?:组|部分|板块|类|章|大类))?(?:(?P<count>[一二两三四五六七八九十\d]{{1,2}})(?:个|大)?|各|所有|全部)?(?:项|条|件|点|方面)?{_WORK}[，,]?(?:均|都|统一|分别|一并)*(?:的(?=牵头|责任|分管|包联))?"
)
_ALL = re.compile(
    rf"\s*(?:(?:本|该|此|这)(?:部分|章|节|板块|组|类|方面|领域|大类|单元|块)(?:所列|所涉|涉及|内|中|里)?的?(?:各|所有|全部)?(?:项|条|件)?|(?:下列|以下|下述)(?:各|所有|全部|[一二两三四五六七八九十\d]{{1,2}})?(?:项|条|件|个)?|本[\u4e00-\u9fff]{{1,4}}(?:所列|所涉|确定|明确|列出|中|分解|交办)的?(?:各项|全部|所有)?|(?:下列|以下)(?:各项|全部|所有|[两二三四五六七八九十\d]{{1,2}}项)?|(?:全部|所有|各项)|[\u4e00-\u9fff]{{2,10}}(?:方面|领域|板块|战线)的?(?:各项|全部|所有)?){_WORK}[，,]?(?:均|都|统一)?(?:(?=由|请|责成)|的?(?=(?:牵头|责任|分管|包联|配合|主办)(?:县|市|区)?(?:领导|单位|部门)))"
)
"""「本清单所列事项由……」, 「城建方面的工作由……」."""
_THESE = re.compile(
    rf"\s*(?:(?:这|此)(?=[二两三四五六七八九十几\d])|(?=[二两三四五六七八九十\d]{{1,2}}[项条件个](?:事情?)?{_WORK}(?:均|都)由))(?P<count>[二两三四五六七八九十几\d]{{1,2}})(?:项|条|件|个|块)(?:方面)?(?:事情?)?{_WORK}[，,]?(?:均|都|统一)?(?=由|请|责成|[\u4e00-\u9fff]{{2,5}}(?:县长|同志))"
)
_THIS = re.compile(
    rf"\s*(?:此|该|这|本)(?:项|条|件|个|一?块|方面|(?P<whole>部分|章|节|板块|组))?{_WORK}[，,]?(?:均|都|统一)?(?=由|请|责成)"
)
_OF_HIM = re.compile(
    r"(?:(?:下面|以下|上述|后面|这)[^，。]{0,8})?(?:都|均|全|也)?(?:由|归|请)?他(?:来|统一|负责|总)*(?:调度|负责|牵头|抓|管|统筹|协调)"
)
"""「下面三件事都由他调度」: says of whom the sentence has named that he is in charge."""
_BY = re.compile(r"(?:由|请|责成)")
_HOW_OFTEN = re.compile(
    r"(?:要|并|且|坚持|做到)?(?:至少)?每[日天周月旬季年两半]{1,2}(?:个?季?度|至少)?[一二两三]?次?(?:集中|专题|定期)?(?:调度|过问|督导|督促|协调|通报|研究|检查|听取|会商|盯)[^，。]{0,8}|(?:定期|及时|亲自|集中)(?:调度|过问|督导|督促|协调)[^，。]{0,6}|(?:一抓到底|全程跟踪|抓到底|负责到底|确保[^，。\d]{2,10})"
)
"""Behind who is in charge: how he shall see to it."""
_SEVERALLY = re.compile(r"分别(?:牵头|负责|落实|承担|承办)")
_WHAT_FOR = re.compile(
    r"(?:抓好|做好|推进|推动|组织|统筹|协调)?(?:落实|实施|推进|保障(?:工作)?|配合(?:工作)?|经费|资金|支持)?"
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers, and for how many items before: 0 this one alone, -1 all that wait for an owner."""

    owners: Owners
    back: int
    severally: bool
    """Each of the first leads answers for one of the items, in their order."""


_MAY_ASSIGN = held(
    r"牵头|负责|负总责|为主|[组挥链]长|领导|单位|责任人|抓总|挂帅|包案|包联|包抓|领衔|协调|调度|主抓|分管|督[办导]|统筹|[长志记任](?:要|多|再|亲自|全程|靠|盯)|配合|落实|参与|协助|主办|承办|协办|组织|起草|实施|参演|供稿|监督|盯|到底|把关|督战|指挥|具体抓|[:：]|^\s*[以上前]"
)
_LABEL = re.compile(r"的?([\u4e00-\u9fff]{2,8}?)(?:均|都)?(?:[:：]|[为是](?=[\u4e00-\u9fff]{2}))")


def assignment(words: str) -> Assignment | None:
    """What a sentence assigns, if it does nothing else. Names keep their places in the sentence."""
    if len(words) > _LONGEST:
        return None
    if (watched := watch(words)) and not watched.more:
        return Assignment(Owners(leaders=watched.leaders), watched.back or _reach(words)[1], watched.severally)
    if not _MAY_ASSIGN.search(words):
        return None
    begin, back = _reach(words)
    if back and (due := due_of_owner(words, begin, len(words.rstrip("。；; \u3000")))):
        return Assignment(Owners(due=due), back, severally=False)
    by = _BY.match(words, begin)
    begin = by.end() if by else begin
    if not _only_owners(words, begin):
        return None
    helpers = _helpers(words, begin)
    rest = " " * begin + words[begin:]
    for name in helpers:  # the list must not read them as names
        stop = _STOP.search(words, name.end)
        cut = stop.start() if stop else len(words)
        rest = rest[: name.start] + " " * (cut - name.start) + rest[cut:]
    charged: list[Name] = []
    for start, end in split(words, "，,；;。"):
        start = max(start, begin)
        if _is_his(words[start:end].strip()):
            rest = rest[:start] + " " * (end - start) + rest[end:]
        elif one := seers_in(words, start, end) or in_person(words, start, end):
            charged += one
            rest = rest[:start] + " " * (end - start) + rest[end:]
    owners = owners_of(rest)
    owners.take("leader", charged)
    owners.leaders = [name for name in owners.leaders if not name.text.startswith(("各", "单位", "部门"))]
    owners.take("co", helpers)
    return Assignment(owners, back, bool(_SEVERALLY.search(words))) if owners.any() else None


_STOP = re.compile("[，,；;。]")


def _is_his(piece: str) -> bool:
    """Whether a piece only says that who was named before is in charge, or how he shall see to it."""
    return ("他" in piece and _OF_HIM.fullmatch(piece) is not None) or _HOW_OFTEN.fullmatch(piece) is not None


_POINTS = re.compile(
    r"[\s—]*(?:[注说备以上前这此该本下全所各二两三四五六七八九十几\d]|[\u4e00-\u9fff]{2,10}(?:方面|领域|板块|战线))"
)
"""How the forms begin that say what it is that somebody answers for."""


def _reach(words: str) -> tuple[int, int]:
    if not _POINTS.match(words):
        return 0, 0
    if back := _BACK.match(words):
        count = back["count"]
        return back.end(), count_said(count) if count else -1
    if these := _THESE.match(words):
        count = these["count"]
        return these.end(), count_said(count)
    if whole := _ALL.match(words):
        return whole.end(), -1
    this = _THIS.match(words)
    return (this.end() if this else 0), (-1 if this and this["whole"] else 0)


@lru_cache(maxsize=256)
def _only_owners(words: str, begin: int) -> bool:
    """Whether every piece names owners with what they are, or a time, and at least one names an owner."""
    named = unled = False
    for start, end in reversed(split(words, "，,；;。")):  # what is to be done stands last, as a rule
        start = max(start, begin)
        piece = words[start:end].strip(" \u3000\n“”")
        if end <= begin or not piece:
            continue
        label = _LABEL.match(piece)
        if (
            (label and role_of_label(label[1]))
            or _unmarked(words, start, end)
            or _role_piece(words, start, end)
            or seers_in(words, start, end)
            or in_person(words, start, end)
        ):
            named, unled = True, False
        elif _is_his(piece):
            unled = not (is_completion(piece) or _helper(words, start, end)) or unled  # somebody must be named before
        elif not (is_completion(piece) or _helper(words, start, end)):
            return False
    return named and not unled


def _unmarked(words: str, start: int, end: int) -> bool:
    """「责任单位县住建局」, 「分管领导赵敏」: a label without its colon, and nothing but names."""
    role, begin = unmarked_label(words, start, end)
    found = names_at(words, begin, len(words[:end].rstrip("。；; "))) if role else []
    return bool(found) and found[0].start == begin and _all_owners(found)


_DONE = re.compile(
    r"(?:并|均|都|要|须|确保|力争|实现|达到|正式|陆续|投入|主体){0,2}(?:全部|全面|基本)?(?:完工|通车|通水|通电|通气|封顶|交付(?:使用)?|投产|投运|使用|运行|试运行|运营|开放|开园|开馆|开业|验收|见效|销号|清零|收官|交地|达标|达效|挂牌|启动|发放(?:到位)?|兑现|印发|出台|解决|拆除|搬迁|入住|入驻|供水|供热|见底|出结果|出成果|整改)(?:完毕|到位)?|"
    r"(?:并)?(?:全部|全面|基本)?(?:长期坚持|持续推进|完成|建成|投用|办结|到位|落实到位|整改到位|落实|报县政府|启用|上线|开工|竣工|建成投用)?"
)


_FROM_THEN = re.compile("^(?:此后|之后|并)")
_FOR_GOOD = re.compile("(?:长期|常态化|持续)(?:坚持|推进|开展)")
_LIMIT_END = re.compile(r"前|底|末|内|日|月|年|季度|期|周|推进|坚持|开展")


def is_completion(piece: str) -> bool:
    """「9月底前建成」: a time limit and nothing else."""
    piece = behind(_FROM_THEN, piece)
    if _FOR_GOOD.fullmatch(piece):
        return True
    cut = _LIMIT_END.search(piece[::-1])
    if not cut or not _DONE.fullmatch(piece, len(piece) - cut.start()):
        return False
    return due_of_owner(piece, 0, len(piece)) is not None


def _role_piece(words: str, start: int, end: int) -> bool:
    """「县气象局、县公安局配合」: names, and the verb that says what they are."""
    role, length = role_of_verb(words[start:end])
    if not role:
        return False
    if length >= end - start:
        return False
    by = _BY.match(words, start)
    found = subject(words, by.end() if by else start, end, agent=True)
    if found and _all_owners(found.names):
        if (beside := _BESIDE.match(words, found.end, end)) and _all_units(names_at(words, beside.end(), end - length)):
            return True
        rest = words[found.end : end].strip("、和及与 ")
        plain = not rest or len(rest) <= length or bool(_WHAT_FOR.fullmatch(rest))
        return plain or _role_piece(words, end - len(rest), end)
    return False


_BESIDE = re.compile("会同|联合|协同|商")


def _all_units(found: list[Name]) -> bool:
    return bool(found) and all(is_unit(name.text) for name in found)


def _all_owners(found: list[Name]) -> bool:
    return all(
        name.kind == "vague" or has_title(name.text) or is_unit(name.text) or len(name.text) == 3 or _is_somebody(name)
        for name in found
    )


def _is_somebody(name: Name) -> bool:
    return is_bare_name(name.text) and not name.text.startswith(NAME_LIKE)


def _helper(words: str, start: int, end: int) -> bool:
    """「县财政局保障经费」: a unit and a few words of what it adds."""
    found = subject(words, start, end)
    if found is None or end - found.end > 8 or _DAY.search(words, found.names[-1].end, end):
        return False  # 「责成县水利局6月底前拿出方案」: who must do something by a day does it himself
    return all(is_unit(name.text) for name in found.names)


_DAY = re.compile(r"\d")


def _helpers(words: str, begin: int) -> list[Name]:
    """Those who only add something."""
    found: list[Name] = []
    for start, end in split(words, "，,；;。"):
        start = max(start, begin)
        label = _LABEL.match(words, start, end)
        if label and role_of_label(label[1]):
            continue
        if end > start and not role_of_verb(words[start:end])[0] and _helper(words, start, end):
            one = subject(words, start, end)
            found += one.names if one else []
    return found
