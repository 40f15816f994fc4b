from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_functions"),
        ("reports", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=mint.isolation.constraints.Isolated(
                delete="false", insert="false", name="indicator_isolated", read="true", update="false"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatortarget",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                name="target_isolated",
                read="true",
                update="project_id = ANY((SELECT mint.my_managed())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="report",
            constraint=mint.isolation.constraints.Isolated(
                delete="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND state IN ('collecting'))",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) AND state IN ('collecting'))",
                name="report_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="project_id = ANY((SELECT mint.my_managed())::bigint[])",
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
            constraint=mint.isolation.constraints.TenantKey(
                name="row_of_own_figure", organisation="organisation", parent="figure"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figurerow",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                name="figure_row_isolated",
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND true)",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
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
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND true)",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
            ),
        ),
    ]
