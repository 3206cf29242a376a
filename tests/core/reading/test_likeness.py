"""The same task is found again under other words and other figures; a like place or trade is not the same task."""

import tracemalloc

from luoshi.core.reading.likeness import Likeness

LEDGER = [
    "城西片区雨水管网清淤",
    "新建改造农村公路",
    "木耳菌包暂存库建设",
    "完成高标准农田建设任务",
    "推进城区供水管网改造",
    "开展安全生产专项整治",
]


def test_the_same_task_with_another_figure_and_order_of_words_comes_first():
    found = Likeness(LEDGER).most_alike("12月底前完成城西片区雨水管网清淤15公里")
    assert [one.place for one in found] == [0]
    assert found[0].share > 0.6


def test_a_task_named_within_a_longer_sentence_is_found_by_that_sentence():
    likeness = Likeness(LEDGER)
    sentence = "会议议定，由住建局牵头，财政局保障资金，年底前务必完成木耳菌包暂存库建设，并同步建好进场道路。"
    assert likeness.most_alike("会议议定，由住建局牵头", sentence)[0].place == 2
    assert likeness.most_alike("会议议定，由住建局牵头") == []


def test_common_words_alone_are_no_likeness():
    assert Likeness(LEDGER).most_alike("推进项目建设", "全面推进各项建设任务落实。") == []
    assert Likeness(["项目建设"]).most_alike("抓好招商引资", "抓好招商引资和项目建设各项工作。") == []


def test_a_figure_changed_leaves_two_texts_alike_and_the_nearest_comes_first():
    ledger = ["新建公路12公里", "新建公路桥3座", "新建公园"]
    found = Likeness(ledger).most_alike("新建公路86.5公里", least=0.3)
    assert found[0].place == 0
    assert found[0].share == 1.0
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)


def test_a_number_that_is_a_name_tells_two_works_apart():
    ledger = ["社区工厂1号厂房", "社区工厂3号厂房"]
    assert [(one.place, one.share) for one in Likeness(ledger).most_alike("社区工厂3号厂房", most=1)] == [(1, 1.0)]
    assert Likeness(ledger[:1]).most_alike("社区工厂3号厂房", least=0.9) == []


def test_words_that_most_texts_hold_count_for_nothing():
    ledger = [f"全县{chr(0x4E00 + 7 * at)}{chr(0x5E00 + 11 * at)}工程建设攻坚行动" for at in range(400)]
    assert Likeness(ledger).most_alike("全县重大工程建设攻坚行动") == []
    assert Likeness(ledger).most_alike(ledger[7], most=1)[0].place == 7


def test_nothing_and_marks_alone_are_like_nothing():
    assert Likeness([]).most_alike("新建公路") == []
    assert Likeness(["", "。，", "路"]).most_alike("。", "，") == []


def test_memory_grows_as_the_texts_do():
    def peak(count: int) -> int:
        names = (chr(0x4E00 + at % 5000) + chr(0x4E00 + at // 7 % 5000) for at in range(count))
        texts = [f"在{name}村新建便民服务中心和文化广场" for name in names]
        tracemalloc.start()
        Likeness(texts)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(2000) < 2.6 * peak(1000)
