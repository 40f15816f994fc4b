from django.urls import path

from challenges.views import amending, brief, check, confidential, curation, evaluators, public, similar, start

app_name = "challenges"
urlpatterns = [
    path("haasteet/", public.listing, name="list"),
    path("haasteet/ilmoita/", start.start, name="start"),
    path("haasteet/ilmoita/<int:number>/", start.write, name="start_step"),
    path("haasteet/ilmoita/samanlaiset/", similar.of_visitor, name="start_similar"),
    path("haasteet/ilmoita/tarkista/", start.check, name="start_check"),
    path("haasteet/ilmoita/yhteystiedot/", start.contact, name="start_contact"),
    path("haasteet/ilmoita/yhteystiedot/tunnus/", start.look_up, name="start_look_up"),
    path("haasteet/ilmoita/omaksi/", start.claim, name="start_claim"),
    path("haasteet/ilmoita/poista/", start.forget, name="start_forget"),
    path("haasteet/<int:pk>/", public.go, name="go"),
    path("haasteet/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("haasteet/<int:pk>-<slug:slug>/muutokset/", amending.changes, name="changes"),
    path("haasteet/<int:pk>/liitteet/<int:attachment>/", public.attachment, name="attachment"),
    path("t/<slug:organisation>/haasteet/", curation.board_page, name="board"),
    path("t/<slug:organisation>/haasteet/luettelo/", curation.table, name="table"),
    path("t/<slug:organisation>/haasteet/uusi/", brief.new, name="new"),
    path("t/<slug:organisation>/haasteet/samanlaiset/", similar.of_workspace, name="similar"),
    path("t/<slug:organisation>/haasteet/<int:pk>/", curation.manage, name="manage"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kuvaus/<int:number>/", brief.step, name="step"),
    path("t/<slug:organisation>/haasteet/<int:pk>/tarkista/", check.check, name="check"),
    path("t/<slug:organisation>/haasteet/<int:pk>/poista/", check.delete, name="delete"),
    path("t/<slug:organisation>/haasteet/<int:pk>/muuta/", amending.amend, name="amend"),
    path("t/<slug:organisation>/haasteet/<int:pk>/jatka/", curation.extend, name="extend"),
    path("t/<slug:organisation>/haasteet/<int:pk>/arvioijat/", evaluators.evaluators, name="evaluators"),
    path(
        "t/<slug:organisation>/haasteet/<int:pk>/arvioijat/<int:person>/lopeta/",
        evaluators.end,
        name="end_evaluator",
    ),
    path("t/<slug:organisation>/haasteet/<int:pk>/luottamuksellinen/", confidential.confidential, name="confidential"),
    path(
        "t/<slug:organisation>/haasteet/<int:pk>/luottamuksellinen/muokkaa/",
        confidential.keep,
        name="confidential_keep",
    ),
    path(
        "t/<slug:organisation>/haasteet/<int:pk>/luottamuksellinen/<int:acceptance>/<slug:verb>/",
        confidential.decide,
        name="confidential_decide",
    ),
    path("t/<slug:organisation>/haasteet/<int:pk>/siirra/", curation.drop, name="drop"),
    path("t/<slug:organisation>/haasteet/<int:pk>/siirra/<slug:move>/", curation.make_move, name="move"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kumoa/", curation.undo, name="undo"),
    path("t/<slug:organisation>/haasteet/<int:pk>/liitteet/<int:attachment>/poista/", check.detach, name="detach"),
]
