"""The operations, one file per matter: each holds its views and, at its end, ``OPERATIONS`` that declare them."""
