CREATE INDEX "intents_made" ON "keydesk"."intents" USING btree ("key_id") WHERE outcome = 'made';
-- WorkOS may tell of a key while whoever makes it here is still writing it down, so the one change there is goes with the intent that made it.
CREATE FUNCTION "keydesk"."keep_key_origin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.origin <> 'keydesk' OR NOT EXISTS (
		SELECT FROM "keydesk"."intents" i
			WHERE i.key_id = NEW.id AND i.organization_id = NEW.organization_id AND i.outcome = 'made'
	) THEN
		RAISE EXCEPTION 'the origin of key % stays %', OLD.id, OLD.origin USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NEW;
END
$$;

CREATE TRIGGER "api_keys_keep_their_origin" BEFORE UPDATE ON "keydesk"."api_keys"
	FOR EACH ROW WHEN (OLD.origin IS DISTINCT FROM NEW.origin) EXECUTE FUNCTION "keydesk"."keep_key_origin"();

-- ALWAYS: a session that calls itself a replica would otherwise skip it.
ALTER TABLE "keydesk"."api_keys" ENABLE ALWAYS TRIGGER "api_keys_keep_their_origin";
