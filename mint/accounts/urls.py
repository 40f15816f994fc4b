from django.urls import path

from mint.accounts import views

app_name = "accounts"
urlpatterns = [
    path("kirjaudu/demo/", views.demo, name="demo"),
    path("oma-profiili/", views.profile, name="profile"),
]
