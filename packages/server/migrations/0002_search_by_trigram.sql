-- Searching is correct without this index, only slower on large tables, so a server without pg_trgm is no reason to stop.
DO $$
DECLARE
	home text;
BEGIN
	BEGIN
		CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA "keydesk";
	EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
		RAISE NOTICE 'pg_trgm is not available: searching keys will read every key of the organization';
	END;
	-- The host may have it already, in a schema of its own.
	SELECT n.nspname INTO home
		FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod
		WHERE o.opcname = 'gin_trgm_ops' AND a.amname = 'gin';
	IF home IS NOT NULL THEN
		EXECUTE format('CREATE INDEX "api_keys_by_trigram" ON "keydesk"."api_keys" USING gin ("search_text" %I.gin_trgm_ops) WHERE revoked_at IS NULL', home);
	END IF;
END
$$;
