"""The province as papers name it, in whatever language a person reads the site."""

from django.conf import settings

_KINDS = ("Tỉnh ", "Thành phố ")


def province_in_sentence(otherwise: str) -> str:
    """The province as it stands in a sentence: "tỉnh Lạc Xuyên"; otherwise: where the site does not know its name."""
    name = str(settings.PROVINCE_NAME)
    return name[:1].lower() + name[1:] if name else otherwise


def place_of_issue() -> str:
    """Where papers are signed: the name without what kind of place it is."""
    name = str(settings.PROVINCE_NAME)
    for kind in _KINDS:
        name = name.removeprefix(kind)
    return name or "[Địa danh]"
