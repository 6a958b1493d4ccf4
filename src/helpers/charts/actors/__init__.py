"""Charts of the actors: who has a voice, and who is tied to whom."""

from helpers.charts.actors.ties import ties
from helpers.charts.actors.voices import voices

__all__ = ["ties", "voices"]
