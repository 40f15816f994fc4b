from django.urls import path

from challenges.curation.views import chosen, queue, replies, screening

app_name = "curation"
urlpatterns = [
    path("kuratointi/", queue.everywhere, name="everywhere"),
    path("t/<slug:organisation>/jono/", queue.queue, name="queue"),
    path("t/<slug:organisation>/jono/valitut/", chosen.chosen, name="chosen"),
    path("t/<slug:organisation>/jono/<int:pk>/kasittelija/", screening.assign, name="assign"),
    path("t/<slug:organisation>/jono/<int:pk>/seulonta/", screening.screen, name="screen"),
    path("t/<slug:organisation>/jono/<int:pk>/muistiinpanot/", screening.note, name="note"),
    path(
        "t/<slug:organisation>/jono/<int:pk>/muistiinpanot/<int:number>/poista/",
        screening.delete_note,
        name="delete_note",
    ),
    path("t/<slug:organisation>/vastauspohjat/", replies.listing, name="replies"),
    path("t/<slug:organisation>/vastauspohjat/uusi/", replies.new, name="new_reply"),
    path("t/<slug:organisation>/vastauspohjat/<int:pk>/", replies.edit, name="reply"),
    path("t/<slug:organisation>/vastauspohjat/<int:pk>/poista/", replies.delete, name="delete_reply"),
]
