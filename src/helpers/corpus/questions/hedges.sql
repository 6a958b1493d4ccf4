-- title: How often does each outlet hedge?
-- row: an outlet
-- unit: per cent of its assertions
SELECT
    '' AS block,
    outlet AS label,
    'hedged/hedged' AS look,
    100 * count(hedges) / count(*) AS best,
    count(hedges) AS part,
    count(*) AS whole,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) FILTER (hedges IS NOT NULL) AS rows
FROM claims
JOIN stories USING (story)
WHERE content = 'assertion'
GROUP BY outlet
ORDER BY best DESC, label
