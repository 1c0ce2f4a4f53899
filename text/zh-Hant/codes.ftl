# Coded lists: a word for each code.
kind-suggestion = 建議意見
kind-accusation = 檢舉控告
kind-appeal = 申訴求決
stage-registered = 已登記，待轉辦
stage-routed = 已轉辦，待受理
stage-objected-to = 承辦單位提出異議
stage-in-dispute = 責任有爭議，待指定
stage-accepted = 已受理，辦理中
stage-decided = 已作出決定，待送達
stage-served = 已送達
stage-under-review = 複查複核中
stage-reviewed = 複查複核已決定，待送達
stage-ended = 已辦結
outcome-supported = 予以支持
outcome-partly-supported = 部分支持
outcome-explained = 解釋說明
outcome-not-supported = 不予支持
outcome-adopted = 採納
outcome-partly-adopted = 部分採納
outcome-not-adopted = 未採納
outcome-founded = 屬實
outcome-partly-founded = 部分屬實
outcome-unfounded = 不屬實
outcome-cannot-be-established = 無法查實
outcome-act-changed = 變更原行政行為
outcome-act-revoked = 撤銷或者部分撤銷原行政行為
outcome-act-unlawful = 確認原行政行為違法
outcome-duty-ordered = 責令限期履行
outcome-act-void = 確認原行政行為無效
outcome-act-upheld = 維持原行政行為
outcome-request-rejected = 駁回復議請求
outcome-application-rejected = 駁回申請
outcome-mediated = 調解達成協議
outcome-mediation-ended = 終止調解
outcome-disclosed = 予以公開
outcome-partly-disclosed = 部分公開
outcome-public-already = 已主動公開，告知獲取方式
outcome-withheld = 不予公開
outcome-not-held = 該信息不存在
outcome-case-opened = 予以立案
outcome-case-not-opened = 不予立案
outcome-not-accepted = 不予受理
outcome-no-longer-accepted = 不再受理
outcome-led-into-channel = 導入法定程序
review-outcome-uphold = { $catalogue ->
    [petition] 維持原處理意見
   *[other] 維持原答覆
}
review-outcome-revoke = { $catalogue ->
    [petition] 撤銷原處理意見
   *[other] 撤銷原答覆
}
review-outcome-change = { $catalogue ->
    [petition] 變更原處理意見
   *[other] 變更原答覆
}
review-outcome-order-redo = { $catalogue ->
    [petition] 責令重新作出處理意見
   *[other] 責令重新作出答覆
}
instance-review = 複查
instance-re-review = 複核
end-deposited = 留存待領
end-settled = 和解並已履行
end-withdrawn = { word-filer }撤回
end-died = { word-filer }去世
end-handed-over = 移送其他機關
end-registered-in-error = 登記有誤
end-not-a-petition = 不屬於{ word-filed }
end-split-up = 已拆分為多項訴求
role-registrar = 登記接訪人員
role-handler = 承辦人
role-unit-head = 單位負責人
role-supervisor = 督查人員
role-leader = 領導
role-office-head = { $catalogue ->
    [petition] 信訪部門負責人
   *[other] 受理部門負責人
}
role-auditor = 審計人員
role-custodian = 身分保管人
role-administrator = 系統管理員
role-dispatcher = 發文人員
step-register-forward = 登記並轉送、交辦
step-notice-direct = 書面告知
step-notice-forwarded = 轉送件書面告知
step-objection = 提出異議
step-answer-objection = 答覆異議
step-designation = 指定受理
step-instruction = 答覆請示
step-assigned-report = 交辦結果報告
step-handle = 辦理
step-suggestion = 辦理建議
step-accusation = 辦理檢舉控告
step-statutory-channel = 按法定程序辦理
step-review-window = 請求複查期限
step-review = 複查
step-re-review-window = 請求複核期限
step-re-review = 複核
step-review-notice = 告知收到複查請求
step-service = 送達
step-execution = 執行處理意見
step-improvement-reply = 回饋改進建議
step-urgent = 報告重大緊急事項
step-resume-by = 恢復計時期限
step-source-due = 來源要求的期限
step-other = 其他期限
unit-calendar-day = { $count }日
unit-working-day = { $count }個工作日
unit-hour = { $count }小時
unit-same-day = 當日
unit-month = { $count }個月
rest-weekend = 週末
rest-holiday = 節假日
pause-reason-hearing = 聽證
pause-reason-testing = 檢測、鑑定
pause-reason-suspension = 中止審理
pause-reason-consultation = 徵求第三方和其他機關意見
pause-reason-completion = 等待補正
pause-reason-public-notice = 評議、公示
document-kind-handling-opinion = 信訪處理意見書
document-kind-reply = { $catalogue ->
    [petition] 信訪事項答覆函
   *[other] 答覆書
}
document-kind-not-accepted-notice = 不予受理告知書
document-kind-no-longer-accepted-notice = 不再受理告知書
document-kind-channel-notice = 導入法定程序告知書
document-kind-review-opinion = 複查意見書
document-kind-re-review-opinion = 複核意見書
document-kind-receipt = 收件回執
document-kind-acceptance-notice = 受理告知書
document-kind-extension-notice = 延期告知書
document-kind-forward-letter = 轉送函
document-kind-assign-letter = 交辦函
command-register = 登記新的{ word-filed }
command-add-petition = 補充一件{ word-filed }
command-record-history = 導入歷史辦件
command-split-issue = 拆分訴求
command-reword-issue = 改寫訴求
command-classify = 認定類別
command-propose-route = 查找責任單位
command-forward = 轉送
command-assign = 交辦
command-entrust = 指定承辦人
command-answer-at-once = 當場答覆
command-request-instruction = 請示
command-give-instruction = 批示
command-take-over = 提級辦理
command-object = 提出異議
command-agree-to-objection = 同意異議
command-insist-on-route = 堅持原轉送
command-designate = 指定受理
command-accept = 受理
command-notify = 書面告知
command-do-not-accept = 不予受理
command-no-longer-accept = 不再受理
command-lead-into-channel = 導入法定程序
command-log-contact = 記錄聯繫情況
command-log-visit = 記錄走訪情況
command-add-evidence = 補充證據
command-extend = 延長期限
command-pause = 中止計時
command-resume = 恢復計時
command-decide = 作出處理意見
command-write-letter = 製發應發文書
command-issue-document = 制發文書
command-void-document = 作廢文號
command-serve = 送達
command-fail-service = 記錄送達不成
command-record-execution = 記錄執行情況
command-confirm-execution = 確認已執行
command-request-review = 請求複查或複核
command-decide-review = 作出複查複核意見
command-rate = 評價
command-reopen = 重新辦理
command-withdraw = 撤回
command-undo-withdrawal = 取消撤回
command-correct = 更正
command-replace-code = 補發查詢碼
command-link = 關聯其他事項
command-unlink = 取消關聯
command-recuse = 迴避
command-end-recusal = 解除迴避
command-end = 按其他方式辦結
command-confirm-end = 確認他人提出的辦結
command-start-clock = 另起期限
command-meet-clock = 記錄另起期限已完成
command-turn-ordinary = 轉為普通程序
command-pass-deadline = 記錄期限屆滿
command-rederive-clock = 重新計算期限
appeal-way-way-1 = 訴訟、檢察、公安程序
appeal-way-way-2 = 仲裁
appeal-way-way-3 = 黨員申訴、申請複審
appeal-way-way-4 = 行政程序
appeal-way-way-5 = 查處違法、履行職責
appeal-way-way-6 = 信訪處理意見
channel-visit = 來訪
channel-letter = 來信
channel-call = 來電
channel-online = { $catalogue ->
    [petition] 網上信訪
   *[other] 網上提交
}
channel-email = 電子郵件
channel-from-above = 上級交辦、轉來
channel-machine = 系統接入
contact-way-phone = 電話
contact-way-in-person = 當面
contact-way-on-site = 現場
contact-way-writing = 書面
service-way-hand = 直接送達
service-way-post = 郵寄送達
service-way-query-code = 憑查詢碼查閱
service-way-public-notice = 公告送達
score-satisfied = 滿意
score-mostly = 基本滿意
score-dissatisfied = 不滿意
relation-repeat = { $catalogue ->
    [petition] 重複信訪
   *[other] 重複提出
}
relation-same-cause = 同一事由、不同{ word-filer }
person-role-petitioner = { word-filer }
recusal-ground-own-interest = 涉及本人利害關係
recusal-ground-kin = 涉及近親屬利害關係
recusal-ground-took-part = 參與過所反映的事項
recusal-ground-other-tie = 其他可能影響公正處理的關係
person-role-representative = 代表
person-role-agent = 代理人
person-role-co-signer = 聯名人
void-reason-not-pressed = 文書未能製作
void-reason-taken-back = 發出前撤回決定
unit-kind-registry = { $catalogue ->
    [petition] 信訪部門
   *[other] 受理部門
}
unit-kind-government = 政府
unit-kind-department = 部門
unit-kind-township = 鄉鎮、街道
unit-kind-discipline = 紀檢監察機關
unit-kind-court = 法院、檢察院
unit-kind-superior = 上級機關
unit-kind-outside = 系統外機關
figure-received = { word-filed }次
figure-persons = { word-filer }次
figure-matters = { $catalogue ->
    [petition] 信訪事項件數
   *[other] 事項件數
}
figure-open = 在辦訴求
figure-accepted = 受理訴求
figure-notified-in-time = 按期告知
figure-notified-late = 逾期告知
figure-answered = 已答覆訴求
figure-answered-in-time = 按期答覆
figure-answered-late = 逾期答覆
figure-not-accepted = 不予受理、不再受理或導入法定程序
figure-extended = 延長期限
figure-reviews-asked = 請求複查複核
figure-reviews-decided = 複查複核已決定
figure-rated-satisfied = 評價滿意
figure-rated-mostly = 評價基本滿意
figure-rated-dissatisfied = 評價不滿意
figure-ended-otherwise = 按其他方式辦結
figure-units-proposed = 有建議單位的轉送交辦
figure-proposals-taken = 送往首選建議單位
figure-proposals-returned = 首選建議單位提出異議
figure-history = 導入的歷史辦件
publication-part-question = 問題
publication-part-answer = 答覆
publication-stage-prepared = 待審閱
publication-stage-published = 已公開
publication-stage-taken-back = 已撤回

# Laws, by the code that refusals cite.
article-xf22 = 《信訪工作條例》第{ $number }條
article-civil-code = 《民法典》第{ $number }條
article-office = 本單位工作規則第{ $number }條

# 提出的事項和提出人，按所依規則的稱謂；任何文字都可以這樣引用。
word-filed = { $filed }
word-filed-capital = { word-filed }
word-a-filed = { word-filed }
word-filer = { $catalogue ->
    [complaint] 投訴人
    [grievance] 申訴人
    [application] 申請人
   *[petition] 信訪人
}

# 所依規則對群眾所提事項的稱謂。
catalogue-petition = 信訪件
catalogue-complaint = 投訴
catalogue-application = 申請
catalogue-grievance = 申訴
