"""What each web worker loads: the application, in a process that ends with the one that started it."""

import logging
import multiprocessing
import os
import signal
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.template.exceptions import TemplateSyntaxError
from django.template.loader import get_template
from django.urls import get_resolver

import liuhen
from liuhen.lib.collector import keep_loaded
from liuhen.operating.children import die_with_parent


def load_whole() -> None:
    """Load the rulebook and every page before the first request, so that a worker is of one make from its start to its end.

    Loaded on demand, a worker that had answered nothing yet when the program was replaced below it mixed old and new: each of its
    answers that needed the rulebook failed, and a page showed some of its pictures, depending on which worker was asked.
    """
    from liuhen.register import register
    from liuhen.regulation.declared import BadRulebook

    try:
        register.book()
    except BadRulebook:
        # the worker still answers what needs no rules, and says why the rest fails
        logging.getLogger("liuhen.web").exception("the rulebook cannot be loaded")
    _ = get_resolver().url_patterns
    load_templates()
    keep_loaded()


def load_templates() -> None:
    """Read every template of ours, so that a page's first reader does not wait for it and none is of another make than its view."""
    for room in Path(liuhen.__file__).parent.glob("*/templates"):
        for path in room.rglob("*.html"):
            try:
                get_template(path.relative_to(room).as_posix())
            except TemplateSyntaxError:
                logging.getLogger("liuhen.web").exception("%s cannot be read", path.name)  # the other pages are answered


starter = multiprocessing.parent_process()
# SIGKILL: granian catches SIGTERM and leaves the end to its starter, which is gone then (one worker slept on for half an hour);
# in an orderly stop the starter outlives its workers. Named, so that a worker whose starter was killed before it could ask ends as well, instead of answering on the port for ever
die_with_parent(starter.pid if starter else None, signal.SIGKILL)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
application = get_wsgi_application()
load_whole()
