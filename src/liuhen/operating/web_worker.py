"""What each web worker loads: the application, in a process that ends with the one that started it."""

from liuhen.operating.children import die_with_parent

die_with_parent()

from liuhen.wsgi import application  # noqa: E402 - the line above comes first, or a worker could outlive its server

__all__ = ["application"]
