-- title: Which sources without a name carry most?
-- row: a source that an article cites and does not name, as it is described
-- unit: assertions
SELECT
    '' AS block,
    actors.name AS label,
    'voiced/unnamed' AS look,
    count(*) AS best,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM claims
JOIN actors USING (story)
WHERE speaker = actor_id AND content = 'assertion' AND actors.kind = 'unnamed'
GROUP BY actors.name
ORDER BY stories DESC, best DESC, label
