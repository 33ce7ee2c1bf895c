from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from negotiations.codebook.reading import FileError
from negotiations.extraction import EXTRACTOR, VERSION
from negotiations.extraction.calibration import fit, held_out, written
from negotiations.extraction.evaluation import Evaluation, evaluate, together
from negotiations.extraction.gold import GoldSet
from negotiations.extraction.reliability import by_confidence_level
from negotiations.extraction.scoring import Near
from negotiations.management.figures import figures
from negotiations.management.gold import bundled_gold, folder_gold, is_gold_folder, stored_gold
from negotiations.management.report import confidence_levels, report
from negotiations.models import Negotiation


class Command(BaseCommand):
    help = (
        "Measures the extraction against coded statements: precision, recall and F1 by act, issue, party and rule, "
        "what is taken for what, and whether confidence means what it says. Without an argument against all bundled "
        "negotiations, which takes no database; with the slug of one, against that; with another slug, against the "
        "statements that stand in the database; with a folder, against its articles/, gold/ and codebooks/. "
        "A suggestion is right when party, issue and act are; comment and praise, accuse and reject, condition and "
        "demand, threaten and condition, demand and appeal, propose and promise count as the same."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", nargs="?", metavar="NEGOTIATION|GOLD_DIR", help="a slug, or a folder")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--by-negotiation", action="store_true", help="also each negotiation on its own")
        parser.add_argument(
            "--near",
            action="append",
            type=_pair,
            default=[],
            metavar="ISSUE~ISSUE",
            help="two issues that count as the same; may be given several times",
        )
        parser.add_argument("--fit", type=Path, metavar="FILE", help="write the calibration fitted on this, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        near = Near(issues=tuple(options["near"]))
        evaluations = {gold.negotiation: evaluate(gold, near) for gold in _gold(options["gold"])}
        total = together(evaluations.values())
        if not total.statements.coded:
            raise CommandError("there is nothing to measure against: no statement is coded yet")
        parts = evaluations if options["by_negotiation"] else {}
        self.stdout.write((_as_json if options["format"] == "json" else _as_text)(total, list(evaluations), parts))
        if options["fit"]:
            self._fit(total, options["fit"])

    def _fit(self, evaluation: Evaluation, file: Path) -> None:
        """Writes the table; says what it is worth for articles that it was not fitted on."""
        outcomes = evaluation.statements.raw_outcomes()
        about = {"extractor": EXTRACTOR, "version": VERSION, "suggestions": len(outcomes)}
        try:
            file.write_text(written(fit(outcomes), about), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file}: cannot be written: {error.strerror}") from error
        self.stderr.write(f"{file}: fitted on {len(outcomes)} suggestions. Each tenth by a fit on the other nine:\n")
        self.stderr.write("\n".join(confidence_levels(by_confidence_level(held_out(outcomes)))))


def _pair(written: str) -> frozenset[str]:
    pair = frozenset(filter(None, written.split("~")))
    if len(pair) != 2:
        raise ArgumentTypeError(f"expected two issues with ~ between them, not {written!r}")
    return pair


Parts = dict[str, Evaluation]


def _as_text(total: Evaluation, negotiations: list[str], parts: Parts) -> str:
    shown = {", ".join(negotiations): total} | (parts if len(negotiations) > 1 else {})
    return "\n".join(report(name, evaluation) for name, evaluation in shown.items())


def _as_json(total: Evaluation, negotiations: list[str], parts: Parts) -> str:
    found: dict[str, Any] = {"all": {"negotiations": negotiations} | figures(total)}
    if parts:
        found["by_negotiation"] = {name: figures(evaluation) for name, evaluation in parts.items()}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _gold(name: str | None) -> list[GoldSet]:
    try:
        return list(_found(name))
    except FileError as error:
        raise CommandError(str(error)) from error


def _found(name: str | None) -> Iterable[GoldSet]:
    bundles = {path.parent.name: path.parent for path in sorted(settings.SEEDS_DIR.glob("*/statements.yaml"))}
    if name is None:
        return [bundled_gold(folder) for folder in bundles.values()]
    if name in bundles:
        return [bundled_gold(bundles[name])]
    if Path(name).is_dir():
        return _of_folder(Path(name))
    return [stored_gold(_stored(name, bundles))]


def _of_folder(folder: Path) -> Iterable[GoldSet]:
    if (folder / "statements.yaml").exists():
        return [bundled_gold(folder)]
    if is_gold_folder(folder):
        return folder_gold(folder)
    raise CommandError(
        f"{folder}: expected articles/<negotiation>/*.txt, gold/<negotiation>/*.json and codebooks/<negotiation>.json "
        "inside, or codebook.yaml, articles/ and statements.yaml"
    )


def _stored(slug: str, bundles: Iterable[str]) -> Negotiation:
    found = Negotiation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(sorted({*bundles, *Negotiation.objects.values_list("slug", flat=True)}))
        raise CommandError(f"{slug!r} is neither a folder nor a negotiation; expected a folder or one of: {known}")
    return found
