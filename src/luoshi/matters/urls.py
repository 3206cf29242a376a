from django.urls import path

from luoshi.matters.views import burden, calendar, claims, handovers, judging, ledger, night, reports, restricting

app_name = "matters"
urlpatterns = [
    path("matters", ledger.matter_list, name="list"),
    path("matters/restricted", restricting.new_restricted, name="restricted"),
    path("matters/<uuid:uuid>/story", ledger.matter_story, name="story"),
    path("matters/<uuid:uuid>/restrict", restricting.restrict, name="restrict"),
    path("handovers", handovers.handover_list, name="handovers"),
    path("handovers/<uuid:uuid>", handovers.handover, name="handover"),
    path("handovers/<uuid:uuid>/accept", handovers.accept, name="accept_handover"),
    path("matters/<uuid:uuid>", ledger.matter, name="page"),
    path("matters/<uuid:uuid>/report", reports.report, name="report"),
    path("matters/<uuid:uuid>/reports", reports.file_report, name="file_report"),
    path("matters/<uuid:uuid>/blockers", judging.raise_blocker, name="raise_blocker"),
    path("matters/<uuid:uuid>/requests", claims.ask, name="ask"),
    path("matters/<uuid:uuid>/end", claims.end, name="end"),
    path("lines/<uuid:uuid>/claim", claims.claim, name="claim"),
    path("lines/<uuid:uuid>/return", claims.send_back, name="return"),
    path("lines/<uuid:uuid>/plan", claims.plan, name="plan"),
    path("rulings/<uuid:uuid>", claims.rule, name="rule"),
    path("night", night.page, name="night"),
    path("night/send", night.send, name="send_night"),
    path("night/rows/<uuid:uuid>", night.save, name="save_night"),
    path("sign", judging.sign, name="sign"),
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
