from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mint.matching"
    label = "matching"

    def ready(self) -> None:
        from mint.matching import found, learning, panels, recomputing
        from mint.notifications.duties import register_duties
        from mint.search.sources import register_source
        from mint.vocabulary.signals import vocabulary_changed
        from mint.web import register_panel

        register_source(found.SOURCE)
        vocabulary_changed.connect(learning.learn_again_later, dispatch_uid="matching")
        register_duties(panels.duties)
        recomputing.register()
        register_panel("challenge.aside", panels.challenge_aside, "matching/_challenge_aside.html", order=20)
        register_panel("workspace.main", panels.desk, "matching/_desk.html", order=20)
        register_panel("workspace.aside", panels.desk_aside, "matching/_desk_aside.html", order=20)
