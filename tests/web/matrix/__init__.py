"""Every address with every role, on one's own things and on others': who gets through, as a table."""

from datetime import date

REPORTED, CLOSED, DAY = date(2026, 3, 24), date(2026, 4, 1), date(2026, 4, 2)
