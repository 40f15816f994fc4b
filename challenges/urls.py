from django.urls import path

from challenges.views import brief, curation, evaluators, public, start

app_name = "challenges"
urlpatterns = [
    path("haasteet/", public.listing, name="list"),
    path("haasteet/ilmoita/", start.start, name="start"),
    path("haasteet/ilmoita/<int:number>/", start.write, name="start_step"),
    path("haasteet/ilmoita/tarkista/", start.check, name="start_check"),
    path("haasteet/ilmoita/yhteystiedot/", start.contact, name="start_contact"),
    path("haasteet/ilmoita/omaksi/", start.claim, name="start_claim"),
    path("haasteet/ilmoita/poista/", start.forget, name="start_forget"),
    path("haasteet/<int:pk>/", public.go, name="go"),
    path("haasteet/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("haasteet/<int:pk>/liitteet/<int:attachment>/", public.attachment, name="attachment"),
    path("t/<slug:organisation>/haasteet/", curation.board_page, name="board"),
    path("t/<slug:organisation>/haasteet/luettelo/", curation.table, name="table"),
    path("t/<slug:organisation>/jono/", curation.queue, name="queue"),
    path("t/<slug:organisation>/haasteet/uusi/", brief.new, name="new"),
    path("t/<slug:organisation>/haasteet/<int:pk>/", curation.manage, name="manage"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kuvaus/<int:number>/", brief.step, name="step"),
    path("t/<slug:organisation>/haasteet/<int:pk>/tarkista/", brief.check, name="check"),
    path("t/<slug:organisation>/haasteet/<int:pk>/poista/", brief.delete, name="delete"),
    path("t/<slug:organisation>/haasteet/<int:pk>/jatka/", curation.extend, name="extend"),
    path("t/<slug:organisation>/haasteet/<int:pk>/arvioijat/", evaluators.evaluators, name="evaluators"),
    path(
        "t/<slug:organisation>/haasteet/<int:pk>/arvioijat/<int:person>/lopeta/",
        evaluators.end,
        name="end_evaluator",
    ),
    path("t/<slug:organisation>/haasteet/<int:pk>/siirra/", curation.drop, name="drop"),
    path("t/<slug:organisation>/haasteet/<int:pk>/siirra/<slug:move>/", curation.make_move, name="move"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kumoa/", curation.undo, name="undo"),
    path("t/<slug:organisation>/haasteet/<int:pk>/liitteet/<int:attachment>/poista/", brief.detach, name="detach"),
]
