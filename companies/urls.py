from django.urls import path

from companies.views import company, joining

app_name = "companies"
urlpatterns = [
    path("yritykset/", company.directory, name="list"),
    path("yritykset/<int:pk>-<slug:slug>/", company.detail, name="detail"),
    path("t/<slug:organisation>/yritys/", company.profile, name="profile"),
    path("t/<slug:organisation>/yritykset/", company.unverified, name="unverified"),
    path("t/<slug:organisation>/yritykset/<int:pk>/vahvista/", company.verify, name="verify"),
    path("yritys/liity/", joining.join, name="join"),
    path("yritys/pyynto/<int:pk>/", joining.request_page, name="request"),
    path("yritys/pyynto/<int:pk>/peru/", joining.withdraw, name="withdraw"),
    path("t/<slug:organisation>/pyynnot/", joining.requests, name="requests"),
    path("t/<slug:organisation>/pyynnot/<int:pk>/hyvaksy/", joining.accept, name="accept"),
    path("t/<slug:organisation>/pyynnot/<int:pk>/hylkaa/", joining.decline, name="decline"),
]
