"""The Pelican generator: Pelican calls, the portal builds.

Pelican's own article and page generators are given nothing to do (pelicanconf.py); all reading, checking, rendering and
writing is ours, because theirs skip a bad file and go on.
"""

from datetime import date
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from . import build
from .beijing import day_or_today
from .build import Job, Outcome
from .gathering import Gathered
from .problems import Place, Problem, Report


class Stopped(SystemExit):
    """The build found errors and wrote nothing. Pelican's command ends with exit code 1 and no traceback."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(1)
        self.outcome = outcome


class PortalGenerator(Generator):
    """Builds the portal within Pelican's two phases: gather and check all, then write all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job_of(self.settings)
        self.gathered: Gathered | None = None

    def generate_context(self) -> None:
        """Read and check everything. Raises Stopped when there are errors."""
        self._check_plugins()
        self.gathered = build.gather_for(self.job, self.settings.get("PORTAL_READINGS"))
        if self.gathered.report.has_errors:
            self._stop(Outcome(self.gathered.report))

    def generate_output(self, writer: object) -> None:
        """Write the site. Raises Stopped when it could not be written whole."""
        if self.gathered is None:
            raise RuntimeError("generate_output before generate_context")
        outcome = build.publish(self.job, self.gathered)
        if outcome.report.has_errors:
            self._stop(outcome)
        self._report(outcome)

    def _check_plugins(self) -> None:
        """Pelican swallows a plugin that fails to register; a site without its catalogue must not go out."""
        missing = sorted(set(self.settings["PORTAL_PLUGINS"]) - set(self.settings["PLUGINS"]))
        if missing:
            problem = Problem("plugin.missing", Place("plugins/"), {"names": "、".join(missing)})
            self._stop(Outcome(Report([problem])))

    def _stop(self, outcome: Outcome) -> None:
        self._report(outcome)
        raise Stopped(outcome)

    def _report(self, outcome: Outcome) -> None:
        report = self.settings.get("PORTAL_REPORT")
        if report is not None:
            report(outcome)


def portal_generator(pelican: object) -> type[PortalGenerator]:
    """Pelican asks for generators; this is ours."""
    return PortalGenerator


def job_of(settings: dict[str, Any]) -> Job:
    """Pelican's settings → the job."""
    today = settings.get("PORTAL_DATE")
    return Job(
        content=Path(settings["PATH"]),
        site=Path(settings["PORTAL_SITE"]),
        output=Path(settings["OUTPUT_PATH"]),
        today=today if isinstance(today, date) else day_or_today(today),
        theme=Path(settings["PORTAL_THEME"]),
        jobs=int(settings.get("PORTAL_JOBS", 1)),
        progress=settings.get("PORTAL_PROGRESS"),
    )
