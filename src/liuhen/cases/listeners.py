"""What this room does when entries were made."""


def connect() -> None:
    """Listen to the register."""
