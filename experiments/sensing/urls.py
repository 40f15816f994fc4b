from django.urls import path

from experiments.sensing.views import keys

app_name = "sensing"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/anturit/"
urlpatterns = [
    path(ONE, keys.keys, name="keys"),
    path(f"{ONE}<int:key>/mitatoi/", keys.revoke, name="revoke"),
]
