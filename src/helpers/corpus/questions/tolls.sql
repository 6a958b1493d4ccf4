-- title: Whom do the stories count, and how far is each number open?
-- row: a toll that a story prints, not part of another and not of survivors; tolls are never added up
-- unit: people
SELECT
    outlet || ', ' || strftime(published, '%-d %B %Y') AS block,
    victims || ', ' || outcome AS label,
    'outcome/' || outcome AS look,
    lower,
    best,
    upper,
    bound,
    1 AS stories,
    [story || '/' || casualty_id] AS rows
FROM casualties
JOIN stories USING (story)
WHERE ref_id IS NULL AND included_in IS NULL AND outcome <> 'survived' AND coalesce(best, lower, upper) IS NOT NULL
ORDER BY coalesce(best, lower, upper) DESC, story, casualty_id
