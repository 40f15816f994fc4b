from django.urls import path

from challenges.behalf.views import link, writing

app_name = "behalf"
urlpatterns = [
    path("haasteet/vahvista/<str:token>/", link.read, name="read"),
    path("haasteet/vahvista/<str:token>/koodi/", link.code, name="code"),
    path("haasteet/vahvista/<str:token>/vahvistan/", link.confirm, name="confirm"),
    path("haasteet/vahvista/<str:token>/hylkaa/", link.decline, name="decline"),
    path("haasteet/vahvista/<str:token>/kumoa/", link.undo, name="undo"),
    path("t/<slug:organisation>/haasteet/puolesta/", writing.listing, name="list"),
    path("t/<slug:organisation>/haasteet/puolesta/uusi/", writing.new, name="new"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/", writing.page, name="page"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/yritys/", writing.whose, name="whose"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/kuvaus/<int:number>/", writing.step, name="step"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/laheta/", writing.send, name="send"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/peru/", writing.take_back, name="take_back"),
    path("t/<slug:organisation>/haasteet/puolesta/<int:pk>/poista/", writing.delete, name="delete"),
]
