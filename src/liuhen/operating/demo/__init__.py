"""The demo bureau: a fictional district's 文化和旅游局 with a dozen cases at every stage, told on a scripted clock."""
