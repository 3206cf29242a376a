"""How much one request may bring: refused by its declared length, before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from luoshi.core.errors import Fault
from luoshi.shell.faults import fault_response


class UploadLimit:
    """413 for a body over the limit, and 411 for one that does not say how long it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if request.META.get("HTTP_TRANSFER_ENCODING") and declared == "0":
            return fault_response(request, [Fault("上传时没有说明长度", "换一个浏览器，或用 Content-Length 上传")], 411)
        slack = 64 * 1024  # the form's own lines around a file of exactly the limit
        if not declared.isdigit() or int(declared) > settings.UPLOAD_LIMIT + slack:
            megabytes = settings.UPLOAD_LIMIT // 1024 // 1024
            return fault_response(
                request, [Fault(f"文件超过 {megabytes} MB", "压缩图片、拆成几个文件，或只传正文")], 413
            )
        return self.get_response(request)
