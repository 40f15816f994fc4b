"""Every address of the platform. Paths are Finnish nouns in all languages; only the prefix changes."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from mint import health

admin.site.site_header = admin.site.site_title = "MINT"
admin.site.index_title = _("Operator's pages")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's way: its second factor holds here too
handler500 = "mint.failing.failed"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path(
        "",
        login_not_required(RedirectView.as_view(pattern_name="pages:home")),
        name="root",
    ),
    path("api/v1/", include("experiments.sensing.api")),
    *i18n_patterns(
        path("", include("mint.pages.urls")),
        path("", include("challenges.urls")),
        path("", include("challenges.questions.urls")),
        path("", include("challenges.sharing.urls")),
        path("", include("challenges.behalf.urls")),
        path("", include("challenges.tagging.urls")),
        path("", include("challenges.curation.urls")),
        path("", include("challenges.lineage.urls")),
        path("", include("challenges.proposals.urls")),
        path("", include("challenges.evaluation.urls")),
        path("", include("experiments.staging.urls")),
        path("", include("experiments.sensing.urls")),
        path("", include("experiments.follow_up.urls")),
        path("", include("experiments.replication.urls")),
        path("", include("experiments.learning.urls")),
        path("", include("experiments.shelf.urls")),
        path("", include("experiments.purchasing.urls")),
        path("", include("experiments.diary.urls")),
        path("", include("experiments.errands.urls")),
        path("", include("experiments.consents.urls")),
        path("", include("experiments.parties.urls")),
        path("", include("experiments.hours.urls")),
        path("", include("experiments.patterns.urls")),
        path("", include("experiments.urls")),
        path("", include("municipalities.urls")),
        path("", include("companies.urls")),
        path("", include("companies.effort.urls")),
        path("", include("placements.urls")),
        path("", include("reports.indicators.urls")),
        path("", include("reports.corrections.urls")),
        path("", include("reports.cockpit.urls")),
        path("", include("reports.sections.urls")),
        path("", include("reports.reviews.urls")),
        path("", include("reports.yearly.urls")),
        path("", include("reports.submissions.urls")),
        path("", include("reports.approvals.urls")),
        path("", include("reports.changes.urls")),
        path("", include("reports.inquiries.urls")),
        path("", include("reports.urls")),
        path("", include("reports.dossier.urls")),
        path("", include("reports.authority.urls")),
        path("", include("reports.open_data.urls")),
        path("", include("mint.matching.urls")),
        path("", include("mint.search.urls")),
        path("", include("mint.discussion.urls")),
        path("", include("mint.tenancy.urls")),
        path("", include("mint.accounts.urls")),
        path("", include("mint.privacy.urls")),
        path("", include("mint.signon.urls")),
        path("", include("mint.notifications.urls")),
        path("", include("mint.outbox.urls")),
        path("tili/", include("allauth.urls")),
        path("yllapito/", admin.site.urls),
    ),
]
