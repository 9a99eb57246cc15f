CREATE FUNCTION "keydesk"."refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% of % is refused: the audit trail is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "keydesk"."audit_events"
	FOR EACH STATEMENT EXECUTE FUNCTION "keydesk"."refuse_audit_change"();
CREATE TRIGGER "audit_heads_stay" BEFORE DELETE OR TRUNCATE ON "keydesk"."audit_heads"
	FOR EACH STATEMENT EXECUTE FUNCTION "keydesk"."refuse_audit_change"();

-- ALWAYS: a session that calls itself a replica would otherwise skip them.
ALTER TABLE "keydesk"."audit_events" ENABLE ALWAYS TRIGGER "audit_events_append_only";
ALTER TABLE "keydesk"."audit_heads" ENABLE ALWAYS TRIGGER "audit_heads_stay";
