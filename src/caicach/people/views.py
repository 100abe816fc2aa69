"""One's own profile, the one-time link, the demonstration's cards, the language."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from caicach.people.demo_logins import demo_person
from caicach.people.forms import NewPasswordForm, ProfileForm
from caicach.people.invitations import redeem, usable_invitation
from caicach.people.kept_words import FIELD, waiting_for
from caicach.people.languages import keep_language
from caicach.people.models import User
from caicach.people.requests import Request
from caicach.people.services import change_language, change_profile
from caicach.people.sessions import end_other_sessions, end_session, open_sessions
from caicach.people.typed_words import keep_words, kept_for, words_from
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn
from caicach.ui.navigation import user_notes
from caicach.ui.pages import came_from

PROFILE_FIELDS = ("version", "full_name", "position", "phone", "email")


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: Request) -> HttpResponse:
    """What is known of the user, to look at and to correct."""
    user = request.user
    form = ProfileForm(request.POST or None, initial=_known_of(user))
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(user=user, by=user, **form.cleaned_data)
        except RowMovedOn as error:
            status = 409
            show_conflict(form, error, now=_known_of(user), newest=request.path)
        else:
            messages.success(request, _("Đã lưu hồ sơ."))
            return redirect("people:profile")
    context = {"form": form, "notes": user_notes(user), "has_second_factor": is_mfa_enabled(user)}
    context |= {"sessions": open_sessions(user), "this_session": request.session.session_key}
    return render(request, "people/profile.html", context, status=status if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def kept_words(request: Request) -> HttpResponse:
    """What was sent after the session had ended: to look at and send again, or to drop."""
    if request.method == "POST":
        request.session.pop(FIELD, None)
        return redirect("people:kept_words")
    return render(request, "people/kept_words.html", {"kept": waiting_for(request)})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def typed_words(request: Request) -> HttpResponse:
    """For the script of forms: keep what is typed into one of them, or tell what is kept of several."""
    if request.method == "POST":
        words = words_from(request.POST.get("words", ""))
        keep_words(user=request.user, form=request.POST.get("form", ""), words=words)
        return HttpResponse(status=204)
    return JsonResponse(kept_for(request.user, request.GET.getlist("form")))


@require_POST
@login_required
def session_end(request: Request, session_name: UUID) -> HttpResponse:
    """Sign the own account out on another machine."""
    session = get_object_or_404(open_sessions(request.user), name=session_name)
    end_session(session=session, by=request.user)
    messages.success(request, _("Đã đăng xuất ở máy đó."))
    return redirect("people:profile")


@require_POST
@login_required
def session_end_others(request: Request) -> HttpResponse:
    """Sign the own account out everywhere but here."""
    count = end_other_sessions(user=request.user, keep=request.session.session_key)
    messages.success(request, _("Đã đăng xuất ở %(count)s máy khác.") % {"count": count})
    return redirect("people:profile")


def _known_of(user: User) -> dict[str, Any]:
    return {field: getattr(user, field) for field in PROFILE_FIELDS}


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def redeem_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a password by the one-time link; signing in comes after, with the second factor where there is one."""
    person = usable_invitation(secret).user
    form = NewPasswordForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        redeem(secret=secret, password=form.cleaned_data["password1"])
        messages.success(request, _("Đã đặt mật khẩu. Bạn đăng nhập bằng mật khẩu vừa đặt."))
        return redirect("account_login")
    context = {"form": form, "person": person}
    return render(request, "people/redeem.html", context, status=422 if form.errors else 200)


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person, in the demonstration only."""
    user = demo_person(request.POST.get("username", ""))
    get_adapter(request).login(request, user)
    return keep_language(redirect(came_from(request) if request.POST.get("next") else "/"), user.language)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages for this browser and for the person."""
    language = "en" if request.POST.get("language") == "en" else "vi"
    if isinstance(request.user, User):
        change_language(user=request.user, language=language)
    return keep_language(redirect(came_from(request)), language)
