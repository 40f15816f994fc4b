from django.urls import path

from placements.views import application, public, work

app_name = "placements"
TENANT = "t/<slug:organisation>/paikat/"
ONE = f"{TENANT}hakemukset/<int:pk>/"
urlpatterns = [
    path("paikat/", public.list_, name="list"),
    path("paikat/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path(TENANT, work.own, name="own"),
    path(f"{TENANT}uusi/", work.new, name="new"),
    path(f"{TENANT}opiskelijat/", work.students, name="students"),
    path(ONE, application.page, name="application"),
    path(f"{ONE}kumoa/", application.undo, name="undo_application"),
    path(f"{ONE}poista/", application.delete, name="delete_application"),
    path(f"{ONE}raportti/", application.report, name="report"),
    path(f"{ONE}opintopisteet/", application.credit, name="credit"),
    path(f"{ONE}vahvista/<slug:party>/", application.confirm, name="confirm"),
    path(f"{ONE}liite/<int:attachment>/", application.attachment, name="attachment"),
    path(f"{ONE}<slug:move>/", application.move, name="move_application"),
    path(f"{TENANT}<int:pk>/", work.manage, name="manage"),
    path(f"{TENANT}<int:pk>/muokkaa/", work.edit, name="edit"),
    path(f"{TENANT}<int:pk>/hae/", application.apply, name="apply"),
    path(f"{TENANT}<int:pk>/kumoa/", work.undo, name="undo"),
    path(f"{TENANT}<int:pk>/<slug:move>/", work.move, name="move"),
]
