"""What each web worker loads: the application, in a process that ends with the one that started it."""

import os

from django.core.wsgi import get_wsgi_application

from liuhen.operating.children import die_with_parent

die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
application = get_wsgi_application()
