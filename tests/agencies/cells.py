# ruff: noqa: E501  # a cell and its names stand on one line
"""Cells of lead and coordinating agencies as provinces print them, and whom a careful reader sees in them.

Each line: the cell (⏎ for a new line) | its names in order, parted by `;`, each with what the register of
`province` makes of it on a day of 2026: `= key` is certain, `= ?key,key` asks and proposes these first, `= ?` asks.
A cell that is one name need not repeat it.
"""

from typing import NamedTuple


class Meant(NamedTuple):
    """One name of a cell; `key` is empty where a person must be asked."""

    printed: str
    key: str
    proposals: tuple[str, ...] = ()


ONE_NAME = """
Sở Nội vụ | = snv
sở Nội vụ | = snv
SỞ NỘI VỤ | = snv
Sở Nội Vụ | = snv
Sở Nội vụ. | Sở Nội vụ = snv
- Sở Nội vụ | Sở Nội vụ = snv
SNV | = snv
Sở NV | = snv
Sở Nội vụ tỉnh | = snv
Sở Nội vụ tỉnh Lạc Xuyên | = snv
Sở Tư pháp | = stp
STP | = stp
Sở TP | = stp
Sở Tài chính | = stc
Sở TC | = stc
Sở Công Thương | = sct
Sở Công thương | = sct
Sở CT | = sct
Sở Nông nghiệp và Môi trường | = snnmt
Sở NN&MT | = snnmt
Sở NN & MT | = snnmt
Sở NNMT | = snnmt
Sở NN và MT | = snnmt
Sở Nông nghiệp & Môi trường | = snnmt
Sở Xây dựng | = sxd
SXD | = sxd
Sở XD | = sxd
Sở Khoa học và Công nghệ | = skhcn
Sở KH&CN | = skhcn
Sở KHCN | = skhcn
Sở KH và CN | = skhcn
Sở Văn hóa, Thể thao và Du lịch | = svhttdl
Sở Văn hoá, Thể thao và Du lịch | = svhttdl
Sở Văn hóa Thể thao và Du lịch | = svhttdl
Sở VHTT&DL | = svhttdl
Sở VHTTDL | = svhttdl
Sở VH,TT&DL | = svhttdl
Sở VH, TT và DL | = svhttdl
Sở Giáo dục và Đào tạo | = sgddt
Sở GD&ĐT | = sgddt
Sở GDĐT | = sgddt
Sở GD-ĐT | = sgddt
Sở GD và ĐT | = sgddt
Sở Y tế | = syt
Sở Y Tế | = syt
Sở YT | = syt
Sở Ngoại vụ | = sngv
Sở NgV | = sngv
Sở Dân tộc và Tôn giáo | = sdttg
Sở DT&TG | = sdttg
Thanh tra tỉnh | = tt
Thanh tra tỉnh Lạc Xuyên | = tt
UBND tỉnh | = tinh
Ủy ban nhân dân tỉnh | = tinh
Uỷ ban nhân dân tỉnh | = tinh
UBND tỉnh Lạc Xuyên | = tinh
Văn phòng UBND tỉnh | = vp
VP UBND tỉnh | = vp
VP. UBND tỉnh | = vp
VPUBND tỉnh | = vp
Văn phòng Ủy ban nhân dân tỉnh | = vp
Văn phòng Uỷ ban nhân dân tỉnh | = vp
Văn phòng UBND tỉnh Lạc Xuyên | = vp
Ban Quản lý các khu công nghiệp tỉnh | = bqlkcn
BQL các KCN tỉnh | = bqlkcn
Ban Quản lý các KCN tỉnh | = bqlkcn
Ban quản lý các Khu công nghiệp tỉnh | = bqlkcn
Công an tỉnh | = ca
CA tỉnh | = ca
Công an tỉnh Lạc Xuyên | = ca
Thuế tỉnh | = thue
Cục Thuế tỉnh | = thue
Kho bạc Nhà nước khu vực XIX | = kbnn
KBNN khu vực XIX | = kbnn
KBNN tỉnh | = kbnn
Kho bạc nhà nước tỉnh | = kbnn
Bảo hiểm xã hội tỉnh | = bhxh
Bảo hiểm Xã hội tỉnh | = bhxh
BHXH tỉnh | = bhxh
BHXH tỉnh Lạc Xuyên | = bhxh
Bộ Chỉ huy Quân sự tỉnh | = bchqs
Bộ CHQS tỉnh | = bchqs
BCHQS tỉnh | = bchqs
BCH Quân sự tỉnh | = bchqs
Bộ Chỉ huy BĐBP tỉnh | = bdbp
BĐBP tỉnh | = bdbp
Tòa án nhân dân tỉnh | = tand
Toà án nhân dân tỉnh | = tand
TAND tỉnh | = tand
Viện Kiểm sát nhân dân tỉnh | = vksnd
VKSND tỉnh | = vksnd
Thi hành án dân sự tỉnh | = thads
Ngân hàng Nhà nước Khu vực 11 | = nhnn
NHNN Khu vực 11 | = nhnn
Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh | = mttq
Ủy ban MTTQ Việt Nam tỉnh | = mttq
Ủy ban MTTQVN tỉnh | = mttq
UBMTTQVN tỉnh | = mttq
UBMTTQ Việt Nam tỉnh | = mttq
UB MTTQ Việt Nam tỉnh | = mttq
Mặt trận Tổ quốc tỉnh | = mttq
MTTQ tỉnh | = mttq
Tỉnh đoàn | = tinhdoan
Tỉnh Đoàn | = tinhdoan
Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh | = tinhdoan
Đoàn TNCS Hồ Chí Minh tỉnh | = tinhdoan
Hội Liên hiệp Phụ nữ tỉnh | = hpn
Hội LHPN tỉnh | = hpn
Hội Nông dân tỉnh | = hnd
Hội CCB tỉnh | = hccb
Liên đoàn Lao động tỉnh | = ldld
LĐLĐ tỉnh | = ldld
Ban Tuyên giáo và Dân vận Tỉnh ủy | = tuyengiao
Ban Tuyên giáo và Dân vận Tỉnh uỷ | = tuyengiao
Văn phòng Tỉnh ủy | = vptu
Văn phòng Đoàn ĐBQH và HĐND tỉnh | = vphdnd
VP Đoàn ĐBQH và HĐND tỉnh | = vphdnd
Văn phòng Đoàn ĐBQH & HĐND tỉnh | = vphdnd
Bưu điện tỉnh | = buudien
VNPT Lạc Xuyên | = vnpt
Công ty Cổ phần Cấp nước và Phát triển đô thị Lạc Xuyên | = nuoc
Báo và Phát thanh, Truyền hình tỉnh | = bao-pt
Báo và Phát thanh, Truyền hình Lạc Xuyên | = bao-pt
Báo và Phát thanh - Truyền hình tỉnh | = bao-pt
Báo và PTTH Lạc Xuyên | = bao-pt
Báo và PT-TH tỉnh | = bao-pt
Báo và PT&TH tỉnh | = bao-pt
Trung tâm Phục vụ hành chính công tỉnh | = hcc
TTPVHCC tỉnh | = hcc
TT PVHCC tỉnh | = hcc
Trung tâm PVHCC tỉnh | = hcc
Trung tâm Hành chính công tỉnh | = hcc
Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp | = xtdt
Trung tâm Kiểm soát bệnh tật tỉnh | = cdc
CDC tỉnh | = cdc
Bệnh viện Đa khoa tỉnh | = bvdk
UBND phường Lạc Đông | = p-lac-dong
Ủy ban nhân dân phường Lạc Đông | = p-lac-dong
Phường Lạc Đông | = p-lac-dong
UBND P. Lạc Đông | = ?
UBND xã Đông Sơn | = xa-dong-son
UBND xã Đồng Sơn | = xa-dong-son-2
UBND Xã Hòa Bình | = ?
UBND xã Hoà Sơn | = xa-hoa-son
UBND đặc khu Cù Lao Trắng | = dk-cu-lao-trang
Công an phường Lạc Đông | = ca-lac-dong
Phòng Kinh tế, Hạ tầng và Đô thị phường Lạc Đông | = ld-kt
Văn phòng HĐND và UBND phường Lạc Đông | = ld-vp
Văn phòng HĐND - UBND phường Lạc Đông | = ld-vp
Văn phòng HĐND&UBND phường Lạc Đông | = ld-vp
Văn phòng Sở Tư pháp | = stp-vp
"""

HEADS = """
Giám đốc Sở Nội vụ | = snv
Giám đốc sở Nội vụ | = snv
GIÁM ĐỐC SỞ NỘI VỤ | = snv
Phó Giám đốc Sở Nội vụ | = snv
Lãnh đạo Sở Nội vụ | = snv
Giám đốc Sở KH&CN | = skhcn
Chánh Văn phòng UBND tỉnh | = vp
Chánh Văn phòng Ủy ban nhân dân tỉnh | = vp
Chánh VP UBND tỉnh | = vp
Chánh Thanh tra tỉnh | = tt
Chủ tịch UBND tỉnh | = tinh
Phó Chủ tịch UBND tỉnh | = tinh
Chủ tịch UBND phường Lạc Đông | = p-lac-dong
Chủ tịch UBND cấp xã | = group:xa
Chủ tịch UBND các xã, phường, đặc khu | = group:xa
Thủ trưởng các sở, ban, ngành | = group:so
Thủ trưởng các cơ quan, đơn vị có liên quan | = group:lien-quan
Giám đốc Công an tỉnh | = ca
Trưởng Thuế tỉnh | = thue
Giám đốc BHXH tỉnh | = bhxh
Chỉ huy trưởng Bộ CHQS tỉnh | = bchqs
Trưởng ban Ban Quản lý các khu công nghiệp tỉnh | = bqlkcn
Trưởng Ban Quản lý các khu công nghiệp tỉnh | = bqlkcn
Bí thư Tỉnh đoàn | = tinhdoan
Hiệu trưởng Trường Chính trị tỉnh | = chinhtri
Trưởng phòng Văn hóa - Xã hội phường Hồ Sen | = hs-vh
Trưởng Công an phường Hồ Sen | = ca-ho-sen
Giám đốc | = ?
Chủ tịch | = ?
Thủ trưởng đơn vị | = ?
"""

GROUPS = """
Các sở, ban, ngành | = group:so
Các Sở, ban, ngành | = group:so
Sở, ban, ngành | = group:so
Các sở, ngành | = group:so
Sở, ngành | = group:so
Các sở, ban, ngành cấp tỉnh | = group:so
Các sở, ban, ngành tỉnh | = group:so
Các sở - ban - ngành | = group:so
UBND cấp xã | = group:xa
Ủy ban nhân dân cấp xã | = group:xa
UBND các xã, phường | = group:xa
UBND các xã, phường, đặc khu | = group:xa
Ủy ban nhân dân các xã, phường, đặc khu | = group:xa
UBND xã, phường, đặc khu | = group:xa
UBND các phường, xã | = ?group:xa
UBND cấp huyện | = group:huyen
UBND các huyện, thành phố | = group:huyen
Các cơ quan, đơn vị có liên quan | = group:lien-quan
Các cơ quan, đơn vị liên quan | = group:lien-quan
các đơn vị có liên quan | = group:lien-quan
các cơ quan liên quan | = group:lien-quan
Các cơ quan, đơn vị, địa phương có liên quan | = group:lien-quan
Các tổ dân phố | = group:to-dan-pho
Các cơ quan, đơn vị | = ?
Các địa phương | = ?
Các thành viên Ban Chỉ đạo CCHC tỉnh | = ?
Đoàn kiểm tra CCHC | = ?
Tổ giúp việc Ban Chỉ đạo | = ?
Các phòng chuyên môn thuộc Sở | = ?
Các doanh nghiệp bưu chính, viễn thông | = ?
"""

ENDED = """
Sở Kế hoạch và Đầu tư | = ?stc
Sở KH&ĐT | = ?stc
Sở KHĐT | = ?stc
Sở KH và ĐT | = ?stc
Giám đốc Sở Kế hoạch và Đầu tư | = ?stc
Sở Thông tin và Truyền thông | = ?skhcn,svhttdl
Sở TT&TT | = ?skhcn,svhttdl
Sở TTTT | = ?skhcn,svhttdl
Sở Tài nguyên và Môi trường | = ?snnmt
Sở TN&MT | = ?snnmt
Sở Nông nghiệp và Phát triển nông thôn | = ?snnmt
Sở NN&PTNT | = ?snnmt
Sở NN và PTNT | = ?snnmt
Sở Giao thông vận tải | = ?sxd
Sở GTVT | = ?sxd
Sở Lao động - Thương binh và Xã hội | = ?snv,syt,sgddt,snnmt
Sở LĐ-TB&XH | = ?snv,syt,sgddt,snnmt
Sở LĐTB&XH | = ?snv,syt,sgddt,snnmt
Sở LĐTBXH | = ?snv,syt,sgddt,snnmt
Ban Dân tộc | = ?sdttg
Ban Dân tộc tỉnh | = ?sdttg
Báo Lạc Xuyên | = ?bao-pt
Đài PT&TH tỉnh | = ?bao-pt
Đài Phát thanh và Truyền hình tỉnh | = ?bao-pt
UBND huyện Khe Trung | = ?xa-khe-trung,xa-khe-son
Chủ tịch UBND huyện Khe Trung | = ?xa-khe-trung,xa-khe-son
UBND thành phố Lạc Xuyên | = ?p-lac-dong,p-ho-sen
"""

DOUBTFUL = """
Sở Nông nghiệp | = ?snnmt
Sở Văn hóa | = ?svhttdl
Sở Khoa học | = ?skhcn
Sở Nội vu | = ?snv
Sở Nội v | = ?snv
Sở Nộ vụ | = ?snv
Sở nội vị | = ?snv
Sở Nội vụ, | Sở Nội vụ = snv
Sở Tư phap | = ?stp
So Tu phap | = ?stp
Sở Tái chính | = ?stc
Sở Tài chinh | = ?stc
Sở Xây dưng | = ?sxd
Sở Công Thưong | = ?sct
Sở Giáo dục và Đào tào | = ?sgddt
Sở Giao dục và Đào tạo | = ?sgddt
Sở Văn hóa, Thế thao và Du lịch | = ?svhttdl
Sở Khoa học Công nghệ | = skhcn
Sở Nông nghiệp Môi trường | = snnmt
Văn phòng UBND tinh | = ?vp
Vãn phòng UBND tỉnh | = ?vp
Văn phòng UBND | = ?vp
Văn phòng HĐND và UBND phường | = ?ld-vp,hs-vp
Phòng Văn hóa - Xã hội | = ?ld-vh,hs-vh
Công an phường | = ?ca-lac-dong,ca-ho-sen
Công an | = ?
Thanh tra | = ?
Văn phòng | = ?
UBND | = ?
UBND xã | = ?
UBND phường | = ?
Sở | = ?
UBND xã Đông Son | = ?xa-dong-son,xa-dong-son-2
UBND xã Dong Son | = ?xa-dong-son,xa-dong-son-2
UBND phường Lac Dong | = ?p-lac-dong,p-lac-dong-2
UBND phường Lạc Đôn | = ?p-lac-dong,p-lac-dong-2
UBND phường Đông Sơn | = ?xa-dong-son,xa-dong-son-2
UBND xã Lạc Đông | = ?p-lac-dong,p-lac-dong-2
Bộ Nội vụ | = ?
Sở Du lịch | = ?
Sở Quy hoạch và Kiến trúc | = ?
Sở Nội vụ tỉnh Bắc Xuyên | = ?
UBND tỉnh Bắc Xuyên | = ?
Công an tỉnh Bắc Xuyên | = ?
Các Phòng Văn hóa - Xã hội | = ?hs-vh,ld-vh
Các Phòng Kinh tế, Hạ tầng và Đô thị | = ?ld-kt
Các Văn phòng Sở Tư pháp | = ?stp-vp
Sở TT | = ?
Sở VH | = ?
Sở KH | = ?
Sở NN | = ?
KH&ĐT | = ?
Kho bạc Nhà nước | = ?kbnn
Kho bạc Nhà nước khu vực XX | = ?kbnn
Hội Phụ nữ tỉnh | = ?hpn
Báo Lạc Xuyên và Đài Phát thanh và Truyền hình tỉnh | Báo Lạc Xuyên = ?bao-pt; Đài Phát thanh và Truyền hình tỉnh = ?bao-pt
"""

SEVERAL = """
Sở Nội vụ; Sở Tài chính | Sở Nội vụ = snv; Sở Tài chính = stc
Sở Nội vụ, Sở Tài chính, Sở Tư pháp | Sở Nội vụ = snv; Sở Tài chính = stc; Sở Tư pháp = stp
Sở Nội vụ và Văn phòng UBND tỉnh | Sở Nội vụ = snv; Văn phòng UBND tỉnh = vp
Sở Nội vụ/Văn phòng UBND tỉnh | Sở Nội vụ = snv; Văn phòng UBND tỉnh = vp
Sở Nội vụ - Sở Tư pháp | Sở Nội vụ = snv; Sở Tư pháp = stp
Sở Nội vụ & Sở Tư pháp | Sở Nội vụ = snv; Sở Tư pháp = stp
Sở Nội vụ + Sở Tư pháp | Sở Nội vụ = snv; Sở Tư pháp = stp
Sở Nội vụ ⏎ Sở Tài chính | Sở Nội vụ = snv; Sở Tài chính = stc
- Sở Nội vụ⏎- Sở Tài chính⏎- UBND cấp xã | Sở Nội vụ = snv; Sở Tài chính = stc; UBND cấp xã = group:xa
+ Sở Nội vụ;⏎+ UBND cấp xã. | Sở Nội vụ = snv; UBND cấp xã = group:xa
1. Sở Nội vụ⏎2. Sở Y tế | Sở Nội vụ = snv; Sở Y tế = syt
1) Sở Nội vụ; 2) Sở Y tế | Sở Nội vụ = snv; Sở Y tế = syt
Các Sở: NV, KH&ĐT, TT&TT | Sở NV = snv; Sở KH&ĐT = ?stc; Sở TT&TT = ?skhcn,svhttdl
Các Sở: NV, TC, TP, XD | Sở NV = snv; Sở TC = stc; Sở TP = stp; Sở XD = sxd
Các Sở: Nội vụ, Tài chính, Tư pháp | Sở Nội vụ = snv; Sở Tài chính = stc; Sở Tư pháp = stp
Các Sở Nội vụ, Tài chính, Tư pháp | Sở Nội vụ = snv; Sở Tài chính = stc; Sở Tư pháp = stp
Các sở: Nội vụ; Tài chính; Y tế | Sở Nội vụ = snv; Sở Tài chính = stc; Sở Y tế = syt
Các Sở: Nội vụ, Nông nghiệp và Môi trường, Văn hóa, Thể thao và Du lịch | Sở Nội vụ = snv; Sở Nông nghiệp và Môi trường = snnmt; Sở Văn hóa, Thể thao và Du lịch = svhttdl
Các Sở: Tài chính, Xây dựng, Y tế, Giáo dục và Đào tạo; UBND các xã, phường | Sở Tài chính = stc; Sở Xây dựng = sxd; Sở Y tế = syt; Sở Giáo dục và Đào tạo = sgddt; UBND các xã, phường = group:xa
Các Sở: GD&ĐT, YT, XD và UBND cấp xã | Sở GD&ĐT = sgddt; Sở YT = syt; Sở XD = sxd; UBND cấp xã = group:xa
Các Sở: NN&MT, VHTT&DL, KH&CN, DT&TG | Sở NN&MT = snnmt; Sở VHTT&DL = svhttdl; Sở KH&CN = skhcn; Sở DT&TG = sdttg
Sở Nội vụ, Tài chính, Tư pháp | Sở Nội vụ = snv; Sở Tài chính = stc; Sở Tư pháp = stp
Sở Nội vụ, Tài chính và Văn phòng UBND tỉnh | Sở Nội vụ = snv; Sở Tài chính = stc; Văn phòng UBND tỉnh = vp
Giám đốc các Sở: Nội vụ, Tài chính | Giám đốc Sở Nội vụ = snv; Giám đốc Sở Tài chính = stc
Giám đốc các Sở Nội vụ, Tài chính; Chánh Văn phòng UBND tỉnh | Giám đốc Sở Nội vụ = snv; Giám đốc Sở Tài chính = stc; Chánh Văn phòng UBND tỉnh = vp
Giám đốc Sở Nội vụ; Thủ trưởng các sở, ban, ngành; Chủ tịch UBND cấp xã | Giám đốc Sở Nội vụ = snv; Thủ trưởng các sở, ban, ngành = group:so; Chủ tịch UBND cấp xã = group:xa
Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng các sở, ban, ngành | Chánh Văn phòng UBND tỉnh = vp; Giám đốc Sở Nội vụ = snv; Thủ trưởng các sở, ban, ngành = group:so
Các sở, ban, ngành; UBND cấp xã | Các sở, ban, ngành = group:so; UBND cấp xã = group:xa
Các sở, ban, ngành và UBND các xã, phường, đặc khu | Các sở, ban, ngành = group:so; UBND các xã, phường, đặc khu = group:xa
Các sở, ban, ngành, UBND các xã, phường, đặc khu | Các sở, ban, ngành = group:so; UBND các xã, phường, đặc khu = group:xa
Các sở, ban, ngành, đoàn thể; UBND cấp xã | Các sở, ban, ngành, đoàn thể = ?group:so; UBND cấp xã = group:xa
Sở Nội vụ; các sở, ban, ngành; UBND cấp xã; các đơn vị có liên quan | Sở Nội vụ = snv; các sở, ban, ngành = group:so; UBND cấp xã = group:xa; các đơn vị có liên quan = group:lien-quan
Sở Nội vụ và các cơ quan, đơn vị có liên quan | Sở Nội vụ = snv; các cơ quan, đơn vị có liên quan = group:lien-quan
UBND cấp huyện, cấp xã | UBND cấp huyện = group:huyen; UBND cấp xã = group:xa
UBND phường Lạc Đông, UBND phường Hồ Sen | UBND phường Lạc Đông = p-lac-dong; UBND phường Hồ Sen = p-ho-sen
UBND phường Lạc Đông, phường Hồ Sen | UBND phường Lạc Đông = p-lac-dong; UBND phường Hồ Sen = p-ho-sen
UBND các phường: Lạc Đông, Hồ Sen; UBND xã Đông Sơn | UBND phường Lạc Đông = p-lac-dong; UBND phường Hồ Sen = p-ho-sen; UBND xã Đông Sơn = xa-dong-son
UBND các xã: Đông Sơn, Khe Trung | UBND xã Đông Sơn = xa-dong-son; UBND xã Khe Trung = xa-khe-trung
Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ | Sở Văn hóa, Thể thao và Du lịch = svhttdl; Sở Nội vụ = snv
Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình tỉnh | Sở Văn hóa, Thể thao và Du lịch = svhttdl; Báo và Phát thanh, Truyền hình tỉnh = bao-pt
Sở Nội vụ; Báo và Phát thanh, truyền hình Lạc Xuyên | Sở Nội vụ = snv; Báo và Phát thanh, truyền hình Lạc Xuyên = bao-pt
Công an tỉnh, Bộ CHQS tỉnh, BHXH tỉnh, Thuế tỉnh, Kho bạc Nhà nước khu vực XIX | Công an tỉnh = ca; Bộ CHQS tỉnh = bchqs; BHXH tỉnh = bhxh; Thuế tỉnh = thue; Kho bạc Nhà nước khu vực XIX = kbnn
Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội | Ủy ban MTTQ Việt Nam tỉnh = mttq; các tổ chức chính trị - xã hội = ?
Đề nghị Ủy ban MTTQ Việt Nam tỉnh; Tỉnh đoàn | Ủy ban MTTQ Việt Nam tỉnh = mttq; Tỉnh đoàn = tinhdoan
Tỉnh đoàn, Hội LHPN tỉnh, Hội Nông dân tỉnh, LĐLĐ tỉnh | Tỉnh đoàn = tinhdoan; Hội LHPN tỉnh = hpn; Hội Nông dân tỉnh = hnd; LĐLĐ tỉnh = ldld
Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công tỉnh) | Văn phòng UBND tỉnh = vp; Trung tâm Phục vụ hành chính công tỉnh = hcc
Sở Nội vụ (cơ quan thường trực) | = snv
Sở Nội vụ (chủ trì), Sở Tài chính | Sở Nội vụ (chủ trì) = snv; Sở Tài chính = stc
Sở Nội vụ (Phòng Cải cách hành chính) | Sở Nội vụ = snv; Phòng Cải cách hành chính = ?
Thanh tra tỉnh, Thanh tra Sở Tư pháp | Thanh tra tỉnh = tt; Thanh tra Sở Tư pháp = stp-tt
Văn phòng HĐND và UBND phường Lạc Đông; Phòng Kinh tế, Hạ tầng và Đô thị phường Lạc Đông | Văn phòng HĐND và UBND phường Lạc Đông = ld-vp; Phòng Kinh tế, Hạ tầng và Đô thị phường Lạc Đông = ld-kt
Bưu điện tỉnh; VNPT Lạc Xuyên; Viettel Lạc Xuyên | Bưu điện tỉnh = buudien; VNPT Lạc Xuyên = vnpt; Viettel Lạc Xuyên = viettel
Sở Nội vụ; Sở Nội vụ | Sở Nội vụ = snv
Sở Nội vụ,Sở Tài chính | Sở Nội vụ = snv; Sở Tài chính = stc
Sở Nội vụ ;Sở Tài chính | Sở Nội vụ = snv; Sở Tài chính = stc
Sở Nội⏎vụ; Sở Tài⏎chính | Sở Nội vụ = snv; Sở Tài chính = stc
Sở Nông nghiệp và⏎Môi trường; Sở⏎Nội vụ | Sở Nông nghiệp và Môi trường = snnmt; Sở Nội vụ = snv
"""


def _meant(cell: str, part: str) -> Meant:
    printed, _, wanted = part.rpartition("=")
    wanted = wanted.strip()
    proposals = tuple(filter(None, wanted.removeprefix("?").split(","))) if wanted.startswith("?") else ()
    return Meant(printed.strip() or cell, "" if wanted.startswith("?") else wanted, proposals)


def _line(line: str) -> tuple[str, list[Meant]]:
    cell, _, names = line.rpartition("|")
    cell = cell.strip().replace("⏎", "\n")
    return cell, [_meant(cell, part) for part in names.split(";")]


CELLS = [
    _line(line)
    for lines in (ONE_NAME, HEADS, GROUPS, ENDED, DOUBTFUL, SEVERAL)
    for line in lines.splitlines()
    if line.strip()
]
