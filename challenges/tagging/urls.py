from django.urls import path

from challenges.tagging import views

app_name = "tagging"
urlpatterns = [
    path("t/<slug:organisation>/haasteet/<int:pk>/asiasanat/", views.page, name="page"),
    path("t/<slug:organisation>/haasteet/<int:pk>/asiasanat/paata/", views.decide, name="decide"),
]
