// Written by `pnpm migrations` from the files in migrations/.

/** One step of the schema; versions count from 1. */
export interface Migration {
  version: number
  name: string
  sql: string
}

/** Every step there is, in order. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: '0000_tables',
    sql: `CREATE TABLE "keydesk"."api_keys" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"kind" text DEFAULT 'api_key' NOT NULL,
	"name" text NOT NULL,
	"name_lower" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"obfuscated_value" text NOT NULL,
	"permissions" text[] NOT NULL,
	"issued_permissions" text[] NOT NULL,
	"narrowed_permissions" text[],
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"sort_expires_at" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(expires_at, timestamptz 'infinity')) STORED NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"sort_last_used_at" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(last_used_at, timestamptz '-infinity')) STORED NOT NULL,
	"workos_updated_at" timestamp (3) with time zone,
	"origin" text NOT NULL,
	"owner_id" text COLLATE "C",
	"created_by_id" text COLLATE "C",
	"owner_gone_at" timestamp (3) with time zone,
	"purpose" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"replaces" text COLLATE "C",
	"replaced_by" text COLLATE "C",
	"revoked_at" timestamp (3) with time zone,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "api_keys_kind" CHECK (kind = 'api_key'),
	CONSTRAINT "api_keys_origin" CHECK (origin in ('keydesk', 'elsewhere')),
	CONSTRAINT "api_keys_made_here_are_owned" CHECK (origin <> 'keydesk' or (owner_id is not null and created_by_id is not null)),
	CONSTRAINT "api_keys_narrowed_is_narrower" CHECK (narrowed_permissions <@ issued_permissions),
	CONSTRAINT "api_keys_metadata_is_an_object" CHECK (jsonb_typeof(metadata) = 'object')
);

CREATE TABLE "keydesk"."audit_events" (
	"organization_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"action" text NOT NULL,
	"credential" jsonb,
	"credential_id" text COLLATE "C" GENERATED ALWAYS AS (credential ->> 'id') STORED,
	"request_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_events_organization_id_seq_pk" PRIMARY KEY("organization_id","seq"),
	CONSTRAINT "audit_events_id" UNIQUE("id")
);

CREATE TABLE "keydesk"."audit_heads" (
	"organization_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL
);

CREATE TABLE "keydesk"."audit_outbox" (
	"organization_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_outbox_organization_id_seq_pk" PRIMARY KEY("organization_id","seq")
);

CREATE TABLE "keydesk"."idempotency_records" (
	"scope_hash" text PRIMARY KEY NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"fingerprint" text NOT NULL,
	"run_id" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_runs" UNIQUE("run_id")
);

CREATE TABLE "keydesk"."intents" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"action" text NOT NULL,
	"subject_id" text COLLATE "C",
	"actor" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"key_id" text COLLATE "C",
	"settled_at" timestamp (3) with time zone,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	CONSTRAINT "intents_state" CHECK (state in ('open', 'settled')),
	CONSTRAINT "intents_settled_has_an_outcome" CHECK ((state = 'settled') = (outcome is not null))
);

CREATE TABLE "keydesk"."mirror_states" (
	"organization_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"refreshed_at" timestamp with time zone,
	"key_count" integer DEFAULT 0 NOT NULL,
	"refresh_started_at" timestamp with time zone,
	"lease_holder" text,
	"lease_until" timestamp with time zone
);

CREATE TABLE "keydesk"."people" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL
);

CREATE TABLE "keydesk"."webhook_receipts" (
	"event_id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);

ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "api_keys_all" ON "keydesk"."api_keys" USING btree ("organization_id","created_at","id");
CREATE INDEX "api_keys_live_by_name" ON "keydesk"."api_keys" USING btree ("organization_id","name_lower","id") WHERE revoked_at is null;
CREATE INDEX "api_keys_live_by_creation" ON "keydesk"."api_keys" USING btree ("organization_id","created_at","id") WHERE revoked_at is null;
CREATE INDEX "api_keys_live_by_expiry" ON "keydesk"."api_keys" USING btree ("organization_id","sort_expires_at","id","replaced_by") WHERE revoked_at is null;
CREATE INDEX "api_keys_live_by_use" ON "keydesk"."api_keys" USING btree ("organization_id","sort_last_used_at","id") WHERE revoked_at is null;
CREATE INDEX "api_keys_live_by_owner" ON "keydesk"."api_keys" USING btree ("owner_id","organization_id","created_at","id") WHERE revoked_at is null;
CREATE INDEX "api_keys_revoked" ON "keydesk"."api_keys" USING btree ("organization_id","created_at","id") WHERE revoked_at is not null;
CREATE INDEX "api_keys_undelivered" ON "keydesk"."api_keys" USING btree ("created_at") WHERE delivered_at is null and revoked_at is null and origin = 'keydesk';
CREATE INDEX "audit_events_of_credential" ON "keydesk"."audit_events" USING btree ("organization_id","credential_id","seq");
CREATE INDEX "audit_outbox_due" ON "keydesk"."audit_outbox" USING btree ("next_attempt_at");
CREATE INDEX "idempotency_expiry" ON "keydesk"."idempotency_records" USING btree ("expires_at");
CREATE INDEX "intents_open" ON "keydesk"."intents" USING btree ("organization_id","action") WHERE state = 'open';
CREATE INDEX "intents_due" ON "keydesk"."intents" USING btree ("deadline_at") WHERE state = 'open';
CREATE UNIQUE INDEX "intents_one_per_subject" ON "keydesk"."intents" USING btree ("organization_id","action","subject_id") WHERE state = 'open' and subject_id is not null;
CREATE INDEX "webhook_receipts_age" ON "keydesk"."webhook_receipts" USING btree ("at");`,
  },
  {
    version: 2,
    name: '0001_audit_is_append_only',
    sql: `CREATE FUNCTION "keydesk"."refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
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
`,
  },
  {
    version: 3,
    name: '0002_search_by_trigram',
    sql: `-- Searching is correct without this index, only slower on large tables, so a server without pg_trgm is no reason to stop.
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
`,
  },
  {
    version: 4,
    name: '0003_rate_limits',
    sql: `-- UNLOGGED: what it counts is over within seconds, so a crash may empty it, and nothing of it is written ahead or copied to a standby.
-- Rows are updated in place as long as their page has room for another version.
CREATE UNLOGGED TABLE "keydesk"."rate_limits" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
) WITH (fillfactor = 50);
`,
  },
  {
    version: 5,
    name: '0004_keys_heal_and_events_are_forwarded',
    sql: `CREATE TABLE "keydesk"."memberships" (
	"organization_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"is_member" boolean NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);

DROP INDEX "keydesk"."audit_outbox_due";
ALTER TABLE "keydesk"."api_keys" ADD COLUMN "missing_at" timestamp (3) with time zone;
ALTER TABLE "keydesk"."api_keys" ADD COLUMN "expiry_told_at" timestamp (3) with time zone;
ALTER TABLE "keydesk"."audit_outbox" ADD COLUMN "parked_at" timestamp (3) with time zone;
ALTER TABLE "keydesk"."audit_outbox" ADD COLUMN "problem" text;
ALTER TABLE "keydesk"."idempotency_records" ADD COLUMN "deadline_at" timestamp (3) with time zone;
CREATE INDEX "api_keys_expiry_untold" ON "keydesk"."api_keys" USING btree ("expires_at") WHERE revoked_at is null and (expiry_told_at is null or expires_at > expiry_told_at);
CREATE INDEX "audit_outbox_parked" ON "keydesk"."audit_outbox" USING btree ("parked_at") WHERE parked_at is not null;
CREATE INDEX "audit_outbox_due" ON "keydesk"."audit_outbox" USING btree ("next_attempt_at") WHERE parked_at is null;
ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_missing_are_revoked" CHECK (missing_at is null or revoked_at is not null);
ALTER TABLE "keydesk"."audit_outbox" ADD CONSTRAINT "audit_outbox_parked_has_a_problem" CHECK ((parked_at is null) = (problem is null));`,
  },
  {
    version: 6,
    name: '0005_deleted_organizations_are_remembered',
    sql: `ALTER TABLE "keydesk"."mirror_states" ADD COLUMN "deleted_at" timestamp (3) with time zone;`,
  },
  {
    version: 7,
    name: '0006_keys_keep_their_origin',
    sql: `CREATE INDEX "intents_made" ON "keydesk"."intents" USING btree ("key_id") WHERE outcome = 'made';
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
`,
  },
  {
    version: 8,
    name: '0007_gates_tell_of_uses',
    sql: `CREATE TABLE "keydesk"."api_key_uses" (
	"key_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "api_key_uses_key_id_day_pk" PRIMARY KEY("key_id","day"),
	CONSTRAINT "api_key_uses_count" CHECK (count > 0)
);

CREATE INDEX "api_key_uses_age" ON "keydesk"."api_key_uses" USING btree ("day");`,
  },
  {
    version: 9,
    name: '0008_m2m_applications',
    sql: `CREATE TABLE "keydesk"."application_mirror_states" (
	"organization_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"refreshed_at" timestamp with time zone,
	"application_count" integer DEFAULT 0 NOT NULL,
	"refresh_started_at" timestamp with time zone,
	"lease_holder" text,
	"lease_until" timestamp with time zone,
	"deleted_at" timestamp (3) with time zone
);

CREATE TABLE "keydesk"."client_secrets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"missing_at" timestamp (3) with time zone,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "client_secrets_missing_are_deleted" CHECK (missing_at is null or deleted_at is not null)
);

CREATE TABLE "keydesk"."m2m_applications" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"kind" text DEFAULT 'm2m_application' NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"name_lower" text COLLATE "C" NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"description" text,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"workos_updated_at" timestamp (3) with time zone NOT NULL,
	"origin" text NOT NULL,
	"owner_id" text COLLATE "C",
	"created_by_id" text COLLATE "C",
	"owner_gone_at" timestamp (3) with time zone,
	"purpose" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"replaces" text COLLATE "C",
	"deleted_at" timestamp (3) with time zone,
	"missing_at" timestamp (3) with time zone,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "m2m_applications_client_id" UNIQUE("client_id"),
	CONSTRAINT "m2m_applications_of_organization" UNIQUE("id","organization_id"),
	CONSTRAINT "m2m_applications_kind" CHECK (kind = 'm2m_application'),
	CONSTRAINT "m2m_applications_origin" CHECK (origin in ('keydesk', 'elsewhere')),
	CONSTRAINT "m2m_applications_made_here_are_owned" CHECK (origin <> 'keydesk' or (owner_id is not null and created_by_id is not null)),
	CONSTRAINT "m2m_applications_metadata_is_an_object" CHECK (jsonb_typeof(metadata) = 'object'),
	CONSTRAINT "m2m_applications_missing_are_deleted" CHECK (missing_at is null or deleted_at is not null)
);

ALTER TABLE "keydesk"."client_secrets" ADD CONSTRAINT "client_secrets_of_application" FOREIGN KEY ("application_id","organization_id") REFERENCES "keydesk"."m2m_applications"("id","organization_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."m2m_applications" ADD CONSTRAINT "m2m_applications_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."m2m_applications" ADD CONSTRAINT "m2m_applications_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "client_secrets_by_application" ON "keydesk"."client_secrets" USING btree ("application_id","created_at","id");
CREATE INDEX "client_secrets_by_organization" ON "keydesk"."client_secrets" USING btree ("organization_id");
CREATE INDEX "m2m_applications_all" ON "keydesk"."m2m_applications" USING btree ("organization_id","created_at","id");
CREATE INDEX "m2m_applications_by_owner" ON "keydesk"."m2m_applications" USING btree ("owner_id","organization_id");
-- WorkOS may list an application while whoever makes it here is still writing it down, so the one change there is goes with the intent that made it.
CREATE FUNCTION "keydesk"."keep_application_origin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.origin <> 'keydesk' OR NOT EXISTS (
		SELECT FROM "keydesk"."intents" i
			WHERE i.key_id = NEW.id AND i.organization_id = NEW.organization_id AND i.outcome = 'made'
	) THEN
		RAISE EXCEPTION 'the origin of application % stays %', OLD.id, OLD.origin USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NEW;
END
$$;

CREATE TRIGGER "m2m_applications_keep_their_origin" BEFORE UPDATE ON "keydesk"."m2m_applications"
	FOR EACH ROW WHEN (OLD.origin IS DISTINCT FROM NEW.origin) EXECUTE FUNCTION "keydesk"."keep_application_origin"();

-- ALWAYS: a session that calls itself a replica would otherwise skip it.
ALTER TABLE "keydesk"."m2m_applications" ENABLE ALWAYS TRIGGER "m2m_applications_keep_their_origin";
`,
  },
  {
    version: 10,
    name: '0009_choices_and_reviews',
    sql: `ALTER TABLE "keydesk"."api_keys" ADD COLUMN "choice" jsonb;
ALTER TABLE "keydesk"."api_keys" ADD COLUMN "reviewed_at" timestamp (3) with time zone;
ALTER TABLE "keydesk"."api_keys" ADD COLUMN "reviewed_by_id" text COLLATE "C";
ALTER TABLE "keydesk"."m2m_applications" ADD COLUMN "choice" jsonb;
ALTER TABLE "keydesk"."m2m_applications" ADD COLUMN "reviewed_at" timestamp (3) with time zone;
ALTER TABLE "keydesk"."m2m_applications" ADD COLUMN "reviewed_by_id" text COLLATE "C";
ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_reviewed_by_id_people_id_fk" FOREIGN KEY ("reviewed_by_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."m2m_applications" ADD CONSTRAINT "m2m_applications_reviewed_by_id_people_id_fk" FOREIGN KEY ("reviewed_by_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_choice_is_an_object" CHECK (jsonb_typeof(choice) = 'object');
ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_reviewed_by_somebody" CHECK ((reviewed_at is null) = (reviewed_by_id is null));
ALTER TABLE "keydesk"."m2m_applications" ADD CONSTRAINT "m2m_applications_choice_is_an_object" CHECK (jsonb_typeof(choice) = 'object');
ALTER TABLE "keydesk"."m2m_applications" ADD CONSTRAINT "m2m_applications_reviewed_by_somebody" CHECK ((reviewed_at is null) = (reviewed_by_id is null));`,
  },
  {
    version: 11,
    name: '0010_credential_migrations',
    sql: `CREATE TABLE "keydesk"."credential_migrations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"organization_id" text COLLATE "C" NOT NULL,
	"api_key_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"former_end" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by_id" text COLLATE "C",
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "credential_migrations_status" CHECK (status in ('running', 'finished', 'cancelled')),
	CONSTRAINT "credential_migrations_over_has_an_end" CHECK ((status = 'running') = (ended_at is null))
);

ALTER TABLE "keydesk"."credential_migrations" ADD CONSTRAINT "credential_migrations_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "keydesk"."api_keys"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."credential_migrations" ADD CONSTRAINT "credential_migrations_started_by_id_people_id_fk" FOREIGN KEY ("started_by_id") REFERENCES "keydesk"."people"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "keydesk"."credential_migrations" ADD CONSTRAINT "credential_migrations_of_application" FOREIGN KEY ("application_id","organization_id") REFERENCES "keydesk"."m2m_applications"("id","organization_id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "credential_migrations_one_per_key" ON "keydesk"."credential_migrations" USING btree ("api_key_id") WHERE status = 'running';
CREATE UNIQUE INDEX "credential_migrations_one_per_application" ON "keydesk"."credential_migrations" USING btree ("application_id") WHERE status = 'running';
CREATE INDEX "credential_migrations_all" ON "keydesk"."credential_migrations" USING btree ("organization_id","started_at","id");`,
  },
  {
    version: 12,
    name: '0011_migrations_are_of_their_organization',
    sql: `ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_of_organization" UNIQUE("id","organization_id");
ALTER TABLE "keydesk"."credential_migrations" DROP CONSTRAINT "credential_migrations_api_key_id_api_keys_id_fk";
ALTER TABLE "keydesk"."credential_migrations" ADD CONSTRAINT "credential_migrations_of_key" FOREIGN KEY ("api_key_id","organization_id") REFERENCES "keydesk"."api_keys"("id","organization_id") ON DELETE no action ON UPDATE no action;
`,
  },
  {
    version: 13,
    name: '0012_last_tested_at',
    sql: `ALTER TABLE "keydesk"."m2m_applications" ADD COLUMN "last_tested_at" timestamp (3) with time zone;`,
  },
]
