from django.urls import path

from reports.inquiries.views import link, threads

app_name = "inquiries"
HELD = "raportit/kysymys/<str:token>/"
OWN = "t/<slug:organisation>/raportit/<int:pk>/kysymykset/"
urlpatterns = [
    path(HELD, link.read, name="read"),
    path(f"{HELD}luvut/<int:pk>/", link.figure, name="figure"),
    path(f"{HELD}<int:thread_pk>/", link.asked, name="asked"),
    path(f"{HELD}<int:thread_pk>/<slug:kind>/", link.file, name="file"),
    path(OWN, threads.listed, name="list"),
    path(f"{OWN}linkit/<int:link_pk>/peru/", threads.revoke, name="revoke"),
    path(f"{OWN}<int:thread_pk>/", threads.thread, name="thread"),
    path(f"{OWN}<int:thread_pk>/sulje/", threads.close, name="close"),
]
