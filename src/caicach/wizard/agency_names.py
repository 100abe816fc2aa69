"""The names of the register, from which a person chooses whom a cell of the document means."""

from caicach.agencies.directory import GROUP_KEY
from caicach.agencies.models import Agency, AgencyGroup
from caicach.core.documents.name_keys import written_key
from caicach.core.text import fold, has_accents


class AgencyNames:
    """All agencies and groups by key and by name, for one page; loaded in two queries."""

    def __init__(self) -> None:
        agencies = Agency.objects.values_list("code", "name", "valid_to")
        self.names = {code: (f"{name} (đến {day:%d/%m/%Y})" if day else name) for code, name, day in agencies}
        groups = AgencyGroup.objects.values_list("code", "name")
        self.group_keys = {GROUP_KEY + code for code, name in groups}
        self.names |= {GROUP_KEY + code: name for code, name in groups}

    def key_of(self, typed: str) -> str | None:
        """The key of a name typed or picked from the list; other accents than those of the name are no match."""
        found = [key for key, name in self.names.items() if written_key(name) == written_key(typed)]
        if not found and not has_accents(typed):
            found = [key for key, name in self.names.items() if fold(name) == fold(typed)]
        return found[0] if len(found) == 1 else None
