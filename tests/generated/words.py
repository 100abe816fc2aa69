"""Numbers in Vietnamese words, for printed totals."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ")


def in_words(number: int) -> str:
    """A number below one thousand billion: 1 205 is `một nghìn hai trăm linh năm`."""
    if number == 0:
        return "không"
    groups = []
    while number:
        number, rest = divmod(number, 1000)
        groups.append(rest)
    words = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words += [_three(groups[place], is_first=place == len(groups) - 1), GROUPS[place]]
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def _three(number: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens == 0 and ones:
        words += (["linh"] if words else []) + [DIGITS[ones]]
    elif tens == 1:
        words += ["mười"] + ([_ones(ones, tens)] if ones else [])
    elif tens:
        words += [DIGITS[tens], "mươi"] + ([_ones(ones, tens)] if ones else [])
    return " ".join(words)


def _ones(ones: int, tens: int) -> str:
    if ones == 5:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else DIGITS[ones]
