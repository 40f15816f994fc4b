from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0002_functions"),
        ("projects", "0002_functions"),
        ("proposals", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="decision",
            constraint=mint.isolation.constraints.TenantKey(
                name="decision_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="decision",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.evaluation_is_of(challenge_id, organisation_id, municipality_id, project_id))",
                name="decision_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (project_id = ANY((SELECT mint.my_curated())::bigint[]) AND challenge_id <> ALL((SELECT mint.my_answered())::bigint[])))",
                update="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.evaluation_is_of(challenge_id, organisation_id, municipality_id, project_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="verdict",
            constraint=mint.isolation.constraints.TenantKey(
                name="verdict_of_own_decision", organisation="organisation", parent="decision"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="verdict",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = evaluation_verdict.proposal_id AND p.challenge_id = parent.challenge_id AND p.organisation_id IS NOT DISTINCT FROM evaluation_verdict.proposer_organisation_id AND (evaluation_verdict.proposer_id IS NULL OR evaluation_verdict.proposer_id = p.author_id))))",
                name="verdict_isolated",
                read="(EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) AND parent.challenge_id <> ALL((SELECT mint.my_answered())::bigint[])))) OR (released_at IS NOT NULL AND (proposer_organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR proposer_id = (SELECT mint.my_user()))))",
                update="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = evaluation_verdict.proposal_id AND p.challenge_id = parent.challenge_id AND p.organisation_id IS NOT DISTINCT FROM evaluation_verdict.proposer_organisation_id AND (evaluation_verdict.proposer_id IS NULL OR evaluation_verdict.proposer_id = p.author_id))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="memo",
            constraint=mint.isolation.constraints.TenantKey(
                name="memo_of_own_decision", organisation="organisation", parent="decision"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="memo",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
                insert="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
                name="memo_isolated",
                read="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) AND parent.challenge_id <> ALL((SELECT mint.my_answered())::bigint[]))))",
                update="EXISTS (SELECT 1 FROM evaluation_decision parent WHERE parent.id = decision_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="phase",
            constraint=mint.isolation.constraints.TenantKey(
                name="phase_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="phase",
            constraint=mint.isolation.constraints.Isolated(
                delete="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state = 'planned')",
                insert="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.evaluation_is_of(challenge_id, organisation_id, municipality_id, project_id))",
                name="phase_isolated",
                read="((organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (project_id = ANY((SELECT mint.my_curated())::bigint[]) AND challenge_id <> ALL((SELECT mint.my_answered())::bigint[]))) OR id = ANY((SELECT mint.my_phases())::bigint[]))",
                update="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.evaluation_is_of(challenge_id, organisation_id, municipality_id, project_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="evaluator",
            constraint=mint.isolation.constraints.TenantKey(
                name="evaluator_of_own_phase", organisation="organisation", parent="phase"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="evaluator",
            constraint=mint.isolation.constraints.TenantKey(
                name="evaluator_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="evaluator",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = evaluation_evaluator.phase_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND (evaluation_evaluator.challenge_id IS NOT DISTINCT FROM parent.challenge_id AND evaluation_evaluator.organisation_id IS NOT DISTINCT FROM parent.organisation_id AND evaluation_evaluator.municipality_id IS NOT DISTINCT FROM parent.municipality_id AND evaluation_evaluator.project_id IS NOT DISTINCT FROM parent.project_id)))",
                insert="EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = evaluation_evaluator.phase_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND (evaluation_evaluator.challenge_id IS NOT DISTINCT FROM parent.challenge_id AND evaluation_evaluator.organisation_id IS NOT DISTINCT FROM parent.organisation_id AND evaluation_evaluator.municipality_id IS NOT DISTINCT FROM parent.municipality_id AND evaluation_evaluator.project_id IS NOT DISTINCT FROM parent.project_id)))",
                name="evaluator_isolated",
                read="(user_id = (SELECT mint.my_user()) OR (organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (project_id = ANY((SELECT mint.my_curated())::bigint[]) AND challenge_id <> ALL((SELECT mint.my_answered())::bigint[]))))",
                update="(user_id = (SELECT mint.my_user()) OR EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = evaluation_evaluator.phase_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND (evaluation_evaluator.challenge_id IS NOT DISTINCT FROM parent.challenge_id AND evaluation_evaluator.organisation_id IS NOT DISTINCT FROM parent.organisation_id AND evaluation_evaluator.municipality_id IS NOT DISTINCT FROM parent.municipality_id AND evaluation_evaluator.project_id IS NOT DISTINCT FROM parent.project_id))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="assignment",
            constraint=mint.isolation.constraints.TenantKey(
                name="assignment_of_own_phase", organisation="organisation", parent="phase"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="assignment",
            constraint=mint.isolation.constraints.TenantKey(
                name="assignment_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="assignment",
            constraint=mint.isolation.constraints.TenantKey(
                name="assignment_of_own_evaluator", organisation="organisation", parent="evaluator"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="assignment",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = evaluation_assignment.phase_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND (evaluation_assignment.challenge_id IS NOT DISTINCT FROM parent.challenge_id AND evaluation_assignment.organisation_id IS NOT DISTINCT FROM parent.organisation_id AND evaluation_assignment.municipality_id IS NOT DISTINCT FROM parent.municipality_id AND evaluation_assignment.project_id IS NOT DISTINCT FROM parent.project_id)))",
                name="assignment_isolated",
                read="(user_id = (SELECT mint.my_user()) OR (organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (project_id = ANY((SELECT mint.my_curated())::bigint[]) AND challenge_id <> ALL((SELECT mint.my_answered())::bigint[]))) OR id = ANY((SELECT mint.my_compared())::bigint[]))",
                update="((user_id = (SELECT mint.my_user()) AND phase_id = ANY((SELECT mint.my_open_phases())::bigint[])) OR EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = evaluation_assignment.phase_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND (evaluation_assignment.challenge_id IS NOT DISTINCT FROM parent.challenge_id AND evaluation_assignment.organisation_id IS NOT DISTINCT FROM parent.organisation_id AND evaluation_assignment.municipality_id IS NOT DISTINCT FROM parent.municipality_id AND evaluation_assignment.project_id IS NOT DISTINCT FROM parent.project_id))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="score",
            constraint=mint.isolation.constraints.TenantKey(
                name="score_of_own_assignment", organisation="organisation", parent="assignment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="score",
            constraint=mint.isolation.constraints.TenantKey(
                name="score_of_own_criterion", organisation="organisation", parent="criterion"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="score",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM evaluation_assignment parent WHERE parent.id = assignment_id AND (parent.user_id = (SELECT mint.my_user()) AND parent.state = 'given' AND parent.phase_id = ANY((SELECT mint.my_open_phases())::bigint[])))",
                insert="EXISTS (SELECT 1 FROM evaluation_assignment parent WHERE parent.id = assignment_id AND (parent.user_id = (SELECT mint.my_user()) AND parent.state = 'given' AND parent.phase_id = ANY((SELECT mint.my_open_phases())::bigint[])))",
                name="score_isolated",
                read="(EXISTS (SELECT 1 FROM evaluation_assignment parent WHERE parent.id = assignment_id AND (parent.user_id = (SELECT mint.my_user()) OR (parent.state = 'submitted' AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) AND parent.challenge_id <> ALL((SELECT mint.my_answered())::bigint[]))) AND parent.phase_id <> ALL((SELECT mint.my_open_phases())::bigint[])))) OR assignment_id = ANY((SELECT mint.my_compared())::bigint[]))",
                update="EXISTS (SELECT 1 FROM evaluation_assignment parent WHERE parent.id = assignment_id AND (parent.user_id = (SELECT mint.my_user()) AND parent.state = 'given' AND parent.phase_id = ANY((SELECT mint.my_open_phases())::bigint[])))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="conflict",
            constraint=mint.isolation.constraints.TenantKey(
                name="conflict_of_own_phase", organisation="organisation", parent="phase"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="conflict",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((user_id = (SELECT mint.my_user()) AND kind = 'declared' AND waiver = '' AND phase_id = ANY((SELECT mint.my_phases())::bigint[])) OR EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = phase_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
                name="conflict_isolated",
                read="(user_id = (SELECT mint.my_user()) OR EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = phase_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) AND parent.challenge_id <> ALL((SELECT mint.my_answered())::bigint[])))))",
                update="EXISTS (SELECT 1 FROM evaluation_phase parent WHERE parent.id = phase_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
            ),
        ),
    ]
