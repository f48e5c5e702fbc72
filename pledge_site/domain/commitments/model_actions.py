"""Model actions to begin a commitment with: one for each capability and each domain. Pure.

A model is named by the code of its capability or domain. Its words are in `model_texts/`, a file a
language; figures, dates and names are left to the State.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from pledge_site.kernel.languages import CODES

_FOLDER = Path(__file__).parent / "model_texts"
WORDS: tuple[str, ...] = ("title", "problem", "action", "indicator")


class Model(NamedTuple):
    """What a model suggests besides its words: how firm it should be, and its tags."""

    firmness: str
    outcomes: tuple[str, ...]
    capabilities: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


_LAWS, _CITIZENS, _CHILDREN = "laws_and_policies", "digital_citizens", "children_and_survivors"


def _capability(code: str, firmness: str, outcome: str, *more: str) -> Model:
    return Model(firmness, (outcome,), (code, *more))


def _domain(code: str, firmness: str, *more: str) -> Model:
    return Model(firmness, (_CITIZENS,), more, (code,))


MODELS: dict[str, Model] = {
    "leadership": _capability("leadership", "policy_document", _LAWS),
    "research": _capability("research", "budget", _LAWS),
    "legislation": _capability("legislation", "law", _LAWS),
    "law_enforcement": _capability("law_enforcement", "budget", _CHILDREN),
    "judiciary": _capability("judiciary", "policy_document", _CHILDREN),
    "offender_management": _capability("offender_management", "law", _LAWS),
    "image_databases": _capability("image_databases", "budget", _CHILDREN, "law_enforcement"),
    "end_to_end_support": _capability("end_to_end_support", "budget", _CHILDREN),
    "workforce": _capability("workforce", "policy_document", _CHILDREN),
    "remedies": _capability("remedies", "law", _CHILDREN),
    "helpline": _capability("helpline", "budget", _CHILDREN),
    "hotline": _capability("hotline", "budget", _CHILDREN, "takedown"),
    "education": _capability("education", "policy_document", _CITIZENS),
    "participation": _capability("participation", "policy_document", _CITIZENS),
    "offender_support": _capability("offender_support", "budget", _CHILDREN),
    "takedown": _capability("takedown", "law", _LAWS),
    "industry_reporting": _capability("industry_reporting", "law", _LAWS),
    "innovation": _capability("innovation", "budget", _CHILDREN),
    "corporate_responsibility": _capability("corporate_responsibility", "policy_document", _LAWS),
    "media_reporting": _capability("media_reporting", "policy_document", _CHILDREN),
    "terminology": _capability("terminology", "law", _LAWS, "legislation"),
    "access": _domain("access", "budget"),
    "learning": _domain("learning", "policy_document", "education"),
    "media_literacy": _domain("media_literacy", "policy_document", "education"),
    "ethics": _domain("ethics", "policy_document", "education"),
    "wellbeing": _domain("wellbeing", "budget"),
    "presence": _domain("presence", "policy_document", "education"),
    "active_participation": _domain("active_participation", "policy_document", "participation"),
    "rights": _domain("rights", "law", "participation"),
    "privacy": _domain("privacy", "law", "legislation"),
    "consumer": _domain("consumer", "law", "corporate_responsibility"),
}


def _read(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        (_FOLDER / f"{language}.json").read_text(encoding="utf-8")
    )
    return found


_TEXTS: dict[str, dict[str, dict[str, str]]] = {code: _read(code) for code in CODES}


def words_of(code: str, language: str) -> dict[str, str]:
    """Return the words of a model, by `WORDS`, in one of the six languages."""
    return _TEXTS[language][code]


def values_of(code: str, language: str) -> dict[str, Any] | None:
    """Return what a commitment begins with, by the names of `models.FIELDS`; None: no such model.

    What only the State can know is left out: who, when, from what, to what.
    """
    model = MODELS.get(code)
    if model is None:
        return None
    return {
        **words_of(code, language),
        "firmness": model.firmness,
        "outcomes": list(model.outcomes),
        "capabilities": list(model.capabilities),
        "domains": list(model.domains),
    }
