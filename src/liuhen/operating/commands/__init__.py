"""One file per command; found by walking. Each has NAME, HELP, arguments(parser) and run(args) -> exit code."""
