-- title: Where do the stories place their events, year by year?
-- row: a place in a year, of events that certainly lie in that year
-- unit: events
SELECT
    year(when_earliest)::VARCHAR AS block,
    places.name AS label,
    count(*) AS best,
    count(DISTINCT story) AS stories,
    min(story || '/' || event_id, 12) AS rows
FROM events
JOIN places USING (story, place_id)
WHERE year(when_earliest) = year(when_latest)
GROUP BY block, places.name
ORDER BY block, best DESC, label
