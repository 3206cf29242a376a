"""The product's addresses, and two that only the demonstration has."""

from django.urls import include, path

from luoshi.demo import views

urlpatterns = [
    path("sign-in", views.choose, name="sign_in"),
    path("demo/sign-in/<slug:role>", views.sign_in_as, name="sign_in_as"),
    path("", include("luoshi.web.urls")),
]
handler404 = "luoshi.web.views.not_found"
handler500 = "luoshi.web.views.broken"
