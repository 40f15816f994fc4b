from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="need",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id IS NOT DISTINCT FROM matching_need.municipality_id))",
                name="need_isolated",
                read="(closed_at IS NULL OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[])) OR EXISTS (SELECT 1 FROM matching_match parent WHERE parent.need_id = matching_need.id AND parent.partner_id = ANY((SELECT mint.my_orgs())::bigint[])))",
                update="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id IS NOT DISTINCT FROM matching_need.municipality_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="needreading",
            constraint=mint.isolation.constraints.TenantKey(
                name="reading_of_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="needreading",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="need_reading_isolated",
                read="EXISTS (SELECT 1 FROM matching_need parent WHERE parent.id = need_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="offer",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="offer_isolated",
                read="((state = 'active' AND (is_public OR (SELECT mint.my_user()) IS NOT NULL)) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[])))",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="offerreading",
            constraint=mint.isolation.constraints.TenantKey(
                name="reading_of_own_offer", organisation="organisation", parent="offer"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="offerreading",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="offer_reading_isolated",
                read="EXISTS (SELECT 1 FROM matching_offer parent WHERE parent.id = offer_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="recomputation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(requested_by_id = (SELECT mint.my_user()) AND (project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[])))",
                name="recomputation_isolated",
                read="(project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="(project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="trackrecord",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="track_record_isolated",
                read="(SELECT mint.my_user()) IS NOT NULL",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="weightset",
            constraint=mint.isolation.constraints.Isolated(
                changed="false",
                delete="false",
                insert="(created_by_id = (SELECT mint.my_user()) AND (project_id = ANY((SELECT mint.my_managed())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR (project_id IS NULL AND organisation_id IS NULL AND (SELECT mint.is_operator()))))",
                name="weights_isolated",
                read="(SELECT mint.my_user()) IS NOT NULL",
                update="(project_id = ANY((SELECT mint.my_managed())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR (project_id IS NULL AND organisation_id IS NULL AND (SELECT mint.is_operator())))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="match",
            constraint=mint.isolation.constraints.TenantKey(
                name="match_of_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="match",
            constraint=mint.isolation.constraints.TenantKey(
                name="match_of_partners_offer", organisation="partner", parent="offer"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="match",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('interest') AND interest_from IN ('owner') AND offer_id IS NOT NULL) OR (partner_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('interest') AND interest_from IN ('partner')) OR ((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND state IN ('suggested') AND interest_from IN ('') AND offer_id IS NOT NULL)) AND mint.need_is_of(need_id, municipality_id, project_id))",
                name="match_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR partner_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR (project_id = ANY((SELECT mint.my_managed())::bigint[]) AND state IN ('agreed', 'realised')))",
                update="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) OR (partner_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND NOT state IN ('agreed', 'realised'))) AND mint.need_is_of(need_id, municipality_id, project_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="privatereason",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM matching_match parent WHERE parent.id = match_id AND matching_privatereason.organisation_id IN (parent.organisation_id, parent.partner_id)))",
                name="reason_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="shortlist",
            constraint=mint.isolation.constraints.TenantKey(
                name="shortlist_of_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="shortlist",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="shortlist_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="suggestion",
            constraint=mint.isolation.constraints.TenantKey(
                name="suggestion_of_own_list", organisation="organisation", parent="shortlist"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="suggestion",
            constraint=mint.isolation.constraints.TenantKey(
                name="suggestion_for_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="suggestion",
            constraint=mint.isolation.constraints.TenantKey(
                name="suggestion_of_partners_offer", organisation="partner", parent="offer"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="suggestion",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="suggestion_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="shown",
            constraint=mint.isolation.constraints.TenantKey(
                name="shown_for_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="shown",
            constraint=mint.isolation.constraints.TenantKey(
                name="shown_partners_offer", organisation="partner", parent="offer"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="shown",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND mint.need_is_of(need_id, municipality_id, project_id))",
                name="shown_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="choice",
            constraint=mint.isolation.constraints.TenantKey(
                name="decision_of_own_need", organisation="organisation", parent="need"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="choice",
            constraint=mint.isolation.constraints.TenantKey(
                name="decision_of_partners_offer", organisation="partner", parent="offer"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="choice",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND mint.need_is_of(need_id, municipality_id, project_id)) AND decided_by_id = (SELECT mint.my_user()))",
                name="choice_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))",
                update="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND mint.need_is_of(need_id, municipality_id, project_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="contact",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM matching_match parent WHERE parent.id = match_id AND matching_contact.organisation_id IN (parent.organisation_id, parent.partner_id)))",
                name="contact_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM matching_match parent WHERE parent.id = match_id AND parent.state IN ('agreed', 'in_discussion', 'mutual', 'realised')))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM matching_match parent WHERE parent.id = match_id AND matching_contact.organisation_id IN (parent.organisation_id, parent.partner_id)))",
            ),
        ),
    ]
