from django.urls import path

from reports.submissions import views

app_name = "submissions"
urlpatterns = [
    path("t/<slug:organisation>/raportit/<int:pk>/lahetykset/<int:number>/", views.manifest, name="manifest"),
]
