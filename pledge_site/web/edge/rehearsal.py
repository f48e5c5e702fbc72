"""A rehearsal: the process lives in another time, and every page says so.

Which databases may be rehearsed on is held in `settings.py`; how one is begun: `cli/rehearsal.py`.
"""

from datetime import timedelta
from typing import Any

from flask import Flask

from pledge_site.kernel import clock
from pledge_site.settings import Settings


def configure_rehearsal(app: Flask, settings: Settings) -> None:
    """Move the clock of the process, if this is a rehearsal, and tell the templates."""
    moved = settings.rehearsal_offset
    clock.rehearse(timedelta(seconds=moved or 0))

    def context() -> dict[str, Any]:
        return {"is_rehearsal": moved is not None}

    app.context_processor(context)
