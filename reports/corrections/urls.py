from django.urls import path

from reports.corrections import views

app_name = "corrections"
ALL = "t/<slug:organisation>/raportit/korjaukset/"
OF_PROJECT = f"{ALL}hanke/<int:project_pk>/"
urlpatterns = [
    path(OF_PROJECT, views.listed, name="list"),
    path(f"{OF_PROJECT}uusi/", views.new, name="new"),
    path(f"{ALL}<int:pk>/", views.detail, name="detail"),
    path(f"{ALL}<int:pk>/tiedostot/<int:file_pk>/", views.download, name="download"),
    path(f"{ALL}<int:pk>/siirra/<slug:verb>/", views.move, name="move"),
]
