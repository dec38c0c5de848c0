"""The OpenAPI document is valid, and it is the interface: a judge from elsewhere, every address, every kind as JSON Schema."""

import pytest
import requests
from django.urls import resolve
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from liuhen.api import schemas
from liuhen.api.catalogue import ROOT, catalogue
from liuhen.api.openapi import document
from liuhen.register import register
from liuhen.regulation import fields


def test_the_document_is_valid_openapi():
    told = document("https://liuhen.example/")
    validate(told)
    assert told["openapi"].startswith("3.1")
    assert told["servers"] == [{"url": "https://liuhen.example/api/v1"}]


def test_the_document_is_public_and_the_rest_is_not(live_liuhen):
    answer = requests.get(f"{live_liuhen.url}/{ROOT}/openapi.json", timeout=10)
    assert answer.status_code == 200
    validate(answer.json())
    assert [one.id for one in catalogue() if one.open] == ["openapi"]


@pytest.mark.parametrize("operation", catalogue(), ids=lambda one: one.id)
def test_every_operation_is_told_in_chinese_and_answers_at_its_address(operation):
    said = document("/")["paths"][operation.path][operation.method.lower()]
    assert any("一" <= letter <= "鿿" for letter in said["summary"])
    assert said["responses"]
    where = operation.path.replace("{number}", "6f1d7c1e-0000-4000-8000-000000000000").replace("{key}", "x")
    assert resolve(f"/{ROOT}{where}").func is not None
    named = {one.name for one in operation.parameters if one.where == "path"}
    assert named == {part[1:-1] for part in operation.path.split("/") if part.startswith("{")}


def test_every_kind_is_a_json_schema():
    for kind in register.book().kinds.values():
        Draft202012Validator.check_schema(schemas.of_kind(kind))


def test_every_field_type_has_a_shape():
    declared = {one for one in vars(fields).values() if isinstance(one, type) and issubclass(one, fields.Field)}
    assert declared - {fields.Field} == set(schemas.SHAPES)


def test_what_the_ledger_holds_fits_the_schemas(demo):
    """Every entry of the demo bureau, told by hand, by form and by machine, against the schema of its kind."""
    kinds, checked = register.book().kinds, 0
    from liuhen.operating.rebuilding import subjects

    for ref in subjects(demo.agency):
        for entry in register.history(demo.agency, ref).entries:
            if entry.kind in kinds:
                found = list(Draft202012Validator(schemas.of_kind(kinds[entry.kind])).iter_errors(dict(entry.content)))
                assert not found, (entry.kind, [(list(one.absolute_path), one.message) for one in found])
                checked += 1
    assert checked > 100


def test_the_kinds_are_read_with_a_token(box):
    station = box()
    listed = station.ask("/kinds/")["kinds"]
    assert {"recording_stored", "penalty_decision"} <= {one["key"] for one in listed}
    told = station.ask("/kinds/recording_stored")
    assert told["title"] == "音像入库"
    assert told["properties"]["sha256"]["title"].startswith("文件摘要")
