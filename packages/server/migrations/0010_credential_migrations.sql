CREATE TABLE "keydesk"."credential_migrations" (
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
CREATE INDEX "credential_migrations_all" ON "keydesk"."credential_migrations" USING btree ("organization_id","started_at","id");