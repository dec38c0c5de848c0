"""Typed readers of the environment that fail loudly: a setting with a bad value stops the start, it is never guessed."""

import os
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


class BadSetting(ValueError):  # noqa: N818 - reads as the sentence it stops the program with
    """A variable of the environment holds something that cannot be read."""


def envstr(name: str, default: str = "") -> str:
    """The variable as it stands; ``NAME_FILE`` names a file that holds it, for secrets that must not show in a process list."""
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        msg = f"{name}_FILE names {file!r}, which cannot be read: {error.strerror}"
        raise BadSetting(msg) from error


def envbool(name: str, *, default: bool = False) -> bool:
    """1, true, yes, on or 0, false, no, off, in any case."""
    text = envstr(name, "on" if default else "off").strip().lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    msg = f"{name} is {text!r}; say yes or no"
    raise BadSetting(msg)


def envint(name: str, default: int, *, least: int | None = None, most: int | None = None) -> int:
    """A whole number, within its bounds."""
    text = envstr(name, str(default)).strip()
    try:
        value = int(text)
    except ValueError:
        msg = f"{name} is {text!r}; say a whole number"
        raise BadSetting(msg) from None
    if (least is not None and value < least) or (most is not None and value > most):
        msg = f"{name} is {value}; say a number from {least} to {most}"
        raise BadSetting(msg)
    return value


def envpath(name: str, default: Path | None) -> Path | None:
    """An absolute path; a relative one counts from the folder the program was started in; empty is the default."""
    text = envstr(name).strip()
    return Path(text).expanduser().absolute() if text else default


def envlist(name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Words parted by commas."""
    text = envstr(name)
    return tuple(word.strip() for word in text.split(",") if word.strip()) if text else default
