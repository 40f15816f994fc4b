from django.urls import path

from experiments.patterns import views

app_name = "patterns"
urlpatterns = [
    path("t/<slug:organisation>/kokeilut/suunnitelmamallit/", views.listing, name="list"),
    path("t/<slug:organisation>/kokeilut/suunnitelmamallit/<int:pk>/", views.edit, name="edit"),
    path("t/<slug:organisation>/kokeilut/suunnitelmamallit/<int:pk>/kaytto/", views.retire, name="retire"),
    path("t/<slug:organisation>/kokeilut/<int:pk>/suunnitelma/malliksi/", views.save, name="save"),
]
