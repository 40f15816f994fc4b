from django.urls import path

from experiments.replication.views import again, family

app_name = "replication"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/"
urlpatterns = [
    path("kokeilut/<int:pk>/toistot/", family.family, name="family"),
    path(f"{ONE}toista/", again.again, name="again"),
    path(f"{ONE}olosuhteet/", again.context, name="context"),
    path(f"{ONE}aineistot/<int:material>/", again.material, name="material"),
]
