"""Writing for a company, step by step, and the link that it gets."""

import re

from django.test import Client
from django.urls import reverse

from challenges.behalf.models import OnBehalf
from challenges.models import Challenge
from mint.isolation import context
from mint.outbox.models import Mail
from tests.challenges.test_brief import FIRST, second

WHOSE = {
    "company_name": "Uusi Verstas",
    "contact_name": "Eino Verstas",
    "contact_email": "eino@verstas.example",
    "language": "fi",
}


def url(name, *args):
    return reverse(f"behalf:{name}", args=["municipality", *args])


def link(name, token):
    return reverse(f"behalf:{name}", args=[token])


def rows():
    with context.system("test"):
        return list(OnBehalf.objects.order_by("pk"))


def challenges():
    with context.system("test"):
        return list(Challenge.objects.all())


def version(row):
    with context.system("test"):
        return OnBehalf.objects.get(pk=row.pk).version


def write(browser, **whose):
    browser.post(url("new"), {**WHOSE, **whose})
    row = rows()[-1]
    browser.post(url("step", row.pk, 1), {**FIRST, "version": version(row)})
    browser.post(url("step", row.pk, 2), {**second(), "version": version(row)})
    return row


def token():
    with context.system("test"):
        mail = Mail.objects.filter(kind="behalf_asked").latest("pk")
    return re.search(r"vahvista/([\w-]+)/", mail.text).group(1)


def nobody():
    """A visitor: the test's one transaction still knows who asked before, each request's own would not."""
    context.forget()
    return Client()
