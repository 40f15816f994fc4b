from django.urls import path

from mint.search import views

app_name = "search"
SAVED = "haku/tallennetut/"
urlpatterns = [
    path("haku/", views.everywhere, name="everywhere"),
    path("t/<slug:organisation>/haku/", views.workspace, name="workspace"),
    path(SAVED, views.saved, name="saved"),
    path("haku/tallenna/", views.save, name="save"),
    path(f"{SAVED}<int:pk>/", views.change, name="change"),
    path(f"{SAVED}<int:pk>/poista/", views.delete, name="delete"),
    path(f"{SAVED}<int:pk>/syote/", views.open_feed, name="open_feed"),
    path(f"{SAVED}<int:pk>/syote/sulje/", views.close_feed, name="close_feed"),
    path("haku/syote/<slug:token>/", views.feed, name="feed"),
    path("haku/lopeta/<slug:token>/", views.stop, name="stop"),
]
