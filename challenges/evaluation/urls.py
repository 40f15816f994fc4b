from django.urls import path

from challenges.evaluation.views import deciding, invitation, phases, scoring

OF_CHALLENGE, OF_PHASE = "t/<slug:organisation>/haasteet/<int:pk>", "t/<slug:organisation>/arvioinnit/<int:pk>"

app_name = "evaluation"
urlpatterns = [
    path("arvioinnit/", scoring.cases, name="cases"),
    path("arvioinnit/<int:pk>/", scoring.score, name="score"),
    path("arvioinnit/<int:pk>/esteellinen/", scoring.step_aside, name="step_aside"),
    path("arvioinnit/vaihe/<int:pk>/sidonnaisuudet/", scoring.declare, name="declare"),
    path("arvioinnit/kutsu/<str:token>/", invitation.invitation, name="invitation"),
    path(f"{OF_CHALLENGE}/arviointi/", phases.plan, name="plan"),
    path(f"{OF_CHALLENGE}/paatos/", deciding.decision, name="decision"),
    path(f"{OF_CHALLENGE}/paatos/julkista/", deciding.release, name="release"),
    path(f"{OF_CHALLENGE}/paatos/kumoa/", deciding.undo_release, name="undo_release"),
    path(f"{OF_CHALLENGE}/paatos/muistio/", deciding.ask_memo, name="ask_memo"),
    path(f"{OF_CHALLENGE}/paatos/muistio/<str:language>/", deciding.download_memo, name="memo"),
    path(f"{OF_PHASE}/", phases.phase, name="phase"),
    path(f"{OF_PHASE}/muokkaa/", phases.edit, name="edit"),
    path(f"{OF_PHASE}/siirra/<slug:move>/", phases.move, name="move"),
    path(f"{OF_PHASE}/kumoa/", phases.undo, name="undo"),
    path(f"{OF_PHASE}/jatka/", phases.extend, name="extend"),
    path(f"{OF_PHASE}/jaa/", phases.share_out, name="share_out"),
    path(f"{OF_PHASE}/muistuta/", phases.remind, name="remind"),
    path(f"{OF_PHASE}/arvioijat/sisalta/", phases.invite_inside, name="invite_inside"),
    path(f"{OF_PHASE}/arvioijat/ulkoa/", phases.invite_outside, name="invite_outside"),
    path(f"{OF_PHASE}/arvioijat/<int:evaluator>/lopeta/", phases.end, name="end"),
    path(f"{OF_PHASE}/anna/", phases.give, name="give"),
    path(f"{OF_PHASE}/poikkeus/", phases.waive, name="waive"),
    path(f"{OF_PHASE}/lomakkeet/<int:assignment>/poista/", phases.take_off, name="take_off"),
    path(f"{OF_PHASE}/lomakkeet/<int:assignment>/avaa/", phases.reopen, name="reopen"),
    path(f"{OF_PHASE}/tulokset/", deciding.table, name="results"),
]
