from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "caicach.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Let people have the evidence that they may see."""
        from caicach.assessments.evidence import may_see_evidence
        from caicach.files import visibility

        visibility.register(may_see_evidence)
