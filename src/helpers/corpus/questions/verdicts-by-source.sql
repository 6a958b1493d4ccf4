-- title: Which kind of source do others dispute most?
-- row: a kind of speaker
-- unit: per cent of the assertions on which another source was found
WITH held AS (
    SELECT
        CASE WHEN voice = 'narrator' THEN 'outlet' ELSE actors.kind END AS kind,
        standing IN ('conflicts', 'accounts_differ') AS disputed,
        story,
        claim_id
    FROM claims
    JOIN standings USING (story, claim_id)
    LEFT JOIN actors ON actors.story = claims.story AND actor_id = speaker
    WHERE
        content = 'assertion'
        AND standing IN ('conflicts', 'accounts_differ', 'refines', 'supports_in_part', 'supports')
)
SELECT
    '' AS block,
    CASE kind
        WHEN 'person' THEN 'persons'
        WHEN 'group' THEN 'groups'
        WHEN 'state' THEN 'states'
        WHEN 'force' THEN 'armed forces'
        WHEN 'outlet' THEN 'news outlets'
        WHEN 'organisation' THEN 'organisations'
        WHEN 'people' THEN 'people without an organisation'
        WHEN 'vessel' THEN 'vessels'
        ELSE 'unnamed sources'
    END AS label,
    'actor_kind/' || coalesce(kind, 'unnamed') AS look,
    100 * count_if(disputed) / count(*) AS best,
    count_if(disputed)::BIGINT AS part,
    count(*) AS whole,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM held
GROUP BY kind
ORDER BY best DESC, whole DESC, label
