mail-received-subject = { $office }：信访件{ $number }已收到
mail-received-body = 您的信访件{ $number }已收到。请凭查询码查询办理进度。
mail-answer-subject = { $office }：信访件{ $number }有新的文书
mail-answer-body = 信访件{ $number }有新的文书，请凭查询码查看。
mail-reminder-subject = { $office }：即将到期{ $due_soon }项，已超期{ $overdue }项
mail-reminder-body = 本单位有{ $due_soon }项诉求即将到期，{ $overdue }项已超期。请登录系统办理。
mail-topic-grows-subject = { $office }：有专题增长
mail-topic-grows-body = 有一个专题的来件超出以往规律。请登录后在“专题”中查看。
