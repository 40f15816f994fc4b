from django.urls import path

from challenges.proposals.views import checking, criteria, own, start, writing

app_name = "proposals"

PAGES = (
    ("", own.listing, "listing"),
    ("uusi/<int:challenge>/", writing.new, "new"),
    ("<int:pk>/", own.show, "show"),
    ("<int:pk>/<int:number>/", writing.step, "step"),
    ("<int:pk>/tarkista/", writing.check, "check"),
    ("<int:pk>/laheta/", writing.send, "send"),
    ("<int:pk>/muutokset/poista/", writing.drop, "drop"),
    ("<int:pk>/peru/", own.withdraw, "withdraw"),
    ("<int:pk>/kumoa/", own.undo, "undo"),
    ("<int:pk>/poista/", writing.delete, "delete"),
    ("<int:pk>/liitteet/<int:attachment>/poista/", writing.detach, "detach"),
)
urlpatterns = [
    path("haasteet/<int:pk>/ehdotus/", start.start, name="start"),
    path("haasteet/<int:pk>/ehdotus/<int:number>/", start.write, name="start_step"),
    path("haasteet/<int:pk>/ehdotus/tarkista/", start.check, name="start_check"),
    path("haasteet/<int:pk>/ehdotus/yhteystiedot/", start.contact, name="start_contact"),
    path("haasteet/<int:pk>/ehdotus/yhteystiedot/tunnus/", start.look_up, name="start_look_up"),
    path("haasteet/<int:pk>/ehdotus/omaksi/", start.claim, name="claim"),
    path("haasteet/<int:pk>/ehdotus/poista/", start.forget, name="start_forget"),
    path("ehdotukset/<int:pk>/", own.go, name="go"),
    path("ehdotukset/<int:pk>/liitteet/<int:attachment>/", own.attachment, name="attachment"),
    # the same pages in an organisation's workspace, and of one person's own
    *(path(f"t/<slug:organisation>/ehdotukset/{rest}", view, name=name) for rest, view, name in PAGES),
    *(path(f"omat/ehdotukset/{rest}", view, name=f"own_{name}") for rest, view, name in PAGES),
    path("t/<slug:organisation>/haasteet/<int:pk>/kriteerit/", criteria.criteria, name="criteria"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kriteerit/ehdotetut/", criteria.suggest, name="suggest"),
    path("t/<slug:organisation>/haasteet/<int:pk>/ehdotukset/", checking.received, name="received"),
    path("t/<slug:organisation>/haasteet/<int:pk>/ehdotukset/<int:proposal>/", checking.read, name="read"),
    path("t/<slug:organisation>/haasteet/<int:pk>/ehdotukset/<int:proposal>/kumoa/", checking.uncheck, name="uncheck"),
    path("t/<slug:organisation>/haasteet/<int:pk>/ehdotukset/<int:proposal>/<slug:move>/", checking.check, name="move"),
]
