"""Size classes, the directory that shows only those that agreed, own details, and the coordinator's word."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from companies.models import CompanyProfile
from companies.states import Size, size_of
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.tenancy.models import Organisation
from tests.clashes import rows_of
from tests.factories import OrganisationFactory
from tests.rows.matching import TENANT, make_offer
from tests.world import EVERYBODY

FORM = {
    "company_form": "oy", "employees": "18", "turnover": "2600000", "balance": "", "language": "fi", "website": "",
    "description": "Ohutlevytöitä.", "version": "0", "is_listed": "on",
}  # fmt: skip
MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("employees", "turnover", "balance", "size"),
    [
        (None, 1, 1, ""),
        (0, None, None, Size.MICRO),
        (9, 2, None, Size.MICRO),
        (9, 3, 2, Size.MICRO),
        (9, 3, 3, Size.SMALL),
        (10, 1, 1, Size.SMALL),
        (49, 10, 11, Size.SMALL),
        (49, 11, 11, Size.MEDIUM),
        (249, 51, 43, Size.MEDIUM),
        (249, 51, 44, Size.LARGE),
        (250, 1, 1, Size.LARGE),
    ],
)
def test_the_size_class_follows_the_recommendation(employees, turnover, balance, size):
    sums = [None if value is None else value * MILLION for value in (turnover, balance)]
    assert size_of(employees, *sums) == size


def make_profile(organisation, **values):
    with context.system("test"):
        return CompanyProfile.objects.create(organisation=organisation, employees=5, **values)


def profile_url(who="owner"):
    return reverse("companies:profile", args=[TENANT.get(who, "company")])


@pytest.mark.parametrize(
    ("who", "status", "made"),
    [
        ("anonymous", 302, 0), ("outsider", 404, 0), ("viewer", 403, 0), ("coordinator", 404, 0), ("teacher", 404, 0),
        ("owner", 302, 1), ("editor", 302, 1),
    ],
)  # fmt: skip
def test_its_writers_describe_the_company(who, status, made, world, log_in):
    response = log_in(who).post(profile_url(who), FORM)
    with context.system("test"):
        found = list(CompanyProfile.objects.values_list("organisation", "size", "is_listed"))
        entries = Entry.objects.filter(verb="company.described").count()
    assert (response.status_code, found, entries) == (status, [(world.company.pk, "small", True)] * made, made)


def test_a_stale_form_overwrites_nothing(world, log_in):
    browser = log_in("owner")
    browser.post(profile_url(), FORM)
    stale = browser.post(profile_url(), {**FORM, "description": "Vanha"})
    assert (stale.status_code, [row[1:] for row in rows_of(stale)]) == (409, [("Ohutlevytöitä.", "Vanha")])
    assert browser.post(profile_url(), {**FORM, "description": "Uusi", "version": "1"}).status_code == 302
    with context.system("test"):
        assert CompanyProfile.objects.get().description == "Uusi"


@pytest.mark.parametrize(
    "bad",
    [
        {"description": "x" * 1_000_000},
        {"description": "a\0b"},
        {"employees": "-1"},
        {"turnover": "paljon"},
        {"website": "x"},
    ],
)
def test_bad_details_are_told_in_words(bad, world, log_in):
    response = log_in("owner").post(profile_url(), {**FORM, **bad})
    with context.system("test"):
        assert (response.status_code, CompanyProfile.objects.count()) == (422, 0)
    assert "error-summary" in response.content.decode()


def test_the_directory_shows_those_that_agreed_without_their_figures(world, log_in):
    make_profile(world.company, is_listed=True, turnover=Decimal(1234567), description="Ohutlevytöitä.")
    make_profile(world.partner)
    listing = log_in("anonymous").get(reverse("companies:list")).content.decode()
    assert (world.company.name in listing, world.partner.name in listing) == (True, False)
    page = log_in("anonymous").get(CompanyProfile(organisation=world.company).get_absolute_url())
    assert (page.status_code, "1234567" in page.content.decode().replace("\xa0", "").replace(" ", "")) == (200, False)
    hidden = log_in("anonymous").get(CompanyProfile(organisation=world.partner).get_absolute_url())
    assert hidden.status_code == 404


def test_a_public_page_shows_the_public_offers_only(world, log_in):
    profile = make_profile(world.partner, is_listed=True)
    with context.system("test"):
        make_offer(world.partner, title="Julkinen", is_public=True)
        make_offer(world.partner, title="Kirjautuneille")
    seen = {
        who: [title for title in ("Julkinen", "Kirjautuneille") if title in text]
        for who in ("anonymous", "outsider")
        if (text := log_in(who).get(profile.get_absolute_url()).content.decode())
    }
    assert seen == {"anonymous": ["Julkinen"], "outsider": ["Julkinen", "Kirjautuneille"]}


@pytest.mark.parametrize("who", EVERYBODY)
def test_row_security_and_visible_to_agree(who, world, acting_as):
    make_profile(world.company, is_listed=True)
    make_profile(world.partner)
    make_profile(world.other_company)
    with acting_as(who) as actor:
        by_policy = set(CompanyProfile.objects.values_list("pk", flat=True))
        by_rule = set(CompanyProfile.objects.visible_to(actor).values_list("pk", flat=True))
    assert by_policy == by_rule


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302), ("owner", 403), ("clerk", 403), ("other_coordinator", 404), ("curator", 404),
        ("coordinator", 302),
    ],
)  # fmt: skip
def test_only_the_municipalitys_coordinator_verifies(who, status, world, log_in, run_outbox):
    with context.system("test"):
        Organisation.objects.filter(pk=world.partner.pk).update(is_verified=False)
    url = reverse("companies:verify", args=[TENANT.get(who, "company"), world.partner.pk])
    assert [log_in(who).post(url).status_code for _ in range(2)] == [status, status]
    run_outbox()
    verified = int(who == "coordinator")
    with context.system("test"):
        assert Organisation.objects.get(pk=world.partner.pk).is_verified is bool(verified)
        assert Entry.objects.filter(verb="organisation.verified").count() == verified
        assert Notification.objects.filter(kind="company_verified").count() == verified


@pytest.mark.parametrize(
    ("who", "values", "refused"),
    [
        ("partner", {"is_verified": True}, True),
        ("partner", {"kind": "university"}, True),
        ("partner", {"business_id": "9900101-0"}, True),
        ("partner", {"website": "https://partner.example.test"}, False),
        ("coordinator", {"kind": "university"}, True),
        ("coordinator", {"is_verified": True}, False),
    ],
)
def test_a_company_does_not_say_who_it_is_the_database_repeats_it(who, values, refused, world, acting_as):
    with context.system("test"):
        Organisation.objects.filter(pk=world.partner.pk).update(is_verified=False)
        before = Organisation.objects.filter(pk=world.partner.pk).values().get()
    try:
        with acting_as(who), transaction.atomic():
            Organisation.objects.filter(pk=world.partner.pk).update(**values)
        was_refused = False
    except Error:
        was_refused = True
    with context.system("test"):
        after = Organisation.objects.filter(pk=world.partner.pk).values().get()
    assert (was_refused, after) == (refused, before if refused else before | values)


def test_nobody_registers_a_verified_company(world, acting_as):
    with acting_as("outsider"), pytest.raises(Error), transaction.atomic():
        Organisation.objects.create(kind="company", name="Uusi Oy", slug="uusi", is_verified=True)


def test_an_unverified_company_waits_on_the_coordinators_desk(world, log_in):
    with context.system("test"):
        Organisation.objects.filter(pk=world.partner.pk).update(is_verified=False)
    desk = log_in("coordinator").get(reverse("pages:workspace", args=["municipality"])).content.decode()
    assert reverse("companies:unverified", args=["municipality"]) in desk
    page = log_in("coordinator").get(reverse("companies:unverified", args=["municipality"])).content.decode()
    assert (world.partner.name in page, world.other_company.name in page) == (True, False)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_answers_in_every_language(language, world, log_in):
    profile = make_profile(world.company, is_listed=True)
    with translation.override(language):
        pages = [
            ("anonymous", reverse("companies:list")), ("anonymous", profile.get_absolute_url()),
            ("anonymous", f"{reverse('companies:list')}?kunta=luumaki"), ("owner", profile_url()),
            ("coordinator", reverse("companies:unverified", args=["municipality"])),
        ]  # fmt: skip
        assert [log_in(who).get(url).status_code for who, url in pages] == [200] * len(pages)


def test_the_directory_costs_the_same_for_one_and_for_twenty_five(world, log_in):
    make_profile(world.company, is_listed=True)
    few = cost(log_in("anonymous"))
    for number in range(24):
        with context.system("test"):
            organisation = OrganisationFactory(municipality=world.place, slug=f"yksi-{number}")
        make_profile(organisation, is_listed=True)
    assert cost(log_in("anonymous")) == few


def cost(browser):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("companies:list"))
    return len(queries)
