from django.urls import path

from reports import views

app_name = "reports"
REPORT = "t/<slug:organisation>/raportit/<int:pk>/"
urlpatterns = [
    path("t/<slug:organisation>/raportit/", views.board, name="list"),
    path("t/<slug:organisation>/raportit/uusi/", views.new, name="new"),
    path("t/<slug:organisation>/raportit/tavoitteet/<int:project_pk>/", views.targets, name="targets"),
    path(REPORT, views.detail, name="detail"),
    path(f"{REPORT}puuttuu/", views.missing, name="missing"),
    path(f"{REPORT}luvut/<int:figure_pk>/", views.rows, name="rows"),
    path(f"{REPORT}tiedostot/<int:file_pk>/", views.download, name="download"),
    path(f"{REPORT}koosta/", views.build, name="build"),
    path(f"{REPORT}jatka/", views.retry, name="retry"),
    path(f"{REPORT}peruuta/", views.cancel, name="cancel"),
    path(f"{REPORT}siirra/<slug:verb>/", views.move, name="move"),
]
