from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("sharing", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="share",
            constraint=mint.isolation.constraints.Isolated(
                changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_share.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.organisation_id = sharing_share.organisation_id AND o.state = 'joined')))",
                delete="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_share.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.organisation_id = sharing_share.organisation_id AND o.state = 'joined')))",
                name="sharing_share_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[])) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.state = 'joined' AND o.municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="note",
            constraint=mint.isolation.constraints.Isolated(
                changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_note.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_note.challenge_id\n  AND o.organisation_id = sharing_note.organisation_id AND o.state = 'joined')))",
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_note.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_note.challenge_id\n  AND o.organisation_id = sharing_note.organisation_id AND o.state = 'joined')))",
                name="sharing_note_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
    ]
