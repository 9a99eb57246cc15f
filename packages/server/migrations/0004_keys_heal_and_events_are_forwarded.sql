CREATE TABLE "keydesk"."memberships" (
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
ALTER TABLE "keydesk"."audit_outbox" ADD CONSTRAINT "audit_outbox_parked_has_a_problem" CHECK ((parked_at is null) = (problem is null));