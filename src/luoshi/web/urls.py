"""The root of URLs: each room brings its own."""

from django.urls import include, path

from luoshi.web import county, situation, views
from luoshi.web.house import acting

urlpatterns = [
    path("", views.home, name="home"),
    path("county", county.county, name="county"),
    path("county/situation", situation.situation, name="situation"),
    path("desk", views.desk, name="desk"),
    path("desk/count", views.desk_count, name="desk_count"),
    path("acting", acting.choose, name="acting"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("", include("luoshi.org.accounts.urls")),
    path("", include("luoshi.web.house.urls")),
    path("", include("luoshi.org.suggestions.urls")),
    path("", include("luoshi.matters.urls")),
    path("", include("luoshi.intake.urls")),
    path("", include("luoshi.indicators.urls")),
    path("", include("luoshi.appraisal.urls")),
    path("", include("luoshi.papers.urls")),
]
handler404 = "luoshi.web.views.not_found"
handler500 = "luoshi.web.views.broken"
