"""Every named address of the site, as the resolver knows it, and how a walk over them is spared the writing."""

from contextlib import contextmanager
from functools import cache

import pytest
from django.urls import URLPattern, URLResolver, get_resolver


@cache
def patterns() -> dict[str, list[str]]:
    """Each name with the parameters that its address wants; two addresses of one name are a mistake."""
    found: dict[str, list[str]] = {}
    for name, wanted in _walk(get_resolver(), "", []):
        assert name not in found, f"two addresses are called {name}"
        found[name] = wanted
    return found


def nameless() -> list[str]:
    """Addresses that no table can name."""
    return [str(pattern.pattern) for pattern in _leaves(get_resolver()) if not pattern.name]


def _walk(resolver: URLResolver, space: str, above: list[str]) -> list[tuple[str, list[str]]]:
    found = []
    for entry in resolver.url_patterns:
        wanted = above + list(entry.pattern.regex.groupindex) + _converters(entry)
        wanted = list(dict.fromkeys(wanted))
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [space, entry.namespace or ""]))
            found += _walk(entry, inner, wanted)
        elif entry.name:
            found.append((":".join(filter(None, [space, entry.name])), wanted))
    return found


def _converters(entry: URLPattern | URLResolver) -> list[str]:
    return list(getattr(entry.pattern, "converters", {}))


def _leaves(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += _leaves(entry) if isinstance(entry, URLResolver) else [entry]
    return found


@contextmanager
def written_only_if(is_shown):
    """The page of an error is always the same: it is written once elsewhere, and not here a thousand times."""
    with pytest.MonkeyPatch.context() as patch:
        if not is_shown:
            patch.setattr("django.template.backends.django.Template.render", lambda *arguments, **more: "")
        yield
