"""Run Liuhen until Ctrl-C: the database, the web pages, the jobs and the sequencer.

At the first start a demonstration bureau is made, so that there is something to see; with --empty, a real bureau
begins with a page that asks for its name and its first administrator.

Beyond this machine (--host) the pages are served over HTTPS, with the bureau's certificate (tls/bureau.crt and
bureau.key in LIUHEN_HOME) or one made here, whose authority is to be installed on the bureau's computers.
"""

import argparse
import fcntl
import logging
import sys
from collections.abc import Mapping, Sequence

from django.urls import resolve

from liuhen.lib.env import envbool
from liuhen.lib.home import Home
from liuhen.lib.postgres import Postgres
from liuhen.lib.programs import held
from liuhen.operating import frontend, instance, serving
from liuhen.operating.supervisor import PortTaken, Supervisor, demand_port

NAME = "serve"
HELP = "run the whole system until Ctrl-C"
NEEDS = "django"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be set at the start."""
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1); 0.0.0.0 means all, over HTTPS")
    parser.add_argument("--empty", action="store_true", help="at the first start: no demonstration bureau, a real one begins")
    parser.add_argument("--demo-open", action="store_true", help="let other machines in although the bureau is a demonstration")


def run(args: argparse.Namespace) -> int:
    """Serve; 0 when ended in order, 2 when it could not start."""
    home = instance.make_home()
    try:
        with held(home.run / "serve.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            demand_port(args.host, args.port)
            frontend.prepare()
            resolve(
                "/alive"
            )  # loads every page's code here, where a mistake in it is seen, and not in a web process that restarts
            with instance.database() as postgres:
                return _serve(args, home, postgres)
    except BlockingIOError:
        print(f"已有一个留痕在 {home.root} 上运行；另开一个请换 LIUHEN_HOME 和 --port", file=sys.stderr)
    except (PortTaken, frontend.BuildTrouble, ValueError) as trouble:
        print(trouble, file=sys.stderr)
    return 2


def _serve(args: argparse.Namespace, home: Home, postgres: Postgres | None) -> int:
    _first_start(args, home, postgres)
    if serving.is_demo() and not serving.is_loopback(args.host) and not (args.demo_open or envbool("LIUHEN_DEMO_OPEN")):
        print(
            "这是演示单位，登录口令公开打印，不对其他电脑开放。确实要开放，请加 --demo-open；正式使用请用 --empty 另建单位。",
            file=sys.stderr,
        )
        return 2
    where = serving.address(home, args.host, args.port)
    keeper = Supervisor(
        postgres=postgres,
        children=serving.children(home, where),
        host=where.host,
        port=where.port,
        https=where.certificate is not None,
    )
    keeper.listen_to_signals()
    people = serving.demo_sign_ins()  # asked now: once a page is served, this process needs the database no more
    instance.close_connections()
    try:
        if keeper.start():
            _say_where(where, people)
            keeper.watch()
    finally:
        print("正在停止……", flush=True)
        keeper.end()
    return 0


def _first_start(args: argparse.Namespace, home: Home, postgres: Postgres | None) -> None:
    """Make the demonstration at the first start; one whose making was cut off is thrown away and made anew."""
    if postgres and serving.unfinished(home).exists():
        logging.getLogger("liuhen.serve").warning("the demonstration was not finished last time; it is made anew")
        instance.close_connections()
        postgres.empty()
        instance.bring_schema_up_to_date()
    if args.empty:
        serving.meant_empty(home).touch()
    if not serving.has_agency() and not serving.meant_empty(home).exists():
        serving.make_demo(home)


def _say_where(where: serving.Address, people: Sequence[Mapping[str, str]]) -> None:
    """The address and, for the demonstration, who can sign in."""
    print("\n留痕已就绪：" + "  或  ".join(where.urls()))
    if where.certificate and where.certificate.authority:
        print(f"各台电脑请先安装根证书：{where.urls()[0]}ca.crt（文件 {where.certificate.authority}）")
    if people:
        print("\n演示单位的登录名（口令都是 " + people[0]["password"] + "）：")
    for person in people:
        print(f"  {person['account']:<15}{person['name']}  {person['roles']}")
    print("\n按 Ctrl-C 停止", flush=True)
