from django.urls import path

from reports.approvals import views

app_name = "approvals"
OWN = "t/<slug:organisation>/raportit/hyvaksynta/<int:pk>/"
urlpatterns = [
    path("t/<slug:organisation>/raportit/<int:pk>/hyvaksynnat/pyyda/", views.ask, name="ask"),
    path(OWN, views.page, name="page"),
    path(f"{OWN}pdf/", views.file, name="file"),
]
