from django.urls import path

from reports.authority import views

app_name = "authority"
FORM = "t/<slug:organisation>/raportit/lomake/<int:pk>/"
REPORT = "t/<slug:organisation>/raportit/<int:pk>/lomakkeet/"
urlpatterns = [
    path("t/<slug:organisation>/raportit/lomakkeet/<int:project_pk>/", views.forms_of, name="forms"),
    path(FORM, views.mapping, name="mapping"),
    path(f"{FORM}poista/", views.unmap, name="unmap"),
    path(f"{FORM}tiedosto/", views.template, name="template"),
    path(REPORT, views.file, name="file"),
    path(f"{REPORT}<int:filing_pk>/", views.filed, name="filed"),
]
