import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "name",
                    models.CharField(blank=True, help_text="Of the official; emptied by an erasure.", max_length=120),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="reports.report"
                    ),
                ),
                ("last_used_on", models.DateField(blank=True, help_text="When a question was sent last.", null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="inquiry_link_tenant"),
                    mint.isolation.constraints.TenantKey(
                        name="inquiry_link_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(made_by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted'))))",
                        name="inquiry_link_isolated",
                        read="(EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[])) OR token_hash = NULLIF(current_setting('mint.link', true), ''))",
                        update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits for an answer"), ("answered", "Answered"), ("closed", "Closed")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(help_text="The figure's code, or the key of the section.", max_length=60)),
                ("title", models.CharField(help_text="What the place was called.", max_length=200)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="threads",
                        to="reports.figure",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="inquiries.link"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="inquiry_thread_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "answered", "closed"])), name="inquiry_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="inquiry_closed_at_a_time",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="inquiry_thread_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="inquiry_thread_of_own_link", organisation="organisation", parent="link"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="inquiry_thread_of_own_figure", organisation="organisation", parent="figure"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="false",
                        name="inquiry_thread_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("from_funder", models.BooleanField()),
                ("text", models.TextField(max_length=4000)),
                ("evidence", models.JSONField(blank=True, default=list)),
                ("form_key", models.UUIDField(help_text="Of the form: a double click writes once.", unique=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="inquiries.thread"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_funder", False),
                            models.Q(("author__isnull", True), ("evidence", [])),
                            _connector="OR",
                        ),
                        name="inquiry_message_of_one_side",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="inquiry_message_of_own_thread", organisation="organisation", parent="thread"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(NOT from_funder AND author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM inquiries_thread parent WHERE parent.id = thread_id AND true))",
                        name="inquiry_message_isolated",
                        read="EXISTS (SELECT 1 FROM inquiries_thread parent WHERE parent.id = thread_id AND true)",
                        update="false",
                    ),
                ],
            },
        ),
    ]
