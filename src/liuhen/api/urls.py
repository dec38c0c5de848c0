"""Addresses of the interface, made from its declarations."""

from liuhen.api.catalogue import addresses

urlpatterns = list(addresses())
