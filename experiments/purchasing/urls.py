from django.urls import path

from experiments.purchasing.views import purchases, told

app_name = "purchasing"
ONE = "t/<slug:organisation>/hankinnat/<int:pk>/"
urlpatterns = [
    path("kokeilut/<int:pk>/hankintatiedot/", told.told, name="told"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/hankinta/", purchases.begin, name="begin"),
    path(ONE, purchases.purchase, name="purchase"),
    path(f"{ONE}muuta/", purchases.write, name="write"),
    path(f"{ONE}kerro/", purchases.tell, name="tell"),
    path(f"{ONE}hylkaa/", purchases.discard, name="discard"),
    path(f"{ONE}paata/", purchases.decide, name="decide"),
    path(f"{ONE}muistio.pdf", purchases.memo, name="memo"),
]
