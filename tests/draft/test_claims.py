"""Claims: sentences cut where they assert two things, attribution stripped, voice and certainty."""

import pytest
from hypothesis import given

from helpers.draft.claims import claims
from helpers.draft.text import Span, Text, read
from tests.draft.annotated import passages
from tests.draft.test_quotations import NEWS

SENTENCES = [
    ("The bridge fell.", [("narrator", "claim.sentence", "The bridge fell")]),
    ("The bridge fell and two men died.",
     [("narrator", "claim.sentence", "The bridge fell"),
      ("narrator", "claim.joined", "two men died")]),
    ("The bridge shook but was held by its chains.",
     [("narrator", "claim.sentence", "The bridge shook"),
      ("narrator", "claim.shared_subject", "was held by its chains")]),
    ("The bridge was shaken but was held by its chains.",
     [("narrator", "claim.sentence", "The bridge was shaken"),
      ("narrator", "claim.shared_subject", "was held by its chains")]),
    ("Men and women died.", [("narrator", "claim.sentence", "Men and women died")]),
    ("The bridge fell; nobody died.",
     [("narrator", "claim.sentence", "The bridge fell"),
      ("narrator", "claim.semicolon", "nobody died")]),
    ("He was in Hull, which is under water.",
     [("narrator", "claim.sentence", "He was in Hull"),
      ("narrator", "claim.relative", "which is under water")]),
    ("Although the bridge was old, it was thought safe.",
     [("narrator", "claim.sentence", "the bridge was old"),
      ("narrator", "claim.although", "it was thought safe")]),
    ("Police said the bridge was old and two men died.",
     [("indirect", "claim.sentence", "the bridge was old"),
      ("indirect", "claim.joined", "two men died")]),
    ("The bridge fell, police said, and nobody has been found.",
     [("indirect", "claim.sentence", "The bridge fell"),
      ("narrator", "claim.sentence", "nobody has been found")]),
    ('"It fell. Two men died," Ann Vole said.',
     [("direct", "claim.sentence", "It fell"), ("direct", "claim.sentence", "Two men died")]),
    ('"Ministers say it is safe," Ann Vole said.',
     [("indirect", "claim.sentence", "Ministers say it is safe")]),
    ("The deal was rejected by the union.",
     [("narrator", "claim.sentence", "The deal was rejected by the union")]),
    ("Hay declined to say who paid.",
     [("narrator", "claim.sentence", "Hay declined to say who paid")]),
    ("The coastguard put the toll at 23.",
     [("indirect", "claim.sentence", "The coastguard put the toll at 23")]),
    ("But the mate said as many as 90 men were aboard.",
     [("indirect", "claim.sentence", "as many as 90 men were aboard")]),
    ("The tug's mate, Ola Brand, said as many as 90 men were aboard.",
     [("indirect", "claim.sentence", "as many as 90 men were aboard")]),
    ("Ola Brand said up to 90 men were aboard.",
     [("indirect", "claim.sentence", "up to 90 men were aboard")]),
    ("Ola Brand said over 90 men were aboard.",
     [("indirect", "claim.sentence", "over 90 men were aboard")]),
    ("Ola Brand said as he left that it fell.",
     [("narrator", "claim.sentence", "Ola Brand said as he left that it fell")]),
    ("A barge sank off Vale, and dozens of men were missing and feared dead.",
     [("narrator", "claim.sentence", "A barge sank off Vale"),
      ("narrator", "claim.joined", "dozens of men were missing and feared dead")]),
    ("Two men slipped and were killed.",
     [("narrator", "claim.sentence", "Two men slipped"),
      ("narrator", "claim.shared_subject", "were killed")]),
    ("The unions met in Vale and feared that it fell.",
     [("narrator", "claim.sentence", "The unions met in Vale"),
      ("indirect", "claim.sentence", "it fell")]),
    ("WESTPORT, Daren - A barge sank off Vale.",
     [("narrator", "claim.sentence", "A barge sank off Vale")]),
    ("The army has not said that it left.",
     [("narrator", "claim.sentence", "The army has not said that it left")]),
]  # fmt: skip


def told(text: Text) -> list[tuple[str, str, str]]:
    return [(one.voice, one.rule, text.words(one.span)) for one in claims(text)]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_is_cut_where_it_asserts_two_things(
    sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(read(sentence)) == expected


def test_a_claim_passed_on_is_the_first_speaker_s() -> None:
    text = read('"Ministers say it is safe," Ann Vole said.')
    (claim,) = claims(text)
    assert claim.quotation is not None
    assert text.words(claim.quotation.speaker or Span(1, 0, 1)) == "Ministers"
    assert claim.quotation.within == Span(1, 0, 27)


def test_what_is_reported_by_somebody_is_one_claim_and_theirs() -> None:
    text = read("It reportedly fell, police said.")
    (claim,) = claims(text)
    assert claim.quotation is not None
    assert text.words(claim.quotation.speaker or Span(1, 0, 1)) == "police"
    assert (text.words(claim.span), claim.certainty) == ("It reportedly fell", "probable")


def test_certainty_counts_the_cue_but_not_what_is_said_of_the_future() -> None:
    first, second = claims(read("They met amid reports of a truce.\nPolice said it would end."))
    assert (first.certainty, second.certainty) == ("probable", "certain")


def test_paragraphs_that_claim_nothing_are_left_out() -> None:
    kinds = {1: "byline", 2: "dateline", 3: "boilerplate"}
    assert claims(read("By Ann Vole\nMonday 3 May\nSign up for more.", kinds)) == ()


def test_the_cuts_of_the_passages_are_found() -> None:
    cuts = found = 0
    for passage in passages():
        spans = [one.span for one in claims(passage.text)]
        for cut in passage.cuts:
            cuts += 1
            sentence = [one for one in spans if one.paragraph == cut.paragraph]
            found += not any(
                one.start < cut.start - 2 and cut.end + 1 < one.end for one in sentence
            )
    assert (found, cuts) == (15, 16)


@given(NEWS)
def test_claims_lie_inside_the_text_with_their_hedges_in_or_beside_them(source: str) -> None:
    text = read(source)
    for one in claims(text):
        assert one.span.end <= len(text.paragraph(one.span.paragraph).text)
        assert text.words(one.span).strip() == text.words(one.span)
        assert all(hedge.span.paragraph == one.span.paragraph for hedge in one.hedges)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The navy denied that a boat sank.", "denied that a boat sank"),
        ("The navy is denying that a boat sank.", "denying that a boat sank"),
        ("The navy disputes that a boat sank.", "disputes that a boat sank"),
        ("The navy said that a boat had sunk.", "a boat had sunk"),
    ],
)
def test_a_denial_keeps_its_verb(sentence: str, claim: str) -> None:
    text = read(sentence)
    assert [(one.voice, text.words(one.span)) for one in claims(text)] == [("indirect", claim)]
