from django.urls import path

from luoshi.papers import table_views, views
from luoshi.papers.forms import views as forms

app_name = "papers"
urlpatterns = [
    path("papers", views.paper_list, name="list"),
    path("papers/circular", views.write, name="write"),
    path("papers/<uuid:uuid>", views.paper, name="page"),
    path("papers/<uuid:uuid>/file", views.file, name="file"),
    path("papers/<uuid:uuid>/sign", views.sign, name="sign"),
    path("circulations/<uuid:uuid>/table", table_views.table, name="table"),
    path("circulations/<uuid:uuid>/table/file", table_views.table_file, name="table_file"),
    path("circulations/<uuid:uuid>/comments/file", table_views.comment_sheet, name="comment_sheet"),
    path("forms", forms.form_list, name="forms"),
    path("forms/learn", forms.teach, name="teach_form"),
    path("forms/<uuid:uuid>", forms.form, name="form"),
    path("forms/<uuid:uuid>/fill", forms.fill, name="fill_form"),
    path("forms/sent/<uuid:uuid>", forms.sent_file, name="sent_form"),
]
