from django.urls import path

from luoshi.papers import views
from luoshi.papers.forms import views as forms

app_name = "papers"
urlpatterns = [
    path("papers", views.paper_list, name="list"),
    path("papers/circular", views.write, name="write"),
    path("papers/<uuid:uuid>", views.paper, name="page"),
    path("papers/<uuid:uuid>/file", views.file, name="file"),
    path("papers/<uuid:uuid>/sign", views.sign, name="sign"),
    path("forms", forms.form_list, name="forms"),
    path("forms/learn", forms.teach, name="teach_form"),
    path("forms/<uuid:uuid>", forms.form, name="form"),
    path("forms/<uuid:uuid>/fill", forms.fill, name="fill_form"),
    path("forms/sent/<uuid:uuid>", forms.sent_file, name="sent_form"),
]
