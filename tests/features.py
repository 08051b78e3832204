"""`make features`: which rows of the feature table have passing tests, by priority.

The table is `FEATURES.csv` beside the project (or STOA_FEATURES); the results are those of the last
test run, kept in test-results/features.json.
"""

from __future__ import annotations

import csv
import json
import os
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).parent.parent
RESULTS = PROJECT / "test-results" / "features.json"
TABLE = Path(os.environ.get("STOA_FEATURES", PROJECT.parent / "shared" / "FEATURES.csv"))


def record(outcomes: dict[str, dict[str, str]]) -> None:
    """Merge the outcomes of a run ({feature: {test: outcome}}) into the results file."""
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for feature, tests in outcomes.items():
        known.setdefault(feature, {}).update(tests)
    RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True))


def state_of(tests: dict[str, str]) -> str:
    """A row stands when it has tests and each of them passed."""
    if not tests:
        return "no test"
    return "stands" if set(tests.values()) == {"passed"} else "fails"


def main() -> None:
    """Print the table."""
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    rows = _rows() or [{"id": key, "priority": "?", "feature": ""} for key in sorted(results)]
    by_priority: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        state = state_of(results.get(row["id"], {}))
        priority = row["priority"].rstrip("*")
        counts[priority] += state == "stands"
        by_priority[priority].append(f"  {state:8} {row['id']:9} {row['feature'][:90]}")
    for priority, lines in sorted(by_priority.items()):
        print(f"{priority}: {counts[priority]} of {len(lines)} stand")  # noqa: T201
        print("\n".join(line for line in lines if "no test" not in line))  # noqa: T201


def _rows() -> list[dict[str, str]]:
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
