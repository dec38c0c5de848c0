"""The ledger as a Django app: it has tables (in the schema ``ledger``) and no models."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named so that migrations are recorded under ``ledger``."""

    name = "liuhen.ledger"
    label = "ledger"
    verbose_name = "台账"
