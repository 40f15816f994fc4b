from django.urls import path

from experiments.staging.views import board, cases, gate, link, month, stages, templates

app_name = "staging"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/"
MODELS = "t/<slug:organisation>/vaihemallit/"
DRAFT = f"{MODELS}<int:pk>/luonnos/"
urlpatterns = [
    path("kokeilut/hyvaksynta/<str:token>/", link.answer, name="answer"),
    path("t/<slug:organisation>/kokeilut/taulu/", board.board, name="board"),
    path("t/<slug:organisation>/kokeilut/taulu/<int:pk>/siirra/", board.drop, name="drop"),
    path("t/<slug:organisation>/kokeilut/kalenteri/", month.month, name="calendar"),
    path("t/<slug:organisation>/kokeilut/vaiheittain/", board.listing, name="list"),
    path(f"{ONE}portti/", gate.gate, name="gate"),
    path(f"{ONE}portti/<slug:key>/merkitse/", gate.tick, name="tick"),
    path(f"{ONE}portti/<slug:key>/hyvaksy/", gate.sign, name="sign"),
    path(f"{ONE}portti/<slug:key>/pyyda/", gate.ask, name="ask"),
    path(f"{ONE}portti/<slug:key>/peru/", gate.take_back, name="take_back"),
    path(f"{ONE}portti/<slug:key>/liita/", gate.attach, name="attach"),
    path(f"{ONE}asiakirjat/<int:document>/", gate.document, name="document"),
    path(f"{ONE}vaihe/<int:stage>/", stages.move, name="move"),
    path(f"{ONE}vaihemalli/", stages.change, name="change"),
    path(MODELS, templates.listing, name="templates"),
    path(f"{MODELS}uusi/", templates.new, name="new"),
    path(f"{MODELS}<int:pk>/versio/<int:number>/", templates.version, name="version"),
    path(f"{MODELS}<int:pk>/tapaukset/", cases.cases, name="cases"),
    path(f"{MODELS}<int:pk>/nimi/", templates.rename, name="rename"),
    path(f"{MODELS}<int:pk>/kaytto/", templates.retire, name="retire"),
    path(DRAFT, templates.draft, name="draft"),
    path(f"{DRAFT}hylkaa/", templates.discard, name="discard"),
    path(f"{DRAFT}lisaa/<int:after>/", templates.add, name="add"),
    path(f"{DRAFT}vaihe/<int:stage>/", templates.edit, name="edit"),
    path(f"{DRAFT}vaihe/<int:stage>/siirra/", templates.shift, name="shift"),
    path(f"{DRAFT}vaihe/<int:stage>/poista/", templates.remove, name="remove"),
    path(f"{DRAFT}esikatselu/", templates.preview, name="preview"),
]
