"""A workbook as a download."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(name: str, data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name[:60])}.xlsx"
    return answer
