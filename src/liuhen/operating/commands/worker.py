"""Run one more worker of jobs (papers, posters) beside those of serve, on this machine or another with the same database and files."""

import argparse

from liuhen.operating import jobs_worker

NAME = "worker"
HELP = "run one more worker of jobs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing may be set."""


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    del args
    jobs_worker.main(None)
    return 0
