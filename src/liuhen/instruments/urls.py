"""Addresses of papers."""

from django.urls import path

from liuhen.instruments import views

urlpatterns = [
    path("papers/<uuid:number>.pdf", views.paper, name="paper"),
    path("casefiles/<uuid:number>/<slug:name>.pdf", views.volume, name="case_file_volume"),
    path("papers/<uuid:number>/again", views.paper_again, name="paper_again"),
]
