"""Charts of the claims: in whose voice they are, through whom they come, which speak against each other."""

from helpers.charts.claims.tensions import wording
from helpers.charts.claims.voices import voices
from helpers.charts.claims.ways import chains
from helpers.charts.xray import xray

__all__ = ["chains", "voices", "wording", "xray"]
