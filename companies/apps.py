from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import found, joining, panels
        from mint.accounts.demo import register_parts
        from mint.notifications.duties import register_duties
        from mint.search.sources import register_source
        from mint.web import register_panel

        register_parts(joining.asking)
        register_source(found.SOURCE)
        register_duties(panels.duties)
        register_duties(panels.join_duties)
        register_panel("members.main", panels.requests, "companies/_requests_panel.html")
        register_panel("person.main", panels.own_requests, "companies/_own_requests.html")
