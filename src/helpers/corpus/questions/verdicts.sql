-- title: How do each outlet's assertions stand against other sources?
-- row: a standing in an outlet, by the rules of evidence
-- unit: assertions, each once
SELECT
    outlet AS block,
    standings.label AS label,
    'standing/' || standing AS look,
    standing,
    count(*) AS best,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM standings
JOIN claims USING (story, claim_id)
JOIN stories USING (story)
WHERE content = 'assertion' AND standing IS NOT NULL
GROUP BY outlet, standing, standings.label
ORDER BY outlet, best DESC, label
