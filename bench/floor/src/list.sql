SELECT "case_scope"."case_id", "case_scope"."name_sort", "case_scope"."work_start", "case_scope"."next_due",
  "case_scope"."holder", "case_scope"."station", "case_file"."number", "case_file"."state", "case_file"."template_version",
  "case_file"."next_step", "case_file"."holder_since", "case_file"."has_overdue", "case_file"."ended_at",
  "person"."family_name", "person"."given_names", "organisation"."name" AS "employer"
FROM "case_scope"
  LEFT JOIN "case_file" ON "case_scope"."case_id" = "case_file"."id"
  LEFT JOIN "person" ON "case_file"."person_id" = "person"."id"
  LEFT JOIN "organisation" ON "case_file"."employer_id" = "organisation"."id"
WHERE "case_scope"."organisation_id" = ? AND "case_scope"."is_open" = ?
ORDER BY "case_scope"."next_due" ASC, "case_scope"."case_id" ASC
LIMIT ?
