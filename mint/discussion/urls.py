from django.urls import URLPattern, path

from mint.discussion import views

app_name = "discussion"

OF_SUBJECT = "keskustelu/<slug:word>/<int:pk>/"
OF_COMMENT = "kommentit/<int:pk>/"
# (address, view, name): in a workspace for its organisation, and without one for who belongs to none
BOTH = (
    (f"{OF_SUBJECT}kirjoita/", views.write, "write"),
    (f"{OF_SUBJECT}ihmiset/", views.people, "people"),
    (f"{OF_SUBJECT}seuraa/", views.follow, "follow"),
    (f"{OF_COMMENT}muokkaa/", views.edit, "edit"),
    (f"{OF_COMMENT}rajaa/", views.narrow, "narrow"),
    (f"{OF_COMMENT}poista/", views.remove, "remove"),
)

urlpatterns: list[URLPattern] = [
    path(OF_SUBJECT, views.page, name="page"),
    path(f"t/<slug:organisation>/{OF_SUBJECT}", views.page_in, name="page_in"),
    path(OF_COMMENT, views.go, name="go"),
    path(f"{OF_COMMENT}historia/", views.history, name="history"),
    *(path(address, view, name=name) for address, view, name in BOTH),
    *(path(f"t/<slug:organisation>/{address}", view, name=f"{name}_in") for address, view, name in BOTH),
]
