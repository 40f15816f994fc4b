from django.urls import path

from reports.cockpit import views

app_name = "cockpit"
ALL = "t/<slug:organisation>/raportit/"
urlpatterns = [
    path(f"{ALL}tilanne/<int:project_pk>/", views.cockpit, name="cockpit"),
    path(f"{ALL}tilanne/<int:project_pk>/muistuta/<int:whom>/", views.remind, name="remind"),
    path(f"{ALL}osuus/<int:project_pk>/", views.part, name="part"),
]
