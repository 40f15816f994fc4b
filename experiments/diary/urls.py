from django.urls import path

from experiments.diary.views import pages

app_name = "diary"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/paivakirja/"
urlpatterns = [
    path(ONE, pages.notes, name="notes"),
    path(f"{ONE}<int:note>/", pages.note, name="note"),
    path(f"{ONE}<int:note>/liita/", pages.attach, name="attach"),
    path(f"{ONE}<int:note>/poista/", pages.remove, name="remove"),
    path(f"{ONE}tiedostot/<int:file>/", pages.file, name="file"),
    path(f"{ONE}tiedostot/<int:file>/poista/", pages.detach, name="detach"),
]
