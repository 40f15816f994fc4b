from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.accounts.models import User
from mint.operators import ReadOnlyAdmin
from mint.signon.actions import confirm
from mint.signon.models import Domain
from mint.web import MoveError


@admin.register(Domain)
class DomainAdmin(ReadOnlyAdmin):
    """Domains that organisations say are theirs: an operator confirms them, having asked whoever administers them."""

    list_display = ("name", "organisation", "issuer", "confirmed_at", "confirmed_url")
    list_select_related = ("organisation", "provider")
    fields = readonly_fields = ("name", "organisation", "issuer", "confirmed_at", "confirmed_by", "confirmed_url")
    actions = ("confirm",)

    @admin.display(description=gettext_lazy("Address of your sign-in service (issuer)"))
    def issuer(self, domain: Domain) -> str:
        return domain.provider.server_url

    @admin.action(description=gettext_lazy("Confirm that the domain is the organisation's"))
    def confirm(self, request: Any, chosen: QuerySet[Domain]) -> None:
        assert isinstance(request.user, User)
        for domain in chosen:
            try:
                confirm(domain, operator=request.user, actor=request.actor)
            except MoveError as error:
                messages.error(request, f"{domain.name}: {error}")
            else:
                messages.success(request, _("%(name)s was confirmed.") % {"name": domain.name})

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
