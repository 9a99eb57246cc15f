-- UNLOGGED: what it counts is over within seconds, so a crash may empty it, and nothing of it is written ahead or copied to a standby.
-- Rows are updated in place as long as their page has room for another version.
CREATE UNLOGGED TABLE "keydesk"."rate_limits" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
) WITH (fillfactor = 50);
