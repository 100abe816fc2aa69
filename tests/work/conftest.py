from tests.work.pages import as_coordinator, as_focal_point, duty

__all__ = ["as_coordinator", "as_focal_point", "duty"]
