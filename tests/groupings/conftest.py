from tests.agencies.pages import manager, official, rows
from tests.agencies.people import coordinator, focal_point

__all__ = ["coordinator", "focal_point", "manager", "official", "rows"]
