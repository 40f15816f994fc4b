from django.urls import path

from mint.accounts import views

app_name = "accounts"
urlpatterns = [
    path("kirjaudu/demo/", views.demo, name="demo"),
    path("oma-profiili/", views.profile, name="profile"),
    path("oma-profiili/toinen-vaihe/", views.second_factor, name="second_factor"),
    path("oma-profiili/vahvista/", views.confirm, name="confirm"),
    path("oma-profiili/jatka/", views.resume, name="resume"),
    path("oma-profiili/istunnot/<int:pk>/paata/", views.end_session, name="end_session"),
]
