"""Filling a form as a person does: one way per field type, by what stands on the page."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page

from liuhen.regulation import citing
from liuhen.regulation import fields as f


def fill(page: Page, field: f.Field, value: Any) -> None:
    """Put a value into the field's controls; a field that is prefilled and locked, or not asked now, is left alone."""
    for sort, way in WAYS.items():
        if isinstance(field, sort):
            way(page, field, value)
            return
    _type(page, field.key, value)


def _control(page: Page, name: str) -> Any:
    return page.locator(f'#record [name="{name}"]').first


def _type(page: Page, name: str, value: Any) -> None:
    control = _control(page, name)
    if control.count() and control.is_visible():
        control.fill(str(value))
        control.dispatch_event("change")


def _pick(page: Page, name: str, value: Any) -> None:
    control = _control(page, name)
    if control.count() and control.is_visible():
        control.select_option(str(value))


def _tick(page: Page, selector: str, wanted: bool) -> None:
    box = page.locator(f"#record {selector}").first
    if box.count() and box.is_visible() and box.is_checked() != wanted:
        box.set_checked(wanted)
        page.wait_for_timeout(700)  # fields that depend on it are shown by the server


def _flag(page: Page, field: f.Field, value: Any) -> None:
    _tick(page, f'[name="{field.key}"]', bool(value))


def _choices(page: Page, field: Any, value: Any) -> None:
    for option, _ in field.options:
        _tick(page, f'[name="{field.key}"][value="{option}"]', option in value)


def _choice(page: Page, field: f.Field, value: Any) -> None:
    control = _control(page, field.key)
    if control.count() and control.is_visible() and control.input_value() != value:
        control.select_option(str(value))
        page.wait_for_timeout(700)


def _moment(page: Page, field: f.Field, value: Any) -> None:
    _type(page, f"{field.key}.day", value[:10])
    _type(page, f"{field.key}.clock", value[11:16])


def _span(page: Page, field: f.Field, value: Any) -> None:
    _type(page, f"{field.key}.day", value["start"][:10])
    _type(page, f"{field.key}.start", value["start"][11:16])
    _type(page, f"{field.key}.end", value["end"][11:16])


def _place(page: Page, field: f.Field, value: Any) -> None:
    _type(page, field.key, value["text"])


def _outsider(page: Page, field: Any, value: Mapping[str, Any]) -> None:
    for part in field.asks:
        if part in value:
            _type(page, f"{field.key}.{part}", value[part])


def _rights(page: Page, field: f.Field, value: Mapping[str, Any]) -> None:
    for right in value["told"]:
        _tick(page, f'[name="{field.key}.told"][value="{right}"]', wanted=True)
    _pick(page, f"{field.key}.means", value["means"])
    _type(page, f"{field.key}.at", value["at"])
    _type(page, f"{field.key}.answer", value["answer"])


def _officers(page: Page, field: Any, value: list[Mapping[str, Any]]) -> None:
    """Officers come from the case; one that is not there yet is added; when each showed his certificate is ticked."""
    for one in value:
        if not page.locator(f'#record [name^="{field.key}."][value="{one["id"]}"]').count():
            page.locator(f'#record [data-pick="{field.key}"]').select_option(str(one["id"]))
            page.wait_for_timeout(200)
        if not one.get("shown_at") or not field.shown:
            continue
        row = page.locator("#record tr[data-row]", has=page.locator(f'[name^="{field.key}."][value="{one["id"]}"]'))
        row.locator('[name$=".shown"]').check()
        row.locator('[name$=".shown_at"]').fill(str(one["shown_at"]))


def _staff(page: Page, field: f.Field, value: Mapping[str, Any]) -> None:
    _pick(page, field.key, value["id"])


def _rows(page: Page, key: str, rows: list[Mapping[str, Any]], one: Callable[[int, Mapping[str, Any]], None]) -> None:
    """As many rows as there are values, each filled."""
    for number, row in enumerate(rows):
        while page.locator(f'#record [data-rows="{key}"] [data-row]').count() <= number:
            page.locator(f'#record [data-add="{key}"]').click()
        one(number, row)


def _items(page: Page, field: Any, value: list[Mapping[str, Any]]) -> None:
    names = page.locator(f'#record [data-rows="{field.key}"] [data-row]')

    def one(number: int, row: Mapping[str, Any]) -> None:
        for column in field.columns:
            if column.key not in row or row[column.key] in ("", None):
                continue
            control = names.nth(number).locator(f'[name$=".{column.key}"]').first
            if column.type in {"choice", "staff"}:
                held = row[column.key]
                control.select_option(str(held["id"] if isinstance(held, Mapping) else held))
            else:
                control.fill(str(row[column.key]))

    _rows(page, field.key, value, one)


def _dialogue(page: Page, field: f.Field, value: list[Mapping[str, Any]]) -> None:
    turns = page.locator(f'#record [data-rows="{field.key}"] [data-row]')

    def one(number: int, row: Mapping[str, Any]) -> None:
        turns.nth(number).locator('[name$=".q"]').fill(str(row["q"]))
        turns.nth(number).locator('[name$=".a"]').fill(str(row["a"]))

    _rows(page, field.key, value, one)


def _laws(page: Page, field: f.Field, value: list[Mapping[str, Any]]) -> None:
    rows = page.locator(f'#record [data-rows="{field.key}"] [data-row]')

    def one(number: int, row: Mapping[str, Any]) -> None:
        parts = citing.parts_of(str(row.get("paragraph") or "")) or citing.Parts()
        cited = {**row, "clause": parts.clause, "item": parts.item, "point": parts.point}
        for part in ("title", "article", "clause", "item", "point", "version"):
            if cited.get(part):
                rows.nth(number).locator(f'[name$=".{part}"]').fill(str(cited[part]))

    _rows(page, field.key, value, one)


def _parties(page: Page, field: f.Field, value: list[Mapping[str, Any]]) -> None:
    rows = page.locator(f'#record [data-rows="{field.key}"] [data-row]')

    def one(number: int, row: Mapping[str, Any]) -> None:
        rows.nth(number).locator('[name$=".type"]').select_option(str(row["type"]))
        for part, words in row.items():
            if part not in {"id", "type"}:
                rows.nth(number).locator(f'[name$=".{part}"]').fill(str(words))

    _rows(page, field.key, value, one)


def _cause(page: Page, field: f.Field, value: Any) -> None:
    """The words are ticked where the catalogue has them, else typed."""
    box = page.locator(f'#record [name="{field.key}"][value="{value}"]').first
    if box.count():
        box.set_checked(True)
    else:
        _type(page, f"{field.key}.other", value)


def _party(page: Page, field: f.Field, value: Any) -> None:
    _pick(page, field.key, value)


#: The way of each field type; the first that fits counts.
WAYS: Mapping[type[f.Field], Callable[[Page, Any, Any], None]] = {
    f.Cause: _cause,
    f.Flag: _flag,
    f.Choices: _choices,
    f.Choice: _choice,
    f.Moment: _moment,
    f.TimeSpan: _span,
    f.Place: _place,
    f.Outsider: _outsider,
    f.Rights: _rights,
    f.Officers: _officers,
    f.Staff: _staff,
    f.Items: _items,
    f.Dialogue: _dialogue,
    f.LawRefs: _laws,
    f.Parties: _parties,
    f.Party: _party,
}
