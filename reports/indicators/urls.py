from django.urls import path

from reports.indicators import views

app_name = "indicators"
ALL = "t/<slug:organisation>/raportit/indikaattorit/<int:project_pk>/"
urlpatterns = [
    path(ALL, views.listed, name="list"),
    path(f"{ALL}uusi/", views.new, name="new"),
    path(f"{ALL}<int:pk>/", views.detail, name="detail"),
    path(f"{ALL}<int:pk>/muuta/", views.change, name="change"),
    path(f"{ALL}<int:pk>/raportoi/", views.take, name="take"),
    path(f"{ALL}<int:pk>/jata-pois/", views.leave, name="leave"),
]
