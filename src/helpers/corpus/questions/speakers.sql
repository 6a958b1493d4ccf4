-- title: Who speaks in most stories?
-- row: a speaker with a name, in all stories that give that name
-- unit: assertions
SELECT
    '' AS block,
    actors.name AS label,
    count(*) AS best,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM claims
JOIN actors USING (story)
WHERE speaker = actor_id AND content = 'assertion' AND voice <> 'narrator' AND actors.kind <> 'unnamed'
GROUP BY actors.name
ORDER BY stories DESC, best DESC, label
