from django.urls import path

from luoshi.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators", views.indicator_list, name="list"),
    path("indicators/<slug:code>", views.indicator, name="page"),
    path("indicators/<slug:code>/sheets/new", views.new_sheet, name="new_sheet"),
]
