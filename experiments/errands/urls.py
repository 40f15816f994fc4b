from django.urls import path

from experiments.errands.views import pages

app_name = "errands"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/tehtavat/"
urlpatterns = [
    path(ONE, pages.listing, name="list"),
    path(f"{ONE}<int:errand>/", pages.change, name="change"),
    path(f"{ONE}<int:errand>/tehty/", pages.mark, name="mark"),
    path(f"{ONE}<int:errand>/poista/", pages.remove, name="remove"),
]
