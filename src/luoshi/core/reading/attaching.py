"""Owner lines find their tasks: those before them, back to the last heading or owner line; else those after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.announcing import announced
from luoshi.core.reading.entitling import Titles
from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.fronts import heading_owners
from luoshi.core.reading.grammar.titles import title_leaders
from luoshi.core.reading.leading import leader_lines, leaders_of
from luoshi.core.reading.model import Span
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.reaching import over_list, over_paragraphs, owners_of_items, times_of_items
from luoshi.core.reading.sayings import Saying, as_help
from luoshi.core.reading.signs.accounts import PROBLEM
from luoshi.core.reading.stages import Stages
from luoshi.core.reading.standing import (
    AIM,
    CLOSING,
    DEMANDS_LINE,
    FEW,
    MEANS,
    OF_ALL,
    REMARKS,
    SUMS_UP,
    WATCHED,
    WATCHES,
    depth_of,
    is_address,
    is_item,
    is_letter,
    is_scrap,
    leads_on,
    levels_of_names,
    opening_of,
    reporter_of,
    said_again,
    said_in_title,
    shares_of,
    stand_apart,
    with_title,
)
from luoshi.core.reading.structure import Block

_DEMANDS = re.compile("(?:(?:工作|有关|相关|几点)要求|(?:组织|工作)保障|保障措施|备注|说明|注)[:：]")
"""「工作要求：各组要……」, in one line with them."""
_LABELS = re.compile("[:：】)）]")
_DEEPEST = 99


def _begins_demands(words: str, *, labelled: bool) -> bool:
    if "。" not in words and DEMANDS_LINE.fullmatch(words):
        return True
    return labelled and _DEMANDS.match(words) is not None


def _has_colon(words: str) -> bool:
    return "：" in words or ":" in words


def _is_limit(saying: Saying | None) -> bool:
    """「完成时限：8月底」: until when, and not who."""
    return saying is not None and saying.owners.due is not None and not saying.owners.any()


class Walk:
    """Goes through the blocks once and gives every passage its owners."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.passages: list[Passage] = []
        self.owner_spans: list[Span] = []
        self._section: list[Passage] = []
        """Passages since the last wide heading."""
        self._open: list[Passage] = []
        """Passages that wait for an owner line."""
        self._closed: list[Passage] = []
        """Passages that the owner line just before was for: 「责任单位：……」 is often followed by 「完成时限：……」."""
        self._forward: Saying | None = None
        """Owners that stand before their tasks."""
        self._forward_beneath: float = 0
        """The level of the heading under which they stand."""
        self._more: list[Saying] = []
        """Lines just before `_forward`, said of the same: 「责任领导：……」 over 「责任单位：……」."""
        self._given: list[Passage] = []
        """Those to whom the owners before them went: a time limit behind them is theirs too."""
        self._reporter: Saying | None = None
        self._charges: list[tuple[float, Saying]] = []
        """Leaders in charge of all that stands under a heading, with the heading's level: the widest first."""
        self._since: list[Passage] = []
        self._led_until: tuple[list[Passage], int] = [], 0
        """Of which passages, and how many of them, the last line of a leader alone has spoken."""
        """Passages since the last heading of any level."""
        self._lined: Saying | None = None
        """The line that names the leader of the items under it; the next such line names another's."""
        self._parts_led = False
        """Whether a part was seen to have a leader of its own."""
        self._last = Owners()
        """Whom the last words of owners named: 「责任单位：同上」 means them."""
        self._aim = self._means = False
        self._labelled = False
        """Whether the block in hand holds a colon, as every label does."""
        self._beneath: float = 0
        """The level of the last heading."""
        self._lines_under: float = 0
        """The level of the heading over the lines that `_forward` came from."""
        self._above = False
        """They stand in a heading: each item may have owners of its own besides."""
        self._level = _DEEPEST
        """A number this high or higher ends what they are said of."""
        self._stages = Stages()
        self._titles = Titles()
        self._blocks = [self._titles.item(blocks, at) for at in range(len(blocks))]
        self._named = levels_of_names(self._blocks)
        self._leaders, self._speakers = leader_lines(self._blocks)
        for block, following in zip(self._blocks, [*self._blocks, None][1:], strict=True):
            self._block(block, following)
        self._stages.settle()

    @property
    def headings(self) -> list[Block]:
        """Blocks that only head what stands under them."""
        return self._titles.headings

    def _block(self, block: Block, following: Block | None) -> None:
        self._labelled = _has_colon(block.flow.text)
        self._end_forward(block)
        if block.kind == "site":
            return
        key = id(block.flow)
        if key in self._speakers:
            self._titles.headings.append(block)
            return
        if led := self._leaders.get(key):
            self._leads(block, *led)
            return
        if block.kind == "heading":
            if following and following.number is None and self._titles.passages(following)[1]:
                self._open = []  # lines just under a title are not said of what stood before it
            self._heading(block, following)
            return
        if block.kind == "paragraph" and self._refers(block):
            return
        found, lines = self._titles.passages(block)
        following = None if following and id(following.flow) in self._leaders else following
        if block.number and block.number.level < 7 and lines:
            self._open, self._closed, self._given, self._more, self._forward = [], [], [], [], None
        for line in lines:
            if not is_address(line, block, following):
                self._line(line)
                self._closes(line, following)
        if block.number and block.number.level <= 1:
            self._open = []
            owned = any(line.owners.lead or line.owners.co for line in lines)
            self._forward = self._forward if self._above or owned else None
        if following and self._labelled and self._stages.limits(block, following):
            self._titles.headings.append(block)
            return
        if following and self._announces(block, found, following):
            return
        self._aims(block)
        if found and following and following.number and found[-1].charges and found[-1].block.flow.text[-1:] in "：:":
            # 「此项工作由×总协调。会议明确：」: of the items that follow
            self._charges.append((depth_of(following) - 0.5, found[-1].charges[0]))
        for passage in found:
            passage.means = self._means
            self._passage(passage)

    def _aims(self, block: Block) -> None:
        """「工作目标：……」 and then 「工作措施：……」: the first is what is to be done, the second how."""
        if self._labelled:
            words, begin = block.flow.text, block.number.end if block.number else 0
            if AIM.match(words, begin):
                self._aim, self._means = True, False
                return
            if self._aim and MEANS.match(words, begin):
                self._means = True
                return
        if block.alone or block.number is None:
            self._means = False

    def _refers(self, block: Block) -> bool:
        """Whether the block only says whose the items before it are, by their numbers."""
        if spans := times_of_items(block, self._section):
            self.owner_spans += spans
            return True
        if spans := owners_of_items(block, self._section):
            self.owner_spans += spans
            self._open = []
        return bool(spans)

    def _end_forward(self, block: Block) -> None:
        number = block.number
        if number is None and _begins_demands(block.flow.text, labelled=self._labelled):
            self._forward, self._open, self._charges = None, [], []
            self._more, self._given, self._above = [], [], False
            self._stages.end()
        elif number and number.mark.strip() in REMARKS:
            self._forward, self._open = None, []
        if number:
            self._stages.reach(number)
        if self._charges and (number or block.kind == "heading"):
            self._charges = [one for one in self._charges if one[0] < depth_of(block)]
        if block.kind == "heading":
            self._end_part(block)
        if "汇报" in block.flow.text:
            self._reporter = reporter_of(block) or self._reporter
        if number and self._forward and number.level <= self._level:
            self._forward = None

    def _end_part(self, block: Block) -> None:
        """A heading ends what was said under the one before it."""
        depth, level = depth_of(block), block.number.level if block.number else 0
        if self._forward and self._forward_beneath >= depth > 2:
            self._forward, self._more = None, []
        if not self._above and depth <= self._lines_under:
            self._forward = None  # lines under a title are said of what stands under it
        self._closed, self._given, self._since, self._lined = [], [], [], None
        self._aim = self._means = False
        self._beneath = depth
        if level <= 2:
            self._reporter, self._forward, self._open = None, None, []
        if level <= 1:
            self._section = []

    def _heading(self, block: Block, following: Block | None) -> None:
        """「一、县发改局」 as a heading owns what stands under it."""
        begin = block.number.end if block.number else 0
        level = block.number.level if block.number else 0
        self._stages.heading(block, level)
        if following and stand_apart(block, following):
            return
        if block.number is None and block.flow.text.startswith("#"):
            begin = len(block.flow.text) - len(block.flow.text.lstrip("# *"))
        led = title_leaders(block.flow.text[begin:]) if begin else Owners()
        if led.leaders and level not in self._named:
            self._charge_of(Saying(led, block.flow, begin, len(block.flow.text), source="above"), block)
            return
        owners = heading_owners(block.flow.text[begin:]) if begin else None
        if level in self._named:
            owners = Owners(leaders=names_at(block.flow.text, begin, len(block.flow.text)))
            owners.leaders = [replace(name, start=name.start - begin, end=name.end - begin) for name in owners.leaders]
        if owners is not None and not owners.any():
            led_by = [replace(one, start=one.start - begin, end=one.end - begin) for one in leaders_of(block)]
            owners = Owners(leaders=led_by) if led_by else said_in_title(block.flow.text, begin)
        if owners and owners.any():
            self._announce(Saying(owners, block.flow, begin, len(block.flow.text)), block)
            self._above = True
            return
        found = self._titles.passages(block)[0] if _LABELS.search(block.flow.text) else []
        if len(found) == 1 and found[0].sayings and not found[0].inherited:
            self._announce(with_title(found[0].sayings[0], block.flow.text), block)
            self._above = True

    def _leads(self, block: Block, saying: Saying, depth: float) -> None:
        """「◎ 副县长　谢明」: his are the items up to the next such line."""
        lines = [said for said, _ in self._leaders.values()]
        self._charges = [one for one in self._charges if one[1] not in lines]
        self._charges.append((depth, saying))
        self._titles.headings.append(block)
        self._open, self._closed, self._given, self._more, self._forward = [], [], [], [], None
        self._since, self._beneath = [], depth

    def _charge_of(self, saying: Saying, block: Block) -> None:
        """A title that names but the leader in charge of what stands under it."""
        self._charges.append((depth_of(block), saying))
        self._since, self._beneath = [], depth_of(block)

    def _announce(self, saying: Saying, block: Block) -> None:
        saying.source, self._more = "above", []
        if saying.owners.leaders:
            self._charges.append((depth_of(block), saying))
        self._since, self._beneath = [], depth_of(block)
        self._forward, self._open, self._above = saying, [], False
        self._level = block.number.level if block.number else 0
        self.owner_spans.append(saying.span)

    def _announces(self, block: Block, found: list[Passage], following: Block) -> bool:
        """Whether the block only says whose the items under it are."""
        said = announced(block, found, following, self._titles)
        if said is None:
            return False
        if said.heads:
            self._titles.headings.append(block)
        if said.charges:
            self._charge_of(said.saying, block)
            return True
        self._announce(said.saying, block)
        self._above, self._level = said.heads, said.level
        return True

    def _line(self, saying: Saying) -> None:
        self.owner_spans.append(saying.span)
        self._last = said_again(saying, self._last)
        if not saying.heads and (saying.owners.leaders or saying.owners.lead) and self._led(saying):
            return
        if not (saying.owners.any() or saying.owners.due) and WATCHED.match(saying.flow.text, saying.start):
            return
        if saying.back and not saying.owners.any() and self._section:
            self._give_time(self._section[-1], saying)
            return
        if pending := self._led_from_above(saying):
            self._give(pending, saying)
            self._given, self._open, self._closed = [], [], pending
            return
        goal = self._open or self._closed
        if not goal and saying.owners.due and not saying.owners.any() and not _is_limit(self._forward):
            goal = self._given
        self._give([] if saying.heads else goal, saying)
        if saying.heads or not goal:
            first = self._forward is not None and not self._above and not self._given
            self._more = [*self._more, self._forward] if first and self._forward else []
            self._forward, self._given = saying, []
            self._level, self._above, self._forward_beneath = 0, False, self._beneath
            self._lines_under = 0 if saying.heads else self._beneath
        self._open, self._closed = [], [] if saying.heads else goal

    def _led(self, saying: Saying) -> bool:
        """A line just under a heading is said of all that stands there; one that names but a leader, of the items
        before it that have none. True: nothing more is to be done with it."""
        only = not (saying.owners.lead or saying.owners.co)
        if only and (saying.back > 1 or saying.back < 0):
            goal = [one for one in self._not_yet_led(saying) if not leads_on(one)]
            self._give(goal, saying)
            if goal:
                return True
        if only and self._lined and self._since and any(said.owners.lead for said in self._since[-1].sayings):
            self._charges = [one for one in self._charges if one[1] is not self._lined]
            self._since, self._open, self._closed = [], [], []
        if self._open or self._closed:
            return False
        if not self._since:
            self._charges.append((self._beneath, saying))
            self._lined = saying if only else self._lined
        elif only and self._forward is None and not self._charges and not leads_on(self._since[-1]):
            self._give(self._since[-1:], saying)
            return True
        return False

    def _closes(self, line: Saying, following: Block | None) -> None:
        """「牵头领导：……」 behind the last item of a part: it is of all of them, if they have units and no leader."""
        ends = following is None or following.kind == "heading"
        if not ends or line.owners.lead or line.owners.co or not line.owners.leaders or len(self._since) < FEW:
            return
        last, earlier = self._since[-1], self._since[:-1]
        led = any(leads_on(one) or one.charges for one in earlier)
        if line in last.sayings and not led and all(any(own.owners.lead for own in one.sayings) for one in self._since):
            for one in earlier:
                one.sayings.append(line)

    def _not_yet_led(self, saying: Saying) -> list[Passage]:
        """Of those it is said of, what stands behind the last such line: the earlier ones have their leaders."""
        said_of = self._said_of(saying)
        whose, count = self._led_until
        self._led_until = said_of, len(said_of)
        return said_of[count:] if whose is said_of else said_of

    def _said_of(self, saying: Saying) -> list[Passage]:
        """「以上各项由……总牵头」: of this part's items, or of the whole document's where no part has a leader."""
        if not OF_ALL.search(saying.flow.text, saying.start, saying.end):
            return self._since
        self._parts_led = self._parts_led or any(leads_on(one) or one.charges for one in self.passages)
        return self._since if self._parts_led else [one for one in self.passages if not is_letter(one)]

    def _led_from_above(self, saying: Saying) -> list[Passage]:
        """「牵头领导：……」 under a heading is said of all its items; a line with units is of the item before it."""
        ahead = [*self._more, self._forward] if self._forward else []
        if not ahead or self._above or saying.heads or not saying.owners.lead:
            return []
        if any(one.owners.lead or one.owners.co for one in ahead):
            return []
        return [one for one in self._given if all(own in ahead for own in one.sayings)]

    def _give(self, goal: list[Passage], saying: Saying) -> None:
        goal = goal[-saying.back :] if saying.back > 0 else goal
        saying.shared = len(goal) > 1
        for passage, own in zip(goal, shares_of(saying, len(goal)), strict=True):
            passage.sayings.append(own)
            passage.inherited = True

    def _passage(self, passage: Passage) -> None:
        self.passages.append(passage)
        if passage.block.number is None and not passage.sayings and is_letter(passage):
            return
        self._stages.hold(passage)
        passage.reporter = self._reporter
        if self._is_closing(passage):
            self._charges, self._forward = [], None
        if passage.charges:
            self.owner_spans += [saying.span for saying in passage.charges]
        if self._charges:
            passage.charges += [saying for _, saying in reversed(self._charges)]
        self._since.append(passage)
        self._section.append(passage)
        self._closed = []
        back: Saying | None = None
        for saying in passage.sayings:
            self.owner_spans.append(saying.span)
            self._last = said_again(saying, self._last)
            back = back or (saying if saying.back else None)
        if back:
            passage.sayings.remove(back)
            if back.owners.any():
                self._give([*self._open, passage], back)
                self._open = []
            else:
                self._give_time(passage, back)
            self._from_above(passage)
        elif passage.sayings:
            self._backward(passage)
            self._from_above(passage)
            timed = not any(said.owners.any() or said.owners.vague for said in passage.sayings)
            self._open = [*self._open, passage] if timed else []  # 「……（6月底前）」 waits for whose it is
            self._closed = [passage] if passage.sayings[0].source in ("line", "sentence") else []
        elif (opening := opening_of(passage)) and not (self._forward and not self._above):
            passage.sayings.append(opening)
            passage.heads = passage.inherited = True
            self._open = [passage]
        elif self._forward and self._above:
            passage.sayings.append(self._forward)
            passage.inherited = True
            self._open = self._open if passage.means else [passage]
        elif self._forward:
            self._given.append(passage)
            passage.sayings += [*self._more, self._forward]
            passage.heads = not (passage.block.number and is_item(passage.block.number))
            passage.inherited = True
        elif not (self._tells_problem(passage) or is_scrap(passage)):
            self._open.append(passage)

    def _tells_problem(self, passage: Passage) -> bool:
        return self._labelled and PROBLEM.match(passage.block.flow.text, passage.start) is not None

    def _is_closing(self, passage: Passage) -> bool:
        """Whether a paragraph speaks of all items behind the last of them: 「会议要求，……」 behind a numbered one."""
        if passage.block.number is not None:
            return False
        words, start = passage.block.flow.text, passage.start
        listed = bool(self._since) and self._since[-1].block.number is not None
        return bool(
            CLOSING.match(words, start) or (listed and (SUMS_UP.match(words, start) or WATCHES.match(words, start)))
        )

    def _give_time(self, passage: Passage, back: Saying) -> None:
        """「以上两项11月底前完成」 is said of so many items before, whoever answers for them."""
        count = back.back if back.back > 0 else len(self._section)
        for one in self._section[-count:]:
            if one is passage or not any(saying.owners.due for saying in one.sayings):
                one.sayings.append(back)
                one.inherited = True

    def _from_above(self, passage: Passage) -> None:
        """What an item's own owners leave open, its heading says: who leads, or the leader in charge."""
        if self._forward is None or self._forward in passage.sayings:
            return
        if not self._above:
            ahead = [*self._more, self._forward]
            if self._forward.source == "line" and not any(saying.owners.lead for saying in passage.sayings):
                passage.sayings += ahead
            return
        above = self._forward.owners
        if above.lead:
            passage.sayings[:] = [as_help(saying) for saying in passage.sayings]
        own = [saying.owners for saying in passage.sayings]
        if any(owners.lead for owners in own):
            above = Owners(leaders=above.leaders if not any(owners.leaders for owners in own) else [])
        if above.any():
            passage.sayings.append(replace(self._forward, owners=above))

    def _backward(self, passage: Passage) -> None:
        """A bracket behind the last of several items, or of several paragraphs, is of all of them."""
        if not passage.inherited and passage.block.number and not passage.block.alone:
            over_list(passage, self._open)
        if not (passage.inherited or passage.block.number or len(self.passages) < 2):
            over_paragraphs(passage, self._open)
