"""The rules that the contract's schemas can't express, one small function each.

A rule takes the tables and yields what is wrong. It knows no story; it is listed in RULES, and
tests/check breaks one thing in a sound story for each.
"""

from collections.abc import Callable, Iterator

from helpers.story.check.rules import contradictions, evidence, numbers, spans, speech, ties, times
from helpers.story.check.tables import Tables
from helpers.story.problem import Problem

Rule = Callable[[Tables], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ties.article_fits_the_tables,
    ties.rows_are_sorted,
    ties.numbered_in_reading_order,
    ties.cells_are_stripped,
    ties.items_are_tidy,
    ties.items_exist,
    ties.nothing_holds_itself,
    spans.paragraphs_counted,
    spans.locator_whole,
    spans.locator_forwards,
    spans.locator_inside,
    spans.same_span_same_hash,
    spans.span_proved,
    spans.printed_words_stand_there,
    spans.whole_surface_has_the_hash,
    spans.printed_words_are_few,
    spans.included_text_is_proved,
    spans.whole_text_has_the_hash,
    speech.chain_starts_at_the_speaker,
    speech.chain_ends_at_the_outlet,
    speech.nobody_twice_in_a_chain,
    speech.voice_fits_the_speaker,
    speech.certain_has_no_hedge,
    speech.topic_is_listed,
    numbers.limits_agree,
    numbers.surface_gives_the_limits,
    numbers.surface_gives_the_unit,
    numbers.bound_unless_date,
    numbers.places_only_for_distances,
    numbers.casualty_has_one_source,
    numbers.casualty_fits_its_figure,
    times.dates_can_be_read,
    times.figure_when_only_for_dates,
    times.event_fits_its_date,
    times.date_words_fit_the_date,
    times.established_date_has_its_reference,
    ties.within_its_claim,
    ties.two_different_ends,
    ties.every_actor_is_mentioned,
    ties.every_paragraph_claims,
    ties.coordinates_come_in_pairs,
    contradictions.contradiction_names_its_thing,
    contradictions.contradiction_is_of_one_time,
    contradictions.contradiction_is_of_one_place,
    evidence.verdict_has_references,
    evidence.unchecked_has_no_references,
    evidence.not_looked_up_is_not_checked,
    evidence.reach_is_stated,
    evidence.article_is_no_reference,
    evidence.value_has_its_unit,
    evidence.value_has_its_bound,
)
