-- title: Which claims are told again and again?
-- row: a claim, and all that restate it or say it in the same words
-- unit: times told
WITH again AS (
    SELECT story, other_id AS claim_id, count(*) AS times
    FROM claim_links
    WHERE kind = 'restates'
    GROUP BY story, other_id
),
first AS (
    SELECT claims.*
    FROM claims
    ANTI JOIN (SELECT story, claim_id FROM claim_links WHERE kind = 'restates') AS restating
    ON restating.story = claims.story AND restating.claim_id = claims.claim_id
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
