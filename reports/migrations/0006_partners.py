from django.conf import settings
from django.db import migrations, models

import mint.isolation.constraints
import mint.isolation.operations
from reports.partnering import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0005_kinds"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *OPERATIONS,
        migrations.RemoveConstraint(
            model_name="figurerow",
            name="figure_row_isolated",
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_isolated",
        ),
        migrations.RemoveConstraint(
            model_name="reportfile",
            name="report_file_isolated",
        ),
        migrations.AddField(
            model_name="report",
            name="keeps_figures",
            field=models.BooleanField(
                default=False,
                help_text="Opened again after a later one was submitted: figures and rows stay, texts and files may change.",
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
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
                name="report_file_isolated",
                read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (reports_reportfile.kind = 'pdf' OR (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[]))))",
                update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('collecting', 'pre_check')))",
            ),
        ),
    ]
