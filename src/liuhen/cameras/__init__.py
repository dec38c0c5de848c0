"""The counter's cameras: recorded in segments as a ring buffer; what a visit needs of it becomes a recording, the rest expires."""
