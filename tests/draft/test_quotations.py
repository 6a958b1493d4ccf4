"""Who says what: each rule on a sentence of its own, then all of them on the invented passages."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.draft.marks import marks
from helpers.draft.quotation import Quotation
from helpers.draft.quotations import quotations
from helpers.draft.text import Span, Text, read
from tests.draft.annotated import SPEECH, WIKINEWS, by_number, passages

# Text; then for each quotation: rule, words of its source, of its cue, and what is said.
SENTENCES = [
    ('"We ran," Ann Vole said.', [("quotation.verb_behind", "Ann Vole", "said", '"We ran,"')]),
    ('"We ran," said Ann Vole, a nurse.',
     [("quotation.verb_inverted", "Ann Vole, a nurse", "said", '"We ran,"')]),
    ('"We," he said, "ran."', [("quotation.verb_behind", "he", "said", '"We," / "ran."')]),
    ('"Did it fall?" Ann Vole asked on Monday.',
     [("quotation.verb_behind", "Ann Vole", "asked", '"Did it fall?"')]),
    ('Ann Vole said: "We ran."', [("quotation.verb_before", "Ann Vole", "said", '"We ran."')]),
    ('Ann Vole, 41, told the Echo: "We ran."',
     [("quotation.verb_before", "Ann Vole, 41", "told", '"We ran."')]),
    ('Vole: "We ran."', [("quotation.colon", "Vole", "", '"We ran."')]),
    ("She said that they ran.", [("attribution.verb_before", "She", "said", "they ran")]),
    ("Ahmed Said, 40, said it was shut.",
     [("attribution.verb_before", "Ahmed Said, 40", "said", "it was shut")]),
    ("The road is shut, police said on Monday.",
     [("attribution.verb_behind", "police", "said", "The road is shut")]),
    ("The road, police said, is shut.",
     [("attribution.verb_between", "police", "said", "The road / is shut")]),
    ("The road is shut, warned the mayor, Jo Hay.",
     [("attribution.verb_inverted", "the mayor, Jo Hay", "warned", "The road is shut")]),
    ("According to the council, the road is shut.",
     [("attribution.according_to", "the council", "According to", "the road is shut")]),
    ("The road is shut, according to the council.",
     [("attribution.according_to", "the council", "according to", "The road is shut")]),
    ("The road is reportedly shut.",
     [("attribution.reportedly", "", "reportedly", "The road is reportedly shut")]),
    ("He is believed to have fled.",
     [("attribution.is_believed_to", "", "is believed to", "He is believed to have fled")]),
    ("It was reported that he fled.",
     [("attribution.it_is_said", "", "It was reported", "he fled")]),
    ("They met amid reports of a truce.",
     [("attribution.reports_of", "", "reports of", "a truce")]),
    ("The deal was rejected by the union.",
     [("attribution.passive_by", "the union", "rejected by", "The deal")]),
    ("Hay declined to say whether he knew.",
     [("attribution.verb_silent", "Hay", "declined to say", "whether he knew")]),
    ("Hay promised to resign.",
     [("attribution.verb_before", "Hay", "promised", "to resign")]),
    ("Hay called on ministers to resign.",
     [("attribution.verb_before", "Hay", "called", "ministers to resign")]),
    ("Hay said he knew, adding that he had asked.",
     [("attribution.verb_before", "Hay", "said", "he knew"),
      ("attribution.verb_shared", "Hay", "adding", "he had asked")]),
    ("Ministers are concerned that it fell.",
     [("attribution.feels", "Ministers", "are concerned", "it fell")]),
    ("Hay was outraged by the delay.",
     [("attribution.feels", "Hay", "was outraged by", "the delay")]),
    ("Hay was accused of lying.",
     [("attribution.passive_judged", "", "was accused of", "lying")]),
    ("Hay was told that it fell.", [("attribution.passive_told", "", "told", "it fell")]),
    ("Hay was told by the mayor that it fell.",
     [("attribution.passive_told", "the mayor", "told by", "it fell")]),
    ("Hay backed the plan and opposed the road.",
     [("attribution.stance", "Hay", "backed", "the plan"),
      ("attribution.stance", "Hay", "opposed", "the road")]),
    ("Ministers, with Ann Vole saying it fell, left.",
     [("attribution.verb_before", "Ann Vole", "saying", "it fell, left")]),
    ("Scientists know why: the ice, they say, is melting.",
     [("attribution.verb_before", "Scientists", "know", "why: the ice, they say, is melting"),
      ("attribution.verb_between", "they", "say", "the ice / is melting")]),
    ("There are fears that it will burst.",
     [("attribution.reports_that", "", "fears", "it will burst")]),
    ("Another said it fell.", [("attribution.verb_before", "Another", "said", "it fell")]),
    ("Hay was accused by campaigners of lying.",
     [("attribution.passive_by", "campaigners", "accused by", "Hay / lying")]),
    ('As one diplomat put it: "Nobody won."',
     [("quotation.puts_it", "one diplomat", "put it", '"Nobody won."')]),
    ('"Go away," he is alleged to have said.',
     [("quotation.is_said_to_say", "he", "is alleged to have said", '"Go away,"')]),
    # Numbers that somebody gives, and more words than a verb.
    ("The coastguard put the toll at 23.",
     [("attribution.counts", "The coastguard", "put", "the toll at 23")]),
    ("The damage was put at $4m by officials.",
     [("attribution.counts", "officials", "put", "The damage / at $4m")]),
    ("The damage is estimated at $4m.",
     [("attribution.counts", "", "estimated", "The damage / at $4m")]),
    ("The minister gave a figure of 40 dead.",
     [("attribution.counts", "The minister", "gave", "a figure of 40 dead")]),
    ("The union counted 12.", [("attribution.counts", "The union", "counted", "12")]),
    ("He gave no reason. He put the lamp at the door. He gave 12 of them a lift.", []),
    ("The minister rejected that figure.",
     [("attribution.verb_before", "The minister", "rejected", "that figure")]),
    ("The minister rejected the plan.",
     [("attribution.stance", "The minister", "rejected", "the plan")]),
    ("Ministers have made it clear that it fell.",
     [("attribution.phrase", "Ministers", "made it clear", "it fell")]),
    ("Ministers have not made clear that it fell.",
     [("attribution.verb_negated", "Ministers", "made clear that", "it fell")]),
    ("Mrs Dale put it to the boy that it fell and hit out at the plan.",
     [("attribution.phrase", "Mrs Dale", "put it to the boy that", "it fell"),
      ("attribution.stance", "Mrs Dale", "hit out at", "the plan")]),
    ("Hay was quoted by the Echo as saying that it fell.",
     [("attribution.quoted_as", "Hay", "quoted by the Echo as saying", "it fell")]),
    ('Hay was quoted as saying: "It fell."',
     [("quotation.quoted_as", "Hay", "quoted as saying", '"It fell."')]),
    ("Word came from Cape Sable to-night that it fell.",
     [("attribution.word_from", "Cape Sable", "Word came from", "it fell")]),
    ("Captain Hay reports by wireless that it fell.",
     [("attribution.verb_before", "Captain Hay", "reports", "it fell")]),
    ("It fell, in the union's view.",
     [("attribution.according_to", "the union's", "in the union's view", "It fell")]),
    ("It fell, according to a statement by the council.",
     [("attribution.according_to", "a statement by the council", "according to", "It fell")]),
    ('"It fell," was his reply.', [("quotation.reply", "his", "was", '"It fell,"')]),
    ('Her message was simple: "It fell."',
     [("quotation.reply", "Her", "message was simple:", '"It fell."')]),
    ('"It fell," read the statement.',
     [("quotation.verb_inverted", "the statement", "read", '"It fell,"')]),
    ('"It fell," read the boy.', []),
    # What follows a verb.
    ("He said until it fell, nobody would go.",
     [("attribution.verb_before", "He", "said", "until it fell, nobody would go")]),
    ("He spoke as he left. He said it as he left.",
     [("attribution.verb_before", "He", "said", "it as he left")]),
    ("Hay pointed out that it fell.",
     [("attribution.verb_before", "Hay", "pointed", "it fell")]),
    ("Hay appealed for help and apologised for the delay.",
     [("attribution.verb_before", "Hay", "appealed", "help"),
      ("attribution.verb_shared", "Hay", "apologised", "the delay")]),
    ("Hay, who said he was tired, left.",
     [("attribution.verb_before", "Hay", "said", "he was tired")]),
    ("The bank forecast growth of 2%.",
     [("attribution.verb_before", "The bank", "forecast", "growth of 2%")]),
    ("The survey found most people had left.",
     [("attribution.verb_before", "The survey", "found", "most people had left")]),
    ("The new emails first surfaced in May. Ministers have not commented.", []),
    ("That, argues Ann Vole, a nurse, is the point.",
     [("attribution.verb_between", "Ann Vole, a nurse", "argues", "That / is the point")]),
    ('"It fell," the head of the union, Jo Hay, chipped in.',
     [("quotation.comma", "the head of the union, Jo Hay", "", '"It fell,"')]),
    ('"It fell," chirped Mr Hay.', [("quotation.comma", "Mr Hay", "", '"It fell,"')]),
    ('"Did it fall?" Ann Vole told the Echo.',
     [("quotation.verb_behind", "Ann Vole", "told", '"Did it fall?"')]),
    ("It was learned here to-night that it fell.",
     [("attribution.it_is_said", "", "It was learned", "it fell")]),
    ("It is thought the man fell.",
     [("attribution.it_is_said", "", "It is thought", "the man fell")]),
    ("A rumour was current that it fell. Fears have been raised about the dam.",
     [("attribution.reports_that", "", "rumour was current that", "it fell"),
      ("attribution.reports_that", "", "Fears have been raised about", "the dam")]),
    ('It was, in the words of Mr Hay, "a mess".',
     [("quotation.according_to", "Mr Hay", "in the words of", '"a mess"')]),
    ("Both men deny it.", [("attribution.verb_before", "Both men", "deny", "it")]),
    ("It fell, KTV reported, citing two officials.",
     [("attribution.verb_behind", "KTV", "reported", "It fell"),
      ("attribution.according_to", "two officials", "citing", "It fell")]),
    ("Polls show a tight race.",
     [("attribution.verb_before", "Polls", "show", "a tight race")]),
    ("It may help explain why it fell.", []),
    ("Ministers have signalled that it fell.",
     [("attribution.verb_before", "Ministers", "signalled", "it fell")]),
    ("Hay blamed a 'black hole' left by Dale.",
     [("attribution.verb_before", "Hay", "blamed", "a 'black hole' left by Dale"),
      ("quotation.verb_before", "Hay", "blamed", "'black hole'")]),
    ("Hay called it 'a mess'.", [("quotation.verb_before", "Hay", "called", "'a mess'")]),
    ('"It fell," said Will Denby of Hartlake. "No," said May Hay.',
     [("quotation.verb_inverted", "Will Denby of Hartlake", "said", '"It fell,"'),
      ("quotation.verb_inverted", "May Hay", "said", '"No,"')]),
    ("Police say Ann Vole, 41, wrote checks to a firm that fell.",
     [("attribution.verb_before", "Police", "say",
       "Ann Vole, 41, wrote checks to a firm that fell")]),
    ("The mayor had spoken with the president, who promised help.",
     [("attribution.verb_before", "the president", "promised", "help")]),
    ("7.40 a.m. GMT - Police say it fell.",
     [("attribution.verb_before", "Police", "say", "it fell")]),
    ("Unions fear for jobs as Hay says it fell.",
     [("attribution.verb_before", "Unions", "fear", "jobs"),
      ("attribution.verb_before", "Hay", "says", "it fell")]),
    ("The bloc aims to rely on its own troops.",
     [("attribution.verb_before", "The bloc", "aims", "to rely on its own troops")]),
    ("Secret plans to rely on troops angered the bloc, among other challenges.", []),
    ("Union calls for change grew. Hay pleaded not guilty to theft.", []),
    ("Hay, commenting on the dam, asked not to be named.", []),
    ("Ann Vole said: 'We ran.' She noted that it fell.",
     [("quotation.verb_before", "Ann Vole", "said", "'We ran.'"),
      ("attribution.verb_before", "She", "noted", "it fell")]),
    ("The court this month rejected the claims.",
     [("attribution.verb_before", "The court", "rejected", "the claims")]),
    ("Peace advocates have expressed concern about the dam.",
     [("attribution.phrase", "Peace advocates", "expressed concern about", "the dam")]),
    ('The plan is being criticised as "a mess".',
     [("quotation.passive_judged", "", "is being criticised as", '"a mess"')]),
    ("A court ruled on Friday against the plan.",
     [("attribution.verb_before", "A court", "ruled", "the plan")]),
    ("The road is shut, Chief Ann Vole told a news conference.",
     [("attribution.verb_behind", "Chief Ann Vole", "told", "The road is shut")]),
    ('It quotes a clerk as saying he was "mad".',
     [("attribution.quoted_as", "a clerk", "quotes a clerk as saying", 'he was "mad"'),
      ("quotation.quoted_as", "a clerk", "quotes a clerk as saying", '"mad"')]),
    ("Police asked anyone with video of the dam to call.",
     [("attribution.verb_before", "Police", "asked", "to call")]),
    ("It fell, two men briefed on the talks said, but Hay vowed to stay.",
     [("attribution.verb_behind", "two men briefed on the talks", "said", "It fell"),
      ("attribution.verb_before", "Hay", "vowed", "to stay")]),
    ("The flames, it is thought, were started by a lamp.",
     [("attribution.it_is_said", "", "it is thought",
       "The flames / were started by a lamp")]),
    ("Hay would neither confirm nor deny this.",
     [("attribution.verb_negated", "Hay", "deny", "this")]),
    ("A message picked up late to-night, relayed from Cape Sable, says that it fell.",
     [("attribution.verb_before",
       "A message picked up late to-night, relayed from Cape Sable", "says", "it fell")]),
    ('There were the "Central Park Five," a group of young people charged with theft.', []),
    # No attributions at all.
    ("It is clear that it fell.", []),
    ("A pleased man was told the truth.", []),
    ("Reports of the meeting lay on the table.", []),
    ("His plans and claims were known to the council.", []),
    ('He read "The Long Road" in bed.', []),
    ('The so-called "peace train" never ran.', []),
    ('A man known as "the Fox" was there.', []),
    ("The stated aim was peace.", []),
]  # fmt: skip


def told(text: Text, one: Quotation) -> tuple[str, str, str, str]:
    def words(span: Span | None) -> str:
        return text.words(span) if span else ""

    said = " / ".join(text.words(span) for span in one.spans)
    return one.rule, words(one.source), words(one.cue), said


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_is_read_by_its_rule(
    sentence: str, expected: list[tuple[str, str, str, str]]
) -> None:
    text = read(sentence)
    assert [told(text, one) for one in quotations(text)] == expected


def speakers(*paragraphs: str) -> list[str | None]:
    text = read("\n".join(paragraphs))
    return [text.words(one.speaker) if one.speaker else None for one in quotations(text)]


def test_he_is_the_last_person_who_spoke_and_whose_sex_fits() -> None:
    found = speakers(
        '"Yes," Mr Hay said.', '"No," Mrs Dale said.', '"Perhaps," he said.', '"Never," she said.'
    )
    assert found == ["Mr Hay", "Mrs Dale", "Mr Hay", "Mrs Dale"]


def test_he_is_nobody_where_only_a_company_spoke() -> None:
    text = read('The company said it was shut.\n"Yes," he said.')
    said = quotations(text)[1]
    assert said.speaker == said.source


def test_speech_alone_goes_on_with_the_last_speaker() -> None:
    assert speakers('"We ran," Ann Vole said. "Then it fell."', '"Nobody came."') == [
        "Ann Vole", "Ann Vole", "Ann Vole",
    ]  # fmt: skip


def test_speech_alone_is_not_of_whoever_is_only_told_of_in_between() -> None:
    found = speakers('"We ran," Ann Vole said, though Jo Hay has said it fell. "Nobody came."')
    assert found[-1] == "Ann Vole"


@pytest.mark.parametrize(
    ("paragraphs", "who"),
    [
        (["The minister, Ann Vole, left. Her deputy, Tom Hay, came.", '"No," the minister said.'],
         "Ann Vole"),
        (["Mayor Ann Vole left. Governor Tom Hay came.", "The mayor said it fell."],
         "Mayor Ann Vole"),
        (["Ann Vole, a nurse at the school, left.", "The nurse said it fell."], "Ann Vole"),
        (["The prime minister, Ann Vole, left.", "The finance minister said it fell."],
         "The finance minister"),
        (["The minister, Ann Vole, left.", "The ministry said it fell."], "The ministry"),
        (["Harrow manager Nuno Hay left.", "The Portuguese said it fell."], "Nuno Hay"),
        (["Ann Vole left. Tom Hay came.", "The 20-year-old said it fell."], "Tom Hay"),
        (["Ann Vole met Tom Hay. She said it fell."], "Ann Vole"),
        (['"It fell," said Jack Moe. "No," said Ann Vole. "Yes," he said.'], "Jack Moe"),
        (["Tom Hay left. The union said it was shut. Its head was ill.", "He said it fell."],
         "Tom Hay"),
        (["Soldera was fined in May. It said it was sorry."], "Soldera"),
        (["The union said it was shut. Ann Vole left.", "It said it fell."], "The union"),
        (['The Weather Office was shut. "Move," it wrote.'], "The Weather Office"),
        (["It fell, according to a report issued in May by the port authority."],
         "the port authority"),
        (["A message from the steamer Sable says it fell."], "the steamer Sable"),
        (["Letters seen by the Echo show it fell."], "Letters seen by the Echo"),
        (["Ann Vole lost her home.", '"I have nothing."'], "Ann Vole"),
        (['"It fell," Tom Hay said.', "Ann Vole lost her home.", '"I have nothing."'], "Ann Vole"),
        (['It fell.', 'Jo Hay nodded: "Yes."'], "Jo Hay"),
        (['Ann Vole left.', '"Yes," was her reply.'], "Ann Vole"),
    ],
)  # fmt: skip
def test_who_speaks_last_is_told_by_what_stands_before(paragraphs: list[str], who: str) -> None:
    assert speakers(*paragraphs)[-1] == who


def test_speech_over_paragraphs_has_the_speaker_who_stands_behind_it() -> None:
    text = read('Jo Hay left.\n"We ran.\n"It fell," Ann Vole said.')
    first, second = quotations(text)
    assert first.rule == "quotation.over_paragraphs"
    assert first.speaker == second.speaker == Span(3, 11, 19)


def test_words_passed_on_within_a_quotation_keep_whose_quotation_it_is() -> None:
    text = read('"Ministers say it is safe," Ann Vole said.')
    whole, inner = quotations(text)
    assert text.words(whole.speaker or Span(1, 0, 1)) == "Ann Vole"
    assert (inner.within, text.words(inner.source or Span(1, 0, 1))) == (
        whole.spans[0],
        "Ministers",
    )


@pytest.mark.parametrize(
    ("sentence", "unnamed"),
    [
        ("A source said it fell.", True),
        ("Officials say it fell.", True),
        ("It reportedly fell.", True),
        ("Two people close to Ann Vole said it fell.", True),
        ("The coastguard said it fell.", False),
        ("Ann Vole said it fell.", False),
        ("A doctor at Hull Hospital said it fell.", True),
        ("One Labour MP said it fell.", True),
        ("A nurse, Ann Vole, said it fell.", False),
        ("A woman who gave her name as Ann said it fell.", False),
        ("A defiant Ann Vole said it fell.", False),
        ("A spokesman for Hay said it fell.", False),
        ("A BBC correspondent said it fell.", False),
        ("A report seen by the Echo said it fell.", False),
    ],
)
def test_who_gives_no_name_is_told(sentence: str, unnamed: bool) -> None:
    assert [one.unnamed for one in quotations(read(sentence))] == [unnamed]


WORDS = (
    "Ann Vole said told \" \u201c \u201d \u2018 \u2019 ' , . : ; that he she reportedly is "
    "believed to according police and but \n who 41 adding ( ) - of"
)
NEWS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


@given(NEWS)
@settings(max_examples=300)
def test_whatever_the_text_spans_lie_inside_it_and_direct_ones_only_nest(source: str) -> None:
    text = read(source)
    found = quotations(text)
    for one in found:
        for span in (*one.spans, one.cue, one.source, one.speaker, one.told, one.within):
            assert span is None or span.end <= len(text.paragraph(span.paragraph).text)
    direct = Counter(span for one in found if one.voice == "direct" for span in one.spans)
    assert not direct or max(direct.values()) == 1
    for span in direct:
        for other in direct:
            assert (
                span == other
                or not span.overlaps(other)
                or (span.holds(other) or other.holds(span))
            )


@given(NEWS)
def test_what_is_said_directly_stands_in_marks_and_its_speaker_no_later(source: str) -> None:
    text = read(source)
    marked = {one.span for one in marks(text)}
    for one in quotations(text):
        assert one.voice == "indirect" or set(one.spans) <= marked
        if one.speaker and not one.rule.endswith("over_paragraphs"):
            assert one.speaker.paragraph <= one.spans[-1].paragraph
            assert one.speaker.end <= len(text.paragraph(one.speaker.paragraph).text)


NAMES = st.sampled_from(["Ann Vole", "Tom Hay", "Mr Dale", "the mayor", "police", "a farmer"])
SAID = st.sampled_from(["We ran.", "It fell into the sea.", "Nobody came.", "Is it over?"])
FORMS = st.sampled_from(
    ['"{cut}" {who} said.', '"{cut}" said {who}.', '{Who} said: "{said}"', '{Who}: "{said}"',
     '{Who} told the Echo on Monday: "{said}"', '"{cut}" {who} told the Echo. "{said}"',
     'In a statement, {who} said: "{said}"', '{Who} wrote on X: "{said}"',
     '"{cut}" was {who}\'s reply. {Who} added: "{said}"', '"{said}"']
)  # fmt: skip
SPEECHES = st.lists(st.tuples(FORMS, NAMES, SAID), min_size=1, max_size=6)


@given(SPEECHES)
@settings(max_examples=60)
def test_no_speech_is_lost_and_each_is_its_speaker_s(speeches: list[tuple[str, str, str]]) -> None:
    lines, expected, last = [], [], ""
    for form, who, said in speeches:
        whole = who[:1].upper() + who[1:]
        cut = said[:-1] + "," if said.endswith(".") else said
        lines.append(form.format(who=who, Who=whole, said=said, cut=cut))
        last = who if "{" in form.replace("{said}", "") else last
        expected += [last.lower()] * (lines[-1].count('"') // 2)
    text = read("\n".join(lines))
    found = [one for one in quotations(text) if one.voice == "direct"]
    spans = [span for one in found for span in one.spans]
    assert sorted(spans) == [one.span for one in marks(text)]
    for one in found:
        at = [place for place, span in enumerate(sorted(spans)) if span in one.spans]
        told = text.words(one.speaker).lower() if one.speaker else ""
        assert {told} == {expected[place] for place in at}, lines


@given(NEWS)
def test_reading_twice_finds_the_same(source: str) -> None:
    text = read(source)
    assert quotations(text) == quotations(text)


def test_the_passages_are_read_as_they_were_marked() -> None:
    direct, indirect, missed, too_many = 0, 0, [], []
    for passage in passages():
        found = quotations(passage.text)
        spoken = {span for one in found if one.voice == "direct" for span in one.spans}
        marked = {one.span for one in passage.marks if one.role == "d"}
        missed += [passage.text.words(span) for span in sorted(marked - spoken)]
        too_many += [passage.text.words(span) for span in sorted(spoken - marked)]
        direct += len(marked & spoken)
        told = [one.spans for one in found if one.voice == "indirect"]
        for group in by_number(passage).values():
            spans = tuple(one.span for one in group if one.role == "i")
            hit = any(one.overlaps(span) for one in spans for each in told for span in each)
            indirect += bool(spans) and hit
    assert (direct, missed, too_many) == (43, [], [])
    assert indirect == 56


@pytest.mark.parametrize(
    ("articles", "expected"), [(WIKINEWS, (15, 27, 27)), (SPEECH, (104, 134, 141))]
)
def test_articles_and_further_passages_are_read_as_they_were_marked(
    articles: Path, expected: tuple[int, int, int]
) -> None:
    direct = indirect = marked = 0
    for passage in passages(articles):
        found = quotations(passage.text)
        spoken = {span for one in found if one.voice == "direct" for span in one.spans}
        told = [span for one in found if one.voice == "indirect" for span in one.spans]
        direct += sum(one.span in spoken for one in passage.marks if one.role == "d")
        contents = [one.span for one in passage.marks if one.role == "i"]
        marked += len(contents)
        indirect += sum(any(one.overlaps(span) for one in told) for span in contents)
    assert (direct, indirect, marked) == expected
