"""The parameters of each shape as an example, for the page that explains the workbook."""

SAMPLES = {
    "linear_ratio": "tỷ lệ: lam_duoc / tat_ca; mẫu bằng 0: không áp dụng",
    "target_scaled_ratio": "tỷ lệ: lam_duoc / tat_ca\nchỉ tiêu: 80%",
    "ratio_floor_linear": "tỷ lệ: lam_duoc / tat_ca\nsàn: 50%",
    "banded_steps": "tỷ lệ: lam_duoc / tat_ca\nbậc: từ 50%; được 0,5\nbậc: từ 80%; được 1",
    "banded_interpolated": "tỷ lệ: lam_duoc / tat_ca\nbậc: từ 50%; được 0\nbậc: từ 100%; được 1",
    "reduction_vs_baseline": "kỳ này: don_vi\ngốc: don_vi_2021\nchỉ tiêu: 10%\ngiảm ít hơn tính theo tỷ lệ: có",
    "count_steps": "số lượng: sang_kien\nbậc: từ 1; được 0,5\nbậc: từ 2; được 1",
    "checklist_sum": "điều kiện: co_ke_hoach; được 0,5\nđiều kiện: dung_han; được 0,5",
    "compliance_check": "chọn ở: ban_hanh\nmức: dung_han; được 1; gọi là: Đúng hạn\nmức: cham; được 0; gọi là: Chậm",
    "deduction": "trừ theo: so_lan_cham; mỗi lần: 0,25; nhiều nhất: 0,5",
    "yoy_compare": "kỳ này: nam_nay\nkỳ trước: nam_truoc\ntốt hơn: 1\nbằng: 0,5\ncàng ít càng tốt: không",
    "survey_scaled": "trả lời: rat_tot; tính 100%\ntrả lời: tot; tính 80%\ntrả lời: kem; tính 0%\ntrả lời: khac",
    "index_import": "chỉ số: sipas\ntối đa khi đạt: 100",
    "tri_state_per_case": "tốt hơn: som_han\nbằng: dung_han\nkém hơn: tre_han\nkhi không có: không áp dụng",
    "complement": "tỷ lệ xấu: tre_han / tat_ca\ntỷ lệ xấu: tra_lai / tat_ca\nchỉ tiêu: 90%",
    "composite": (
        "phần: 0,5; chấm theo: Tỷ lệ\n  tỷ lệ: lam_duoc / tat_ca\n"
        "phần: 0,5; chấm theo: Cộng các điều kiện\n  điều kiện: co_ke_hoach; được 0,5"
    ),
    "external_only": "điểm lấy từ: diem_cua_trung_uong",
}

RATIO_SAMPLE = "tỷ lệ: lam_duoc / tat_ca; mẫu thứ hai: dem_lai; mẫu kỳ trước: nam_truoc; chia cho: 12; nhân với: he_so"
