from django.urls import path

from luoshi.org.accounts import views

app_name = "accounts"
urlpatterns = [
    path("accounts", views.account_list, name="list"),
    path("accounts/<uuid:uuid>/password", views.reset, name="reset"),
    path("accounts/<uuid:uuid>/state", views.state, name="state"),
    path("password", views.password, name="password"),
]
