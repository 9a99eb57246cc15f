ALTER TABLE "keydesk"."api_keys" ADD CONSTRAINT "api_keys_of_organization" UNIQUE("id","organization_id");
ALTER TABLE "keydesk"."credential_migrations" DROP CONSTRAINT "credential_migrations_api_key_id_api_keys_id_fk";
ALTER TABLE "keydesk"."credential_migrations" ADD CONSTRAINT "credential_migrations_of_key" FOREIGN KEY ("api_key_id","organization_id") REFERENCES "keydesk"."api_keys"("id","organization_id") ON DELETE no action ON UPDATE no action;
