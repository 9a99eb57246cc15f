CREATE TABLE "keydesk"."api_key_uses" (
	"key_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "api_key_uses_key_id_day_pk" PRIMARY KEY("key_id","day"),
	CONSTRAINT "api_key_uses_count" CHECK (count > 0)
);

CREATE INDEX "api_key_uses_age" ON "keydesk"."api_key_uses" USING btree ("day");