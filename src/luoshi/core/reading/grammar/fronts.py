"""Owners named in front: before a colon, in a heading, alone on a line."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.doers import CLASS, REACH, is_owner
from luoshi.core.reading.grammar.heads import held
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import (
    NAME,
    NAME_LIKE,
)
from luoshi.core.reading.grammar.names import Name, names
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.grammar.seeing import is_behind_post
from luoshi.core.reading.grammar.sorts import ends_as_unit, is_bare_name, is_person, is_spoken, is_stem, is_unit

_CLASS_MUST = re.compile(r"([\u4e00-\u9fff、]{2,24}?)(?:要|应当|应|必须|可以|不得|负责)")


def is_class(words: str) -> bool:
    """「行政执法机关应当……」: a rule for a whole class, not a task for somebody."""
    found = _CLASS_MUST.match(words)
    return bool(found and CLASS.fullmatch(found[1].rpartition("、")[2]))


def prefix_owners(words: str) -> tuple[Owners, int]:
    """「县水利局：加强河道管理」: the owners in front of the colon, and where the task begins."""
    owners = Owners()
    colon = _COLON.search(words, 0, REACH)
    if not colon:
        return owners, 0
    if enclosed := _WITH_HELP.match(words, 0, REACH):
        return _with_help(enclosed), enclosed.end()
    if (
        words.count("（", 0, colon.start()) > words.count("）", 0, colon.start())
        or _NO_PART.match(words, colon.end())
        or role_of_label(_LAST_WORD.sub("", words[: colon.start()]))
        or colon.end() >= len(words) - 2
    ):
        return owners, 0
    front = words[: colon.start()]
    if _ROLE_IN_TITLE.search(front) and (roled := _by_roles(front, front.strip())):
        return roled, colon.end()
    found = names(front)
    if found and all(is_owner(name, headed=True) and not _is_role(name) for name in found):
        owners.take("joint", found)
    return (owners, colon.end()) if owners.any() else (owners, 0)


_WITH_HELP = re.compile(
    r"(?P<who>[^，。；：:（()）]{3,20})[（(](?P<more>[^（()）。]{4,60}[:：][^（()）。]{2,60})[)）][:：](?=.{4})"
)


def _with_help(found: re.Match[str]) -> Owners:
    """「县住建局（配合单位：县财政局）：……」."""
    owners = Owners()
    outer = names_at(found.string, *found.span("who"))
    inner = owners_of(found["more"])
    if all(is_owner(name, headed=True) and name.kind == "unit" for name in outer) and inner.any():
        shift = found.start("more")
        if not (inner.lead and all(_FOR_THE_TIME.search(name.text) for name in outer)):
            owners.take("joint", outer)
        for role, named in (("co" if owners.lead else "joint", [*inner.lead, *inner.co]), ("leader", inner.leaders)):
            owners.take(role, [Name(name.text, name.start + shift, name.end + shift, name.kind) for name in named])
    return owners


_FOR_THE_TIME = re.compile("(?:专班|工作组|小组|指挥部)$")
"""Bodies set up for the time: who leads one answers for what it is to do."""
_COLON = re.compile(r"[:：]")
_LAST_WORD = re.compile(r".*[\s\u3000｜|，。；、]")
_NO_PART = re.compile(
    r"\s*(?:为(?:了|切实|进一步|贯彻|深入|认真|加强|做好|推进|推动|确保|全面|有效|规范|保障)|根据|现将|近期|近年来|会议(?!室)|目前|截至)"
)
"""Behind a letter's address comes why it is written, behind a project's name what the meeting said of it."""


def _is_role(name: Name) -> bool:
    """A kind of post (县级路长) is not a person who could be asked."""
    return (name.kind == "person" and bool(_POST_ALONE.search(name.text))) or name.kind == "vague"


_POST_ALONE = re.compile("职责|专管员")


def heading_owners(title: str) -> Owners:
    """「县教体局」, 「体育局、文旅局」, 「常务副县长韩冰」 as a heading: who answers for what stands under it."""
    owners = Owners()
    whole = title.strip(" \u3000：:。*")
    whole = _HOW_MANY.sub("", whole) if "）" in whole or ")" in whole else whole
    plain = _WHAT_THEY_LEAD.sub("", whole) if _LEADS.search(whole) else whole
    if plain.endswith(_SHUT) and (named := _NAME_AND_POST.fullmatch(plain)):
        at = title.index(named[1])
        owners.take("leader", [Name(named[1], at, at + len(named[1]), "person")])
        return owners
    if len(whole) <= 40 and _ROLE_IN_TITLE.search(whole) and (roled := _by_roles(title, whole)):
        return roled
    found = names(plain) if len(plain) <= 40 and not _NO_NAMES.search(plain) else []
    if found and len(found) == 1 and (plain != title.strip(" \u3000：:。*")) and is_bare_name(found[0].text):
        owners.take("leader", found)
        return owners
    if found and all(name.kind == "person" for name in found) and is_behind_post(found[-1], plain):
        at = title.index(plain)
        owners.take("leader", [Name(one.text, one.start + at, one.end + at, one.kind) for one in found])
        return owners
    beside = [name for name in found if name.kind == "person"]
    if found and found[0].kind == "unit" and 0 < len(beside) < len(found):
        beside = (
            beside if all(is_bare_name(name.text) and not name.text.startswith(NAME_LIKE) for name in beside) else []
        )
        if beside and all(_heads(name) for name in found):  # 「县住建局　林卫国」
            owners.take("joint", found)
            return owners
    if (
        found
        and all(_heads(name) for name in found)
        and (plain != whole or _TITLED.search(plain) or not _persons(found))
    ):
        owners.take("joint", found)
    return owners


_SHUT = ("）", ")")
_TITLED = re.compile("长|书记|主任|主席|领导|同志")
_NO_NAMES = held(r"职责|名单|情况|[，；：:—]")
_ROLE_IN_TITLE = re.compile(
    r"[（(会牵负](?:(?<=[局委办心司镇乡道联队站所行院社府）)][（(])(?:牵头|总牵头|主办|配合|协办|参与|[^（()）]{3,40}(?:配合|协助|协办|参与|参加|牵头)[)）])"
    r"|(?<=[局委办]会)同|(?<=[局委办心司镇乡道]牵)头[，,、；;]|(?<=[局委办心司镇乡道]负)责[，,、；;])"
)
"""The first character stands before what must stand before it, so that the search runs from one to the next."""
_BETWEEN_ROLES = re.compile(
    r"[（()）、，,；;\s]|牵头|主办|会同|配合|协办|协助|参与|参加|负责|等|各?(?:有关|相关)|部门|单位|总|的|和|及|任务|工作|事项"
)


def _by_roles(title: str, whole: str) -> Owners | None:
    """「县住建局（牵头）、县财政局」 as a heading."""
    owners = owners_of(whole)
    named = [*owners.lead, *owners.co]
    if not owners.lead or not all(is_unit(name.text) and is_owner(name, headed=True) for name in named):
        return None
    rest = whole
    for name in named:
        rest = rest.replace(name.text, "", 1)
    if _BETWEEN_ROLES.sub("", rest):
        return None
    at = title.index(whole)
    for found in (owners.lead, owners.co, owners.joint, owners.leaders):
        found[:] = [Name(name.text, name.start + at, name.end + at, name.kind) for name in found]
    return owners


_HOW_MANY = re.compile(r"[（(](?:共)?\d{1,3}(?:项|条|件|个)[^（()）]{0,4}[)）]$")
_LEADS = re.compile("牵头|负责|分管|包抓|领衔|领办|主抓|承担|承办|主办")
_WHAT_THEY_LEAD = re.compile(
    rf"(?:同志)?(?:共同|分别|具体|联合|总)?(?:{_LEADS.pattern})(?:负责|推进|落实|抓总|办理|督办)?(?:的)?(?:以下|重点|主要|具体)?(?:领域|战线|口|部门|方面)?(?:的)?(?:工作|任务|事项|项目|[\d一二三四五六七八九十]{{1,3}}[项件])?(?:任务|清单|事项)?$"
)
"""「朱县长牵头重点工作」: behind the name a heading says what it is the name of."""
_NAME_AND_POST = re.compile(
    rf"({NAME}|[\u4e00-\u9fff]{{2,3}})(?:同志)?[（(](?![^（）()]*(?:分管|牵头|负责|包联|包抓)[)）])[^（）()]{{0,30}}(?:县长|市长|区长|镇长|乡长|书记|常委|主任|主席|局长|组长)[^（）()]{{0,30}}[)）]"
)
"""万里云（县委常委、常务副县长）."""


def _persons(found: list[Name]) -> bool:
    return any(name.kind == "person" for name in found)


def _heads(name: Name) -> bool:
    if name.kind == "person":
        return len(name.text) <= 14
    return name.kind == "unit" and is_owner(name, headed=True) and (not is_stem(name.text) or is_spoken(name.text))


def unit_line(words: str) -> Owners | None:
    """A line that is nothing but the name of a unit, as tables leave it when they become text."""
    plain = words.strip()
    if (
        3 <= len(plain) <= 16
        and "、" not in plain
        and plain.startswith(("省", "市", "县", "区", "各", "中共"))
        and ends_as_unit(plain)
        and not is_person(plain)
    ) and not _NO_UNIT.search(plain):
        at = words.index(plain)
        owners = Owners()
        owners.take("joint", [Name(plain, at, at + len(plain), "unit")])
        return owners
    return None


_NO_UNIT = re.compile(r"(?:部门|单位|项目|所|处|村|点|园)$|[长记任席][\s\u3000]")
