"""What each web worker loads: the application, in a process that ends with the one that started it."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from liuhen.operating.children import die_with_parent

starter = multiprocessing.parent_process()
# named, so that a worker whose starter was killed before it could ask ends as well, instead of answering on the port for ever
die_with_parent(starter.pid if starter else None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
application = get_wsgi_application()
