from django.urls import path

from challenges.lineage import views

app_name = "lineage"
urlpatterns = [
    path("t/<slug:organisation>/haasteet/uusi/pohjasta/", views.choose, name="choose"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kopioi/", views.copy, name="copy"),
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdista/", views.merge, name="merge"),
    path("t/<slug:organisation>/haasteet/<int:pk>/jaa/", views.split, name="split"),
]
