from django.urls import path

from reports.yearly import views

app_name = "yearly"
ALL = "t/<slug:organisation>/vuosikatsaukset/"
urlpatterns = [
    path(ALL, views.listed, name="list"),
    path(f"{ALL}<int:year>/", views.detail, name="detail"),
    path(f"{ALL}<int:year>/taulukko.xlsx", views.workbook, name="workbook"),
    path(f"{ALL}<int:year>/katsaus.pdf", views.document, name="pdf"),
    path(f"{ALL}<int:year>/siirra/<slug:verb>/", views.move, name="move"),
]
