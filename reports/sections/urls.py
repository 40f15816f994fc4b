from django.urls import path

from reports.sections import views

app_name = "sections"
ALL = "t/<slug:organisation>/raportit/osat/"
urlpatterns = [
    path(ALL, views.mine, name="mine"),
    path(f"{ALL}<int:pk>/", views.detail, name="detail"),
    path(f"{ALL}<int:pk>/anna/", views.give, name="give"),
    path(f"{ALL}<int:pk>/valmis/", views.tick, name="tick"),
    path(f"{ALL}<int:pk>/aiempi/", views.take, name="take"),
    path(f"{ALL}<int:pk>/periaatteet/", views.principles, name="principles"),
]
