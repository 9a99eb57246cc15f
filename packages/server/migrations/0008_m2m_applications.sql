CREATE TABLE "keydesk"."application_mirror_states" (
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
