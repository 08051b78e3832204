"""How fast recommendations are served, and how often they are right, each beside a reference.

    python -m bench.recommendations speed              on the shop that DATABASE_URL names
    python -m bench.recommendations quality FOLDER     sequences: a folder with *_train.txt.gz

Speed is of `for_home` and `for_product` for many visitors, beside a bare `select 1` in the same
run. Quality is the hit rate at 20: the last thing of each sequence is hidden, and co-occurrence of
the others is asked for it, beside the twenty most popular things.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

AT = 20


def main() -> None:
    """Run the part that was asked for."""
    parser = argparse.ArgumentParser(description="Speed and quality of recommendations.")
    parser.add_argument("part", choices=("speed", "quality"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--visitors", type=int, default=100)
    asked = parser.parse_args()
    if asked.part == "speed":
        speed(asked.visitors)
    elif asked.folder is None:
        parser.error("quality needs a folder")
    else:
        quality(asked.folder)


def speed(visitors: int) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    from shop_app.core.db import rows, run_in_transaction, run_reading
    from shop_app.core.ids import new_id
    from shop_app.pricing.queries import regions
    from shop_app.recommendations.queries import for_home, for_product
    from shop_app.wishlist.service import note_viewed

    region = run_reading(regions)[0]
    sql = "select id from products where status = 'active' order by units_sold desc limit 500"
    products = [row.id for row in run_reading(lambda session: rows(session, sql))]
    chance = random.Random(7)
    guests = [f"bench-{new_id().hex}" for _ in range(visitors)]
    for guest in guests:
        for product_id in chance.sample(products, min(10, len(products))):
            run_in_transaction(note_viewed, session_key=guest, user_id=None, product_id=product_id)
    try:
        _timed("select 1", guests, lambda _: run_reading(lambda s: rows(s, "select 1")))
        _timed(
            "front door, new visitor",
            guests,
            lambda _: run_reading(for_home, session_key="", user_id=None, region=region),
        )
        _timed(
            "front door, ten views",
            guests,
            lambda guest: run_reading(for_home, session_key=guest, user_id=None, region=region),
        )
        _timed(
            "product page",
            guests,
            lambda guest: run_reading(
                for_product,
                product_id=chance.choice(products),
                session_key=guest,
                user_id=None,
                region=region,
            ),
        )
    finally:
        gone = "delete from viewed_products where owner like 'bench-%' returning product_id"
        run_in_transaction(lambda session: rows(session, gone))


def _timed(name: str, guests: list[str], ask: Callable[[str], object]) -> None:
    for guest in guests[:5]:
        ask(guest)
    taken = []
    for guest in guests:
        started = time.perf_counter()
        ask(guest)
        taken.append((time.perf_counter() - started) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{name:28} median {statistics.median(taken):7.1f} ms   p95 {p95:7.1f} ms")


def quality(folder: Path) -> None:
    """Print the hit rate at 20 of co-occurrence and of popularity, per file."""
    for path in sorted(folder.glob("*train*.txt.gz")):
        known = [
            things
            for things in _sequences(path)
            if len(things) > 1 and things[-1] not in things[:-1]
        ]
        popular = Counter(thing for things in known for thing in set(things[:-1]))
        near = _near(known, popular)
        top = [thing for thing, _ in popular.most_common(AT)]
        together = sum(_guess(near, things[:-1], top, things[-1]) for things in known)
        common = sum(things[-1] in top for things in known)
        print(
            f"{path.name:44} {len(known):7} sequences   hit rate@{AT}:"
            f" co-occurrence {together / len(known):6.2%}   popularity {common / len(known):6.2%}"
        )


def _sequences(path: Path) -> Iterator[list[str]]:
    """Lines are `who thing thing …`; or, under a heading, one `session thing time` each."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line.replace(",", " ").split() for line in file]
    if lines and lines[0][0] == "SessionId":
        sessions: dict[str, list[str]] = defaultdict(list)
        for session, thing, *_ in lines[1:]:
            sessions[session].append(thing)
        yield from sessions.values()
        return
    for _, *things in lines:
        yield things


def _near(known: list[list[str]], popular: Counter[str]) -> dict[str, dict[str, float]]:
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for things in known:
        basket = list(dict.fromkeys(things[:-1]))[-40:]
        for one in basket:
            for other in basket:
                if one != other:
                    pairs[one][other] += 1
    return {
        one: {
            other: count / math.sqrt(popular[one] * popular[other])
            for other, count in others.items()
        }
        for one, others in pairs.items()
    }


def _guess(near: dict[str, dict[str, float]], seen: list[str], top: list[str], hidden: str) -> bool:
    """Whether the hidden thing is among the twenty that follow from what was seen, the later the
    more; popular things fill up."""
    scores: Counter[str] = Counter()
    for age, thing in enumerate(reversed(seen[-12:])):
        for other, score in near.get(thing, {}).items():
            scores[other] += score * 0.8**age  # pyright: ignore[reportArgumentType]
    ranked = [thing for thing, _ in scores.most_common(AT + len(seen))]
    fresh = [thing for thing in ranked if thing not in seen][:AT]
    return hidden in (fresh + [thing for thing in top if thing not in fresh])[:AT]


if __name__ == "__main__":
    main()
