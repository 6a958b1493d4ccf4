"""How good the rules of a draft are, held against what people marked.

    python benchmarks/draft.py [--polnear FOLDER] [--timeml FOLDER] [--newsquant FILE] [--faults]

Without a folder: the invented passages of tests/draft/corpus.txt and tests/draft/passages, each in
two sets, articles of Wikinews, and the stories' own tables. With one: a copy of PolNeAR
(github.com/networkdynamics/PolNeAR), or any folder with X.txt and X.ann beside each other; X.tml of
TempEval-3; NewsQuant.json (github.com/vivkaz/CQE). `--faults` prints what was missed and what was found too much.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORIES = sorted(path.name for path in (ROOT / "data" / "stories").iterdir() if path.is_dir())
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import draft_expressions as expressions  # noqa: E402
from draft_polnear import articles  # noqa: E402
from draft_scoring import HEAD, Counts, Found, counts, matches, row  # noqa: E402

from helpers.draft.claims import claims  # noqa: E402
from helpers.draft.function_words import of  # noqa: E402
from helpers.draft.marks import marks  # noqa: E402
from helpers.draft.quotation import Quotation  # noqa: E402
from helpers.draft.quotations import quotations  # noqa: E402
from helpers.draft.text import Span, Text, read  # noqa: E402
from tests.draft.annotated import SPEECH, WIKINEWS, by_number, passages  # noqa: E402

SETS = ("first", "second", "third", "fourth", "fifth", "Wikinews")
"""The sets of passages that are marked for who says what."""


@dataclass(frozen=True)
class Marked:
    """A text, and what people marked in it: for each thing (a name) where it stands.

    `neither` is what is marked but not looked for: background, beside claims.
    """

    name: str
    text: Text
    things: dict[str, list[Found]]
    neither: dict[str, list[Found]] = field(default_factory=dict)


def from_corpus(part: str) -> Iterator[Marked]:
    """The invented passages of one set."""
    for passage in (*passages(), *passages(SPEECH), *passages(WIKINEWS)):
        if passage.part != part:
            continue
        direct, indirect, last = [], [], ""
        for group in by_number(passage).values():
            sources = [one for one in group if one.role == "s"]
            written = passage.text.words(sources[0].span) if sources else ""
            if not sources and not any(one.unnamed for one in group):
                written = last
            last = next((one.name for one in sources if one.name), written)
            direct += [Found((one.span,), last) for one in group if one.role == "d"]
            spans = tuple(one.span for one in group if one.role == "i")
            if spans:
                indirect.append(Found(spans, last))
        yield Marked(passage.name, passage.text, {"direct": direct, "indirect": indirect})


def from_story(name: str) -> Iterator[Marked]:
    """A story's own tables: its claims, each with its voice, and who speaks where anybody does."""
    folder = ROOT / "data" / "stories" / name
    copy = folder / "article.txt"
    if not copy.exists():
        copy = ROOT.parent / "shared" / "article.txt"
    if not copy.exists():
        return
    kinds = {int(row["paragraph"]): row["kind"] for row in _rows(folder, "paragraphs")}
    text = read(copy.read_text(encoding="utf-8"), kinds)
    actors = {row["actor_id"]: _called(row) for row in _rows(folder, "actors")}
    rows = [row for row in _rows(folder, "claims") if row["content"] == "assertion"]
    things = {
        "claims": [Found((_span(row),), row["voice"]) for row in rows],
        "claims, speaker": [
            Found((_span(row),), actors[row["speaker"]])
            for row in rows
            if row["voice"] != "narrator"
        ],
        "claims, certainty": [Found((_span(row),), row["certainty"]) for row in rows],
    }
    others = [Found((_span(row),)) for row in _rows(folder, "claims") if row not in rows]
    yield Marked(name, text, things, dict.fromkeys(things, others))


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _span(row: dict[str, str]) -> Span:
    return Span(int(row["paragraph"]), int(row["start"]), int(row["end"]))


def _called(row: dict[str, str]) -> str:
    """All names of an actor; "" for a source that the text does not name."""
    aliases = row["aliases"].split("|")
    return "" if row["kind"] == "unnamed" else " | ".join(filter(None, [row["name"], *aliases]))


def from_polnear(folder: Path) -> Iterator[Marked]:
    """PolNeAR's articles: attributions with their sources, and the speech in marks within them."""
    for one in articles(folder):
        whole = [
            Found(_merged(each.content), _joined(one.text, each.source)) for each in one.relations
        ]
        quoted = [each.span for each in marks(one.text) if each.depth == 0]
        direct = [
            Found((span,), each.value)
            for each in whole
            for span in quoted
            if any(piece.overlaps(span) for piece in each.spans)
        ]
        yield Marked(one.name, one.text, {"speech": direct, "attributions": whole})


def _joined(text: Text, spans: Sequence[Span]) -> str:
    return " ".join(text.words(span) for span in spans)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces in order, and as one where only a space lies between them."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and last.paragraph == span.paragraph and span.start - last.end <= 1:
            merged[-1] = Span(span.paragraph, last.start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def relations(text: Text) -> list[Found]:
    """All that the rules find, direct and indirect, one for each verb, as PolNeAR marks them."""
    groups: list[tuple[Quotation, list[Span]]] = []
    found = quotations(text)
    for one in found:
        nested = any(
            span.holds(one.cue) for other in found for span in other.spans if one.cue is not None
        )
        if one.within is not None or (nested and one.source is not None):
            continue
        same = [group for group in groups if one.cue and group[0].cue == one.cue]
        if one.cue is None and one.rule.endswith("carried_on"):
            same = [group for group in groups if group[0].speaker == one.speaker][-1:]
        if same:
            same[0][1].extend(one.spans)
        else:
            groups.append((one, list(one.spans)))
    return [
        Found(_whole(spans), " | ".join({_words(text, one.source), _words(text, one.speaker)}))
        for one, spans in groups
    ]


def _either(text: Text, one: Quotation, written: dict[Span | None, str]) -> str:
    """A speaker, and how the same speaker was last called: either will do."""
    speaker = _words(text, one.speaker)
    return " | ".join({written.get(one.speaker, speaker), _words(text, one.source), speaker})


def _whole(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that lie within no other of them."""
    kept = {one for one in spans if not any(o != one and o.holds(one) for o in spans)}
    return _merged(sorted(kept))


def found_in(text: Text) -> dict[str, list[Found]]:
    """What the rules find, by the same names."""
    direct, indirect, speech = [], [], []
    written: dict[Span | None, str] = {}
    for one in quotations(text):
        if one.source:
            written[one.speaker] = _words(text, one.source)
        if one.voice == "direct" and one.within is None:
            source = _either(text, one, written)
            speech += [Found((span,), source) for span in one.spans]
        if one.voice == "direct":
            direct += [Found((span,), _words(text, one.speaker)) for span in one.spans]
        elif one.within is None:
            indirect.append(Found(one.spans, _words(text, one.speaker)))
    return {
        "direct": direct,
        "indirect": indirect,
        "speech": speech,
        "attributions": relations(text),
        **found_claims(text),
    }


def found_claims(text: Text) -> dict[str, list[Found]]:
    """The claims, by voice, by speaker and by certainty."""
    found = claims(text)
    spoken = [(one, one.quotation) for one in found if one.quotation]
    return {
        "claims": [Found((one.span,), one.voice) for one in found],
        "claims, speaker": [
            Found((one.span,), "" if said.unnamed else _words(text, said.speaker))
            for one, said in spoken
        ],
        "claims, certainty": [Found((one.span,), one.certainty) for one in found],
    }


def _words(text: Text, span: Span | None) -> str:
    return text.words(span) if span else ""


def same_speaker(marked: str, found: str) -> bool:
    """Whether two wordings name the same: a name in common, or without names, any word of weight."""
    if " | " in found:
        return any(same_speaker(marked, each) for each in found.split(" | "))
    if " | " in marked:
        return any(same_speaker(each, found) for each in marked.split(" | "))
    if not marked or not found:
        return not marked and not found
    if marked.lower() == found.lower():
        return True
    names, others = _names(marked), _names(found)
    if names and others:
        return bool(names & others)
    return bool(_weighty(marked) & _weighty(found))


def _names(words: str) -> set[str]:
    parts = re.findall(r"[\w'-]+", words)
    return {part.removesuffix("'s").lower() for part in parts if part[:1].isupper()} - _LIGHT


def _weighty(words: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[\w'-]+", words)} - _LIGHT


_LIGHT = of("the a an of in and for mr mrs ms sir dr who at to from")


def report(texts: Sequence[Marked], faults: bool) -> dict[str, Counts]:
    """Counts of each thing over all texts."""
    totals: dict[str, Counts] = {}
    for one in texts:
        for thing, found in found_in(one.text).items():
            if thing not in one.things:
                continue
            marked, neither = one.things[thing], one.neither.get(thing, [])
            total = counts(marked, found, same_speaker, neither)
            totals[thing] = totals.get(thing, Counts()) + total
            if faults:
                show_faults(one, thing, marked, found)
    return totals


def show_faults(one: Marked, thing: str, marked: list[Found], found: list[Found]) -> None:
    """Print what was missed, found too much, or given to somebody else."""
    pairs = matches(marked, found)
    hit = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for sign, group, matched in (("-", marked, hit[0]), ("+", found, hit[1])):
        for each in group:
            if each not in matched:
                print(f"{sign} {one.name} {thing} {_told(one.text, each)}")
    for mine, theirs in pairs:
        if not same_speaker(mine.value, theirs.value):
            print(f"! {one.name} {thing} {_told(one.text, mine)} <> {theirs.value!r}")
        elif mine.spans != theirs.spans:
            print(f"~ {one.name} {thing} {_told(one.text, mine)} <> {_told(one.text, theirs)}")


def _told(text: Text, found: Found) -> str:
    words = " / ".join(text.words(span) for span in found.spans)
    return f"{found.spans[0].paragraph}: {words!r} [{found.value}]"


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--timeml", type=Path)
    parser.add_argument("--newsquant", type=Path)
    parser.add_argument("--faults", action="store_true")
    options = parser.parse_args(arguments)
    sets = {part: list(from_corpus(part)) for part in SETS}
    sets |= {name: list(from_story(name)) for name in STORIES}
    if options.polnear:
        sets["PolNeAR"] = list(from_polnear(options.polnear))
    print(HEAD)
    for part, texts in sets.items():
        for thing, total in report(texts, options.faults).items():
            print(row(f"{part}, {thing}", total))
    for part, totals in counted(options.timeml):
        for thing, total in totals.items():
            print(row(f"{part}, {thing}", total))
    if options.newsquant:
        print(row("NewsQuant, quantities", expressions.newsquant(options.newsquant)))
    return 0


def counted(timeml: Path | None) -> Iterator[tuple[str, Mapping[str, Counts]]]:
    """Dates, quantities, mentions and places, set by set."""
    for part in ("development", "held_out", "second_development", "second_held_out", "wikinews"):
        yield part, expressions.scores(expressions.from_passages(part))
    for name in STORIES:
        for story in from_story(name):
            folder = ROOT / "data" / "stories" / name
            yield name, expressions.scores(expressions.from_story(name, folder, story.text))
    if timeml:
        yield "TimeML", expressions.scores(expressions.from_timeml(timeml))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
