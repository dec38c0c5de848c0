"""How the floors above listen: ``recorded`` is sent inside the appending transaction, after findings are stored.

Arguments: ``entries`` (list of Entry, in order), ``actor``, ``histories`` (SubjectRef → History with the new entries in it).
A listener may update its own projection rows and defer jobs on the same connection, nothing else.
"""

from django.dispatch import Signal

recorded = Signal()
