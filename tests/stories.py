"""The stories of the project, each opened once for all tests of a process."""

from functools import cache

from helpers.story.story import open_story

opened = cache(open_story)
"""A story by its id. No test can change it: a story hands out copies of its tables."""
