"""What search knows of companies: those of the directory, and one's own."""

from typing import Any

from django.db.migrations.operations import RunSQL
from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyProfile
from mint.actor import Actor
from mint.search.documents import Words
from mint.search.sources import Source

OWNER = "FROM public.tenancy_organisation o WHERE o.id = r.organisation_id"
WORDS = Words(
    title=f"(SELECT o.name {OWNER})",
    body="r.description",
    at="r.created_at",
    state="''",
    municipality=f"(SELECT o.municipality_id {OWNER})",
    project="NULL",
)
# its name and where it is are the organisation's
RENAMED = RunSQL(
    """CREATE FUNCTION mint.company_renamed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$ BEGIN
      PERFORM mint.put_document(p) FROM public.companies_companyprofile p WHERE p.organisation_id = NEW.id;
      RETURN NULL;
    END $$;
    CREATE TRIGGER company_renamed AFTER UPDATE OF name, municipality_id ON public.tenancy_organisation
      FOR EACH ROW EXECUTE FUNCTION mint.company_renamed();
    ALTER FUNCTION mint.company_renamed() OWNER TO mint_definer;
    REVOKE ALL ON FUNCTION mint.company_renamed() FROM PUBLIC""",
    "DROP TRIGGER company_renamed ON public.tenancy_organisation; DROP FUNCTION mint.company_renamed()",
)


def columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": "organisation__name",
        "body": "description",
        "slug": "organisation__slug",
        "place": F(f"organisation__municipality__name_{(get_language() or 'fi')[:2]}"),
        "extra": "organisation_id",
        "at": "created_at",
    }


SOURCE = Source(
    model=CompanyProfile,
    key="yritys",
    label=_("Companies"),
    one=_("Company"),
    icon="factory",
    names=("yritykset", "företag", "company", "companies"),
    columns=columns,
    url=lambda row, _acting: reverse("companies:detail", args=[int(row.extra), row.slug]),
)
