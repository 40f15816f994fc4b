"""What the database holds of stages, the built-in template, and where experiments stand that were here before."""

from django.db import migrations

from experiments.staging.builtin import ROWS, ensure
from experiments.staging.guarding import GUARDED
from mint.isolation.functions import readable_by_definer

TABLES = ("staging_template", "staging_version", "staging_stage", "staging_visit")
STAND = """
INSERT INTO staging_visit (created_at, organisation_id, experiment_id, version_id, stage_id, entered_at, despite, skipped)
SELECT now(), e.organisation_id, e.id, s.version_id, s.id,
  COALESCE(CASE e.state WHEN 'in_review' THEN e.submitted_at WHEN 'approved' THEN e.approved_at
    WHEN 'running' THEN e.started_at WHEN 'paused' THEN e.started_at WHEN 'evaluating' THEN e.finished_at
    WHEN 'decided' THEN e.decided_at WHEN 'follow_up' THEN e.decided_at WHEN 'closed' THEN e.closed_at END, e.created_at),
  '', '[]'
FROM experiments_experiment e JOIN staging_stage s
  ON s.state = CASE e.state WHEN 'paused' THEN 'running' ELSE e.state END
WHERE e.state <> 'cancelled'"""


def built_in(apps, schema_editor):
    """As mint_system, which is bound by no policy of these rows."""
    schema_editor.execute("SET LOCAL ROLE mint_system")
    models = [apps.get_model("staging", name) for name in ("Template", "Version", "Stage")]
    if ensure(*models) != len(ROWS):
        raise AssertionError("the built-in stages are not all there")
    before = apps.get_model("experiments", "Experiment").objects.exclude(state="cancelled").count()
    schema_editor.execute(STAND)
    if apps.get_model("staging", "Visit").objects.count() != before:
        raise AssertionError("an experiment stands nowhere")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("RESET ROLE")


class Migration(migrations.Migration):
    dependencies = [("staging", "0001_initial")]

    operations = [
        readable_by_definer("experiments_experiment", *TABLES),
        GUARDED,
        migrations.RunPython(built_in, migrations.RunPython.noop),
    ]
