SELECT "counter"."kind", CAST(SUM("counter"."count") AS bigint) AS "total"
FROM "counter"
WHERE "counter"."organisation_id" = ? AND "counter"."kind" IN (?)
GROUP BY "counter"."kind"
