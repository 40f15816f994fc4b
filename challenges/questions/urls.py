from django.urls import path

from challenges.questions import views

app_name = "questions"
urlpatterns = [
    path("haasteet/<int:pk>/kysy/", views.ask, name="ask"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kysymykset/", views.questions, name="list"),
    path("t/<slug:organisation>/haasteet/<int:pk>/kysymykset/<int:question>/vastaa/", views.answer, name="answer"),
]
