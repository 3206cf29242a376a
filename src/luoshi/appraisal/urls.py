from django.urls import path

from luoshi.appraisal import views

app_name = "appraisal"
urlpatterns = [
    path("appraisal", views.rankings, name="list"),
    path("appraisal/close", views.close, name="close"),
    path("appraisal/<str:period>", views.ranking, name="ranking"),
    path("appraisal/<str:period>/package", views.package, name="package"),
    path("appraisal/<str:period>/<uuid:unit>", views.why, name="why"),
]
