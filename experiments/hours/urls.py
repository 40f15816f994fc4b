from django.urls import path

from experiments.hours.views import lines, tariffs

app_name = "hours"
urlpatterns = [
    path("t/<slug:organisation>/tuntihinnat/", tariffs.tariffs, name="tariffs"),
    path("t/<slug:organisation>/tuntihinnat/<int:pk>/", tariffs.tariff, name="tariff"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tunnit/", lines.lines, name="lines"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tunnit/<int:line>/", lines.line, name="line"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/tunnit/<int:line>/poista/", lines.remove, name="remove"),
]
