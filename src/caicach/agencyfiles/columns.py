"""The columns of an agency file. Headings are part of the file's form: Vietnamese in every language of the site."""

AGENCY_HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("mã", "mã cơ quan"),
    "name": ("tên", "tên cơ quan", "tên đầy đủ", "tên cơ quan, đơn vị"),
    "short_name": ("tên ngắn", "tên viết tắt", "viết tắt"),
    "kind": ("loại", "loại cơ quan"),
    "parent": ("trực thuộc", "cơ quan cấp trên", "cơ quan chủ quản"),
    "head_title": ("chức danh người đứng đầu", "người đứng đầu", "chức danh"),
    "identification_code": ("mã định danh", "mã định danh điện tử"),
    "valid_from": ("từ ngày", "ngày thành lập"),
    "valid_to": ("đến ngày", "ngày kết thúc"),
    "aliases": ("tên khác", "cách gọi khác"),
    "former_names": ("tên trước đây", "tên cũ"),
    "protocol_order": ("thứ tự",),
    "is_specialised": ("cơ quan chuyên môn", "là cơ quan chuyên môn"),
    "legal_basis": ("căn cứ", "căn cứ pháp lý"),
}
"""For each key the spellings of its heading; the first one is written by the export."""


KIND_SPELLINGS: dict[str, tuple[str, ...]] = {
    "province": ("UBND tỉnh", "tỉnh", "cấp tỉnh"),
    "department": ("sở, ban, ngành", "sở", "ban", "ngành", "sở ban ngành", "cơ quan chuyên môn cấp tỉnh"),
    "central": ("cơ quan trung ương trên địa bàn", "cơ quan ngành dọc", "ngành dọc", "trung ương"),
    "district": ("UBND cấp huyện (đến 30/06/2025)", "UBND cấp huyện", "UBND huyện", "huyện", "thị xã", "thành phố"),
    "commune": ("UBND cấp xã", "UBND xã", "UBND phường", "xã", "phường", "thị trấn", "đặc khu", "cấp xã"),
    "service_unit": ("đơn vị sự nghiệp công lập", "đơn vị sự nghiệp", "SNCL"),
    "unit": ("phòng, đơn vị trực thuộc", "phòng", "đơn vị trực thuộc", "phòng chuyên môn"),
    "body": ("cơ quan, tổ chức khác", "khác", "tổ chức khác"),
}
"""How files name the kinds of agencies; the first spelling is written by the export."""

LENGTHS = {"code": 40, "name": 200, "short_name": 100, "head_title": 100, "identification_code": 30, "legal_basis": 300}
"""How many letters the register keeps."""
