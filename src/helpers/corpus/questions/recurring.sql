-- title: Which claims are told again and again?
-- row: a claim, and all that restate it or say it in the same words
-- unit: times told
WITH restating AS MATERIALIZED (
    SELECT story, claim_id, other_id FROM claim_links WHERE kind = 'restates'
),
again AS (
    SELECT story, other_id AS claim_id, count(*) AS times
    FROM restating
    GROUP BY story, other_id
),
first AS (
    SELECT story, claim_id, paraphrase
    FROM claims
    ANTI JOIN restating USING (story, claim_id)
    WHERE content = 'assertion'
)
SELECT
    '' AS block,
    any_value(paraphrase ORDER BY story) AS label,
    (count(*) + coalesce(sum(times), 0))::BIGINT AS best,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM first
LEFT JOIN again USING (story, claim_id)
GROUP BY lower(paraphrase)
HAVING best > 1
ORDER BY stories DESC, best DESC, label
