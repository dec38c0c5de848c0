"""The peers of the Book, each on the same cases and as many of our rules as it can express; run by ``bench --full --peers PYTHON``.

A script of its own, run by an interpreter that has peers installed and not this package: ``bench_peers.py PEER LOG ROUNDS`` reads
LOG (JSON: a list of cases, each a list of [activity, ISO time]), measures from the parsed log in memory to the peer's result, and
prints JSON: the median seconds of processor time and, as [case, rule], what it found broken. What a peer cannot say (working days,
what stands, who agreed, the article) it does not say. Installed for these figures: Declare4Py 2.2.0, pm4py 2.7.23.11, clingo 5.8.3.
"""

import gc
import importlib
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any

Log = list[list[tuple[str, datetime]]]
Found = set[tuple[int, int]]
DAY = 24 * 3600
#: (template, first, then, days at most or 0)
RULES: tuple[tuple[str, str, str, int], ...] = (
    ("Precedence", "initiation_approval", "penalty_decision", 0),
    ("Precedence", "head_agreed", "advance_registration", 0),
    ("Response", "advance_registration", "preservation_outcome", 11),
    ("Precedence", "served_notice", "penalty_decision", 0),
    ("Precedence", "decision_approval", "penalty_decision", 0),
    ("Response", "penalty_decision", "served_decision", 11),
    ("Response", "served_decision", "payment", 15),
    ("Response", "initiation_approval", "penalty_decision", 90),
)
#: pm4py knows no times, and without its ninety days the last rule says no more than another.
UNTIMED = tuple((template, first, then, 0) for template, first, then, days in RULES if days != 90)  # noqa: PLR2004


def clingo(log: Log) -> tuple[Callable[[], Any], Callable[[Any], Found]]:
    """Answer set programming: facts with seconds, rules that derive violations."""
    module = importlib.import_module("clingo")
    facts = "\n".join(_facts(log))
    rules = "\n".join(_rules())

    def run() -> list[Any]:
        control = module.Control(["--warn=none"])
        control.add("base", [], facts + rules)
        control.ground([("base", [])])
        found: list[Any] = []
        control.solve(on_model=lambda model: found.extend(model.symbols(shown=True)))
        return found

    return run, lambda found: {(one.arguments[1].number, one.arguments[0].number) for one in found}


def _facts(log: Log) -> Iterator[str]:
    zero = log[0][0][1].replace(year=2020)
    for number, case in enumerate(log):
        for name, at in case:
            yield f"e({number},{name},{int((at - zero).total_seconds())})."


def _rules() -> Iterator[str]:
    for number, (template, first, then, days) in enumerate(RULES):
        if template == "Precedence":
            yield f"v({number},C) :- e(C,{then},T), not p{number}(C,T). p{number}(C,T) :- e(C,{then},T), e(C,{first},S), S <= T."
        else:
            yield (
                f"v({number},C) :- e(C,{first},T), not r{number}(C,T). "
                f"r{number}(C,T) :- e(C,{first},T), e(C,{then},S), S >= T, S <= T+{days * DAY}."
            )
    yield "#show v/2."


def declare4py(log: Log) -> tuple[Callable[[], Any], Callable[[Any], Found]]:
    """Declare4Py's conformance checker, time conditions in days."""
    tasks = "Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer"
    analyzer = importlib.import_module(tasks).MPDeclareAnalyzer
    model = importlib.import_module("Declare4Py.ProcessModels.DeclareModel").DeclareModel()
    events = importlib.import_module("Declare4Py.D4PyEventLog").D4PyEventLog(case_name="case:concept:name")
    names = sorted({name for case in log for name, _ in case})
    lines = [f"activity {name}" for name in names]
    lines += [f"{sort}[{a}, {b}] | | |{f'0,{days},d' if days else ''}" for sort, a, b, days in RULES]
    model = model.parse_from_string("\n".join(lines))
    events.log = _event_log(log)
    events.log_length = len(log)
    events.timestamp_key, events.activity_key = "time:timestamp", "concept:name"

    def read(browser: Any) -> Found:
        order = [browser.serialized_constraints.index(line) for line in map(str.strip, lines[len(names) :])]
        table = browser.get_metric("num_violations").to_numpy()
        return {(case, rule) for case, row in enumerate(table) for rule, place in enumerate(order) if row[place]}

    return lambda: analyzer(log=events, declare_model=model, consider_vacuity=True).run(), read


def _event_log(log: Log) -> Any:
    objects = importlib.import_module("pm4py.objects.log.obj")
    found = objects.EventLog()
    for number, case in enumerate(log):
        trace = objects.Trace()
        trace.attributes["concept:name"] = str(number)
        for name, at in case:
            trace.append(objects.Event({"concept:name": name, "time:timestamp": at}))
        found.append(trace)
    return found


def pm4py(log: Log) -> tuple[Callable[[], Any], Callable[[Any], Found]]:
    """pm4py's DECLARE conformance; it knows no times."""
    module, pandas = importlib.import_module("pm4py"), importlib.import_module("pandas")
    rows = [(f"{number:09}", name, at) for number, case in enumerate(log) for name, at in case]
    frame = pandas.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])
    frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True)
    weight = {"support": 1, "confidence": 1}
    model: dict[str, dict[tuple[str, str], dict[str, int]]] = {"precedence": {}, "response": {}}
    for template, first, then, _ in UNTIMED:
        model[template.lower()][first, then] = weight
    numbers = {(template.lower(), (first, then)): number for number, (template, first, then, _) in enumerate(UNTIMED)}

    def read(traces: Any) -> Found:
        return {(case, numbers[sort, tuple(pair)]) for case, trace in enumerate(traces) for sort, pair in trace["deviations"]}

    return lambda: module.conformance_declare(frame, model), read


PEERS: dict[str, Callable[[Log], tuple[Callable[[], Any], Callable[[Any], Found]]]] = {
    "clingo": clingo,
    "Declare4Py": declare4py,
    "pm4py": pm4py,
}


def main() -> None:
    """Measure one peer."""
    peer, path, rounds = sys.argv[1:4]
    told = json.loads(Path(path).read_text("utf-8"))
    log = [[(name, datetime.fromisoformat(at)) for name, at in case] for case in told]
    with redirect_stdout(io.StringIO()):
        run, read = PEERS[peer](log)
        times, result = [], None
        gc.collect()
        gc.freeze()
        for _ in range(int(rounds)):
            result = None
            begin = time.process_time()
            result = run()
            times.append(time.process_time() - begin)
        found = read(result)
    sys.stdout.write("\n" + json.dumps({"seconds": statistics.median(times), "found": sorted(found)}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # a peer says more at its end


if __name__ == "__main__":
    main()
