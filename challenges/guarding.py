"""What a row of a challenge may not do, whoever writes it."""

from django.db.migrations.operations import RunSQL

from challenges.states import EDITABLE, CoState, State
from mint.isolation.rules import within

# Before it opens its terms are its owner's to choose; afterwards others have relied on them.
BEFORE = within("OLD.state", [*EDITABLE, State.IN_REVIEW])
TERMS_STAY = RunSQL(
    f"""
CREATE FUNCTION mint.challenge_terms_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'the terms of an open challenge do not change' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER terms_stay BEFORE UPDATE OF ip_terms, data_terms ON challenges_challenge FOR EACH ROW
  WHEN (NOT {BEFORE} AND (OLD.ip_terms, OLD.data_terms) IS DISTINCT FROM (NEW.ip_terms, NEW.data_terms))
  EXECUTE FUNCTION mint.challenge_terms_stay()""",
    "DROP TRIGGER terms_stay ON challenges_challenge; DROP FUNCTION mint.challenge_terms_stay()",
)

# A co-owner's row goes from one state to another by one side or the other: the lead invites and answers who asks, the other
# answers who invites, asks and leaves. Whose row it is stays.
C = CoState
AWAY = (C.DECLINED, C.LEFT, C.WITHDRAWN, C.REFUSED)
BY_LEAD = (
    (C.INVITED, C.WITHDRAWN), (C.ASKED, C.JOINED), (C.ASKED, C.REFUSED), (C.REFUSED, C.ASKED),
    *((state, C.INVITED) for state in AWAY),
)  # fmt: skip
BY_CO_OWNER = (
    (C.INVITED, C.JOINED), (C.INVITED, C.DECLINED), (C.JOINED, C.LEFT), (C.ASKED, C.WITHDRAWN),
    *((state, C.ASKED) for state in AWAY),
)  # fmt: skip
TAKEN_BACK = (C.JOINED, C.ASKED)  # by the lead, who has just said yes


def _pairs(moves: tuple[tuple[str, str], ...]) -> str:
    return "(" + ", ".join(f"('{before}', '{after}')" for before, after in moves) + ")"


CO_OWNERS_MOVE = RunSQL(
    f"""
CREATE FUNCTION mint.co_owner_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF (OLD.challenge_id, OLD.lead_id, OLD.organisation_id, OLD.municipality_id)
    IS DISTINCT FROM (NEW.challenge_id, NEW.lead_id, NEW.organisation_id, NEW.municipality_id) THEN
    RAISE EXCEPTION 'whose row it is stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = NEW.state
    OR OLD.lead_id = ANY (mint.my_writable_orgs()) AND ((OLD.state, NEW.state) IN {_pairs(BY_LEAD)}
      OR (OLD.state, NEW.state) IN {_pairs((TAKEN_BACK,))} AND OLD.answered_at > now() - interval '15 minutes')
    OR OLD.municipality_id = ANY (mint.my_munis()) AND (OLD.state, NEW.state) IN {_pairs(BY_CO_OWNER)} THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'this side does not move it so' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER co_owner_moves BEFORE UPDATE ON challenges_coowner FOR EACH ROW EXECUTE FUNCTION mint.co_owner_moves()""",
    "DROP TRIGGER co_owner_moves ON challenges_coowner; DROP FUNCTION mint.co_owner_moves()",
)
