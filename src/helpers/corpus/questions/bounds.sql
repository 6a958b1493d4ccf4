-- title: Which outlets print a bound as a plain number on top?
-- row: an outlet, by the plain numbers in its headlines and standfirsts
-- unit: plain numbers whose claim a bounded one restates or limits
WITH pairs AS MATERIALIZED (
    SELECT story, claim_id, other_id FROM claim_links WHERE kind IN ('restates', 'qualifies')
),
linked AS (
    SELECT story, claim_id, other_id FROM pairs
    UNION
    SELECT story, other_id, claim_id FROM pairs
),
numbers AS MATERIALIZED (
    SELECT story, figure_id, claim_id, paragraph, kind, bound
    FROM figures
    WHERE kind IN ('distance', 'casualties', 'count') AND bound <> 'vague'
),
plain AS (
    SELECT story, figure_id, claim_id, numbers.kind
    FROM numbers
    JOIN paragraphs USING (story, paragraph)
    WHERE paragraphs.kind IN ('headline', 'standfirst') AND bound = 'exact'
),
bounded AS (
    SELECT DISTINCT plain.story, plain.figure_id
    FROM plain
    JOIN linked USING (story, claim_id)
    JOIN numbers ON numbers.story = plain.story AND numbers.claim_id = other_id
    WHERE numbers.kind = plain.kind AND numbers.bound <> 'exact'
)
SELECT
    '' AS block,
    outlet AS label,
    count(bounded.figure_id) AS best,
    count(bounded.figure_id) AS part,
    count(plain.figure_id) AS whole,
    count(DISTINCT stories.story) AS stories,
    min(bounded.story || '/' || bounded.figure_id, 12) AS rows
FROM stories
JOIN plain USING (story)
LEFT JOIN bounded ON bounded.story = plain.story AND bounded.figure_id = plain.figure_id
GROUP BY outlet
ORDER BY best DESC, whole DESC, label
