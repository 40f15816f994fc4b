from django.urls import path

from experiments.views import evidence, measuring, moving, occurring, planning, public, starting, telling, work

app_name = "experiments"
urlpatterns = [
    path("kokeilut/", public.listing, name="list"),
    path("kokeilut/<int:pk>/", public.go, name="go"),
    path("kokeilut/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("kokeilut/<int:pk>/tiivistelma.pdf", public.summary, name="summary"),
    path("kokeilut/<int:pk>/mittarit/<int:metric>.csv", public.data, name="data"),
    path("t/<slug:organisation>/kokeilut/", work.own, name="own"),
    path("t/<slug:organisation>/kokeilut/uusi/", work.new, name="new"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/", work.manage, name="manage"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/suunnitelma/", planning.plan, name="plan"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/suunnitelma/pohja/", starting.start, name="start_from"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tulos/", planning.result, name="result"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/naytto/", evidence.evidence, name="evidence"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/julkisuus/", planning.publication, name="publication"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/julkinen-sivu/", telling.tell, name="tell"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/mittaus/", measuring.measure, name="measure"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/mittaus/<int:measurement>/", measuring.correct, name="correct"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tuonti/", measuring.bring_in, name="import"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tapahtumat/", occurring.occurrences, name="occurrences"),
    path(
        "t/<slug:organisation>/kokeilut/<int:pk>/tapahtumat/<int:occurrence>/poista/",
        occurring.remove,
        name="remove_occurrence",
    ),
    path("t/<slug:organisation>/kokeilut/<int:pk>/haaste/", moving.ending, name="ending"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/kumoa/", moving.undo, name="undo"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/<slug:move>/", moving.move, name="move"),
]
