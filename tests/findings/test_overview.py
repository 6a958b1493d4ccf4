"""The article at a glance, in sentences."""

import dataclasses

from helpers.findings import overview
from helpers.story import Story


def test_the_overview_begins_with_the_size_and_has_one_finding_of_each_topic(
    example: Story,
) -> None:
    told = overview.in_short(example)
    assert f"{len(example.claims)} claims" in told[0].text
    assert len(told) == 1 + len(overview.TOPICS)
    for topic, finding in zip(overview.TOPICS, told[1:], strict=True):
        assert topic.in_short(example)[0] == finding


def test_the_fullest_paragraph_rests_on_its_claims(example: Story) -> None:
    (finding,) = overview.densest(example)
    most = example.claims["paragraph"].value_counts().max()
    assert len(finding.rows) == most
    assert dataclasses.is_dataclass(finding)
