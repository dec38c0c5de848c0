"""Addresses of papers."""

from django.urls import path

from liuhen.instruments import views

urlpatterns = [
    path("papers/<uuid:number>.pdf", views.paper, name="paper"),
    path("papers/<uuid:number>/again", views.paper_again, name="paper_again"),
]
