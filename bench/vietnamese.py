"""What the made-up news is made of: names, figures and sentences with places for them. All of it is our own.

Places: {xa} commune or ward, {xa2} another one, {nguoi} person with office, {cq} body, {tt} procedure, {vb} number of a
document, {ngay} day, {gio} hour, {n} {n2} counts, {p} {p2} shares, {tien} money, {nam} year.
"""

COMMUNES = (
    "xã Suối Lành", "xã Đồng Mận", "xã Bãi Trầm", "phường Cửa Sậy", "xã Hòa Lúa", "xã Gò Vông", "phường Bến Dừa Nước",
    "xã Thượng Sim", "xã Đèo Mây Trắng", "xã Khe Lau", "phường Phố Chợ Gốm", "xã Mường Sen", "xã Tân Bồ Đề",
    "xã Cồn Lau", "phường Hàng Mía", "xã Láng Cò", "xã Đá Dựng", "xã Vàm Lục", "phường Tây Hồ Sen", "xã Bình Dâu",
    "xã Nà Quýt", "xã Đông Chuối", "phường Nam Thuyền", "xã Trảng Sáo", "xã Lũng Hồi", "xã Rạch Bần",
    "phường Đê Vàng", "xã An Khoai", "xã Sơn Trám", "xã Phù Lựu",
)  # fmt: skip

PEOPLE = (
    "Chủ tịch UBND xã Giáp Văn Thuyên", "Phó Chủ tịch UBND tỉnh Lều Thị Hoài", "Chánh Văn phòng Khuất Duy Mẫn",
    "Giám đốc Sở Nội vụ Tiêu Bá Lực", "cán bộ một cửa Nhữ Thị Lan", "Trưởng thôn Ngạc Văn Sửu",
    "công chức tư pháp Cù Minh Đạt", "Giám đốc Trung tâm Viên Thị Mơ", "Trưởng phòng Phí Quang Hậu",
    "bí thư chi đoàn Chử Hải Yến", "Phó Giám đốc Sở Tài chính Ông Thế Khải", "chủ cửa hàng vật tư Bạch Thị Nhàn",
    "nông dân Đào Xuân Tứ", "giáo viên nghỉ hưu Lã Thị Thìn", "tổ trưởng tổ công nghệ số Thân Văn Kỷ",
    "Chủ nhiệm Hợp tác xã Mạc Đình Chiến",
)  # fmt: skip

BODIES = (
    "UBND tỉnh", "Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Tư pháp",
    "Trung tâm Phục vụ hành chính công", "Văn phòng UBND tỉnh", "HĐND tỉnh", "Sở Nông nghiệp và Môi trường",
    "Sở Khoa học và Công nghệ", "Bưu điện tỉnh", "Bảo hiểm xã hội tỉnh",
)  # fmt: skip

PROCEDURES = (
    "đăng ký khai sinh", "cấp phép xây dựng nhà ở", "đăng ký biến động đất đai", "đăng ký hộ kinh doanh",
    "chứng thực bản sao", "trợ cấp người cao tuổi", "xác nhận tình trạng hôn nhân", "cấp lại thẻ BHYT",
    "đăng ký thường trú", "chuyển mục đích sử dụng đất", "cấp giấy phép bán lẻ rượu", "hỗ trợ chi phí học tập",
)  # fmt: skip

DOCUMENTS = ("{}/QĐ-UBND", "{}/KH-UBND", "{}/NQ-HĐND", "{}/CV-SNV", "{}/TB-VPUB", "{}/CT-UBND")

CATEGORIES = (
    ("Cải cách hành chính", "cai-cach-hanh-chinh"), ("Chuyển đổi số", "chuyen-doi-so"),
    ("Thủ tục hành chính", "thu-tuc-hanh-chinh"), ("Chỉ đạo điều hành", "chi-dao-dieu-hanh"),
    ("Văn bản chính sách", "van-ban-chinh-sach"), ("Đời sống xã phường", "doi-song-xa-phuong"),
    ("Kinh tế", "kinh-te"), ("Văn hóa giáo dục", "van-hoa-giao-duc"),
)  # fmt: skip

TAGS = (
    "Một cửa", "Hồ sơ trực tuyến", "Chữ ký số", "Định danh điện tử", "Học bạ số", "Bệnh án điện tử", "Số hóa hồ sơ",
    "Thanh toán không tiền mặt", "Phản ánh kiến nghị", "Đối thoại", "Kiểm tra công vụ", "Tinh giản biên chế",
    "Vị trí việc làm", "Tuyển dụng", "Thi đua khen thưởng", "Lưu trữ", "Đất đai", "Xây dựng", "Hộ tịch", "Cư trú",
    "Bảo hiểm", "Người có công", "Người cao tuổi", "Trẻ em", "Khuyết tật", "Việc làm", "Giảm nghèo", "Nông thôn mới",
    "Sản phẩm địa phương", "Hợp tác xã", "Du lịch", "Làng nghề", "Chợ", "Đường giao thông", "Cấp nước", "Cấp điện",
    "Thủy lợi", "Phòng chống bão", "Cháy rừng", "Môi trường", "Rác thải", "Trường học", "Thư viện", "Trạm y tế",
    "Tiêm chủng", "An toàn thực phẩm", "Doanh nghiệp", "Đầu tư công", "Ngân sách", "Thuế", "Phí và lệ phí",
    "Giám sát", "Tiếp công dân", "Hòa giải", "Pháp luật", "Bầu cử", "Thanh niên", "Phụ nữ", "Dân tộc", "Tôn giáo",
)  # fmt: skip

GLOSSARY = {
    "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "TTHC": "thủ tục hành chính",
    "CCHC": "cải cách hành chính", "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "CSDL": "cơ sở dữ liệu",
    "CNTT": "công nghệ thông tin", "CBCC": "cán bộ, công chức", "DVC": "dịch vụ công", "GPMB": "giải phóng mặt bằng",
    "THCS": "trung học cơ sở", "HTX": "hợp tác xã", "ATTP": "an toàn thực phẩm", "PCCC": "phòng cháy, chữa cháy",
}  # fmt: skip

TITLES = (
    "{xa} trả {n} hồ sơ {tt} trước hẹn", "{n} thôn của {xa} nộp hồ sơ qua điện thoại",
    "Rút một nửa thời gian {tt} từ ngày {ngay}", "{cq} trả lời {n} câu hỏi của người dân về {tt}",
    "Quyết định {vb}: ai được lợi, làm từ ngày nào", "Mở thêm {n} điểm hướng dẫn {tt} tại {xa}",
    "{p} người dân {xa} hài lòng khi làm thủ tục {tt}", "{cq} kiểm tra đột xuất {n} xã về giờ làm việc",
    "{xa} học cách làm của {xa2} về {tt}", "Chi {tien} sửa bộ phận một cửa ở {xa}",
    "Kế hoạch {vb} và {n} việc phải xong trong năm {nam}", "Chuyện ghi ở bộ phận một cửa {xa}",
    "{cq} xin lỗi {n} người nộp hồ sơ {tt} vì trễ hẹn", "Tổ công nghệ số {xa} đến từng nhà",
    "Bỏ {n} loại giấy khi làm thủ tục {tt}", "{xa} và {xa2} dùng chung một bộ phận trả kết quả",
)  # fmt: skip

SUMMARIES = (
    "Từ ngày {ngay}, {xa} làm thủ tục {tt} theo cách mới. Người dân bớt một lần đi lại và biết ngày trả kết quả.",
    "{cq} công bố kết quả {n} tháng: {p} hồ sơ đúng hẹn, tăng so với {p2} của kỳ trước. Việc còn lại là ở cấp xã.",
    "Văn bản số {vb} giao việc cho {n} xã, phường, trong đó có {xa}. Bài này nói rõ ai làm gì và bao giờ xong.",
    "Sau {n} tuần, {xa} đã giải quyết {n2} hồ sơ {tt} mà không ai phải quay lại lần hai. Cách làm không tốn thêm tiền.",
    "{nguoi} kể lại những ngày đầu làm theo Kế hoạch {vb} ở {xa}: việc khó nhất không phải là máy móc.",
    "Nghị quyết mới giảm {p} lệ phí {tt} khi nộp qua mạng. {cq} hướng dẫn cách nộp và cách hỏi khi gặp vướng mắc.",
)

SENTENCES = (
    "Sáng {ngay}, {cq} họp với {n} xã, phường để xem lại việc giải quyết TTHC trong quý vừa qua.",
    "Tại {xa}, {n} hồ sơ {tt} được nhận trong tháng, trong đó {p} nộp qua mạng.",
    "{nguoi} cho biết thời gian chờ ở quầy nay còn {n} phút, bằng một nửa so với năm {nam}.",
    "Theo văn bản số {vb}, người nộp không phải mang theo giấy tờ đã có trong CSDL dùng chung.",
    "UBND {xa} đặt thêm {n} máy tính ở bộ phận một cửa để người dân tự nộp khi muốn.",
    "Tỉ lệ hồ sơ đúng hẹn đạt {p}, cao hơn mức {p2} của cùng kỳ năm trước.",
    "Số còn lại trễ chủ yếu ở thủ tục {tt}, vì phải chờ ý kiến của nhiều nơi.",
    "{cq} yêu cầu mỗi hồ sơ trễ phải có thư xin lỗi, ghi rõ lý do và ngày hẹn mới.",
    "Kinh phí cho việc này là {tien}, lấy từ nguồn chi thường xuyên đã giao đầu năm.",
    "Từ ngày {ngay}, bộ phận một cửa của {xa} làm việc cả sáng thứ Bảy.",
    "{nguoi} nói: “Trước đây tôi phải đi ba lần, nay chỉ đến một lần để ký tên”.",
    "Tổ công nghệ số đã đến {n} hộ ở {xa} để hướng dẫn cài ứng dụng và tạo tài khoản.",
    "Qua kiểm tra {n2} hồ sơ, đoàn chỉ ra {n} lỗi, phần lớn là ghi thiếu ngày hẹn trả.",
    "Việc nhập dữ liệu cũ kéo dài {n} tuần và huy động {n2} đoàn viên của {xa} cùng {xa2}.",
    "Đến hết năm {nam}, tỉnh đặt mục tiêu {p} hồ sơ {tt} được nộp từ xa.",
    "Người cao tuổi và người khuyết tật được cán bộ đến nhà nhận hồ sơ nếu gọi trước {n} giờ.",
    "{cq} đã ban hành Văn bản {vb} để thống nhất mẫu đơn ở mọi xã, phường.",
    "Mẫu đơn mới còn {n} dòng, bỏ hẳn phần khai về nhân thân đã có trong hệ thống.",
    "Ở {xa2}, cách làm hơi khác: hồ sơ được nhận ngay tại nhà văn hóa thôn vào chiều thứ Năm.",
    "Một lượt đi từ thôn xa nhất lên trụ sở {xa} mất {n} phút và khoảng {tien} tiền xe cho cả thôn mỗi tháng.",
    "{nguoi} đề nghị bớt một cuộc họp mỗi tuần để cán bộ có thời gian xuống thôn.",
    "Trong {n2} ý kiến gửi về, {p} khen thái độ của cán bộ và {p2} chê chỗ để xe.",
    "Hệ thống báo cho người nộp bằng tin nhắn ở ba lúc: khi nhận, khi chuyển và khi có kết quả.",
    "Nếu hồ sơ thiếu giấy tờ, cán bộ phải ghi hết một lần, không được yêu cầu bổ sung lần hai.",
    "Đoàn kiểm tra của {cq} đến {xa} không báo trước và ngồi chờ cùng người dân từ {gio}.",
    "Kết quả được dán ở bảng tin của {n} thôn và đọc trên loa lúc {gio} hằng ngày.",
    "Phần mềm cũ ngừng chạy từ ngày {ngay}; dữ liệu của {n2} hồ sơ đã được chuyển hết sang hệ thống mới.",
    "Với thủ tục {tt}, lệ phí nộp qua mạng giảm {p} đến hết năm {nam}.",
    "{nguoi} nhắc các xã không tự đặt thêm giấy tờ ngoài danh mục đã công bố.",
    "Bưu điện nhận trả kết quả tận nhà cho {n} xã, cước phí do người nhận chọn mức phù hợp.",
    "Sau {n} tháng, {xa} có {n2} người dùng chữ ký số cá nhân, nhiều nhất trong các xã miền núi.",
    "Số điện thoại của người trực được niêm yết ở cửa và thay ngay khi đổi ca.",
    "Hội đồng chấm điểm gồm {n} người, trong đó có đại diện của người dân ở {xa}.",
    "Điểm trừ nặng nhất dành cho nơi để hồ sơ quá hẹn mà không nói lý do.",
    "{cq} sẽ công khai tên những đơn vị có trên {p2} hồ sơ trễ vào ngày mùng năm hằng tháng.",
    "Cuối buổi, {nguoi} trả lời {n} câu hỏi, câu nào chưa rõ thì hẹn trả lời bằng văn bản trước ngày {ngay}.",
    "Diện tích phải giải phóng mặt bằng ở {xa} là {n} ha, liên quan đến {n2} hộ.",
    "Đến nay {p} số hộ đã nhận tiền, tổng cộng {tien}.",
    "Các hộ còn lại chờ đo lại ranh giới; việc đo do {cq} làm và xong trước ngày {ngay}.",
    "Trường THCS của {xa2} có {n} lớp học dùng học bạ số từ đầu năm học {nam}.",
    "Phụ huynh xem điểm trên điện thoại, không phải xin xác nhận giấy khi chuyển trường.",
    "HTX ở {xa} bán được {n} tấn nông sản qua mạng, thu về {tien}.",
    "Mỗi sản phẩm có mã để người mua tra nơi trồng, ngày thu hoạch và kết quả kiểm tra ATTP.",
    "Trạm y tế tiêm cho {n2} trẻ trong đợt này, đạt {p} số cần tiêm.",
    "Đoạn đường dài {n} km nối {xa} với {xa2} thông xe ngày {ngay}, sớm hơn hợp đồng hai tuần.",
    "Nhà thầu bảo hành {n} tháng; người dân báo chỗ hỏng qua số điện thoại ghi ở đầu đường.",
    "Ban giám sát cộng đồng gồm {n} người do thôn bầu, có quyền xem hồ sơ và dừng việc làm sai.",
    "Trong mùa mưa, {cq} giao {xa} trực đủ người từ {gio} và báo cáo hai lần một ngày.",
    "Kho vật tư ở {xa2} có {n2} bao cát, {n} máy bơm và đủ nhiên liệu cho ba ngày.",
    "Nghị quyết của HĐND nêu rõ mức hỗ trợ là {tien} cho mỗi thôn đạt chuẩn.",
    "Hồ sơ xin hỗ trợ gồm một đơn và một biên bản họp thôn, nộp trước ngày {ngay}.",
    "CBCC nào để người dân đi lại quá hai lần vì lỗi của mình thì không xét thi đua năm {nam}.",
    "{nguoi} cho rằng con số {p} là thật nhưng chưa đủ: còn {n} thôn chưa có sóng ổn định.",
    "Doanh nghiệp viễn thông cam kết dựng thêm {n} trạm phát sóng trước mùa khô.",
    "Buổi tập huấn kéo dài hai ngày, {n2} người dự, mỗi người phải tự làm trọn một hồ sơ {tt}.",
    "Bài thi cuối khóa có {n} tình huống, lấy từ những vụ việc có thật ở {xa} và {xa2}.",
    "So với kế hoạch, việc chậm {n} ngày vì thiết bị về muộn; tiền phạt theo hợp đồng là {tien}.",
    "Từ {gio} ngày {ngay}, hệ thống tạm dừng để bảo trì; hồ sơ gửi trong lúc đó được nhận vào giờ làm việc kế tiếp.",
    "Người dân tra tình trạng hồ sơ bằng mã ghi trên giấy hẹn hoặc gọi tổng đài trong giờ hành chính.",
    "Tổng đài nhận {n2} cuộc gọi trong tháng, {p} được trả lời ngay, số còn lại được gọi lại trong ngày.",
    "Việc tiếp theo của {xa} là đưa nốt {n} sổ hộ tịch cũ vào hệ thống trước cuối năm.",
    "{cq} đề nghị các nơi gửi vướng mắc về trước ngày {ngay} để tổng hợp một lần.",
    "Văn bản {vb} có hiệu lực từ ngày ký và thay cho các hướng dẫn trước đó về {tt}.",
    "Mọi con số trong bài được lấy từ hệ thống lúc {gio} ngày {ngay}, không qua báo cáo giấy.",
    "{nguoi} hứa sẽ quay lại {xa} sau {n} tuần để xem việc đã hứa làm đến đâu.",
    "Nơi nào làm tốt được viết thành cách làm mẫu để {n} xã còn lại dùng ngay, không phải họp thêm.",
)

HEADINGS = (
    "Cách làm ở {xa}", "Những con số chính", "Việc còn vướng", "Ai làm gì, bao giờ xong", "Người dân nói gì",
    "Bước tiếp theo", "Vì sao phải đổi", "Hướng dẫn cho người nộp",
)  # fmt: skip

ITEMS = (
    "**{xa}**: {n} hồ sơ, {p} đúng hẹn.", "Thủ tục {tt}: còn {n} ngày thay cho {n2} ngày.",
    "Lệ phí: {tien}, nộp qua mạng giảm {p}.", "Nơi nhận: bộ phận một cửa của {xa}, từ {gio}.",
    "Hạn cuối: ngày {ngay}, theo Văn bản {vb}.", "Người trả lời: {nguoi}.",
)  # fmt: skip

OPENING_OF_NEW_POSTS = "Tin vừa lưu số {number}: {title}"
