"""Charts of the claims: whose word they rest on, through whom they come, how they pull apart."""

from helpers.charts.claims.tensions import wording
from helpers.charts.claims.voices import speakers
from helpers.charts.claims.ways import chains
from helpers.charts.xray import xray

__all__ = ["chains", "speakers", "wording", "xray"]
