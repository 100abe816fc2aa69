"""Questionnaires: the list, one as it is asked, a draft with its outline, one question, what changed."""

from camera import Walk

WALKS = [
    Walk(
        "demo-survey_manager",
        [
            ("go", "/phieu-khao-sat/"),
            ("shot", "questionnaires"),
            ("click", "main tbody a"),
            ("shot", "questionnaire"),
            ("go", "/phieu-khao-sat/"),
            ("click", "main tbody tr:has(.badge-info) a"),
            ("click", "main .actions a[href$='/soan/']"),
            ("shot", "questionnaire-edit"),
            ("click", ".outline-row:not(.is-group) a"),
            ("shot", "question-edit"),
            ("go", "/phieu-khao-sat/moi/"),
            ("shot", "questionnaire-new"),
        ],
    ),
]
