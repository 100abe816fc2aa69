"""Official papers as DOCX in the form of Nghị định 30/2020/NĐ-CP.

Confirmed in its text: paper, margins, typeface, place of the page number, size of the national heading. The finer rules
(size of each part, indents) are those of its Phụ lục I as offices use them.
"""
