from django.urls import path

from luoshi.papers import views

app_name = "papers"
urlpatterns = [
    path("matters/<uuid:uuid>/response.docx", views.response_file, name="response"),
    path("papers", views.paper_list, name="list"),
    path("papers/circular", views.write, name="write"),
    path("papers/<uuid:uuid>", views.paper, name="page"),
    path("papers/<uuid:uuid>/file", views.file, name="file"),
    path("papers/<uuid:uuid>/sign", views.sign, name="sign"),
]
