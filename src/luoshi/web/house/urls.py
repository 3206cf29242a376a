from django.urls import path

from luoshi.web.house import holidays, mandates, papers, people, portfolios, programmes, settings, units

app_name = "house"
urlpatterns = [
    path("house/units", units.unit_list, name="units"),
    path("house/units/<uuid:uuid>", units.unit, name="unit"),
    path("house/posts", people.post_list, name="posts"),
    path("house/portfolios", portfolios.portfolio_list, name="portfolios"),
    path("house/programmes", programmes.programme_list, name="programmes"),
    path("house/mandates", mandates.mandate_list, name="mandates"),
    path("house/settings", settings.setting_list, name="settings"),
    path("house/holidays", holidays.holiday_list, name="holidays"),
    path("house/papers/<str:digest>", papers.paper, name="paper"),
]
