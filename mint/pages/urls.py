from django.urls import path

from mint.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("tietoa/", views.about, name="about"),
    path("saavutettavuus/", views.accessibility, name="accessibility"),
    path("tietosuoja/", views.privacy, name="privacy"),
    path("kuratointi/", views.curation, name="curation"),
    path("omat/", views.mine, name="mine"),
    path("t/<slug:organisation>/", views.workspace, name="workspace"),
]
