from django.urls import path

from luoshi.matters.views import burden, calendar, claiming, claims, judging, ledger, plans, reports, signing, undone

app_name = "matters"
urlpatterns = [
    path("matters", ledger.matter_list, name="list"),
    path("matters/<uuid:uuid>", ledger.matter, name="page"),
    path("matters/<uuid:uuid>/report", reports.report, name="report"),
    path("matters/<uuid:uuid>/reports", reports.file_report, name="file_report"),
    path("matters/<uuid:uuid>/blockers", judging.raise_blocker, name="raise_blocker"),
    path("matters/<uuid:uuid>/requests", claims.ask, name="ask"),
    path("matters/<uuid:uuid>/end", claims.end, name="end"),
    path("claim", claiming.table, name="claim_table"),
    path("lines/<uuid:uuid>/claim", claims.claim, name="claim"),
    path("lines/<uuid:uuid>/return", claims.send_back, name="return"),
    path("lines/<uuid:uuid>/plan", claims.plan, name="plan"),
    path("rulings/<uuid:uuid>", claims.rule, name="rule"),
    path("sign", signing.sign, name="sign"),
    path("sign/mandates", signing.mandates, name="mandates"),
    path("plans", plans.plans, name="plans"),
    path("w/<slug:what>", undone.undone, name="undone"),
    path("verify", judging.verify, name="verify"),
    path("burden", burden.meter, name="burden"),
    path("calendar", calendar.calendar, name="calendar"),
    path("calendar/close", calendar.close, name="close_data_month"),
    path("calendar/reopen", calendar.reopen, name="reopen"),
    path("blockers", judging.blockers, name="blockers"),
    path("blockers/<uuid:uuid>/move", judging.move_blocker, name="move_blocker"),
    path("evidence", reports.take_evidence, name="take_evidence"),
    path("evidence/<str:digest>", reports.show_evidence, name="evidence"),
]
