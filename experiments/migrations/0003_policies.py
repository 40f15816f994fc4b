from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
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
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
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
    ]
