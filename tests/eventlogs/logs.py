"""Logs that tests write: cases as ``{"A1": [("Create Fine", "2020-01-01T00:00:00+01:00", {"amount": "35.0"}), ...]}``."""

import csv
import gzip
import json
from xml.sax.saxutils import quoteattr


def xes(path, cases, *, case_attributes=None, header="", ns=False):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<log xes.version="1.0" xmlns="http://www.xes-standard.org/">' if ns else "<log>",
        header,
    ]
    for name, events in cases.items():
        lines.append("<trace>")
        for key, value in {"concept:name": name, **(case_attributes or {}).get(name, {})}.items():
            lines.append(f"<string key={quoteattr(key)} value={quoteattr(value)}/>")
        for activity, at, attributes in events:
            told = {"concept:name": activity, "time:timestamp": at, **attributes}
            lines.append("<event>")
            lines += [
                f"<string key={quoteattr(key)} value={quoteattr(value)}/>" for key, value in told.items() if value is not None
            ]
            lines.append("</event>")
        lines.append("</trace>")
    text = "\n".join([*lines, "</log>"])
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")
    return path


def rows_of(cases):
    return [(name, activity, at, attributes) for name, events in cases.items() for activity, at, attributes in events]


def table(path, rows, *, columns=("case:concept:name", "concept:name", "time:timestamp"), encoding="utf-8", delimiter=","):
    more = sorted({key for *_, attributes in rows for key in attributes})
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow([*columns, *more])
        writer.writerows(
            [name, activity, at, *(attributes.get(key, "") for key in more)] for name, activity, at, attributes in rows
        )
    return path


def ocel(path, cases, *, indent=None, case_type="Fine"):
    events = [
        {
            "id": f"{name}-{place}",
            "type": activity,
            "time": at,
            "attributes": [{"name": key, "value": value} for key, value in attributes.items()],
            "relationships": [{"objectId": name, "qualifier": "case"}, {"objectId": "537", "qualifier": "by"}],
        }
        for name, told in cases.items()
        for place, (activity, at, attributes) in enumerate(told)
    ]
    objects = [{"id": name, "type": case_type, "attributes": [], "relationships": []} for name in cases]
    told = {
        "events": events,
        "eventTypes": [{"name": name, "attributes": []} for name in sorted({event["type"] for event in events})],
        "objectTypes": [{"name": case_type, "attributes": []}, {"name": "Officer", "attributes": []}],
        "objects": [*objects, {"id": "537", "type": "Officer"}],
    }
    path.write_text(json.dumps(told, indent=indent, ensure_ascii=False), "utf-8")
    return path
