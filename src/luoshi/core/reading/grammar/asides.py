"""Who is named beside a sentence's subject: in brackets, by a label, with or under whom others do it."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.charge import in_person
from luoshi.core.reading.grammar.doers import is_owner, subject
from luoshi.core.reading.grammar.lexicon import SURNAMES
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import unmarked_label
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_post, is_unit

ABOVE = re.compile("(?:政府|[省市县区]委|党委)(?!办|督)|约谈|通报|问责|追究")


def take_asides(owners: Owners, words: str) -> None:
    """Adds whom the words name beside their subjects. Each form is looked for only where a word of it stands."""
    if "领导" in words and (said := _LEADER_IS.search(words)) and all(map(_is_label, owners.leaders)):
        owners.leaders = []
        owners.take("leader", [name for name in names_at(words, *said.span(1)) if name.kind == "person"])
    if owners.leaders and (before := _listed_before(words, owners.leaders[0])):
        owners.leaders[:0] = before
    if "单位" in words or "领导" in words or "责任人" in words:
        _take_labelled(owners, words)
    if not owners.lead and owners.co and (led := _helped(words, owners)):
        owners.lead = led
    if "（" in words or "(" in words:
        _take_bracketed(owners, words)
    if "、" in words:
        _take_beside(owners, words)
    if "下" in words and "在" in words:
        _take_under(owners, words)
    if owners.lead and ALONG_WORDS.search(words):
        along(owners, words)
    if "你" in words:
        owners.leaders += [name for name in _addressed(words) if name.text not in {one.text for one in owners.leaders}]


def _is_label(name: Name) -> bool:
    """「县级包联领导为林卫国」: what he is, and not his name."""
    return name.text.endswith("领导")


_LEADER_IS = re.compile(
    r"(?:牵头|分管|责任|包联|包抓|包案|挂帅|领衔)(?:县|市|区)?领导(?:是|为|[:：])?([^，。；]{2,24}?(?:[长记席]|同志|(?<=[是为：:].{2})|(?<=[是为：:].{3})))(?=[，。；]|$)"
)
_PERSONS_LISTED = re.compile(
    r"(?:^|[，,。；;：:])(?:由|请)?(?P<who>[^，,。；;：:]*[长任席记委员][^，,。；;：:]{0,8})[，,](?:由|请)?$"
)


def _listed_before(words: str, first: Name) -> list[Name]:
    """「县委常委、宣传部部长东郭晴，副县长公孙远协调……」: persons over a comma."""
    if words[first.start - 1 : first.start] not in ("，", ",") or not has_title(first.text):
        return []
    found = _PERSONS_LISTED.search(words, max(0, first.start - 40), first.start)
    named = names_at(words, *found.span("who")) if found else []
    if not named or not found or named[-1].end != found.end("who"):
        return []
    known = all(one.kind == "person" and (is_bare_name(one.text) or has_title(one.text)) for one in named)
    return named if known and not any(is_post(one.text) for one in named) else []


ALONG_WORDS = re.compile("协作|配合|协同|联动|一道|一起|联手|联合|共同")
_UNDER = re.compile(
    r"(?<![现正存所])在(?P<by>[^，。；在]{2,40}?)的?(?:统一|具体|直接|亲自)?(?:(?P<leads>牵头|统筹|主导|领衔|协调|调度)|(?P<helps>配合|协助|支持|参与|指导))(?:协调|调度|组织|推进)?下"
)
"""「在县住建局牵头下」, 「在谢县长的统筹下」, 「在县公安局配合下」."""
_ALONG = re.compile(
    r"(?:与|同|和)(?P<with>[^，。；与同和]{2,40}?)(?:的)?(?:密切|沟通|紧密|、)*(?:配合|协作|协同|联动|一道|一起|联手|联合|共同)"
)


def along(owners: Owners, words: str) -> None:
    """「加强与县公安局、县城管局的协作」."""
    known = {name.text for name in (*owners.lead, *owners.co)}
    behind = max(name.end for name in owners.lead)
    for found in _ALONG.finditer(words, behind):
        if any(name.start < found.start() < name.end for name in (*owners.lead, *owners.co)):
            continue  # 县自然资源和规划局: no 和 between two
        named = names_at(words, *found.span("with"))
        if named and _within_name(words, found.start(), named[0]):
            continue
        if named and all(name.kind == "unit" and is_owner(name) for name in named):
            owners.take("co", [name for name in named if name.text not in known])


def _within_name(words: str, at: int, name: Name) -> bool:
    """「县公路与运输管理中心」: what stands before 与 belongs to the name, and its level begins there."""
    begin = max(words.rfind(mark, 0, at) for mark in "，,、；;。") + 1
    return (
        words[at] in "与和"
        and _PLACE.fullmatch(words, begin, at) is not None
        and name.text[0] not in _LEVELS + "各镇乡"
        and not is_unit(words[begin:at])
    )


_LEVELS = "省市县区州"
_PLACE = re.compile(f"[{_LEVELS}](?:(?![局委办要应须将的])[\u4e00-\u9fff]){{1,6}}")
_HELPS = re.compile(r"(?:配合|协助)(?=[\u4e00-\u9fff])")


def _helped(words: str, owners: Owners) -> list[Name]:
    """「县市场监管局配合县卫健局催货」: it is theirs whom the others help."""
    verb = _HELPS.search(words, owners.co[-1].end, owners.co[-1].end + 12)
    stop = _STOP.search(words, verb.end()) if verb else None
    found = subject(words, verb.end(), stop.start() if stop else len(words), agent=True) if verb else None
    if verb is None or found is None or found.names[0].start != verb.end():
        return []
    return list(found.names) if all(name.kind == "unit" and is_owner(name) for name in found.names) else []


_STOP = re.compile("[，,。；;]")
_IN_CHARGE = re.compile(r"[（(]([^（()）]{3,24})[)）]")


def _take_bracketed(owners: Owners, words: str) -> None:
    """「县科协牵头（谢明主席具体抓）」, 「老温（温伯谦同志）你负总责」."""
    for found in _IN_CHARGE.finditer(words):
        known = {name.text for name in owners.leaders}
        owners.leaders += [name for name in in_person(words, *found.span(1)) if name.text not in known]


_NEXT_TO_VERB = re.compile(
    r"[责头办施抓关]、(?<=(?:负责|牵头|主办|承办|实施|体抓|总抓|好关|把关)、)(?=[^，。；、]{2,16}?[长志记任席员委])"
)


def _take_beside(owners: Owners, words: str) -> None:
    """「由县卫健局负责、×副县长督办，……」: who sees to it, behind who does it."""
    for mark in _NEXT_TO_VERB.finditer(words):
        stop = _STOP.search(words, mark.end())
        known = {name.text for name in owners.leaders}
        named = in_person(words, mark.end(), stop.start() if stop else len(words))
        owners.leaders += [name for name in named if name.text not in known]


def _take_labelled(owners: Owners, words: str) -> None:
    """「……，牵头领导赵敏，责任单位县住建局」: labels without their colons behind what is to be done."""
    known = {name.text for name in (*owners.lead, *owners.co, *owners.leaders)}
    for start, end in split(words, "，,；;。"):
        role, behind = unmarked_label(words, start, end)
        named = names_at(words, behind, end) if role else []
        if not named or named[0].start != behind or any(name.text in known for name in named):
            continue
        if all(is_owner(name, agent=True) and (name.kind == "person" or is_unit(name.text)) for name in named):
            owners.take(role, named)


def _take_under(owners: Owners, words: str) -> None:
    """Who leads, or helps, while others do it."""
    for found in _UNDER.finditer(words):
        named = names_at(words, *found.span("by"))
        if not named or not all(is_owner(name, agent=name.kind == "person") for name in named):
            continue
        if all(name.kind == "person" for name in named):
            known = {name.text for name in owners.leaders}
            owners.leaders += [name for name in named if found["leads"] and name.text not in known]
        elif all(name.kind == "unit" for name in named) and not ABOVE.search(words, *found.span("by")):
            known = {name.text for name in (*owners.lead, *owners.co)}
            named = [name for name in named if name.text not in known]
            if found["leads"]:
                owners.co[:0], owners.lead = owners.lead, named
            elif owners.lead:
                owners.co += named


_VOCATIVE = re.compile(
    rf"(?:^|[，,。；;：:\s])(?:(?:这|此|该)(?:件)?[事项块](?:情|工作)?)?(?P<who>[\u4e00-\u9fff]{{1,4}}(?:(?:常务)?副?[县市区镇乡局部]长|同志|书记|主任|主席)|老[{''.join(sorted(SURNAMES))}]|(?!另外|同时|此外|其次|首先|最后|会后|今天|对此|因此|所以|但是|当前|目前|下来|回去|总之|这里|为此)[\u4e00-\u9fff]{{2}}(?=[，,]))"
    r"(?:[（(](?P<full>[\u4e00-\u9fff]{2,8})[)）])?[，,]?(?:(?:这[\u4e00-\u9fff]{1,6}|[^，。；\d]{1,6}的(?:事情?|问题|工作))[，,]?)?(?:请|还是|就|都|要)?你(?:来|要|就|也|得|再|去|们(?=[两二三]))*(?:亲自|具体|总)?(?=牵头|负责|负总责|抓|盯|管|挂帅|协调|调度|督|跑|多|上|把|带|过问)"
)
"""「王县长，你负总责」, 「老栾你亲自盯着」."""


_HEAD_ASKED = re.compile(
    rf"(?:^|[“：:。])[\u4e00-\u9fff]{{2,10}}?(?:局|委|办|镇|乡|街道|公司|中心)的?(?P<who>[{''.join(sorted(SURNAMES))}](?:副?(?:局长|主任|书记|镇长|乡长|院长|队长)|总))[：:，,](?:请|要)?你"
)
"""「水利局唐局长：请你带队……」."""


def _addressed(words: str) -> list[Name]:
    if head := _HEAD_ASKED.search(words):
        return [Name(head["who"], *head.span("who"), "person")]
    named = [(found, "full" if found["full"] else "who") for found in _VOCATIVE.finditer(words)]
    return [Name(found[group], *found.span(group), "person") for found, group in named]
