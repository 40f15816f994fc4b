from django.urls import path

from reports.reviews import views

app_name = "reviews"
urlpatterns = [
    path("katsaukset/", views.listed, name="list"),
    path("katsaukset/<int:pk>/", views.detail, name="detail"),
    path("t/<slug:organisation>/raportit/<int:pk>/julkaise/", views.publish, name="publish"),
    path("t/<slug:organisation>/raportit/<int:pk>/peru-julkaisu/", views.withdraw, name="withdraw"),
]
