from django.urls import path

from mint.outbox import views

app_name = "outbox"
urlpatterns = [
    path("posti/", views.mailbox, name="mailbox"),
    path("posti/<int:pk>/", views.message, name="message"),
]
