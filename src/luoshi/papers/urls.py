from django.urls import path

from luoshi.papers import table_views, views

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
]
