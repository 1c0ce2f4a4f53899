mail-received-subject = { $office }：信訪件{ $number }已收到
mail-received-body = 您的信訪件{ $number }已收到。請憑查詢碼查詢辦理進度。
mail-answer-subject = { $office }：信訪件{ $number }有新的文書
mail-answer-body = 信訪件{ $number }有新的文書，請憑查詢碼查看。
mail-reminder-subject = { $office }：即將到期{ $due_soon }項，已超期{ $overdue }項
mail-reminder-body = 本單位有{ $due_soon }項訴求即將到期，{ $overdue }項已超期。請登入系統辦理。
mail-topic-grows-subject = { $office }：有專題增長
mail-topic-grows-body = 有一個專題的來件超出以往規律。請登入後在「專題」中查看。
