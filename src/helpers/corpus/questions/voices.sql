-- title: In whose voice does each outlet tell its news?
-- row: a kind of voice in an outlet
-- unit: per cent of the outlet's assertions
WITH told AS (
    SELECT
        outlet,
        CASE
            WHEN voice = 'narrator' THEN 'outlet'
            WHEN voice = 'direct' THEN 'quoted'
            WHEN actors.kind = 'unnamed' THEN 'unnamed'
            ELSE 'named'
        END AS voiced,
        story,
        claim_id
    FROM claims
    JOIN stories USING (story)
    LEFT JOIN actors ON actors.story = claims.story AND actor_id = speaker
    WHERE content = 'assertion'
)
SELECT
    outlet AS block,
    CASE voiced
        WHEN 'outlet' THEN 'the outlet''s own voice'
        WHEN 'unnamed' THEN 'unnamed sources'
        WHEN 'named' THEN 'named sources'
        ELSE 'in quotation marks'
    END AS label,
    'voiced/' || voiced AS look,
    100 * count(*) / sum(count(*)) OVER (PARTITION BY outlet) AS best,
    count(*)::BIGINT AS part,
    (sum(count(*)) OVER (PARTITION BY outlet))::BIGINT AS whole,
    count(DISTINCT story) AS stories,
    min(story || '/' || claim_id, 12) AS rows
FROM told
GROUP BY outlet, voiced
ORDER BY outlet, list_position(['outlet', 'unnamed', 'named', 'quoted'], voiced)
