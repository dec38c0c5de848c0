"""One file per page or pair of pages; commands and queries of the rooms below do the work."""
