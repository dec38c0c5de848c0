"""The interface for programs: docking stations and other platforms bring recordings in and ask how they stand (articles 5, 12, 27)."""
