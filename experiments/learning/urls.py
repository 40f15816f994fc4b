from django.urls import path

from experiments.learning.views import lessons, public

app_name = "learning"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/opit/"
urlpatterns = [
    path("kokeilut/opit/", public.listing, name="list"),
    path(ONE, lessons.lessons, name="lessons"),
    path(f"{ONE}<int:lesson>/poista/", lessons.remove, name="remove"),
]
