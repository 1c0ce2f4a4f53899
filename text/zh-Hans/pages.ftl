# 面向所有人的页面。
page-own-name = 简体中文
page-languages = 语言
page-title = { $office }信访
page-lead = 件件有回音，事事有着落。本机关接收信访件，转送有权处理的单位，遵守法定期限，并让您随时知道办到哪一步。
page-file = 我要反映
page-file-text = 提交后您将得到编号和查询码。请妥善保管查询码：只凭它就能查看您的事项。
page-query = 查询进度
page-query-text = 请把下面的查询码换成您自己的。查询码写在正文中，不写在网址里。
page-open = 办事公开
page-open-text = 本机关的单位和经办人，以及任一法定期限的届满日和计算过程。
page-staff = 工作人员
page-staff-text = 凭令牌可以办理您的岗位所允许的一切事项。
page-document = 全部地址、格式和示例：接口说明（OpenAPI）
