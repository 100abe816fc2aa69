"""When a question is asked, in words for people who fill in paper; what has no words stays as it is written."""

from django.utils.translation import gettext as _

from caicach.core.surveys.expressions import Answer, Called, Joined, Literal, Tree, parsed
from caicach.core.surveys.questionnaire import Questionnaire
from caicach.questionnaires.rendering import told


class _NoWords(Exception):
    """An expression of which people do not speak."""


class Conditions:
    """The conditions of a questionnaire in one language. numbers: of its questions, by name."""

    def __init__(self, questionnaire: Questionnaire, language: str, numbers: dict[str, int]) -> None:
        self.questionnaire, self.language, self.numbers = questionnaire, language, numbers
        self.questions = {question.name: question for question in questionnaire.questions()}

    def sentence(self, expression: str) -> str:
        """Such as "Chỉ trả lời nếu câu 3 là “Có”"; empty where there is no condition."""
        if not expression:
            return ""
        try:
            return _("Chỉ trả lời nếu {condition}.").format(condition=self._words(parsed(expression)))
        except _NoWords:
            return _("Chỉ trả lời nếu {condition}.").format(condition=expression)

    def _words(self, tree: Tree) -> str:
        match tree:
            case Joined("and", left, right):
                return _("{left} và {right}").format(left=self._part(left, "and"), right=self._part(right, "and"))
            case Joined("or", left, right):
                return _("{left} hoặc {right}").format(left=self._part(left, "or"), right=self._part(right, "or"))
            case Joined(operator, Answer(name), Literal(value)):
                return self._compared(operator, name, value)
            case Called("selected", (Answer(name), Literal(value))):
                return _("{question} có chọn “{choice}”").format(
                    question=self._question(name), choice=self._choice(name, value)
                )
            case Called("not", (Called("selected", (Answer(name), Literal(value))),)):
                return _("{question} không chọn “{choice}”").format(
                    question=self._question(name), choice=self._choice(name, value)
                )
        raise _NoWords

    def _part(self, tree: Tree, outer: str) -> str:
        """One side of a join; a join of the other kind has brackets, so that nobody reads it otherwise."""
        words = self._words(tree)
        is_other = isinstance(tree, Joined) and tree.operator in {"and", "or"} - {outer}
        return f"({words})" if is_other else words

    def _compared(self, operator: str, name: str, value: str | float) -> str:
        sentences = {
            "=": _("{question} là “{choice}”"),
            "!=": _("{question} không phải là “{choice}”"),
            "<": _("{question} nhỏ hơn {choice}"),
            "<=": _("{question} không quá {choice}"),
            ">": _("{question} lớn hơn {choice}"),
            ">=": _("{question} từ {choice} trở lên"),
        }
        if value == "" and operator in ("=", "!="):
            sentences |= {"=": _("{question} để trống"), "!=": _("{question} đã được trả lời")}
        if operator not in sentences:
            raise _NoWords
        return sentences[operator].format(question=self._question(name), choice=self._choice(name, value))

    def _question(self, name: str) -> str:
        if name not in self.numbers:
            raise _NoWords
        return _("câu {number}").format(number=self.numbers[name])

    def _choice(self, name: str, value: str | float) -> str:
        """The words of a choice; a number as one writes it."""
        if isinstance(value, float):
            value = f"{value:g}"
        labels = {one.name: one.label for one in self.questionnaire.choices_of(self.questions[name])}
        return told(labels[value], self.language) if value in labels else value
