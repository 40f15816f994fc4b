from django.urls import path

from reports.dossier import views

app_name = "dossier"
ONE = "t/<slug:organisation>/raportit/<int:pk>/kansio/"
urlpatterns = [
    path(ONE, views.download, name="download"),
    path(f"{ONE}koosta/", views.ask, name="ask"),
]
