"""Addresses of uploads and of recordings' files."""

from django.urls import path

from liuhen.recordings import playback, tus

urlpatterns = [
    path("uploads/", tus.uploads, name="uploads"),
    path("uploads/<uuid:number>/", tus.upload, name="upload"),
    path("uploads/<uuid:number>/facts", tus.facts, name="upload_facts"),
    path("recordings/<uuid:number>/file", playback.recording_file, name="recording_file"),
    path("recordings/<uuid:number>/copy", playback.recording_copy, name="recording_copy"),
    path("recordings/<uuid:number>/sidecar", playback.recording_sidecar, name="recording_sidecar"),
    path("recordings/<uuid:number>/poster.jpg", playback.recording_poster, name="recording_poster"),
    path("recordings/<uuid:number>/played", playback.recording_played, name="recording_played"),
    path("recordings/<uuid:number>/redo", playback.recording_redo, name="recording_redo"),
]
