from django.urls import path

from luoshi.appraisal.views import appeals, checks, findings, questions, ranking, releasing, robustness, schemes

app_name = "appraisal"
urlpatterns = [
    path("appraisal", ranking.rankings, name="list"),
    path("appraisal/close", ranking.close, name="close"),
    path("appraisal/check", checks.open_check, name="open_check"),
    path("appraisal/appeals", appeals.appeals, name="appeals"),
    path("appraisal/appeals/<uuid:uuid>", appeals.step, name="appeal_step"),
    path("appraisal/questions", questions.questions, name="questions"),
    path("appraisal/questions/<uuid:uuid>", questions.answer, name="answer_question"),
    path("appraisal/questions/<uuid:uuid>/paper", questions.paper, name="answer_paper"),
    path("appraisal/scheme", schemes.scheme, name="scheme"),
    path("appraisal/scheme/sheet", schemes.scheme_sheet, name="scheme_sheet"),
    path("appraisal/scheme/edit", schemes.edit_scheme, name="edit_scheme"),
    path("appraisal/<str:period>", ranking.ranking, name="ranking"),
    path("appraisal/<str:period>/findings", findings.findings, name="findings"),
    path("appraisal/<str:period>/findings/ask", findings.ask, name="ask_units"),
    path("appraisal/<str:period>/findings/judge", findings.judge, name="judge"),
    path("appraisal/<str:period>/robustness", robustness.robustness, name="robustness"),
    path("appraisal/<str:period>/package", ranking.package, name="package"),
    path("appraisal/<str:period>/release", releasing.release, name="release"),
    path("appraisal/<str:period>/checks", checks.checks, name="checks"),
    path("appraisal/<str:period>/checks/rule", checks.rule, name="rule_objection"),
    path("appraisal/<str:period>/check/<uuid:unit>", checks.check, name="check"),
    path("appraisal/<str:period>/appeal/<uuid:unit>", appeals.appeal, name="appeal"),
    path("appraisal/<str:period>/<uuid:unit>", ranking.why, name="why"),
]
