"""Labels that a county made up (交卷单位, 领题人, 限办) are known by what stands behind them: units, a person, a day.

Such a label is read as the common one of the same length, so that every character keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.core.reading.grammar.doers import NO_NAME
from luoshi.core.reading.grammar.dues import due_of_owner
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.names import names
from luoshi.core.reading.grammar.owners import KEYWORDS
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_unit

_COMMON = {
    "lead": "牵头 总牵头 牵头单位 总牵头单位 项目牵头单位 项目总牵头单位 县级项目牵头单位",
    "joint": "责任 责任科 责任单位 总责任单位 具体责任单位 项目总责任单位 项目直接责任单位",
    "co": "配合 配合局 配合单位 一起办单位 配合协办单位 配合责任办公室 配合协办责任单位",
    "leader": "领衔 责任人 责任领导 责任县领导 县级责任领导 县级第一责任人 县级项目责任领导",
    "due": "时限 总时限 完成时限 总完成时限 计划完成时限 总完成时限要求 计划完成时限要求",
}
"""For each role a common label of two characters, of three, and so on."""
_COMMON_OF = {role: tuple(labels.split()) for role, labels in _COMMON.items()}
_ENDS = re.compile("[:：】]")
_FAR = 9
_LABEL = re.compile(r"(?:^|[\s（(〔［\[【〖「，,；;。|｜/■●◆▲□◇○★※◎☆▶－—-])([\u4e00-\u9fff]{2,8})$")
_NEXT = r"[，,\s]{1,9}[【〔]?[\u4e00-\u9fff]{2,8}[:：】]"
_VALUE = re.compile(
    rf"[ \u3000*]{{0,2}}(?!\u3000)((?:[（(][^（()）\n]{{1,40}}[)）]|"
    rf"(?!\u3000\u3000|{_NEXT})[^（(\n）)〕］\]】〗」【〔［〖。；;|｜:：]){{1,120}})"
)
_NEVER = re.compile(
    r"联系|联络|电话|出席|列席|缺席|参会|与会|到会|参加|请假|主持|记录|整理|汇报|发言|举报|投诉|监督|监管|受理|咨询|抄|[主分]送|报送|上报"
    r"|印发|签|[审校]|核稿|拟稿|制定|编制|起草|填报|申报|申请|来源|名称|姓名|地[点址]|网址|邮|批示|转办|交办|反映|信访|[被户组]|会议|成文|发文|日期|同志$|代表"
    r"|局长|主任|书记|说明|附件|备注|要求|目标|任务|进展|阶段|标准|内容|措施|问题|情况|范围|对象|学校|企业|成员|人员|名单|[一二三四五六七八九十]$"
)
"""Labels behind which names or days stand too, and not those of whoever answers."""
_LEADS, _HELPS, _ANSWERS = re.compile("[主首牵领总]"), re.compile("[协帮配助共辅会支同]"), re.compile("责")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_STRANGER = re.compile(r"[\u4e00-\u9fff]{2,4}")
_OF_PERSON = re.compile("(?:人|领导|长)$")
_DEED = re.compile(rf"{NO_NAME.pattern}|\d|设在")
_SPAN = 4
"""No further from the label before stands one that is said of the same."""


_NEXT_BOX = re.compile(r"[】〕］\]）)〗」][ \u3000]*[【〔［\[（(〖「]")


class _Found(NamedTuple):
    """A label with what stands behind it."""

    label: str
    start: int
    end: int
    kind: str
    """unit, leader, due, or what the common label says."""
    known: bool


def relabelled(text: str) -> str:
    """The text with common labels for its own, and with one bracket for several: 〔主办：甲〕〔协办：乙〕."""
    text = _boxed(_marked(text))
    found = _labels(text)
    roles = {} if all(one.known for one in found) else _roles(text, found)
    pieces: list[str] = []
    reached = 0
    before: _Found | None = None
    for one in found:
        role = _uncommon(one.label, one.kind) if one.known else roles.get(one.label, "")
        if before and one.start - before.end <= _SPAN and _NEXT_BOX.fullmatch(text, before.end, one.start):
            pieces += [text[reached : before.end], "；".ljust(one.start - before.end, "\u3000")]
            reached = one.start
        if role:
            pieces += [text[reached : one.start], _COMMON_OF[role][len(one.label) - 2]]
            reached = one.start + len(one.label)
        before = one if role or (one.known and one.kind) else None
    return "".join([*pieces, text[reached:]]) if pieces else text


def _uncommon(label: str, role: str) -> str:
    """The role of a label that is known by itself, but opens no bracket of owners: 「（领题单位：……）」."""
    return role if role in ("lead", "co", "joint") and not KEYWORDS.search(f"{label}：") else ""


_UNMARKED = re.compile(r"\n[ \u3000]*([\u4e00-\u9fff]{2,8})[ \u3000]+(?=([\u4e00-\u9fff][^：:。\n]{1,120})(?:\n|$))")


def _marked(text: str) -> str:
    """「责任领导　谢明」 as a line: the blank as the colon that is meant."""
    pieces: list[str] = []
    reached = 0
    for line in _UNMARKED.finditer(text):
        if role_of_label(line[1]) in ("", "none") or any(role_of_label(one) for one in _BLANKS.split(line[2].strip())):
            continue
        if _kind(line[2], of_person=False) not in ("", "stranger"):
            pieces += [text[reached : line.end() - 1], "："]
            reached = line.end()
    return "".join([*pieces, text[reached:]]) if pieces else text


_BLANKS = re.compile("[ \u3000]+")
_CORNERS = re.compile(r"[「『{｛]([^「」『』{}｛｝\n]{4,160})[」』}｝](?=[ \u3000。；;]*(?:\n|$))")
_OF_OWNERS = re.compile("牵头|配合|主办|协办|承办|负责|[:：]")
_TAG = re.compile(
    r"(?<![\u4e00-\u9fff）)])[【\[（(〔]([主协配责办会]|牵头|主办|首责|主责|配合|协办|协同|共担|参与)[】\]）)〕](?=[\u4e00-\u9fff])"
)
_TAG_AGAIN = re.compile(r"(?<=[\u4e00-\u9fff）)])[【\[〔（(]([协配会])[】\]〕）)](?=[省市县区各镇州旗乡])")
_HELPING = frozenset("协配会参共")


def _boxed(text: str) -> str:
    """Brackets of all kinds as those that are read, each character in its place: 「甲牵头」, 【主】甲【协】乙."""
    if "「" in text or "『" in text or "{" in text or "｛" in text:
        text = _CORNERS.sub(lambda box: f"（{box[1]}）" if _OF_OWNERS.search(box[1]) else box[0], text)
    tagged = any(any(tag in text for tag in tags) for opening, tags in _TAGGED.items() if opening in text)
    if tagged and len(_TAG.findall(text)) > 1:
        text = _TAG.sub(
            lambda tag: f"{'配合' if tag[1][0] in _HELPING else '牵头'}：".rjust(len(tag[0]), "\u3000"), text
        )
        text = _TAG_AGAIN.sub("；配合", text)
    return text


_TAGGED = {
    opening: tuple(f"{opening}{what}{closing}" for what in ("主", "牵头", "主办", "首责", "主责"))
    for opening, closing in ("【】", "[]", "（）", "〔〕")
}
"""A short label in a bracket of its own; a name stands behind it. By the bracket that opens it."""


def _labels(text: str) -> list[_Found]:
    """Every label of owners and time limits, known and unknown."""
    found: list[_Found] = []
    for mark in _ENDS.finditer(text):
        end = mark.start()
        label = _LABEL.search(text, max(end - _FAR, 0), end)
        if label is None or _NEVER.search(label[1]):
            continue
        value = _VALUE.match(text, mark.end())
        if value is None or (_is_name(label[1]) and not _SAID_LEADS.search(value[1])):
            continue
        role = role_of_label(label[1])
        kind = role or _kind(_SAID_LEADS.sub("", value[1]), _OF_PERSON.search(label[1]) is not None)
        if kind not in ("", "none"):
            found.append(_Found(label[1], label.start(1), value.end(), kind, bool(role)))
        elif not role:
            found.append(_Found(label[1], label.start(1), value.end(), "", known=False))
    return found


_SAID_LEADS = re.compile(r"[（(](?:总?牵头|主办|主责|首责)(?:单位)?[)）]")
"""「服务专班：县住建局（牵头）、……」: who belongs to it, and not what it is to do."""


def _is_name(label: str) -> bool:
    """「县城建局：阎立本」 in a list of those present."""
    return (
        len(label) > 2
        and not (len(label) == 3 and label[-1] == "办")
        and not label.endswith(("单位", "部门", "主体", "科室"))
        and is_unit(label)
    )


_ONLY_TIME = re.compile(
    r"[\d一二三四五六七八九十年月日号前底末旬上中下初内之以季度半全每天周第个工作时长期持续推进坚持完成办结起即自从春夏秋冬节—–\-~～至到、.．/（）()，,\s]+"
)
"""「4月20日前设窗口2个」 is no day alone."""


def _kind(value: str, of_person: bool) -> str:
    """unit, leader or due, if the words are nothing but that."""
    words = value.strip(" \u3000*，,、★☆")
    if not words:
        return ""
    if words[-1] in "前底末旬日月度年季期内初中" or words[0].isdigit():
        return "due" if _ONLY_TIME.fullmatch(words) and due_of_owner(words, 0, len(words)) else ""
    found = names(words.replace("★", "、"))
    if not found:
        return ""
    if of_person and all(_STRANGER.fullmatch(_BRACKET.sub("", name.text)) for name in found):
        return "leader"  # 虎登科, though units end as he does
    if all(name.kind == "vague" or (is_unit(name.text) and not _DEED.search(name.text)) for name in found):
        return "unit"
    plain = [_BRACKET.sub("", name.text) for name in found]
    if all(is_bare_name(one) or has_title(one) for one in plain):
        return "leader"
    return "stranger" if all(_STRANGER.fullmatch(one) for one in plain) else ""


def _roles(text: str, found: Sequence[_Found]) -> dict[str, str]:
    """What each unknown label is: of units, of a leader or of a time limit."""
    kinds: dict[str, Counter[str]] = {}
    beside: Counter[str] = Counter()
    second: Counter[str] = Counter()
    before: _Found | None = None
    unit_before = False
    for one in found:
        near = before is not None and one.start - before.end <= _SPAN and "\n\n" not in text[before.end : one.start]
        unit_before = near and unit_before
        if not one.known:
            kinds.setdefault(one.label, Counter())[one.kind] += 1
            second[one.label] += unit_before
            beside[one.label] += near
        if near and before and one.kind:
            beside[before.label] += 1
        unit_before = unit_before or one.kind in ("unit", "lead", "joint")
        before = one if one.kind else None
    roles: dict[str, str] = {}
    for label, counted in kinds.items():
        if counted["stranger"] <= counted["leader"]:  # a name whose surname one does not know, among others
            counted["leader"] += counted.pop("stranger", 0)
        kind, count = counted.most_common(1)[0]
        total = counted.total()
        if kind in ("", "stranger") or count * 4 < total * 3 or (total < 2 and not beside[label]):
            continue
        if kind == "unit":
            roles[label] = _of_units(label, ahead=second[label] * 2 <= total)
        elif kind == "due" or beside[label] or _OF_PERSON.search(label):
            roles[label] = kind
    return roles


def _of_units(label: str, *, ahead: bool) -> str:
    if _HELPS.search(label) and not _LEADS.search(label):
        return "co"
    if not ahead:
        return "co"
    return "lead" if _LEADS.search(label) and not _ANSWERS.search(label) else "joint"
