from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "mint.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from mint.search import reading
        from mint.vocabulary.signals import vocabulary_changed

        vocabulary_changed.connect(reading.read_again_later, dispatch_uid="search")
