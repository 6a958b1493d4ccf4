"""Exit with 1 if in-words.md of a story differs from its tables."""

import sys

from helpers.story.in_words import IN_WORDS, in_words
from helpers.story.project import story_folder

folder = story_folder(sys.argv[1])
sys.exit(int((folder / IN_WORDS).read_text(encoding="utf-8") != in_words(folder)))
