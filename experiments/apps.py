from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "experiments"

    def ready(self) -> None:
        from experiments import duties, panels
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_duties(duties.duties)
        register_panel("challenge.main", panels.of_challenge, "experiments/_of_challenge.html", order=20)
        register_panel("match.main", panels.of_match, "experiments/_of_match.html", order=20)
        register_panel("challenge.aside", panels.begin, "experiments/_begin.html", order=30)
        register_panel("workspace.main", panels.of_desk, "experiments/_workspace.html", order=20)
