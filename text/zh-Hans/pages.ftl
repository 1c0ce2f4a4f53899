# 每页共有的文字，以及首页。
page-own-name = 简体中文
page-languages = 语言
page-skip = 跳到正文
page-foot = 本站
page-motto = 件件有回音，事事有着落。
page-title = 您想办什么？
page-lead = 本机关接收{ word-filed }，转送有权处理的单位，遵守法定期限，并让您随时知道办到哪一步。
page-file = 我要反映
page-file-text = 不用注册，可以实名、可以要求保密、也可以匿名。提交后您将得到编号和查询码。
page-staff = 工作人员
page-document = 供其他系统使用：接口说明（OpenAPI）
trouble-incident = 询问时请说明事件编号 { $incident }。
trouble-way = 此前已经收到的内容都不会丢失。
trouble-front = 返回首页

# 回执。
receipt-title = 您的{ word-filed }已收到
receipt-received = 已于{ $day }收到，编号 { $number }。
receipt-code = 查询码
receipt-keep = 请妥善保管：只凭它就能查看您的{ word-filed }、知道办到哪一步、阅读答复。本机关不保存可以读出的副本。
receipt-square = 查询码的二维码
receipt-next = 最迟于{ $day }登记，并转送有权处理的单位。
receipt-print = 本页可以打印，纸上只印您需要的内容。
receipt-look = 查看进度
receipt-done = 完成
