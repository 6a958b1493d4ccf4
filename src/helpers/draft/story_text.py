"""The text of a story, as the rules of a draft read it."""

from pathlib import Path

from helpers.draft.text import Paragraph, Text, read
from helpers.story.article import Article, read_article
from helpers.story.article_copy.proof import copy_path, story_words
from helpers.story.csv_tables import read_table
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder
from helpers.story.text_files import read_copy

ATTACH = "Attach a copy of the article with: story attach PATH."


def story_text(story_id: str, root: Path | None = None) -> tuple[Article, Text]:
    """A story's article, and its text with the kinds of its paragraphs and the marks as printed.

    Raises:
        StoryError: no such story, files that can't be read, no copy of the article or a part of one,
            or a language that no rule knows.
    """
    folder = story_folder(story_id, root)
    article, problems = read_article(folder)
    if article is None:
        raise StoryError(problems)
    if article.language.lower().split("-")[0] != "en":
        mend = f"Annotate it by hand, with: story edit {story_id}."
        told = (repr(article.language), "en: drafts are made of English texts alone", mend)
        raise StoryError([Problem("article.toml", "", "language", *told)])
    words = story_words(story_id, root)
    rows = read_table(folder, "paragraphs").rows
    if words is None or words.missing:
        lacks = [str(number) for number in words.missing] if words else ["every paragraph"]
        told = (
            f"a copy without {', '.join(lacks)}" if words else "no copy",
            "all its words",
            ATTACH,
        )
        raise StoryError([Problem(copy_path(folder, article).name, "", "", *told)])
    kinds = {int(row.text("paragraph")): row.text("kind") for row in rows}
    proved = [words.paragraphs[number] for number in sorted(kinds)]
    printed = read(read_copy(copy_path(folder, article)), kinds)
    if [one.text for one in printed.paragraphs] == proved:
        return article, printed
    # Copying changed it, or it has more: the words are those that were proved, without their marks.
    paragraphs = (
        Paragraph(number, kinds[number], text, text)
        for number, text in zip(sorted(kinds), proved, strict=True)
    )
    return article, Text(tuple(paragraphs))
