"""Recordings: upload, probing, fixity, posters, playback with Range, what a record's span they cover."""
