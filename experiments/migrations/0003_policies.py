from django.conf import settings
from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations
from experiments.guarding import INVITATIONS_JOIN, INVITATIONS_MOVE


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0003_policies"),
        ("experiments", "0002_functions"),
        ("matching", "0003_policies"),
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="experiment",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('idea'))",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="experiment_isolated",
                read="((state IN ('closed', 'decided', 'evaluating', 'follow_up', 'paused', 'running') AND (publication IN ('open', 'summary') OR (SELECT mint.my_user()) IS NOT NULL)) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]) OR id = ANY((SELECT mint.my_experiments())::bigint[]))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="experimentparty",
            constraint=mint.isolation.constraints.TenantKey(
                name="party_of_own_experiment", organisation="organisation", parent="experiment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="experimentparty",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR party_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                insert="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_experiment begun\n  LEFT JOIN challenges_challenge answered ON answered.id = begun.challenge_id\n  LEFT JOIN matching_match agreed ON agreed.id = begun.match_id\n  WHERE begun.id = experiments_experimentparty.experiment_id\n  AND experiments_experimentparty.party_id IN (answered.organisation_id, agreed.organisation_id, agreed.partner_id))) OR (party_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_partyinvitation parent WHERE parent.experiment_id = experiments_experimentparty.experiment_id AND parent.member_id = experiments_experimentparty.party_id AND parent.state = 'joined')))",
                name="experiment_party_isolated",
                read="(party_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="metric",
            constraint=mint.isolation.constraints.TenantKey(
                name="metric_of_own_experiment", organisation="organisation", parent="experiment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="metric",
            constraint=mint.isolation.constraints.Isolated(
                delete="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND parent.state IN ('idea', 'planning')))",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
                name="metric_isolated",
                read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.publication = 'open' OR (SELECT mint.my_user()) IS NOT NULL))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="measurement",
            constraint=mint.isolation.constraints.TenantKey(
                name="measurement_of_own_metric", organisation="organisation", parent="metric"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="measurement",
            constraint=mint.isolation.constraints.TenantKey(
                name="measurement_replaces_own", organisation="organisation", parent="replaces"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="measurement",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_metric parent WHERE parent.id = metric_id AND parent.experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                name="measurement_isolated",
                read="EXISTS (SELECT 1 FROM experiments_metric parent WHERE parent.id = metric_id AND true)",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_metric parent WHERE parent.id = metric_id AND parent.experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="evidencereview",
            constraint=mint.isolation.constraints.TenantKey(
                name="evidence_of_own_experiment", organisation="organisation", parent="experiment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="evidencereview",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(reviewer_id = (SELECT mint.my_user()) AND reviewing_id = ANY((SELECT mint.my_orgs())::bigint[]) AND NOT organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) AND NOT experiment_id = ANY((SELECT mint.my_experiments())::bigint[]) AND NOT EXISTS (SELECT 1 FROM experiments_partyinvitation parent WHERE parent.experiment_id = experiments_evidencereview.experiment_id AND (parent.joined_at IS NOT NULL AND parent.member_id = ANY((SELECT mint.my_orgs())::bigint[]))) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.state IN ('closed', 'decided', 'follow_up') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                name="evidence_isolated",
                read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="occurrence",
            constraint=mint.isolation.constraints.TenantKey(
                name="occurrence_of_own_experiment", organisation="organisation", parent="experiment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="occurrence",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
                name="occurrence_isolated",
                read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.publication = 'open' OR (SELECT mint.my_user()) IS NOT NULL))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="partyinvitation",
            constraint=mint.isolation.constraints.TenantKey(
                name="invitation_to_own_experiment", organisation="organisation", parent="experiment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="partyinvitation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('invited') AND joined_at IS NULL)",
                name="party_invitation_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR member_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND ((parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[]))))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR member_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
            ),
        ),
        INVITATIONS_MOVE,
        INVITATIONS_JOIN,
    ]
