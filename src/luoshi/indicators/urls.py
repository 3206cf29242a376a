from django.urls import path

from luoshi.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators", views.indicator_list, name="list"),
    path("indicators/campaigns", views.campaign_list, name="campaigns"),
    path("indicators/campaigns/new", views.new_campaign, name="new_campaign"),
    path("indicators/campaigns/<slug:code>", views.campaign, name="campaign"),
    path("indicators/completeness", views.completeness, name="completeness"),
    path("indicators/register", views.register, name="register"),
    path("indicators/register/file", views.register_file, name="register_file"),
    path("indicators/tables", views.take_table, name="take_table"),
    path("indicators/tables/<uuid:uuid>", views.table, name="table"),
    path("indicators/tables/<uuid:uuid>/file", views.table_file, name="table_file"),
    path("indicators/<slug:code>", views.indicator, name="page"),
    path("indicators/<slug:code>/targets", views.targets, name="targets"),
    path("indicators/<slug:code>/targets/file", views.targets_file, name="targets_file"),
    path("indicators/<slug:code>/sheets/new", views.new_sheet, name="new_sheet"),
]
