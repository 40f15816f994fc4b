"""What the database itself knows of an evaluation: who scores what, what ties whom, and what an evaluator may read."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from challenges.proposals.states import SENT, State
from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import within

ME = "(SELECT mint.my_user())"

# Before the tables: their policies ask these. Bodies are parsed late, or the tables would have to be there first.
EARLY: list[Operation] = [
    definer(
        "evaluation_is_of(p_challenge bigint, p_org bigint, p_place bigint, p_project bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.challenges_challenge c WHERE c.id = p_challenge
          AND c.organisation_id = p_org AND c.municipality_id = p_place AND c.project_id IS NOT DISTINCT FROM p_project
          AND c.municipality_id = ANY (mint.my_munis()))""",
    ),
    # challenges to which I, or an organisation of mine, have sent a proposal: one decides nothing on one's own
    definer(
        "my_answered()",
        "bigint[]",
        f"""SELECT COALESCE(array_agg(DISTINCT p.challenge_id), '{{}}') FROM public.proposals_proposal p
        WHERE {within("p.state", SENT)} AND (p.author_id = {ME} OR p.organisation_id = ANY (mint.my_orgs()))""",  # noqa: S608 - our own words
    ),
    *(
        definer(f"{name}()", "bigint[]", "BEGIN RETURN '{}'::bigint[]; END", language="plpgsql")
        for name in ("my_phases", "my_open_phases", "my_compared")
    ),
]

ACTIVE = f"e.user_id = {ME} AND e.left_at IS NULL AND e.expires_at > now()"
_LIVE = "a.state IN ('given', 'submitted')"
# What I may read now: mine, not taken off, after I declared my ties, while my access lasts.
READABLE = f"""public.evaluation_assignment a
  JOIN public.evaluation_evaluator e ON e.id = a.evaluator_id
  JOIN public.evaluation_phase f ON f.id = a.phase_id
  JOIN public.proposals_proposal p ON p.id = a.proposal_id
  WHERE a.user_id = {ME} AND {_LIVE} AND {ACTIVE} AND e.declared_at IS NOT NULL AND f.state <> 'planned'"""

ARRAYS: list[Operation] = [
    definer(
        "my_phases()", "bigint[]",
        f"SELECT COALESCE(array_agg(e.phase_id), '{{}}') FROM public.evaluation_evaluator e WHERE {ACTIVE}",  # noqa: S608
    ),
    definer(
        "my_open_phases()", "bigint[]",
        f"""SELECT COALESCE(array_agg(e.phase_id), '{{}}') FROM public.evaluation_evaluator e
        JOIN public.evaluation_phase f ON f.id = e.phase_id WHERE {ACTIVE} AND f.state = 'open'""",  # noqa: S608
    ),
    definer(
        "my_compared()", "bigint[]",
        f"""SELECT COALESCE(array_agg(o.id), '{{}}') FROM public.evaluation_assignment a
        JOIN public.evaluation_evaluator e ON e.id = a.evaluator_id
        JOIN public.evaluation_phase f ON f.id = a.phase_id
        JOIN public.evaluation_assignment o ON o.phase_id = a.phase_id AND o.proposal_id = a.proposal_id AND o.id <> a.id
        WHERE a.user_id = {ME} AND {_LIVE} AND {ACTIVE} AND e.declared_at IS NOT NULL AND o.state = 'submitted'
          AND (f.shows_others = 'always' OR f.shows_others = 'after_own' AND a.state = 'submitted')""",  # noqa: S608
    ),
    # whose names the phase shows: those proposals are open to me as they are; of a blind one I get `cases_to_score` only
    definer(
        "my_evaluated_proposals()", "bigint[]",
        f"SELECT COALESCE(array_agg(a.proposal_id), '{{}}') FROM {READABLE} AND f.shows_names",  # noqa: S608
    ),
]  # fmt: skip

_WHO = "COALESCE(o.name, NULLIF(p.team_name, ''), u.name, '')"
READING: list[Operation] = [
    definer(
        "cases_to_score()",
        "TABLE (assignment_id bigint, title text, summary text, language text, proposer text)",
        f"""SELECT a.id, p.title::text, p.summary, p.language::text, CASE WHEN f.shows_names THEN {
            _WHO
        }::text ELSE '' END
        FROM {
            READABLE.replace(
                " WHERE ",
                " LEFT JOIN public.tenancy_organisation o ON o.id = p.organisation_id "
                "LEFT JOIN public.accounts_user u ON u.id = p.author_id WHERE ",
                1,
            )
        }""",  # noqa: S608
    ),
    definer(
        "answers_to_score(p_assignment bigint)",
        "TABLE (criterion_id bigint, answer text)",
        f"""SELECT w.criterion_id, w.text FROM public.proposals_answer w
        WHERE w.proposal_id = (SELECT a.proposal_id FROM {READABLE} AND a.id = p_assignment)""",  # noqa: S608
    ),
    # every proposer of the phase, by name and without the proposal: against these an evaluator declares their ties
    definer(
        "proposers_of(p_phase bigint)",
        "TABLE (key text, proposer text)",
        f"""SELECT DISTINCT COALESCE('o' || p.organisation_id, 'u' || p.author_id), {_WHO}::text
        FROM public.evaluation_phase f JOIN public.proposals_proposal p ON p.challenge_id = f.challenge_id
        LEFT JOIN public.tenancy_organisation o ON o.id = p.organisation_id
        LEFT JOIN public.accounts_user u ON u.id = p.author_id
        WHERE f.id = p_phase AND f.state = 'open' AND f.id = ANY (mint.my_phases()) AND p.state = 'shortlisted'
        ORDER BY 2""",  # noqa: S608
    ),
    # what the holder of a mailed link is told before they have signed in: where the code goes, and what it is about
    definer(
        "invited_to_evaluate(p_hash text)",
        "TABLE (user_id bigint, email text, title text, phase text, closes_on date)",
        """SELECT u.id, u.email::text, c.title::text, f.name::text, f.closes_on FROM public.evaluation_evaluator e
        JOIN public.evaluation_phase f ON f.id = e.phase_id JOIN public.challenges_challenge c ON c.id = e.challenge_id
        JOIN public.accounts_user u ON u.id = e.user_id AND u.is_active
        WHERE e.token_hash = p_hash AND e.left_at IS NULL AND e.expires_at > now()""",
    ),
    # whom the place's coordinator may ask from inside: its own people who decide, and the universities of the project
    definer(
        "evaluators_at_hand(p_challenge bigint)",
        "TABLE (user_id bigint, person text, organisation text)",
        """SELECT DISTINCT ON (u.name, u.id) u.id, u.name::text, o.name::text
        FROM public.challenges_challenge c
        JOIN public.tenancy_organisation o ON (o.kind = 'municipality' AND o.municipality_id = c.municipality_id)
          OR (o.kind = 'university' AND EXISTS (SELECT 1 FROM public.projects_partner r
            WHERE r.organisation_id = o.id AND r.project_id = c.project_id))
        JOIN mint.membership m ON m.organisation_id = o.id AND m.roles::text[] && '{coordinator,curator,teacher}'::text[]
        JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
        WHERE c.id = p_challenge AND c.municipality_id = ANY (mint.my_munis()) ORDER BY u.name, u.id""",
    ),
]

# What ties a person to a proposal: the first that is so. Names nothing and nobody. Each noun that knows of joint work
# has a function mint.joint_<noun>(organisation, organisation); those there are, are asked.
TIE = """DECLARE
  p public.proposals_proposal%ROWTYPE;
  proposers bigint[];
  employers bigint[];
  known record;
  found boolean;
BEGIN
  SELECT * INTO p FROM public.proposals_proposal WHERE id = p_proposal;
  IF p.author_id = p_user OR EXISTS (SELECT 1 FROM public.proposals_proposalmember m
    JOIN public.accounts_user u ON lower(u.email) = lower(m.email) WHERE m.proposal_id = p.id AND u.id = p_user) THEN
    RETURN 'team';
  END IF;
  SELECT COALESCE(array_agg(m.organisation_id), '{}') INTO employers FROM public.tenancy_membership m WHERE m.user_id = p_user;
  IF p.organisation_id = ANY (employers) OR EXISTS (SELECT 1 FROM public.tenancy_organisation o
    WHERE o.id = p.challenge_organisation_id AND o.kind = 'company' AND o.id = ANY (employers)) THEN
    RETURN 'company';
  END IF;
  -- of those who propose: the people of the organisation are represented by it, a team or a person by themselves
  SELECT COALESCE(array_agg(DISTINCT m.organisation_id), '{}') INTO proposers FROM public.tenancy_membership m
    JOIN public.accounts_user u ON u.id = m.user_id
    WHERE u.id = p.author_id OR lower(u.email) IN
      (SELECT lower(t.email) FROM public.proposals_proposalmember t WHERE t.proposal_id = p.id AND t.email <> '');
  IF proposers && employers THEN RETURN 'employer'; END IF;
  IF p.organisation_id IS NOT NULL THEN
    FOR known IN SELECT f.proname FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
      WHERE n.nspname = 'mint' AND f.proname LIKE 'joint\\_%' ORDER BY 1 LOOP
      EXECUTE format('SELECT bool_or(mint.%I($1, e)) FROM unnest($2) AS e', known.proname)
        INTO found USING p.organisation_id, employers;
      IF found THEN RETURN 'joint_work'; END IF;
    END LOOP;
  END IF;
  RETURN NULL;
END"""

JOINT: list[Operation] = [
    readable_by_definer("matching_match"),
    definer(
        "joint_match(p_one bigint, p_other bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.matching_match m WHERE m.state IN ('agreed', 'realised')
          AND (m.organisation_id, m.partner_id) IN ((p_one, p_other), (p_other, p_one)))""",
    ),
]

INNER = """REVOKE ALL ON FUNCTION mint.tie_between(bigint, bigint) FROM mint_app, mint_system"""
TIES: list[Operation] = [
    *JOINT,
    definer("tie_between(p_user bigint, p_proposal bigint)", "text", TIE, language="plpgsql"),
    RunSQL(INNER, RunSQL.noop),  # whoever asks goes through the next one
    definer(  # to who coordinates the call's place, to jobs, and of oneself: yes or no, and of which kind
        "conflict_of(p_user bigint, p_proposal bigint)",
        "text",
        """SELECT mint.tie_between(p_user, p.id) FROM public.proposals_proposal p WHERE p.id = p_proposal
          AND (p.challenge_municipality_id = ANY (mint.my_munis()) OR 'mint_system' IN (session_user, current_setting('role')))""",
    ),
]

# What an evaluator declares is of proposers; which of the proposals are theirs only the database knows.
DECLARE = f"""DECLARE
  gone integer;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.evaluation_evaluator e JOIN public.evaluation_phase f ON f.id = e.phase_id
    WHERE e.phase_id = p_phase AND {ACTIVE} AND e.declared_at IS NULL AND f.state = 'open') THEN
    RAISE EXCEPTION 'declared once, by the evaluator, while the phase is open' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.evaluation_conflict (created_at, organisation_id, phase_id, proposal_id, user_id, kind, words, waiver)
    SELECT now(), f.organisation_id, f.id, p.id, mint.my_user(), 'declared', left(p_words, 1000), ''
    FROM public.evaluation_phase f JOIN public.proposals_proposal p ON p.challenge_id = f.challenge_id
    WHERE f.id = p_phase AND p.state = 'shortlisted' AND COALESCE('o' || p.organisation_id, 'u' || p.author_id) = ANY (p_keys)
    ON CONFLICT (phase_id, user_id, proposal_id) DO NOTHING;
  UPDATE public.evaluation_assignment a SET state = 'conflicted', version = a.version + 1
    WHERE a.phase_id = p_phase AND a.user_id = mint.my_user() AND a.state = 'given' AND EXISTS
      (SELECT 1 FROM public.evaluation_conflict c WHERE c.phase_id = p_phase AND c.user_id = a.user_id
        AND c.proposal_id = a.proposal_id AND c.waived_at IS NULL);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END"""  # noqa: S608 - our own words
DECLARING: list[Operation] = [
    RunSQL(
        """GRANT INSERT ON evaluation_conflict TO mint_definer; GRANT UPDATE ON evaluation_assignment TO mint_definer;
        GRANT USAGE ON SEQUENCE evaluation_conflict_id_seq TO mint_definer""",
        RunSQL.noop,
    ),
    definer(
        "declare_ties(p_phase bigint, p_keys text[], p_words text)", "integer", DECLARE,
        language="plpgsql", volatility="VOLATILE",
    ),
]  # fmt: skip

# The database's own word: nobody scores what they are tied to unless it was waived with a reason; nothing of an
# assignment changes but its state; only who coordinates opens a finished sheet again.
GUARDS = RunSQL(
    """CREATE FUNCTION mint.no_conflict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ BEGIN
  IF NEW.state NOT IN ('given', 'submitted') THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('given', 'submitted') THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM public.evaluation_conflict c WHERE c.phase_id = NEW.phase_id AND c.user_id = NEW.user_id
    AND c.proposal_id = NEW.proposal_id AND c.waived_at IS NOT NULL) THEN RETURN NEW; END IF;
  IF mint.tie_between(NEW.user_id, NEW.proposal_id) IS NOT NULL OR EXISTS (SELECT 1 FROM public.evaluation_conflict c
    WHERE c.phase_id = NEW.phase_id AND c.user_id = NEW.user_id AND c.proposal_id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'a conflict of interest that nobody has waived' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
ALTER FUNCTION mint.no_conflict() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.no_conflict() FROM PUBLIC;
CREATE TRIGGER no_conflict BEFORE INSERT OR UPDATE OF state ON evaluation_assignment
  FOR EACH ROW EXECUTE FUNCTION mint.no_conflict();

CREATE FUNCTION mint.assignment_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF (NEW.phase_id, NEW.evaluator_id, NEW.user_id, NEW.proposal_id, NEW.organisation_id, NEW.challenge_id, NEW.municipality_id)
    IS DISTINCT FROM (OLD.phase_id, OLD.evaluator_id, OLD.user_id, OLD.proposal_id, OLD.organisation_id, OLD.challenge_id,
      OLD.municipality_id) THEN
    RAISE EXCEPTION 'an assignment stays whose it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = 'mint_app' AND NOT OLD.municipality_id = ANY (mint.my_munis())
    AND (OLD.state, NEW.state) NOT IN (('given', 'given'), ('given', 'submitted'), ('given', 'conflicted'),
      ('submitted', 'conflicted')) THEN
    RAISE EXCEPTION 'a finished sheet is opened by who coordinates' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_stays BEFORE UPDATE ON evaluation_assignment FOR EACH ROW EXECUTE FUNCTION mint.assignment_stays();

CREATE FUNCTION mint.evaluator_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF current_user = 'mint_app' AND NOT OLD.municipality_id = ANY (mint.my_munis())
    AND to_jsonb(NEW) - 'declared_at' IS DISTINCT FROM to_jsonb(OLD) - 'declared_at' THEN
    RAISE EXCEPTION 'an evaluator says of themselves that they have declared, and nothing else'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluator_stays BEFORE UPDATE ON evaluation_evaluator FOR EACH ROW EXECUTE FUNCTION mint.evaluator_stays();

ALTER TABLE evaluation_assignment ADD CONSTRAINT assignment_of_its_call FOREIGN KEY (challenge_id, proposal_id)
  REFERENCES proposals_proposal (challenge_id, id) DEFERRABLE INITIALLY DEFERRED""",
    """ALTER TABLE evaluation_assignment DROP CONSTRAINT assignment_of_its_call;
DROP TRIGGER evaluator_stays ON evaluation_evaluator; DROP FUNCTION mint.evaluator_stays();
DROP TRIGGER assignment_stays ON evaluation_assignment; DROP FUNCTION mint.assignment_stays();
DROP TRIGGER no_conflict ON evaluation_assignment; DROP FUNCTION mint.no_conflict()""",
)

READS = readable_by_definer(
    "evaluation_phase", "evaluation_evaluator", "evaluation_assignment", "evaluation_conflict", "proposals_answer",
    "proposals_proposalmember", "projects_partner",
)  # fmt: skip
OPERATIONS: list[Operation] = [READS, *ARRAYS, *READING, *TIES, *DECLARING, GUARDS]
# the state word of what is scored, in SQL above: held together by a test
SCORED = State.SHORTLISTED
