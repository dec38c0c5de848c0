"""One's own account: the password."""

from typing import cast

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from liuhen.access import accounts
from liuhen.access.models import Account
from liuhen.pages.answers import Request, go, page
from liuhen.regulation.grammar import Refusal


@require_http_methods(["GET", "POST"])
@page
def password(request: Request) -> HttpResponse:
    """Change one's own password; a first password has to be changed before anything else."""
    account = cast("Account", request.user)
    if request.method == "GET":
        return render(request, "pages/password.html", {"must": account.must_change})
    new = request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        raise Refusal("密码没有更改：两次输入的新密码不一样。请重新输入。", code="password")
    accounts.change_password(account, request.POST.get("old", ""), new)
    update_session_auth_hash(request, account)
    return go(request, reverse("desk"))
