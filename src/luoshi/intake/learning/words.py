"""What was learnt, as a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.intake.models import Lesson
from luoshi.org.directory import directory

SENTENCES: dict[str, str] = {
    Lesson.What.ALIAS: gettext_noop("“{words}”就是{unit}"),
    Lesson.What.LEADER: gettext_noop("“{words}”就是{post}"),
    Lesson.What.OWNER: gettext_noop("“{words}”下没写单位的，建议由{unit}牵头"),
    Lesson.What.HEADING: gettext_noop("“{words}”下的不是任务"),
    Lesson.What.LEAD_IN: gettext_noop("“{words}”开头的不是任务"),
}


def sentence(lesson: Lesson) -> str:
    """A lesson in the words in which the office would say it."""
    names = directory(lesson.day)
    return _(SENTENCES[lesson.what]).format(
        words=lesson.words, unit=names.unit_name(lesson.unit), post=names.post_label(lesson.post)
    )
