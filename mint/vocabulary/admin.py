from django.contrib import admin

from mint.operators import OperatorAdmin, ReadOnlyAdmin
from mint.vocabulary.models import Concept, Edition, Label


@admin.register(Concept)
class ConceptAdmin(OperatorAdmin):
    list_display = ("scheme", "code", "uri")
    list_filter = ("scheme",)
    search_fields = ("code", "labels__text")
    raw_id_fields = ("broader",)


@admin.register(Label)
class LabelAdmin(OperatorAdmin):
    list_display = ("text", "language", "kind", "concept_id")
    list_filter = ("language", "kind")
    search_fields = ("text",)
    raw_id_fields = ("concept",)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("scheme", "concepts", "imported_at")
