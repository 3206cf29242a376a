"""All rooms' pages, and the papers' beside them."""

from django.urls import include, path

from luoshi.web import urls as root

urlpatterns = [*root.urlpatterns, path("", include("luoshi.papers.urls"))]
handler404 = root.handler404
