from django.urls import path

from experiments.shelf.views import shelf

app_name = "shelf"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/hylly/"
urlpatterns = [
    path("t/<slug:organisation>/hylly/", shelf.listing, name="list"),
    path(ONE, shelf.one, name="one"),
    path(f"{ONE}jata/", shelf.keep, name="keep"),
    path(f"{ONE}ota/", shelf.take, name="take"),
]
