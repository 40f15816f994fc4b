from django.urls import path

from challenges.sharing import views

app_name = "sharing"
urlpatterns = [
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdessa/", views.page, name="page"),
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdessa/pyyda/", views.ask, name="ask"),
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdessa/muistio/", views.notes, name="notes"),
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdessa/osuus/", views.share, name="share"),
    path("t/<slug:organisation>/haasteet/<int:pk>/yhdessa/<int:owner>/<slug:verb>/", views.decide, name="decide"),
]
