"""The questions to a draft on its way: who has answered, what was said of which row, what waits for whom."""

from luoshi.matters.queries.circulating.leader import LeaderPage, leader_page
from luoshi.matters.queries.circulating.listing import drafts_out, listed
from luoshi.matters.queries.circulating.office import CirculationPage, circulation_page
from luoshi.matters.queries.circulating.shown import CommentShown, RowShown, rows_out
from luoshi.matters.queries.circulating.unit import CommentPage, comment_page

__all__ = [
    "CirculationPage",
    "CommentPage",
    "CommentShown",
    "LeaderPage",
    "RowShown",
    "circulation_page",
    "comment_page",
    "drafts_out",
    "leader_page",
    "listed",
    "rows_out",
]
