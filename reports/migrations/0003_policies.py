from django.conf import settings
from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations
from reports.freezing import INDICATOR_OPERATIONS
from reports.partnering import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0003_policies"),
        ("companies", "0003_policies"),
        ("experiments", "0003_policies"),
        ("matching", "0003_policies"),
        ("placements", "0001_initial"),
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0002_functions"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *OPERATIONS,
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND scheme IN ('fi', 'mint'))",
                name="indicator_isolated",
                read="true",
                update="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND scheme IN ('fi', 'mint'))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="report",
            constraint=mint.isolation.constraints.Isolated(
                delete="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND state IN ('collecting'))",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) AND state IN ('collecting'))",
                name="report_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (project_id = ANY((SELECT mint.my_partnered())::bigint[]) AND state IN ('accepted', 'approved', 'pre_check', 'returned', 'submitted')))",
                update="project_id = ANY((SELECT mint.my_managed())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="reportfile",
            constraint=mint.isolation.constraints.TenantKey(
                name="file_of_own_report", organisation="organisation", parent="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="reportfile",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                name="report_file_isolated",
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (reports_reportfile.kind = 'pdf' OR (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[]))))",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatortarget",
            constraint=mint.isolation.constraints.Isolated(
                delete="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND (period_id IS NULL OR EXISTS (SELECT 1 FROM projects_period parent WHERE parent.id = period_id AND parent.project_id = reports_indicatortarget.project_id)) AND EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id IS NULL OR parent.project_id = reports_indicatortarget.project_id)))",
                name="target_isolated",
                read="true",
                update="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND (period_id IS NULL OR EXISTS (SELECT 1 FROM projects_period parent WHERE parent.id = period_id AND parent.project_id = reports_indicatortarget.project_id)) AND EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id IS NULL OR parent.project_id = reports_indicatortarget.project_id)))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatorversion",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.scheme IN ('fi', 'mint')))",
                name="indicator_version_isolated",
                read="true",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figure",
            constraint=mint.isolation.constraints.TenantKey(
                name="figure_of_own_report", organisation="organisation", parent="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figure",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                name="figure_isolated",
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND true)",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figurerow",
            constraint=mint.isolation.constraints.TenantKey(
                name="row_of_own_report", organisation="organisation", parent="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figurerow",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                name="figure_row_isolated",
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[])))",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figurerow",
            constraint=mint.isolation.constraints.TenantKey(
                name="row_of_own_figure", organisation="organisation", parent="figure", shared="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="standing",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                name="standing_isolated",
                read="(project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="false",
            ),
        ),
        *INDICATOR_OPERATIONS,
    ]
