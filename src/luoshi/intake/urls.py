from django.urls import path

from luoshi.intake.views import (
    comment_sheets,
    documents,
    founding,
    instructions,
    ledgers,
    lessons,
    returns,
    rows,
    sharing,
)

app_name = "intake"
urlpatterns = [
    path("init", founding.init, name="init"),
    path("init/template", founding.empty, name="init_template"),
    path("documents", documents.document_list, name="documents"),
    path("documents/ledger", ledgers.take_ledger, name="ledger"),
    path("documents/ledger/template", ledgers.template, name="template"),
    path("documents/learnt", lessons.lessons, name="lessons"),
    path("documents/<uuid:uuid>", documents.document, name="document"),
    path("documents/<uuid:uuid>/original", documents.original, name="original"),
    path("documents/<uuid:uuid>/ledger", ledgers.as_ledger, name="as_ledger"),
    path("documents/<uuid:uuid>/issue", documents.issue, name="issue"),
    path("documents/<uuid:uuid>/circulate", documents.circulate, name="circulate"),
    path("documents/<uuid:uuid>/rows", rows.turn, name="rows"),
    path("documents/<uuid:uuid>/passages", rows.add, name="passages"),
    path("circulations/<uuid:uuid>/sheets", comment_sheets.sheets, name="comment_sheets"),
    path("night/sheet", returns.sheet, name="return_sheet"),
    path("night/sheets", returns.sheets, name="returned_sheets"),
    path("instructions/new", instructions.instruction, name="instruction"),
    path("instructions/suggested", instructions.suggested, name="suggested"),
    path("rows/<uuid:uuid>", rows.row, name="row"),
    path("rows/<uuid:uuid>/split", rows.split, name="split"),
    path("rows/<uuid:uuid>/shares", sharing.share_out, name="share_out"),
]
