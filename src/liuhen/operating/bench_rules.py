"""./liuhen bench rules: precision and recall of every provision on the planted rows, mutants, and the time that judging takes."""

import argparse
import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from liuhen.operating import bench_table
from liuhen.operating.planted import mutants
from liuhen.operating.planted.play import Score, play, without_rows
from liuhen.operating.planted.rows import Row, rows
from liuhen.regulation.book import Book, our_book

TIMED, ALL, ROUNDS = 10_000, 100_000, 3


def run(args: argparse.Namespace) -> tuple[str, int]:
    """What was measured, to be printed, and the exit code: 1 where a provision is not at 1.0, lacks a row, or a mutant survived."""
    book, listed = our_book(), list(rows())
    scores = play(book, listed)
    lacking = without_rows(book.provisions, listed)
    tried = mutants.tried(book, listed) if args.mutants else []
    survived = [one for one in tried if one.survived]
    good = not lacking and not survived and all(perfect(score) for score in scores.values())
    timing = [] if args.quick else [dataclasses.asdict(line) for line in timed(full=args.full, peers=args.peers)]
    code = 0 if good else 1
    if args.json:
        told: dict[str, Any] = {"provisions": _table(book, scores), "timing": timing}
        if args.mutants:
            told["mutants"] = {"tried": len(tried), "survived": [one.name for one in survived]}
        return json.dumps(told, ensure_ascii=False, indent=1), code
    table = bench_table.table([bench_table.Line(**line) for line in timing]) if timing else ""
    return "\n".join([*_lines(scores, lacking, listed), *mutants.lines(tried), table]).rstrip(), code


def perfect(score: Score) -> bool:
    """Whether a provision found all that was there and nothing that was not."""
    return score.precision == score.recall == 1.0 and not score.wrong


def _table(book: Book, scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    every = {key: scores.get(key, Score()) for key in (*book.provisions, *(key for key in scores if key not in book.provisions))}
    return [
        {
            "provision": key,
            "planted": score.planted,
            "near": score.near,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
        }
        for key, score in every.items()
    ]


def _lines(scores: Mapping[str, Score], lacking: Mapping[str, str], listed: list[Row]) -> list[str]:
    bad = {key: score for key, score in scores.items() if not perfect(score)}
    planted = sum(row.planted for row in listed)
    counted = f"{len(listed)} rows ({planted} planted faults, {len(listed) - planted} near misses) of {len(scores)} provisions"
    lines = [f"{counted}: {len(scores) - len(bad)} with precision and recall 1.0"]
    for key, score in bad.items():
        lines.append(f"{key}: precision {score.precision:.2f}, recall {score.recall:.2f}")
        lines += [f"    {reason}" for reason in score.wrong]
    return [*lines, *(f"{key}: no row ({words})" for key, words in lacking.items())]


def timed(*, full: bool, peers: str) -> list[bench_table.Line]:
    """The rows of the Book's bench, at ten and, if asked for, a hundred thousand cases."""
    from liuhen.operating import bench_book

    sizes = (TIMED, ALL) if full else (TIMED,)
    return [bench_table.judged(row) for size in sizes for row in bench_book.rows(cases=size, peers=peers, rounds=ROUNDS)]
