"""What an invitation to an experiment may not do, whoever writes it."""

from django.db.migrations.operations import RunSQL

from experiments.states import Invited

AWAY = (Invited.DECLINED, Invited.WITHDRAWN, Invited.LEFT, Invited.REMOVED)
BY_OWNER = (
    (Invited.INVITED, Invited.WITHDRAWN),
    (Invited.JOINED, Invited.REMOVED),
    *((state, Invited.INVITED) for state in AWAY),
)
BY_MEMBER = ((Invited.INVITED, Invited.JOINED), (Invited.INVITED, Invited.DECLINED), (Invited.JOINED, Invited.LEFT))
BY_OTHERS = ((Invited.INVITED, Invited.WITHDRAWN),)  # who cancels or closes the experiment without being its owner


def _pairs(moves: tuple[tuple[Invited, Invited], ...]) -> str:
    return "(" + ", ".join(f"('{before.value}', '{after.value}')" for before, after in moves) + ")"


# Whose it is stays; the owner asks and says what for, the other answers and leaves.
INVITATIONS_MOVE = RunSQL(
    f"""
CREATE FUNCTION mint.party_invitation_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF (OLD.experiment_id, OLD.organisation_id, OLD.member_id) IS DISTINCT FROM (NEW.experiment_id, NEW.organisation_id, NEW.member_id) THEN
    RAISE EXCEPTION 'whose invitation it is stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.joined_at IS NOT NULL AND NEW.joined_at IS NULL THEN
    RAISE EXCEPTION 'who took part once did so' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.organisation_id = ANY (mint.my_writable_orgs()) AND (OLD.state, NEW.state) IN {_pairs(BY_OWNER)} THEN
    RETURN NEW;
  END IF;
  IF (OLD.title, OLD.language, OLD.part, OLD.does, OLD.message) IS DISTINCT FROM (NEW.title, NEW.language, NEW.part, NEW.does, NEW.message) THEN
    RAISE EXCEPTION 'what was asked stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.member_id = ANY (mint.my_writable_orgs()) AND (OLD.state, NEW.state) IN {_pairs(BY_MEMBER)}
    OR (OLD.state, NEW.state) IN {_pairs(BY_OTHERS)} AND NOT OLD.member_id = ANY (mint.my_writable_orgs()) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'this side does not move it so' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER party_invitation_moves BEFORE UPDATE ON experiments_partyinvitation
  FOR EACH ROW EXECUTE FUNCTION mint.party_invitation_moves()""",
    "DROP TRIGGER party_invitation_moves ON experiments_partyinvitation; DROP FUNCTION mint.party_invitation_moves()",
)

# The day on which it joined bars an organisation from grading: nobody but itself, by joining, gives it one.
INVITATIONS_JOIN = RunSQL(
    f"""
CREATE FUNCTION mint.party_invitation_joins() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user = 'mint_app' AND NEW.joined_at IS DISTINCT FROM OLD.joined_at
    AND (OLD.state, NEW.state) NOT IN {_pairs(((Invited.INVITED, Invited.JOINED),))} THEN
    RAISE EXCEPTION 'when it joined is said by joining' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER party_invitation_joins BEFORE UPDATE ON experiments_partyinvitation
  FOR EACH ROW EXECUTE FUNCTION mint.party_invitation_joins()""",
    "DROP TRIGGER party_invitation_joins ON experiments_partyinvitation; DROP FUNCTION mint.party_invitation_joins()",
)
