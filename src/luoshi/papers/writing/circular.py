"""The circular's words: facts without adjectives, good ones first, every figure tied to what it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from luoshi.papers.content import LONG_RED, Circular, Count, GroupRanking, OverduePromise, by_unit
from luoshi.papers.writing.annexes import annexes_of
from luoshi.papers.writing.listings import lists_of
from luoshi.papers.writing.sheet import Annex, Paragraph, Run, Sheet
from luoshi.papers.writing.typography import day_words

SERIES = "督查工作简报"
ENDS: dict[str, str] = {
    "done": "办结",
    "routine": "转常态",
    "carried": "跨年结转",
    "merged": "并入",
    "withdrawn": "撤销",
    "postponed": "暂缓",
}
GROUPS: dict[str, str] = {
    "overdue": "超过办结时限",
    "node_missed": "节点逾期",
    "behind_path": "落后序时",
    "unreported": "未按时填报或未报节点计划",
    "other": "其他",
}
"""Under which headings red lights are counted, each light under one."""

NUMERALS = "一二三四五六七八九十"
MOST_NAMED = 20
"""Units named in a sentence. Those late or missing are all named in it, those red or holding others up in an annex."""
FEW = 10
"""As many units are named again in what is asked of them; more are pointed to."""


def sheet_of(it: Circular) -> Sheet:
    """The circular as a draft, to be signed: without number and day."""
    annexes = list(annexes_of(it))
    return Sheet(
        series=f"{it.offices.county}{SERIES}",
        office=it.offices.supervision,
        number=None,
        day="",
        title=["关于", it.label, "重点工作", "落实情况", "的通报"],
        body=[*_Words(it, annexes).body()],
        annexes=annexes,
        copies=[*(["县委、县政府领导"] if it.offices.county or it.offices.printing else []), *it.offices.copies],
        printing=it.offices.printing,
        as_of=it.as_of.isoformat(),
        answer_from=min(it.deadlines.missing, it.deadlines.blockers, it.deadlines.lagging).isoformat(),
        lists=[*lists_of(it)],
    )


def _text(style: str, *parts: str | tuple[object, str]) -> Paragraph:
    """A paragraph of words and (figure, list) pairs."""
    runs = [Run(text=part, ref="") if isinstance(part, str) else Run(text=str(part[0]), ref=part[1]) for part in parts]
    return Paragraph(style=style, runs=runs)  # type: ignore[typeddict-item]


def _heading(text: str) -> Paragraph:
    return _text("heading", text)


Part = str | tuple[object, str]


class _Words:
    """One circular being put into words."""

    def __init__(self, it: Circular, annexes: Sequence[Annex]) -> None:
        self.it = it
        self.year, self.month = it.year, it.month
        self.order = [annex["key"] for annex in annexes]

    def day(self, day: date) -> str:
        return day_words(day, self.year)

    def annex(self, key: str) -> str:
        """「附件1」, or 「附件」 where there is only one."""
        place = self.order.index(key) + 1
        return f"附件{place}" if len(self.order) > 1 else "附件"

    def body(self) -> Iterable[Paragraph]:
        yield _text("addressee", "各镇办，县直各部门、各单位：")
        yield self.opening()
        yield _heading("一、做得好的")
        yield from self.good()
        yield _heading("二、滞后事项")
        yield from self.lagging()
        yield _heading("三、填报情况")
        yield from self.filing()
        yield _heading("四、堵点")
        yield self.blocked()
        yield _heading("五、排名")
        yield from self.ranked()
        yield _heading("六、下步要求")
        yield from self.asked()

    def opening(self) -> Paragraph:
        it = self.it
        ended = [
            part
            for code, word in ENDS.items()
            if (n := len(it.of_light(code)))
            for part in (word, (n, code if code == "done" else "ended"), "项，")
        ]
        return _text(
            "body",
            f"截至{self.day(it.as_of)}，全县在册督办事项",
            (len(it.matters), "all"),
            "项，",
            *(ended or ["尚无办结，"]),
            "在办",
            (len(it.live), "live"),
            "项。在办事项中，正常",
            (len(it.of_light("green")), "green"),
            "项，预警",
            (len(it.of_light("yellow")), "yellow"),
            "项，滞后",
            (len(it.red), "red"),
            f"项。{self.month}应报进展",
            (len(it.reports), "reports"),
            "份，按时报送",
            (len(it.of_state("in_time")), "in_time"),
            "份，逾期报送",
            (len(it.of_state("late")), "late"),
            "份，未报",
            (len(it.of_state("missing")), "missing"),
            "份。现将有关情况通报如下：",
        )

    def good(self) -> Iterable[Paragraph]:
        it = self.it
        if it.nodes:
            kept: list[Part] = [
                f"{self.month}到期节点",
                (len(it.nodes), "nodes"),
                "个，按期通过",
                (sum(node.kept for node in it.nodes), "nodes"),
                "个。",
            ]
            if it.kept:
                more = len(it.kept) > MOST_NAMED
                kept += [
                    "到期节点全部按期通过、没有滞后事项、填报没有逾期和遗漏的单位",
                    (len(it.kept), "kept"),
                    "个：" + _named(it.kept[:MOST_NAMED], "个") + ("等。" if more else "。"),
                ]
            yield _text("body", *kept)
        else:
            yield _text("body", f"{self.month}没有到期的节点。")
        done: list[Part] = [f"{self.month}办结", (len(it.done_in_month), "done_in_month"), "项"]
        if it.done_in_month:
            done.append("：" + _named(by_unit(it.done_in_month), "项"))
        yield _text("body", *done, "。", *self.early())

    def early(self) -> Iterable[Part]:
        early = self.it.done_early
        if not early:
            return
        yield "其中提前办结"
        yield (len(early), "done_in_month")
        told = [
            f"{one.unit_name}“{one.title}”提前{(one.due - one.ended_on).days}天"
            for one in early
            if one.due and one.ended_on
        ]
        yield "项：" + "，".join(told) + "。"

    def lagging(self) -> Iterable[Paragraph]:
        it, red = self.it, self.it.red
        if not red:
            yield _text("body", "没有滞后事项。")
            return
        by_group = [
            f"{word}{n}项" for code, word in GROUPS.items() if (n := sum(one.group == code for one in red)) and red
        ]
        units = by_unit(red)
        yield _text(
            "body",
            "滞后事项",
            (len(red), "red"),
            f"项，涉及{len(units)}个单位；比上月新增",
            (len(it.newly_red), "newly_red"),
            "项，滞后",
            f"{LONG_RED}天以上的",
            (len(it.long_red), "long_red"),
            f"项。按主要原因分，{'，'.join(by_group)}。逐项情况见{self.annex('red')}。",
        )
        if most := [one for one in units if one.n > 1]:
            more = f"等{len(most)}个" if len(most) > MOST_NAMED else ""
            yield _text("body", f"滞后2项以上的单位：{_named(most[:MOST_NAMED], '项')}{more}。")

    def filing(self) -> Iterable[Paragraph]:
        yield from self.filed()
        if asked := self.it.extensions:
            late, again = [one for one in asked if one.late], [one for one in asked if one.nth > 1]
            parts = [f"逾期申请{_named(by_unit(late), '项')}"] if late else []
            parts += [f"再次申请{_named(by_unit(again), '项')}"] if again else []
            yield _text(
                "body", f"{self.month}不按规定申请延期", (len(asked), "extensions"), f"项：{'；'.join(parts)}。"
            )

    def filed(self) -> Iterable[Paragraph]:
        it = self.it
        late, missing = it.of_state("late"), it.of_state("missing")
        if not late and not missing:
            yield _text("body", "应报", (len(it.reports), "reports"), "份，全部按时报送。")
            return
        if missing:
            units = by_unit(missing)
            yield _text(
                "body",
                "未报",
                (len(missing), "missing"),
                f"份，涉及{len(units)}个单位：{_named(units, '份')}。",
            )
        if late:
            units = by_unit(late)
            yield _text(
                "body",
                "逾期报送",
                (len(late), "late"),
                f"份，涉及{len(units)}个单位：{_named(units, '份')}。逾期报送的进展计入下月累计，本月按未报计分。",
            )

    def blocked(self) -> Paragraph:
        promises = self.it.promises
        if not promises:
            return _text("body", "没有超过答复时限的堵点。")
        counts = _by_holder(promises)
        more = "等" if len(counts) > MOST_NAMED else ""
        longest = max(promises, key=lambda one: (one.days, one.number))
        return _text(
            "body",
            "超过时限未解决的堵点",
            (len(promises), "blockers"),
            f"件，按承办单位分：{_named(counts[:MOST_NAMED], '件')}{more}。时间最长的是{longest.holder_name}承办的"
            f"“{longest.title}”，时限{self.day(longest.day)}，已超过{longest.days}天"
            + (f"，时限推迟{longest.times_moved}次" if longest.times_moved else "")
            + f"。逐件情况见{self.annex('blockers')}。",
        )

    def ranked(self) -> Iterable[Paragraph]:
        if not self.it.ranking:
            yield _text("body", "本月排名未封存，封存后另行通报。")
            return
        yield _text("body", "".join(map(_ends, self.it.ranking)) + f"全部名次见{self.annex('ranking')}。")

    def asked(self) -> Iterable[Paragraph]:
        for place, (lead, ask) in enumerate(self.asks()):
            yield _text("item", f"（{NUMERALS[place]}）{lead}。", ask)

    def asks(self) -> Iterable[tuple[str, str]]:
        """Which units answer by which day: the lead of each demand, and its sentence."""
        it, due = self.it, self.it.deadlines
        if missing := by_unit(it.of_state("missing")):
            who = _names(missing) if len(missing) <= FEW else f"第三部分所列{len(missing)}个未报单位"
            yield "补报进展", f"{who}于{self.day(due.missing)}前补报{self.month}进展，并说明未报原因。"
        if it.red:
            yield (
                "整改滞后事项",
                f"{self.annex('red')}所列事项的牵头单位于{self.day(due.lagging)}前向{it.offices.answer_to}书面报送"
                "滞后原因、整改措施和完成时间，由主要负责人审签。",
            )
        if it.promises:
            holders = _by_holder(it.promises)
            who = _names(holders) if len(holders) <= FEW else "承办单位"
            yield (
                "答复堵点",
                f"{who}于{self.day(due.blockers)}前就{self.annex('blockers')}所列堵点答复解决时间或提出协调意见。",
            )
        following = due.next_label.removeprefix(f"{self.year}年")
        yield "按时填报", f"{following}进展填报{self.day(due.next_cutoff)}24时截止。"


def _named(counts: Sequence[Count], measure: str) -> str:
    """「资源局5项、供销社4项」."""
    return "、".join(f"{one.name}{one.n}{measure}" for one in counts)


def _names(counts: Sequence[Count]) -> str:
    return "、".join(one.name for one in counts)


def _by_holder(promises: Sequence[OverduePromise]) -> list[Count]:
    counts: dict[str, Count] = {}
    for one in promises:
        known = counts.get(one.holder_name)
        counts[one.holder_name] = Count(one.holder, one.holder_name, (known.n if known else 0) + 1)
    return sorted(counts.values(), key=lambda one: (-one.n, one.name))


def _ends(group: GroupRanking) -> str:
    """The first three places of a group and the last three; of a small one the first and the last."""
    placed = [row.unit_name for row in sorted(group.rows, key=lambda row: row.rank or 0) if row.rank is not None]
    if len(placed) < 6:
        return f"{group.name}第一名{placed[0]}，末位{placed[-1]}。" if len(placed) > 1 else ""
    return f"{group.name}前三名：{'、'.join(placed[:3])}；后三名：{'、'.join(placed[-3:])}。"
