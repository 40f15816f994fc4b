"""What the demo lacks of experiments: of each, public and hidden, a row of every kind."""

from datetime import timedelta

from experiments.models import EvidenceReview, Experiment, ExperimentParty, Occurrence
from experiments.replication.models import MetricReplication, Replication
from experiments.sensing.models import Delivery, Key
from experiments.staging.models import Visit
from experiments.states import Invited
from mint import clock
from mint.accounts.models import User
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from tests.rows.collaboration import (
    make_consent,
    make_errand,
    make_invitation,
    make_note,
    make_picture,
    make_role,
    make_text,
)
from tests.rows.follow_up import make_asking, make_contact, make_rounds
from tests.rows.hours import make_line, make_tariff
from tests.rows.learning import make_lesson
from tests.rows.patterns import make_pattern
from tests.rows.purchasing import make_purchase, make_told
from tests.rows.replication import make_material
from tests.rows.shelf import make_rest
from tests.rows.staging import make_document, make_sign_off


def fill(people: list[User]) -> None:
    _gates()
    _sensors(people)
    _follow_ups()
    _replications()
    _lessons()
    _shelf()
    _purchases()
    _collaboration(people)
    _hours()
    _patterns(people)


def let_a_guest_in(people: list[User]) -> None:
    """One company takes part in all that it does not own, and has reviewed one that nobody else sees."""
    guest = Organisation.objects.filter(kind="company").order_by("-pk")[0]
    for experiment in Experiment.objects.exclude(organisation=guest).exclude(parties__party=guest):
        ExperimentParty.objects.create(experiment=experiment, organisation_id=experiment.organisation_id, party=guest)
    unseen = Experiment.objects.filter(state="planning").exclude(organisation=guest).order_by("pk")[0]
    EvidenceReview.objects.create(
        experiment=unseen, organisation_id=unseen.organisation_id, reviewing=guest, reviewer=people[0],
        computed=2, grade=1, reason="Liian vähän",
    )  # fmt: skip


def _sensors(people: list[User]) -> None:
    """A mark on every experiment's charts; a key of some, with a delivery that came by it."""
    for experiment in Experiment.objects.order_by("pk"):
        owner = {"organisation_id": experiment.organisation_id, "experiment": experiment}
        Occurrence.objects.create(**owner, happened_on=clock.today(), text=f"Tapaus {experiment.pk}")
        metric = experiment.metrics.first()
        if metric and experiment.pk % 3 == 0:
            key = Key.objects.create(
                **owner, made_by=people[0], made_for_id=experiment.organisation_id, name=f"Anturi {experiment.pk}",
                metric_ids=[metric.pk], token_hash=f"{experiment.pk:064}", ending="abcd",
                expires_at=clock.now() + timedelta(days=30),
            )  # fmt: skip
            sent = {"idempotency_key": f"{key.pk}", "body_hash": f"{key.pk:064}", "answer": {}}
            Delivery.objects.create(organisation_id=key.organisation_id, key=key, **sent)


def _gates() -> None:
    """A document of every experiment, and a line ticked where it stands."""
    for experiment in Experiment.objects.order_by("pk"):
        make_document(experiment)
    for visit in Visit.objects.open().order_by("pk"):
        make_sign_off(visit)


def _follow_ups() -> None:
    """Rounds, contacts and links also of experiments that are not followed up, hidden ones among them."""
    for experiment in Experiment.objects.order_by("pk"):
        rounds = list(experiment.follow_ups.all()) or make_rounds(experiment)
        make_asking(rounds[0], f"a-link-of-{experiment.pk}")
        if not experiment.follow_up_contacts.exists():
            make_contact(experiment)


def _patterns(people: list[User]) -> None:
    """A template of plans of every organisation, some of them a project's."""
    projects = list(Project.objects.order_by("pk"))
    for number, organisation in enumerate(Organisation.objects.order_by("pk")):
        project = projects[number % len(projects)] if organisation.kind == "university" else None
        make_pattern(organisation, project=project, made_by=people[0])


def _hours() -> None:
    """A rate of every organisation, and hours in every experiment, hidden ones among them."""
    rates = {each.pk: make_tariff(each, name_fi=f"Työ {each.pk}") for each in Organisation.objects.order_by("pk")}
    for experiment in Experiment.objects.order_by("pk"):
        make_line(experiment, rates[experiment.organisation_id], work=f"Työ {experiment.pk}")


def _replications() -> None:
    """Each experiment as a copy of the first, with its metrics tied and a material of its own."""
    first, *others = Experiment.objects.prefetch_related("metrics").order_by("pk")
    source = first.metrics.all()[0]
    for experiment in others:
        owner = {"organisation_id": experiment.organisation_id}
        lineage = {**owner, "source": first, "root": first, "differs": "Muualla"}
        Replication.objects.get_or_create(experiment=experiment, defaults=lineage)
        for metric in experiment.metrics.all():
            tie = {**owner, "source": source, "root": source}
            MetricReplication.objects.get_or_create(metric=metric, defaults=tie)
        make_material(experiment)


def _lessons() -> None:
    """Of every experiment, hidden ones among them."""
    for experiment in Experiment.objects.order_by("pk"):
        make_lesson(experiment, text=f"Oppi {experiment.pk}")


def _shelf() -> None:
    """Each experiment on it, some taken down again."""
    for experiment in Experiment.objects.order_by("pk"):
        if not experiment.rests.exists():
            ended = {"ending": "taken", "ended_at": clock.now()} if experiment.pk % 3 == 0 else {}
            make_rest(experiment, **ended)


def _purchases() -> None:
    """Of every public buyer, after experiments public and hidden, each told of."""
    buyers = list(Organisation.objects.exclude(kind="company").order_by("pk"))
    for number, experiment in enumerate(Experiment.objects.order_by("pk")):
        make_told(make_purchase(experiment, buyers[number % len(buyers)], title=f"Hankinta {experiment.pk}"))


def _collaboration(people: list[User]) -> None:
    """Each experiment's diary, tasks and consents, hidden ones among them."""
    for number, experiment in enumerate(Experiment.objects.order_by("pk")):
        person = people[number % len(people)]
        make_picture(make_note(experiment, person))
        make_errand(experiment, person)
        text = make_text(experiment, 9, author=person)
        make_consent(text, f"P{number}", recorded_by=person)
        if not experiment.party_roles.exists():
            make_role(experiment, experiment.organisation)
        _ask(experiment, number)


def _ask(experiment: Experiment, number: int) -> None:
    """An invitation of every state, of experiments public and hidden."""
    others = Organisation.objects.exclude(pk__in=[experiment.organisation_id, *experiment.party_ids]).order_by("pk")
    free = others.exclude(pk__in=experiment.invitations.values("member_id"))
    state = Invited.values[number % len(Invited.values)]
    make_invitation(experiment, free[number % free.count()], state=state)
