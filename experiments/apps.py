from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "experiments"

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.traits import register_trait
        from companies.effort.counting import register_source as register_effort
        from experiments import dates, duties, effort, found, panels, talking, track_record
        from experiments.models import Experiment
        from mint.discussion.subjects import register_subject
        from mint.matching.tracking import register_track_record
        from mint.notifications.duties import register_coming, register_duties
        from mint.search.sources import register_source
        from mint.web import register_panel

        register_source(found.SOURCE)
        register_effort(effort.measurements)
        register_duties(duties.duties)
        register_coming(dates.days)
        register_subject(talking.DISCUSSED)
        register_track_record(track_record.concluded)
        register_trait("has_experiments", lambda: Exists(Experiment.objects.filter(challenge=OuterRef("pk"))))
        register_panel("challenge.main", panels.of_challenge, "experiments/_of_challenge.html", order=20)
        register_panel("match.main", panels.of_match, "experiments/_of_match.html", order=20)
        register_panel("challenge.aside", panels.begin, "experiments/_begin.html", order=30)
        register_panel("workspace.main", panels.of_desk, "experiments/_workspace.html", order=20)
        register_panel("experiment.main", talking.panel, "discussion/_block.html", order=90)
