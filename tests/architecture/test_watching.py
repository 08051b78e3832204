"""What watches the shop (deploy/) is sound, and asks for nothing that /metrics does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from prometheus_client import REGISTRY

from shop_app.core import metrics

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy/prometheus"
GRAFANA = ROOT / "deploy/grafana"
BOARDS = sorted((GRAFANA / "dashboards").glob("*.json"))
OWN = {"up"}  # of Prometheus itself
WORDS = {
    "sum", "min", "max", "rate", "delta", "histogram_quantile", "topk", "by", "and", "le",
    "area", "consumer", "currency", "handler", "job", "of", "result", "status",
}  # fmt: skip


def rules() -> list[dict]:
    groups = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> Iterator[tuple[str, dict]]:
    for board in BOARDS:
        for panel in json.loads(board.read_text())["panels"]:
            yield board.stem, panel


def expressions() -> dict[str, str]:
    """Every expression of the alerts and the dashboards, by where it stands."""
    found = {f"alert {rule['alert']}": rule["expr"] for rule in rules()}
    for board, panel in panels():
        for target in panel.get("targets", ()):
            found[f"{board}: {panel['title']} {target['refId']}"] = target["expr"]
    return found


def names_in(expression: str) -> set[str]:
    """The metrics an expression asks for: its words, without functions, labels and texts."""
    bare = re.sub(r'"[^"]*"', "", expression)
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    return set(re.findall(r"[a-zA-Z_][a-zA-Z0-9_]*", bare)) - WORDS


def told_by(url: str) -> set[str]:
    """Every name that /metrics tells, and those of counters that nothing has been counted in."""
    text = httpx.get(f"{url}/metrics", timeout=10).text
    told = set(re.findall(r"^([a-z_]+)[ {]", text, re.MULTILINE))
    assert metrics.counted  # declares the counters
    for metric in REGISTRY.collect():
        if metric.name.startswith("stoa_"):
            ends = ("_bucket", "_sum", "_count") if metric.type == "histogram" else ("_total",)
            told |= {metric.name + end for end in ends}
    return told


@pytest.mark.feature("OPS-03")
def test_alerts_and_dashboards_ask_only_for_what_metrics_tells(demo_shop):
    httpx.get(f"{demo_shop.url}/help", timeout=10)
    told = told_by(demo_shop.url) | OWN
    assert len(told) > 20
    found = expressions()
    assert len(found) > 30
    unknown = {where: names_in(text) - told for where, text in found.items()}
    assert {where: names for where, names in unknown.items() if names} == {}


@pytest.mark.feature("OPS-03")
def test_the_metrics_that_matter_are_watched():
    asked = {name for text in expressions().values() for name in names_in(text)}
    for name in (
        "stoa_requests_total", "stoa_request_seconds_bucket", "stoa_outbox_waiting",
        "stoa_consumer_lag", "stoa_database_connections_in_use", "stoa_first_paints_total",
        "stoa_orders_last_day", "stoa_oversell_guard", "stoa_job_failed", "stoa_job_late_seconds",
    ):  # fmt: skip
        assert name in asked


def test_alerts_say_what_is_wrong_how_bad_it_is_and_where_to_look():
    named = [rule["alert"] for rule in rules()]
    assert len(named) == len(set(named))
    manual = (ROOT / "docs/operations.md").read_text()
    for rule in rules():
        assert rule["labels"]["severity"] in ("page", "warn")
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["annotations"]["look"]
        assert f"**{rule['alert']}**" in manual, rule["alert"]


def test_dashboards_are_whole_and_their_panels_do_not_overlap():
    assert len(BOARDS) == 2
    for board in BOARDS:
        held = json.loads(board.read_text())
        assert held["uid"].startswith("stoa-")
        taken: set[tuple[int, int]] = set()
        numbers = [panel["id"] for panel in held["panels"]]
        assert len(numbers) == len(set(numbers))
        for panel in held["panels"]:
            place = panel["gridPos"]
            own = {
                (x, y)
                for x in range(place["x"], place["x"] + place["w"])
                for y in range(place["y"], place["y"] + place["h"])
            }
            assert not own & taken, panel["title"]
            assert max(x for x, _ in own) < 24
            taken |= own
            if panel["type"] != "row":
                assert panel["title"]
                assert panel["targets"]
                assert panel["datasource"]["uid"] == "prometheus"


def test_compose_starts_the_watch_only_when_asked_and_mounts_what_is_there():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    watch = {
        name: service
        for name, service in compose["services"].items()
        if "watch" in service.get("profiles", ())
    }
    assert set(watch) == {"prometheus", "grafana"}
    for service in watch.values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (ROOT / source).exists()
    sources = yaml.safe_load((GRAFANA / "provisioning/datasources/prometheus.yml").read_text())
    assert sources["datasources"][0]["uid"] == "prometheus"
    providers = yaml.safe_load((GRAFANA / "provisioning/dashboards/stoa.yml").read_text())
    mounted = [volume.split(":")[1] for volume in watch["grafana"]["volumes"]]
    assert providers["providers"][0]["options"]["path"] in mounted
    scrape = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    assert scrape["rule_files"] == ["/etc/prometheus/alerts.yml"]
    assert scrape["scrape_configs"][0]["static_configs"][0]["targets"] == ["web:3000"]
