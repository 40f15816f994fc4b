"""What no writer may do to a text on behalf of a company: change what the company reads, or take a confirmation back."""

from django.db.migrations.operations import RunSQL

# Under the link the same row is open to its holder, and to the coordinators: neither changes then the words, whose they
# are, or whom the link went to. A new link has a new end; the old one's is not moved.
STAYS = RunSQL(
    """
CREATE FUNCTION mint.on_behalf_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER text_stays BEFORE UPDATE ON behalf_onbehalf FOR EACH ROW
  WHEN (OLD.state IN ('waiting', 'declined') AND (
    (OLD.organisation_id, OLD.municipality_id, OLD.author_id, OLD.company_name, OLD.business_id, OLD.language, OLD.form_key)
      IS DISTINCT FROM
    (NEW.organisation_id, NEW.municipality_id, NEW.author_id, NEW.company_name, NEW.business_id, NEW.language, NEW.form_key)
    OR OLD.company_id IS DISTINCT FROM NEW.company_id AND (OLD.company_id IS NOT NULL OR NEW.state <> 'confirmed')
    OR OLD.data IS DISTINCT FROM NEW.data AND NEW.state <> 'confirmed'
    OR (OLD.contact_name, OLD.contact_email) IS DISTINCT FROM (NEW.contact_name, NEW.contact_email)
      AND (NEW.state IN ('waiting', 'declined') OR NEW.contact_name <> '' OR NEW.contact_email <> '')
    OR OLD.expires_at IS DISTINCT FROM NEW.expires_at
      AND NEW.state <> 'draft' AND OLD.token_hash = NEW.token_hash))
  EXECUTE FUNCTION mint.on_behalf_stays('what the company reads stays as it was sent');
CREATE TRIGGER confirmed_in_time BEFORE UPDATE ON behalf_onbehalf FOR EACH ROW
  WHEN (NEW.state = 'confirmed' AND OLD.state <> 'confirmed'
    AND (OLD.state = 'waiting' AND OLD.expires_at > now()) IS NOT TRUE)
  EXECUTE FUNCTION mint.on_behalf_stays('only what waits under a link that works is confirmed');
CREATE TRIGGER confirmed_stays BEFORE UPDATE ON behalf_onbehalf FOR EACH ROW
  WHEN (OLD.state = 'confirmed' AND NEW.state <> 'confirmed')
  EXECUTE FUNCTION mint.on_behalf_stays('what was confirmed stays confirmed')""",
    "DROP TRIGGER text_stays ON behalf_onbehalf; DROP TRIGGER confirmed_in_time ON behalf_onbehalf; "
    "DROP TRIGGER confirmed_stays ON behalf_onbehalf; "
    "DROP FUNCTION mint.on_behalf_stays()",
)
