from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mint.matching"
    label = "matching"

    def ready(self) -> None:
        from mint.matching import learning, panels
        from mint.notifications.duties import register_duties
        from mint.vocabulary.signals import vocabulary_changed
        from mint.web import register_panel

        vocabulary_changed.connect(learning.learn_again_later, dispatch_uid="matching")
        register_duties(panels.duties)
        register_panel("challenge.aside", panels.challenge_aside, "matching/_challenge_aside.html", order=20)
        register_panel("workspace.main", panels.desk, "matching/_desk.html", order=20)
        register_panel("workspace.aside", panels.desk_aside, "matching/_desk_aside.html", order=20)
