"""Doors to what the one who asks may not see, and what the database holds whatever the application says."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from challenges.proposals.states import SENT
from challenges.states import PUBLIC
from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import within

# Before the tables: their policies ask it. `challenges.evaluation` replaces it by who is assigned to score what.
ASSIGNED: list[Operation] = [
    definer("my_evaluated_proposals()", "bigint[]", "SELECT '{}'::bigint[]"),
]

_CALLS = """(c.organisation_id = ANY (mint.my_orgs()) OR c.municipality_id = ANY (mint.my_munis())
  OR c.project_id = ANY (mint.my_curated()))"""

DOORS: list[Operation] = [
    readable_by_definer("proposals_proposal", "proposals_call", "proposals_criterion"),
    # how many were sent: to who called and to the project's manager; of a sealed call to nobody until it is over
    definer(
        "proposals_to(p_challenge bigint)",
        "integer",
        f"""SELECT CASE WHEN c.state <> 'open' OR NOT EXISTS
            (SELECT 1 FROM public.proposals_call k WHERE k.challenge_id = c.id AND k.is_sealed)
          THEN (SELECT count(*)::integer FROM public.proposals_proposal p
            WHERE p.challenge_id = c.id AND {within("p.state", SENT)}) END
        FROM public.challenges_challenge c
        WHERE c.id = p_challenge AND ({_CALLS} OR c.project_id = ANY (mint.my_managed()))""",  # noqa: S608 - our own state words
    ),
    # what somebody has sent is not pulled from under them: asked where a publication or a closing is to be undone
    definer(
        "has_proposals(p_challenge bigint)",
        "boolean",
        f"""SELECT EXISTS (SELECT 1 FROM public.proposals_proposal p JOIN public.challenges_challenge c ON c.id = p.challenge_id
          WHERE c.id = p_challenge AND {_CALLS} AND {within("p.state", SENT)})""",  # noqa: S608 - our own state words
    ),
    # a share lock needs the right to update one column; the function changes nothing
    RunSQL("GRANT UPDATE (version) ON challenges_challenge TO mint_definer", RunSQL.noop),
    # who proposes may not change the challenge, and so not lock it: until they are done nobody else closes it
    definer(
        "hold_challenge(p_challenge bigint)",
        "void",
        "SELECT 1 FROM public.challenges_challenge WHERE id = p_challenge FOR SHARE",
        volatility="VOLATILE",
    ),
]

# An answer answers a criterion of the challenge that its proposal answers.
TIES = RunSQL(
    """ALTER TABLE proposals_answer
      ADD CONSTRAINT answer_of_its_proposal FOREIGN KEY (challenge_id, proposal_id)
        REFERENCES proposals_proposal (challenge_id, id) DEFERRABLE INITIALLY DEFERRED,
      ADD CONSTRAINT answer_to_its_criterion FOREIGN KEY (challenge_id, criterion_id)
        REFERENCES proposals_criterion (challenge_id, id) DEFERRABLE INITIALLY DEFERRED""",
    "ALTER TABLE proposals_answer DROP CONSTRAINT answer_of_its_proposal, DROP CONSTRAINT answer_to_its_criterion",
)

# Whose it is and what it answers never changes; what it says does not change once the call is no longer open.
FROZEN = RunSQL(
    """CREATE FUNCTION mint.proposal_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF (NEW.challenge_id, NEW.challenge_organisation_id, NEW.challenge_municipality_id, NEW.challenge_project_id, NEW.organisation_id,
      NEW.author_id, NEW.form_key) IS DISTINCT FROM (OLD.challenge_id, OLD.challenge_organisation_id, OLD.challenge_municipality_id,
      OLD.challenge_project_id, OLD.organisation_id, OLD.author_id, OLD.form_key) THEN
    RAISE EXCEPTION 'a proposal stays its proposer''s and its challenge''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.title, NEW.summary, NEW.kind, NEW.team_name, NEW.contact_name, NEW.contact_email, NEW.submissions,
      NEW.submitted_at) IS DISTINCT FROM (OLD.title, OLD.summary, OLD.kind, OLD.team_name, OLD.contact_name, OLD.contact_email,
      OLD.submissions, OLD.submitted_at)
      AND NOT EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = OLD.challenge_id AND c.state = 'open') THEN
    RAISE EXCEPTION 'what was sent does not change once the call is over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_stays BEFORE UPDATE ON proposals_proposal FOR EACH ROW EXECUTE FUNCTION mint.proposal_stays()""",
    "DROP TRIGGER proposal_stays ON proposals_proposal; DROP FUNCTION mint.proposal_stays()",
)

# At the end of a transaction that publishes a challenge, or touches its criteria, the weights make up a hundred.
_WEIGHED = f"""DECLARE
  p_challenge bigint;
  total bigint;
BEGIN
  IF TG_TABLE_NAME = 'challenges_challenge' THEN p_challenge := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN p_challenge := OLD.challenge_id;
  ELSE p_challenge := NEW.challenge_id; END IF;
  SELECT sum(k.weight) INTO total FROM public.proposals_criterion k JOIN public.challenges_challenge c ON c.id = k.challenge_id
    WHERE c.id = p_challenge AND {within("c.state", PUBLIC)};
  IF total <> 100 THEN
    RAISE EXCEPTION 'the weights of a published challenge make up a hundred, not %', total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END"""  # noqa: S608 - our own state words
WEIGHED = RunSQL(
    f"""CREATE FUNCTION mint.weights_make_a_hundred() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$ {_WEIGHED} $$;
ALTER FUNCTION mint.weights_make_a_hundred() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.weights_make_a_hundred() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER weights_make_a_hundred AFTER UPDATE OF state ON challenges_challenge DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION mint.weights_make_a_hundred();
CREATE CONSTRAINT TRIGGER weights_make_a_hundred AFTER INSERT OR UPDATE OR DELETE ON proposals_criterion DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION mint.weights_make_a_hundred()""",
    """DROP TRIGGER weights_make_a_hundred ON proposals_criterion; DROP TRIGGER weights_make_a_hundred ON challenges_challenge;
DROP FUNCTION mint.weights_make_a_hundred()""",
)

OPERATIONS: list[Operation] = [*DOORS, TIES, FROZEN, WEIGHED]
