"""Lines that name but leaders, by post and name: theirs is what stands under them, up to the next such line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.presiding import MAY_PRESIDE
from luoshi.core.reading.grammar.sorts import has_title, is_post
from luoshi.core.reading.grammar.watching import watch
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.structure import Block

_LONGEST = 60
_POSTS = re.compile(
    "[记长任席委员志工](?:(?<=书记|主任|主席|常委|成员|同志|总工|政委|专员|组长)|(?<=[县市区旗镇乡局部院]长)|(?<=调研员))"
)
"""The last character stands first: it is rarer than those that a post begins with."""
_NO_LINE = re.compile(r"[。！？,\d“《]|如下|：.")
_LABEL = re.compile(r"\s*([\u4e00-\u9fff]{2,8})[:：]\s*")
_BEHIND = re.compile(
    r"(?:[（(](?:共|计)?[\d一二三四五六七八九十]{1,3}[个项件条]?[^（()）]{0,6}[)）]|同志)?[】\]]?(?:(?:共同|总|具体|亲自|直接|挂牌|挂点)*(?:包联|包抓|牵头|负责|分管|领衔|领办|挂帅|联系|调度|督办|包保|包案|主抓|协调|统筹|抓|盯|督战|把关)(?:的)?(?:以下|下列)?(?:重点|主要)?(?:工作|任务|项目|事项|实事|案件|企业)?)?[:：]?\s*$"
)


def leader_lines(blocks: Sequence[Block]) -> tuple[dict[int, tuple[Saying, float]], set[int]]:
    """Such lines by their blocks' flows, each with how deep it stands: just above what is numbered under it; and those
    that say only who speaks: 「代县长　谢明」 under the title of a report. One alone without a mark is who signs.
    """
    short = [len(block.flow.text) <= _LONGEST for block in blocks]
    lines = [(_line_of(block) or _line_under(blocks, at)) if short[at] else None for at, block in enumerate(blocks)]
    found: dict[int, tuple[Saying, float]] = {}
    speakers: set[int] = set()
    plain = 0
    for at, saying in enumerate(lines):
        if saying is None:
            continue
        if at <= _HEAD and any(_SPOKEN.search(one.flow.text) for one in blocks[:at]):
            speakers.add(id(blocks[at].flow))
            continue
        under = next((blocks[one] for one in range(at + 1, min(at + 3, len(blocks))) if lines[one] is None), None)
        if _HEAD_OF_GROUP.match(blocks[at].flow.text) and blocks[at - 1].kind != "heading":
            continue  # a line of an item's owners
        if under is None or _MEMBERS.match(under.flow.text):
            continue  # who belongs to a body does nothing yet
        level = under.number.level if under.number else 3
        plain += blocks[at].number is None and not _SAYS_SO.match(blocks[at].flow.text) and not _presides(blocks, at)
        found[id(blocks[at].flow)] = saying, min(level, 3) - 0.5
    if plain == 1:
        found = {
            key: one
            for key, one in found.items()
            if number_of(said := one[0].flow.text) or _SAYS_SO.match(said) or MAY_PRESIDE.search(said)
        }
    return found, speakers


_HEAD = 6
_SPOKEN = re.compile("报告|讲话|发言|致辞|主持词|会议上")


def _line_of(block: Block) -> Saying | None:
    number = block.number
    if block.kind == "site" or (number and number.level != 7 and not _BELOW.match(block.flow.text, number.end)):
        return None
    named = leaders_of(block)
    if not named:
        return None
    owners = Owners()
    owners.take("leader", named)
    return Saying(owners, block.flow, 0, len(block.flow.text), source="above", shared=True)


def _presides(blocks: Sequence[Block], at: int) -> bool:
    return at > 0 and blocks[at - 1].kind == "heading" and MAY_PRESIDE.search(blocks[at].flow.text) is not None


def _line_under(blocks: Sequence[Block], at: int) -> Saying | None:
    """「副县长×总负责本阶段工作。」 right under a heading: of what stands under it."""
    flow = blocks[at].flow
    if blocks[at].number or not _presides(blocks, at):
        return None
    said = watch(flow.text)
    owners = Owners(leaders=said.leaders) if said and not said.back else Owners()
    return Saying(owners, flow, 0, len(flow.text), source="above", shared=True) if owners.leaders else None


def leaders_of(block: Block) -> list[Name]:
    """The leaders that a line names by their posts and names, if it does nothing else."""
    words = block.flow.text
    if len(words) > _LONGEST or not _POSTS.search(words):
        return []
    mark = _BOX.match(words, block.number.end if block.number else 0)
    begin = mark.end() if mark else 0
    if block.number is None and _BOX_LABEL.match(words, begin):
        return []  # 「【责任人】谢明」 under an item is the item's
    if not _POSTS.search(words, begin + 1):
        return []
    last = words.rfind("。", begin, len(words) - 1) + 1 if words.endswith("：") else 0
    if last and "如下" in words[:last] and _BELOW.match(words, last):
        begin = last  # 「现交办如下。以下各项均由×牵头：」
    if _BELOW.match(words, begin):
        said = watch(words[begin:].rstrip("：:"))
        return [replace(one, start=one.start + begin, end=one.end + begin) for one in said.leaders] if said else []
    named_above = block.section and not _OF_BODIES.search(block.section[-1])
    if named_above and (head := _HEAD_OF_GROUP.match(words, begin)):
        begin = head.end()
    elif label := _LABEL.match(words, begin):
        if block.number is None or role_of_label(label[1]) != "leader":
            return []
        begin = label.end()
    behind = _BEHIND.search(words, begin)
    end = behind.start() if behind else len(words)
    named = [] if _NO_LINE.search(words, begin, end) else names_at(words, begin, end)
    if not named or not all(name.kind == "person" for name in named):
        return []
    if "，" in words[begin:end] and not (block.number and all(has_title(name.text) for name in named)):
        return []
    known = [name for name in named if not is_post(name.text)]
    return named if known and known[-1] is named[-1] else []


_HEAD_OF_GROUP = re.compile(
    r"\s*[\u4e00-\u9fff]{0,6}?(?:组[ \u3000]*长|总[ \u3000]*指[ \u3000]*挥|指挥长|专班长|班[ \u3000]*长)"
    r"(?<!副组长)(?<!副总指挥)(?<!副指挥长)(?<!副班长)[:：]\s*"
)
"""「组　长：谢明」 under the name of the group."""
_OF_BODIES = re.compile("领导|机构|组成|名单|人员|成员|职责|指挥部$")
_MEMBERS = re.compile(r"\s*(?:常务)?(?:副组|副总指挥|副指挥|副召集|副班)|\s*成[ \u3000]*员[:：]")
_BELOW = re.compile("(?:以下|下列|下述|下面|如下)")
_SAYS_SO = re.compile(f"{_BELOW.pattern}|{_HEAD_OF_GROUP.pattern}")
_BOX_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[】\]](?=[\u4e00-\u9fff])")
_BOX = re.compile(r"[#\s]*[【\[]?")
