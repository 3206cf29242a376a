"""Leaders in titles: 「一、项目建设（常务副县长）」, 「二、项目建设　林卫国」, 「三、招商组（组长：林卫国）」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.fronts import heading_owners
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import NAME_LIKE
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.seeing import is_behind_post, seers_in
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_person, is_post

_ENCLOSED = re.compile(
    r"(?P<title>[^。；]{2,40}?)[（(【\[](?P<who>[^（()）【】\[\]]{2,60}(?:[（(][^（()）]{1,30}[)）])?[^（()）【】\[\]]{0,20})[)）】\]]。?"
)
_LEADS = "(?:牵头|负责|分管|抓总|包抓|领衔|挂帅)"
_MAY_NAME = re.compile(
    rf"[ \u3000\t—－\-｜|:：（(【\[头责管总抓衔帅](?:(?<=[ \u3000\t—－\-｜|:：（(【\[])|(?<={_LEADS}))"
)
"""What parts a title from whom it names, or says that he leads: each of the forms below holds one of them."""
_BESIDE = re.compile(
    r"(?P<title>[^。；：:（(]{2,30}?)(?:[（(][^（()）]{1,12}[)）])?"
    rf"(?:[ \u3000\t]+|[—－-]{{1,2}}|[｜|]|[:：]|[，,](?=[^，,]*{_LEADS}。?$)|(?=由[^由]{{2,20}}{_LEADS}))"
    r"(?P<who>[^。；]{2,40})。?"
)
_ALONE = re.compile(
    r"[（(]?(?P<who>[\u4e00-\u9fff]{0,6}(?:组长|链长|总指挥|召集人|县领导|牵头领导|分管领导|责任领导)[:：][^。；]{2,50}?)[)）]?"
)
_LABEL = re.compile(r"\s*([\u4e00-\u9fff]{2,10})[:：]\s*|\s*由")
_HEADS_GROUP = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:组长|链长|召集人|总指挥|指挥长|班长|县领导|领导|责任人|负责人|分管|牵头|负责)"
)
"""Who heads the group that is to do it."""
_CHARGED = re.compile(
    r"(?:同志)?(?:具体|总|全面|主要|共同)*(?:牵头|负责|分管|抓总|负总责|包抓|包联|包案|领衔|挂帅|领办|主抓|协调|调度|联系|督办)(?:负责|推进|落实|抓总|督办)?(?:的)?。?$"
)
_NEXT_LABEL = re.compile(r"[ \u3000](?=[\u4e00-\u9fff]{2,8}[:：])")
_COUNT = re.compile(r"\s*共?[\d一二两三四五六七八九十]{1,3}[项条件个][\u4e00-\u9fff]{0,4}\s*")
_LONGEST = 90
_ORDINAL = re.compile(
    r"(?:实事|任务|事项|工程|项目|行动|专栏|附件|附表|表|第)?[\d一二三四五六七八九十]{1,3}[章节条件、.]?"
)


def title_leaders(title: str) -> Owners:
    """The leaders that a title names behind what it is the title of. Empty if it names anybody or anything else."""
    words = title.rstrip()
    if len(words) > _LONGEST or "。" in words[:-1]:
        return Owners()
    if not _MAY_NAME.search(words):
        return Owners()
    if alone := _ALONE.fullmatch(words):
        return _persons(words, *alone.span("who"), beside=False)
    for form in (_BESIDE, _ENCLOSED):
        found = form.fullmatch(words)
        if found and is_person(found["title"].strip()):
            posts = names_at(words, *found.span("who"))
            named = names_at(words, *found.span("title")) if posts and all(is_post(one.text) for one in posts) else []
            return Owners(leaders=named if all(_is_sure(name) for name in named) else [])
        if found and not _ORDINAL.fullmatch(found["title"].strip("# *")):
            if any(not name.text.endswith(("专班", "组")) for name in heading_owners(found["title"]).lead):
                return Owners()  # whose unit it is, and who answers there
            owners = _persons(words, *found.span("who"), beside=form is _BESIDE)
            if owners.leaders:
                return owners
    return Owners()


def _persons(words: str, start: int, end: int, *, beside: bool) -> Owners:
    named: list[Name] = []
    charged = False
    said = _NEXT_LABEL.sub("；", words[start:end])
    for first, last in split(said, "，,；;"):
        begin, stop = start + first, start + last
        if _COUNT.fullmatch(words, begin, stop):
            continue
        if label := _LABEL.match(words, begin, stop):
            if label[1] and not (role_of_label(label[1]) in ("leader", "lead") or _HEADS_GROUP.fullmatch(label[1])):
                return Owners()
            charged, begin = True, label.end()
        if seers := seers_in(words, begin, stop):
            charged, named = True, [*named, *seers]
            continue
        if verb := _CHARGED.search(words, begin, stop):
            charged, stop = True, verb.start()
        found = names_at(words, begin, stop)
        if not found or not all(_is_leader(name) or is_behind_post(name, words) for name in found):
            return Owners()
        named += found
    owners = Owners()
    if named and (charged or not beside or all(_is_sure(name) or is_behind_post(name, words) for name in named)):
        owners.take("leader", named)
    return owners


def _is_leader(name: Name) -> bool:
    return name.kind == "person" and (has_title(name.text) or _is_sure(name))


def _is_sure(name: Name) -> bool:
    """A title, or a name that is no common word."""
    titled = has_title(name.text) and len(name.text) <= 16
    return titled or (is_bare_name(name.text) and not name.text.startswith(NAME_LIKE))
