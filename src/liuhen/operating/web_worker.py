"""What each web worker loads: the application, in a process that ends with the one that started it."""

import multiprocessing
import os
import signal

from django.core.wsgi import get_wsgi_application

from liuhen.operating.children import die_with_parent

starter = multiprocessing.parent_process()
# SIGKILL: granian catches SIGTERM and leaves the end to its starter, which is gone then (one worker slept on for half an hour);
# in an orderly stop the starter outlives its workers. Named, so that a worker whose starter was killed before it could ask ends as well, instead of answering on the port for ever
die_with_parent(starter.pid if starter else None, signal.SIGKILL)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
application = get_wsgi_application()
