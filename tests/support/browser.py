"""A real Chromium: the machine's own, else the one that npm installs, else a skip that says what is missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from liuhen.operating import chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    if found is None:
        pytest.skip(
            "no Chromium: neither one of the machine (apt-get install chromium-headless-shell) nor the one from npm (npm ci in the front end)"
        )
    return {**browser_type_launch_args, **found.launch()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1440, "height": 900}}


@pytest.fixture
def console_errors(page: Page) -> Iterator[list[str]]:
    """What the browser complained about on ``page``; asking for this fixture makes a complaint a failure."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield errors
    assert not errors, "\n".join(errors)
