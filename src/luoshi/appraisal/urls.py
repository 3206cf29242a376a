from django.urls import path

from luoshi.appraisal.views import appeals, checks, league, merits, papers, ranking, releasing, reviews, schemes

app_name = "appraisal"
urlpatterns = [
    path("appraisal", ranking.rankings, name="list"),
    path("appraisal/close", ranking.close, name="close"),
    path("appraisal/check", checks.open_check, name="open_check"),
    path("appraisal/appeals", appeals.appeals, name="appeals"),
    path("appraisal/appeals/<uuid:uuid>", appeals.step, name="appeal_step"),
    path("appraisal/scheme", schemes.scheme, name="scheme"),
    path("appraisal/scheme/sheet", schemes.scheme_sheet, name="scheme_sheet"),
    path("appraisal/scheme/edit", schemes.edit_scheme, name="edit_scheme"),
    path("appraisal/bonuses", merits.bonuses, name="bonuses"),
    path("appraisal/bonuses/<uuid:uuid>", merits.bonus_step, name="bonus_step"),
    path("appraisal/sanctions", merits.sanction, name="sanction"),
    path("appraisal/sanctions/<uuid:uuid>", merits.lift_sanction, name="lift_sanction"),
    path("appraisal/papers/<str:digest>", papers.paper, name="paper"),
    path("appraisal/league", league.league, name="league"),
    path("appraisal/reward", league.reward, name="reward"),
    path("appraisal/units/<uuid:unit>", league.unit_year, name="unit_year"),
    path("appraisal/<str:period>", ranking.ranking, name="ranking"),
    path("appraisal/<str:period>/package", ranking.package, name="package"),
    path("appraisal/<str:period>/boards", league.boards, name="boards"),
    path("appraisal/<str:period>/review", reviews.review, name="review"),
    path("appraisal/<str:period>/release", releasing.release, name="release"),
    path("appraisal/<str:period>/checks", checks.checks, name="checks"),
    path("appraisal/<str:period>/checks/rule", checks.rule, name="rule_objection"),
    path("appraisal/<str:period>/check/<uuid:unit>", checks.check, name="check"),
    path("appraisal/<str:period>/appeal/<uuid:unit>", appeals.appeal, name="appeal"),
    path("appraisal/<str:period>/<uuid:unit>", ranking.why, name="why"),
]
