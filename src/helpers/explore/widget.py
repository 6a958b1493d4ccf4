"""The explorer in JupyterLab: what is chosen there is a table here, and the other way about."""

from collections.abc import Iterable
from typing import Any

import anywidget
import pandas as pd
import traitlets

from helpers.explore.bundle import script, style
from helpers.explore.data import explorer_data, listed_claims
from helpers.explore.page import output_html
from helpers.story.story import Story

Chosen = pd.DataFrame | pd.Series | Iterable[str] | str | None


class Explorer(anywidget.AnyWidget):
    """A story to be looked through: findings, claims, article, timeline and map, one selection.

    `selection` is the table of the claims that are chosen in the view; setting it moves the view.
    `claim_ids` are their ids, as a trait that can be observed. A notebook that is saved keeps the
    explorer as HTML, for whoever opens it without a kernel, and never the words of others.
    """

    _esm = script("widget")
    _css = style()
    data = traitlets.Dict().tag(sync=True)
    claim_ids = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, story: Story) -> None:
        """Take the story to be looked through."""
        self._story = story
        self._claims = listed_claims(story)
        super().__init__(data=explorer_data(story), claim_ids=[])

    @property
    def claims(self) -> pd.DataFrame:
        """Every claim of the story in reading order, as a fresh copy.

        Output: claim_id, paragraph, paraphrase, topic, speaker, speaker_name, voice, relays,
            hedges, hedged, certainty, checkable, content, voiced (one of the four voices), verdict
            (in words).
        """
        return self._claims.copy()

    @property
    def ways(self) -> list[list[str]]:
        """The claims of each main finding, in reading order, as its button chooses them."""
        return [list(way["claims"]) for way in self.data["ways"]]

    @property
    def selection(self) -> pd.DataFrame:
        """The claims that are chosen, with the columns of `claims`; without rows if none is."""
        chosen = self._claims["claim_id"].isin(self.claim_ids)
        return self._claims[chosen].reset_index(drop=True)

    @selection.setter
    def selection(self, chosen: Chosen) -> None:
        """Choose claims, here and in the view.

        Input: a table with claim_id, or ids: many, one, or None for none.

        Raises:
            KeyError: a table without claim_id.
            ValueError: ids that the story does not have.
        """
        ids = claim_ids(chosen)
        known = list(self._claims["claim_id"])
        if unknown := [one for one in dict.fromkeys(ids) if one not in known]:
            raise ValueError(
                f"no claim is called {', '.join(unknown[:5])}; the ids of {self._story.id} run from "
                f"{known[0]} to {known[-1]}: see the column claim_id of explorer.claims"
                if known
                else f"no claim is called {unknown[0]}: {self._story.id} has no claims"
            )
        self.claim_ids = [one for one in known if one in ids]

    def __repr__(self) -> str:
        """What the explorer holds, in words that are the same in every run."""
        return f"Explorer of {self._story.id}: {len(self._claims)} claims, {len(self.claim_ids)} chosen"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The live view, with what a notebook keeps of it: HTML, and words for whatever shows none."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        live, metadata = bundle
        kept = {"text/html": output_html(self.data, self._claims), "text/plain": repr(self)}
        return {**live, **kept}, metadata


def claim_ids(chosen: Chosen) -> list[str]:
    """The ids of claims in whatever form they are given.

    Input: a table with claim_id, a column, a list or tuple, one id, or None.

    Raises:
        KeyError: a table without claim_id.
    """
    if chosen is None:
        return []
    if isinstance(chosen, str):
        return [chosen]
    if isinstance(chosen, pd.DataFrame):
        if "claim_id" not in chosen:
            named = ", ".join(map(str, chosen.columns)) or "none"
            raise KeyError(f"a table with a column claim_id is expected; its columns are: {named}")
        chosen = chosen["claim_id"]
    return [str(one) for one in chosen if not pd.isna(one)]
