"""The columns of a list of people. Headings are part of the file's form: Vietnamese in every language of the site."""

PERSON_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("họ và tên", "họ tên"),
    "username": ("tên đăng nhập", "tài khoản"),
    "position": ("chức vụ",),
    "agency": ("cơ quan", "đơn vị", "mã cơ quan"),
    "role": ("vai trò",),
    "email": ("thư điện tử", "email"),
    "phone": ("điện thoại", "số điện thoại"),
    "valid_from": ("từ ngày",),
}
