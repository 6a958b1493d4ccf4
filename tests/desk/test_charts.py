"""Charts for the desk: complete, told, kept while nothing changes, and never half there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from helpers import cli
from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.sizes import SIZES
from helpers.desk import charts as charting
from helpers.desk import drawing, writing
from helpers.desk.charts import write_charts
from helpers.desk.outputs import PublishError
from helpers.desk.writing import crew
from helpers.story.atomic_write import write_atomically
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.catalogue import ChartSpec

from .conftest import two_charts_in

pytestmark = pytest.mark.usefixtures("two_charts")

QUICK = pytest.mark.usefixtures("quick")
ENDS = (".svg", "-editable.svg", ".pdf", ".png", "@2x.png", ".html")
Write = Callable[..., list[Path]]
Drawing = tuple[str, str, str]
Build = Callable[..., Callable[[Story], ChartFigure]]


@pytest.fixture
def write(project: Path, tmp_path: Path) -> Write:
    """Write charts of the copied example into dist/, in this process; web alone unless told."""

    def write_them(*names: str, **options: Any) -> list[Path]:
        told: dict[str, Any] = {"sizes": ["web"], "progress": silent, **options}
        return write_charts("example", tmp_path / "dist", names, root=project, processes=1, **told)

    return write_them


@pytest.fixture
def charts(tmp_path: Path) -> Path:
    """Where the charts of the example come to stand."""
    return tmp_path / "dist" / "example" / "charts"


def silent(_: str) -> None:
    """Tell nobody."""


def facts_of(charts: Path, name: str = "claims-one") -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((charts / name / "chart.json").read_text("utf-8"))
    return facts


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def draw_quickly(patch: pytest.MonkeyPatch) -> None:
    """Let files only say what they are of: what is kept and what is drawn does not hang on more."""

    def stated(kind: str, figure: ChartFigure) -> bytes:
        return f"{kind}: {figure.name}, {figure.size}, {figure.title}, {figure.alt}".encode()

    def svgs(figure: ChartFigure) -> tuple[bytes, bytes]:
        return stated("svg", figure), stated("editable", figure)

    def pngs(figure: ChartFigure) -> tuple[tuple[bytes, int, int], ...]:
        return (stated("png", figure), 760, 400), (stated("png2x", figure), 1520, 800)

    patch.setattr(drawing, "to_svgs", svgs)
    patch.setattr(drawing, "to_pdf", partial(stated, "pdf"))
    patch.setattr(drawing, "to_pngs", pngs)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_quickly(monkeypatch)


# ------------------------------------------------------------------------------ what is written


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chart of the example in every size and theme: its folder, to be looked at."""
    dist = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        two_charts_in(patch)
        draw_quickly(patch)
        write_charts("example", dist, ["claims-one"], silent, dark=True, processes=1)
    return dist / "example" / "charts"


def test_every_size_and_theme_comes_in_every_format_and_is_listed_with_its_hash(
    whole: Path,
) -> None:
    facts = facts_of(whole)
    drawn = [(one["size"], one["theme"]) for one in facts["drawings"]]
    assert drawn == [
        (size.name, theme)
        for size in SIZES.values()
        for theme in ("light", "dark")
        if theme == "light" or not size.press
    ]
    assert facts["themes"] == ["light", "dark"]
    stems = [f"claims-one-{size}{'-dark' if theme == 'dark' else ''}" for size, theme in drawn]
    listed = [file for one in facts["drawings"] for file in one["files"]]
    assert {file["file"] for file in listed} == {stem + end for stem in stems for end in ENDS}
    listed.append(facts["data"])
    files = contents(whole / "claims-one")
    assert set(files) == {file["file"] for file in listed} | {"chart.json"}
    for file in listed:
        assert file["bytes"] == len(files[file["file"]])
        assert file["sha256"] == sha256(files[file["file"]]).hexdigest()
        if file.get("kind", "snippet") != "snippet":
            assert files[file["file"]].startswith(f"{file['kind']}: claims-one, ".encode())
    web = {file["kind"]: file for file in facts["drawings"][0]["files"]}
    assert web["png2x"]["width"] == 2 * web["png"]["width"] == 1520


def test_facts_lead_from_the_picture_to_the_rows_and_hold_no_words_of_the_article(
    whole: Path, example: Story
) -> None:
    facts = facts_of(whole)
    assert facts["title"] == "Two claims"
    assert facts["alt"] == "Alt of claims-one: 3."
    assert facts["source"] == example.article.outlet
    assert facts["claim_ids"] == ["c001", "c002"]
    assert facts["ref_ids"] == ["ref-a", "ref-b"]
    claims = example.claims.set_index("claim_id")
    assert facts["locators"] == [
        {
            "table": "claims",
            "id": row,
            **{k: int(claims.loc[row, k]) for k in ("paragraph", "start", "end")},
            "sha256": claims.loc[row, "sha256"],
        }
        for row in ("c001", "c002")
    ]
    assert set(facts["versions"]) == {"project", "matplotlib", "python", "typeface"}
    assert example.words is not None
    for place in facts["locators"]:
        words = example.words.span(place["paragraph"], place["start"], place["end"])
        assert words
        assert words not in (whole / "claims-one" / "chart.json").read_text("utf-8")


@QUICK
def test_progress_names_chart_size_and_theme(write: Write) -> None:
    told: list[str] = []
    write(sizes=["web", "mobile"], dark=True, progress=told.append)
    assert [re.sub(r"[\d.]+ s$", "", line) for line in told] == [
        f"chart {at} of 2: {name}, {drawn}, "
        for at, name in ((1, "claims-one"), (2, "places-two"))
        for drawn in ("web", "web dark", "mobile", "mobile dark")
    ]


# ------------------------------------------------------------------------------ wrong use


@pytest.fixture
def command(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`story charts` on the copied project, in this process."""
    monkeypatch.setattr(charting, "crew", lambda _, module: crew(1, module))
    to = ["--to", str(tmp_path / "dist")]
    return lambda *words: cli.main(["--root", str(project), "charts", *words, *to])


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["nosuch"], 2, "known stories: example"),
        (["../example"], 1, "lower-case words joined by hyphens"),
        (["example", "--chart", "claims-one", "--chart", "nosuch"], 2, "no chart is called nosuch"),
        (["example", "--chart", "../escape"], 2, "known charts: claims-one, places-two"),
        (["example", "--size", "poster"], 2, "known sizes: web, mobile, square, column, spread"),
        (["example", "--size", "spread", "--dark"], 2, "sizes that have one: web, mobile, square"),
    ],
)
def test_what_there_is_not_is_refused_in_one_line_with_what_there_is(
    command: Callable[..., int],
    charts: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    line: str,
) -> None:
    assert command(*words) == code
    printed = capsys.readouterr()
    assert line in printed.err
    assert printed.err.count("\n") == 1
    assert not charts.exists()


def test_a_story_that_cannot_be_read_is_told_as_itself(
    write: Write, change: Callable[..., None]
) -> None:
    change("claims", "c001", paragraph="one")
    with pytest.raises(StoryError, match="c001"):
        write("claims-one")


def test_neither_a_name_nor_a_link_leads_out_of_dist(
    write: Write, charts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, build: Build
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    charts.mkdir(parents=True)
    (charts / "claims-one").symlink_to(outside)
    with pytest.raises(PublishError, match="leads out of"):
        write("claims-one")
    (charts.parent / "story.json").unlink(missing_ok=True)
    spec = ChartSpec("../../../outside", "claims", build("outside"))
    monkeypatch.setattr(drawing, "CHARTS", (spec,))
    with pytest.raises(PublishError, match="lower-case words joined by hyphens"):
        write()
    assert list(outside.iterdir()) == []


@QUICK
def test_letters_that_no_typeface_has_are_told_and_stand_with_the_facts(
    write: Write, charts: Path, monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    unseen = "actors, row 2 (b), column name: no typeface has Ꮳ (CHEROKEE LETTER TSA)"

    def boxed(story: Story) -> ChartFigure:
        figure = build("claims-one", "With letters that nobody has")(story)
        figure.unseen = (unseen,)
        return figure

    monkeypatch.setattr(drawing, "CHARTS", (ChartSpec("claims-one", "claims", boxed),))
    told: list[str] = []
    write("claims-one", progress=told.append)
    assert [line for line in told if line.endswith(f", web, boxes: {unseen}")]
    assert facts_of(charts)["unseen"] == [unseen]


# ------------------------------------------------------------------------------ failures


@QUICK
def test_one_size_that_fails_leaves_the_others_and_is_tried_again(
    write: Write, charts: Path, monkeypatch: pytest.MonkeyPatch, two_charts: tuple[ChartSpec, ...]
) -> None:
    def narrow(story: Story) -> Any:
        figure = two_charts[0].build(story)
        if figure.size == "mobile":
            raise ChartError("too narrow")
        return figure

    monkeypatch.setattr(drawing, "CHARTS", (ChartSpec("claims-one", "claims", narrow),))
    for _ in range(2):
        with pytest.raises(PublishError, match="claims-one, mobile: too narrow"):
            write(sizes=["web", "mobile"])
    assert [one["size"] for one in facts_of(charts)["drawings"]] == ["web"]


@QUICK
def test_the_command_goes_on_after_a_failure_and_exits_with_one(
    command: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    two_charts: tuple[ChartSpec, ...],
    build: Build,
) -> None:
    def fail(_: Story) -> Any:
        raise ChartError("no room")

    other = ChartSpec("b-two", "claims", build("other"))
    specs = (ChartSpec("a-one", "claims", fail), other, two_charts[0])
    monkeypatch.setattr(drawing, "CHARTS", specs)
    assert command("example", "--size", "web") == 1
    printed = capsys.readouterr()
    told = printed.err.splitlines()
    assert told[:2] == ["story: not drawn:", "a-one, web: no room"]
    assert told[2].startswith("b-two, web: it calls itself 'other'")
    assert printed.out.startswith("chart 1 of 3: a-one, web, FAILED: no room\nchart 2 of 3: b-two")
    assert "claims-one" in (tmp_path / "dist" / "index.html").read_text("utf-8")


# ------------------------------------------------------------------------------ nothing changed


@pytest.fixture
def drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Drawing]:
    """What was drawn, quickly: chart, size and theme."""
    request.getfixturevalue("quick")
    calls: list[Drawing] = []
    real = drawing._drawn

    def spy(spec: ChartSpec, size: str, theme: str, *rest: Any) -> Any:
        calls.append((spec.name, size, theme))
        return real(spec, size, theme, *rest)

    monkeypatch.setattr(drawing, "_drawn", spy)
    return calls


def test_only_what_is_missing_is_drawn_and_nothing_twice(
    write: Write, charts: Path, drawn: list[Any]
) -> None:
    write("claims-one")
    drawn.clear()
    write(sizes=["web", "mobile"], dark=True)
    assert drawn == [
        ("claims-one", "web", "dark"),
        ("claims-one", "mobile", "light"),
        ("claims-one", "mobile", "dark"),
        *(("places-two", size, theme) for size in ("web", "mobile") for theme in ("light", "dark")),
    ]
    html = (charts / "claims-one" / "claims-one-web.html").read_text("utf-8")
    assert "claims-one-web-dark.svg" in html
    drawn.clear()
    told: list[str] = []
    assert write(progress=told.append) == drawn == []
    assert told == ["charts of example: unchanged"]


# What is done to a file of a chart in two sizes, and the sizes that are drawn again.
DAMAGED: list[tuple[str, Callable[[bytes], bytes | None], list[str]]] = [
    ("claims-one-column.pdf", lambda _: None, ["column"]),
    ("claims-one-column.pdf", lambda _: b"", ["column"]),
    ("claims-one-column.pdf", lambda held: held[:-1] + b"x", ["column"]),
    ("chart.csv", lambda held: held + b"x", ["web", "column"]),
    ("chart.json", lambda _: b"", ["web", "column"]),
    ("chart.json", lambda _: b"{", ["web", "column"]),
    ("chart.json", lambda _: b"[]", ["web", "column"]),
    ("chart.json", lambda _: b"{}", ["web", "column"]),
    ("chart.json", lambda held: b"{%s}" % held.strip(b"{} \n").split(b",")[-1], ["web", "column"]),
]


def test_what_somebody_touched_is_drawn_again(
    write: Write, charts: Path, drawn: list[Drawing]
) -> None:
    write("claims-one", sizes=["web", "column"])
    before = contents(charts)
    for name, damage, again in DAMAGED:
        drawn.clear()
        path = charts / "claims-one" / name
        left = damage(path.read_bytes())
        path.unlink()
        if left is not None:
            path.write_bytes(left)
        write("claims-one", sizes=["web", "column"])
        assert drawn == [("claims-one", size, "light") for size in again], (name, left)
        assert contents(charts) == before, (name, left)


@QUICK
def test_a_changed_row_draws_everything_again_and_takes_old_files_away(
    write: Write, charts: Path, change: Callable[..., None]
) -> None:
    write("claims-one", sizes=["web", "mobile"])
    (charts / "claims-one" / "notes.txt").write_text("mine", encoding="utf-8")
    change("claims", "c001", paraphrase="Something else.")
    write("claims-one", sizes=["web"])
    names = {path.name for path in (charts / "claims-one").iterdir()}
    assert not any("mobile" in name for name in names)
    assert {"claims-one-web.svg", "notes.txt", "chart.json"} <= names


def test_a_changed_typeface_style_helper_or_note_counts(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers.desk import standing

    package = tmp_path / "package"
    (package / "charts" / "__pycache__").mkdir(parents=True)
    (package / "charts" / "style.py").write_text("one", encoding="utf-8")
    monkeypatch.setattr(standing, "PACKAGE", package)
    story = project / "data" / "stories" / "example"
    keys = [standing.made_from(story, project)]
    for path, text in (
        (package / "charts" / "style.py", "two"),
        (package / "charts" / "new.ttf", ""),
        (story / "article.toml", "three"),
        (story / "claims.csv", "four"),
        (story / "notes" / "crosscheck.md", "five"),
    ):
        path.write_text(text, encoding="utf-8")
        keys.append(standing.made_from(story, project))
    (package / "charts" / "__pycache__" / "style.pyc").write_text("", encoding="utf-8")
    compiled = project / "data" / "geo" / "__pycache__" / "make_base_map.pyc"
    compiled.parent.mkdir(parents=True)
    compiled.write_text("", encoding="utf-8")
    assert len(set(keys)) == 6
    assert standing.made_from(story, project) == keys[-1]
    monkeypatch.setattr(standing, "version_of", lambda _: "0.0.0")
    assert standing.made_from(story, project) not in keys


# ------------------------------------------------------------------------------ cut short


@pytest.mark.parametrize(("stop", "done"), [(2, []), (5, []), (9, []), (12, ["a-one"])])
def test_a_run_cut_short_leaves_every_file_whole_and_the_next_one_mends_it(
    write: Write,
    charts: Path,
    monkeypatch: pytest.MonkeyPatch,
    build: Build,
    change: Callable[..., None],
    drawn: list[Drawing],
    stop: int,
    done: list[str],
) -> None:
    def draws(title: str) -> None:
        specs = tuple(ChartSpec(n, "claims", build(n, title)) for n in ("a-one", "b-two"))
        monkeypatch.setattr(drawing, "CHARTS", specs)

    def cut_short(path: Path, content: bytes) -> Path:
        left.pop()
        return write_atomically(path, content)

    draws("Before")
    write()
    before = contents(charts)
    change("claims", "c001", paraphrase="Something else.")
    draws("After")
    left = [None] * (stop - 1)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "write_atomically", cut_short)
        with pytest.raises(IndexError):
            write()
    after = contents(charts)
    assert set(after) == set(before)
    drawn.clear()
    write()
    assert sorted({"a-one", "b-two"} - {chart for chart, *_ in drawn}) == done
    whole = contents(charts)
    assert all(after[name] in (before[name], whole[name]) for name in after)
    assert facts_of(charts, "a-one")["title"] == facts_of(charts, "b-two")["title"] == "After"


# ------------------------------------------------------------------------------ how soon


@QUICK
def test_finding_that_nothing_changed_and_writing_the_gallery_wait_for_nothing_heavy(
    write: Write, project: Path, tmp_path: Path
) -> None:
    write()
    dist = tmp_path / "dist"
    words = ["--root", str(project), "charts", "example", "--size", "web", "--to", str(dist)]
    assert cli.main(words) == 0
    code = f"""
import sys
from pathlib import Path
from helpers import cli

def told(*heavy):
    print(*sorted({{'pandas', 'matplotlib', 'numpy', *heavy}} & set(sys.modules)))

print(cli.main({words!r}))
told('jinja2')
from helpers.desk import gallery, pages
pages.page_faces = lambda letters: ''  # what letters a page needs takes its time
gallery.write_index(Path({str(dist)!r}))
told('IPython')
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["charts of example: unchanged", "0", "", ""]
