from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.search.sources import register_source
        from mint.web import register_panel
        from municipalities import found, panels
        from municipalities.duties import to_check

        register_source(found.FACTOR)
        register_source(found.PROFILE)
        register_duties(to_check)
        register_panel("workspace.aside", panels.targets, "municipalities/_targets.html", order=10)
