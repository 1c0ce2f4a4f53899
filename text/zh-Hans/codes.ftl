# Coded lists: a word for each code.
kind-suggestion = 建议意见
kind-accusation = 检举控告
kind-appeal = 申诉求决
stage-registered = 已登记，待转办
stage-routed = 已转办，待受理
stage-objected-to = 承办单位提出异议
stage-in-dispute = 责任有争议，待指定
stage-accepted = 已受理，办理中
stage-decided = 已作出决定，待送达
stage-served = 已送达
stage-under-review = 复查复核中
stage-reviewed = 复查复核已决定，待送达
stage-ended = 已办结
outcome-supported = 予以支持
outcome-partly-supported = 部分支持
outcome-explained = 解释说明
outcome-not-supported = 不予支持
outcome-adopted = 采纳
outcome-partly-adopted = 部分采纳
outcome-not-adopted = 未采纳
outcome-founded = 属实
outcome-partly-founded = 部分属实
outcome-unfounded = 不属实
outcome-cannot-be-established = 无法查实
outcome-act-changed = 变更原行政行为
outcome-act-revoked = 撤销或者部分撤销原行政行为
outcome-act-unlawful = 确认原行政行为违法
outcome-duty-ordered = 责令限期履行
outcome-act-void = 确认原行政行为无效
outcome-act-upheld = 维持原行政行为
outcome-request-rejected = 驳回复议请求
outcome-application-rejected = 驳回申请
outcome-mediated = 调解达成协议
outcome-mediation-ended = 终止调解
outcome-disclosed = 予以公开
outcome-partly-disclosed = 部分公开
outcome-public-already = 已主动公开，告知获取方式
outcome-withheld = 不予公开
outcome-not-held = 该信息不存在
outcome-case-opened = 予以立案
outcome-case-not-opened = 不予立案
outcome-not-accepted = 不予受理
outcome-no-longer-accepted = 不再受理
outcome-led-into-channel = 导入法定程序
review-outcome-uphold = { $catalogue ->
    [petition] 维持原处理意见
   *[other] 维持原答复
}
review-outcome-revoke = { $catalogue ->
    [petition] 撤销原处理意见
   *[other] 撤销原答复
}
review-outcome-change = { $catalogue ->
    [petition] 变更原处理意见
   *[other] 变更原答复
}
review-outcome-order-redo = { $catalogue ->
    [petition] 责令重新作出处理意见
   *[other] 责令重新作出答复
}
instance-review = 复查
instance-re-review = 复核
end-deposited = 留存待领
end-settled = 和解并已履行
end-withdrawn = { word-filer }撤回
end-died = { word-filer }去世
end-handed-over = 移送其他机关
end-registered-in-error = 登记有误
end-not-a-petition = 不属于{ word-filed }
end-split-up = 已拆分为多项诉求
role-registrar = 登记接访人员
role-handler = 承办人
role-unit-head = 单位负责人
role-supervisor = 督查人员
role-leader = 领导
role-office-head = { $catalogue ->
    [petition] 信访部门负责人
   *[other] 受理部门负责人
}
role-auditor = 审计人员
role-custodian = 身份保管人
role-administrator = 系统管理员
role-dispatcher = 发文人员
step-register-forward = 登记并转送、交办
step-notice-direct = 书面告知
step-notice-forwarded = 转送件书面告知
step-objection = 提出异议
step-answer-objection = 答复异议
step-designation = 指定受理
step-instruction = 答复请示
step-assigned-report = 交办结果报告
step-handle = 办理
step-suggestion = 办理建议
step-accusation = 办理检举控告
step-statutory-channel = 按法定程序办理
step-review-window = 请求复查期限
step-review = 复查
step-re-review-window = 请求复核期限
step-re-review = 复核
step-review-notice = 告知收到复查请求
step-service = 送达
step-execution = 执行处理意见
step-improvement-reply = 反馈改进建议
step-urgent = 报告重大紧急事项
step-resume-by = 恢复计时期限
step-source-due = 来源要求的期限
step-other = 其他期限
unit-calendar-day = { $count }日
unit-working-day = { $count }个工作日
unit-hour = { $count }小时
unit-same-day = 当日
unit-month = { $count }个月
rest-weekend = 周末
rest-holiday = 节假日
pause-reason-hearing = 听证
pause-reason-testing = 检测、鉴定
pause-reason-suspension = 中止审理
pause-reason-consultation = 征求第三方和其他机关意见
pause-reason-completion = 等待补正
pause-reason-public-notice = 评议、公示
document-kind-handling-opinion = 信访处理意见书
document-kind-reply = { $catalogue ->
    [petition] 信访事项答复函
   *[other] 答复书
}
document-kind-not-accepted-notice = 不予受理告知书
document-kind-no-longer-accepted-notice = 不再受理告知书
document-kind-channel-notice = 导入法定程序告知书
document-kind-review-opinion = 复查意见书
document-kind-re-review-opinion = 复核意见书
document-kind-receipt = 收件回执
document-kind-acceptance-notice = 受理告知书
document-kind-extension-notice = 延期告知书
document-kind-forward-letter = 转送函
document-kind-assign-letter = 交办函
command-register = 登记新的{ word-filed }
command-add-petition = 补充一件{ word-filed }
command-record-history = 导入历史办件
command-split-issue = 拆分诉求
command-reword-issue = 改写诉求
command-classify = 认定类别
command-propose-route = 查找责任单位
command-forward = 转送
command-assign = 交办
command-entrust = 指定承办人
command-answer-at-once = 当场答复
command-request-instruction = 请示
command-give-instruction = 批示
command-take-over = 提级办理
command-object = 提出异议
command-agree-to-objection = 同意异议
command-insist-on-route = 坚持原转送
command-designate = 指定受理
command-accept = 受理
command-notify = 书面告知
command-do-not-accept = 不予受理
command-no-longer-accept = 不再受理
command-lead-into-channel = 导入法定程序
command-log-contact = 记录联系情况
command-log-visit = 记录走访情况
command-add-evidence = 补充证据
command-extend = 延长期限
command-pause = 中止计时
command-resume = 恢复计时
command-decide = 作出处理意见
command-write-letter = 制发应发文书
command-issue-document = 制发文书
command-void-document = 作废文号
command-serve = 送达
command-fail-service = 记录送达不成
command-record-execution = 记录执行情况
command-confirm-execution = 确认已执行
command-request-review = 请求复查或复核
command-decide-review = 作出复查复核意见
command-rate = 评价
command-reopen = 重新办理
command-withdraw = 撤回
command-undo-withdrawal = 取消撤回
command-correct = 更正
command-replace-code = 补发查询码
command-link = 关联其他事项
command-unlink = 取消关联
command-recuse = 回避
command-end-recusal = 解除回避
command-end = 按其他方式办结
command-confirm-end = 确认他人提出的办结
command-start-clock = 另起期限
command-meet-clock = 记录另起期限已完成
command-turn-ordinary = 转为普通程序
command-pass-deadline = 记录期限届满
command-rederive-clock = 重新计算期限
appeal-way-way-1 = 诉讼、检察、公安程序
appeal-way-way-2 = 仲裁
appeal-way-way-3 = 党员申诉、申请复审
appeal-way-way-4 = 行政程序
appeal-way-way-5 = 查处违法、履行职责
appeal-way-way-6 = 信访处理意见
channel-visit = 来访
channel-letter = 来信
channel-call = 来电
channel-online = { $catalogue ->
    [petition] 网上信访
   *[other] 网上提交
}
channel-email = 电子邮件
channel-from-above = 上级交办、转来
channel-machine = 系统接入
contact-way-phone = 电话
contact-way-in-person = 当面
contact-way-on-site = 现场
contact-way-writing = 书面
service-way-hand = 直接送达
service-way-post = 邮寄送达
service-way-query-code = 凭查询码查阅
service-way-public-notice = 公告送达
score-satisfied = 满意
score-mostly = 基本满意
score-dissatisfied = 不满意
relation-repeat = { $catalogue ->
    [petition] 重复信访
   *[other] 重复提出
}
relation-same-cause = 同一事由、不同{ word-filer }
person-role-petitioner = { word-filer }
recusal-ground-own-interest = 涉及本人利害关系
recusal-ground-kin = 涉及近亲属利害关系
recusal-ground-took-part = 参与过所反映的事项
recusal-ground-other-tie = 其他可能影响公正处理的关系
person-role-representative = 代表
person-role-agent = 代理人
person-role-co-signer = 联名人
void-reason-not-pressed = 文书未能制作
void-reason-taken-back = 发出前撤回决定
unit-kind-registry = { $catalogue ->
    [petition] 信访部门
   *[other] 受理部门
}
unit-kind-government = 政府
unit-kind-department = 部门
unit-kind-township = 乡镇、街道
unit-kind-discipline = 纪检监察机关
unit-kind-court = 法院、检察院
unit-kind-superior = 上级机关
unit-kind-outside = 系统外机关
figure-received = { word-filed }次
figure-persons = { word-filer }次
figure-matters = { $catalogue ->
    [petition] 信访事项件数
   *[other] 事项件数
}
figure-open = 在办诉求
figure-accepted = 受理诉求
figure-notified-in-time = 按期告知
figure-notified-late = 逾期告知
figure-answered = 已答复诉求
figure-answered-in-time = 按期答复
figure-answered-late = 逾期答复
figure-not-accepted = 不予受理、不再受理或导入法定程序
figure-extended = 延长期限
figure-reviews-asked = 请求复查复核
figure-reviews-decided = 复查复核已决定
figure-rated-satisfied = 评价满意
figure-rated-mostly = 评价基本满意
figure-rated-dissatisfied = 评价不满意
figure-ended-otherwise = 按其他方式办结
figure-units-proposed = 有建议单位的转送交办
figure-proposals-taken = 送往首选建议单位
figure-proposals-returned = 首选建议单位提出异议
figure-history = 导入的历史办件
publication-part-question = 问题
publication-part-answer = 答复
publication-stage-prepared = 待审阅
publication-stage-published = 已公开
publication-stage-taken-back = 已撤回

# Laws, by the code that refusals cite.
article-xf22 = 《信访工作条例》第{ $number }条
article-civil-code = 《民法典》第{ $number }条
article-office = 本单位工作规则第{ $number }条

# 提出的事项和提出人，按所依规则的称谓；任何文字都可以这样引用。
word-filed = { $filed }
word-filed-capital = { word-filed }
word-a-filed = { word-filed }
word-filer = { $catalogue ->
    [complaint] 投诉人
    [grievance] 申诉人
    [application] 申请人
   *[petition] 信访人
}

# 所依规则对群众所提事项的称谓。
catalogue-petition = 信访件
catalogue-complaint = 投诉
catalogue-application = 申请
catalogue-grievance = 申诉
