# 每頁共有的文字，以及首頁。
page-own-name = 繁體中文
page-languages = 語言
page-skip = 跳至正文
page-foot = 本站
page-motto = 件件有回音，事事有著落。
page-title = 您想辦什麼？
page-lead = 本機關接收{ word-filed }，轉送有權處理的單位，遵守法定期限，並讓您隨時知道辦到哪一步。
page-file = 我要反映
page-file-text = 無須註冊，可以具名、可以要求保密，也可以匿名。提交後您將得到編號和查詢碼。
page-staff = 工作人員
page-document = 供其他系統使用：介面說明（OpenAPI）
trouble-incident = 詢問時請說明事件編號 { $incident }。
trouble-way = 此前已經收到的內容都不會遺失。
trouble-front = 返回首頁

# 回執。
receipt-title = 您的{ word-filed }已收到
receipt-received = 已於{ $day }收到，編號 { $number }。
receipt-code = 查詢碼
receipt-keep = 請妥善保管：只憑它就能查看您的{ word-filed }、知道辦到哪一步、閱讀答覆。本機關不保存可以讀出的副本。
receipt-square = 查詢碼的二維碼
receipt-next = 最遲於{ $day }登記，並轉送有權處理的單位。
receipt-print = 本頁可以列印，紙上只印您需要的內容。
receipt-look = 查看進度
receipt-done = 完成
