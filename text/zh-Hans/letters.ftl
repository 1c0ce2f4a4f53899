# 文书：工作人员所写内容前后的标题和语句。
letter-addressee = { $catalogue ->
    [petition] 信访件{ $number }的信访人：
   *[other] { word-filed }{ $number }的提出人：
}
letter-addressee-unit = { $unit }：
letter-opening-handling-opinion = 您反映的“{ $subject }”（{ $number }）已办理，现提出处理意见如下。
letter-opening-reply = 您反映的“{ $subject }”（{ $number }）已办理，现答复如下。
letter-opening-not-accepted-notice = 您反映的“{ $subject }”（{ $number }）经审核，决定不予受理，现将理由和可走的途径告知如下。
letter-opening-no-longer-accepted-notice = 您反映的“{ $subject }”（{ $number }）经审核，决定不再受理，现将理由告知如下。
letter-opening-channel-notice = 您反映的“{ $subject }”（{ $number }）经审核，应当通过法定程序处理，现告知如下。
letter-opening-review-opinion = 您就“{ $subject }”（{ $number }）提出的复查请求已审查完毕，现提出复查意见如下。
letter-opening-re-review-opinion = 您就“{ $subject }”（{ $number }）提出的复核请求已审查完毕，现提出复核意见如下。
letter-opening-receipt = 您反映的“{ $subject }”已于{ $day }收到，登记编号为{ $number }。您可凭查询码查询办理情况。
letter-opening-acceptance-notice = 您反映的“{ $subject }”（{ $number }）已于{ $day }受理，特此告知。
letter-opening-extension-notice = 您反映的“{ $subject }”（{ $number }）经批准已于{ $day }延长办理期限，现将理由和新的期限告知如下。
letter-opening-forward-letter = 现将{ word-filed }{ $number }“{ $subject }”于{ $day }转送你单位，请依法按程序办理。
letter-opening-assign-letter = 现将{ word-filed }{ $number }“{ $subject }”于{ $day }交办你单位，请依法按程序办理，并报告办理结果。
letter-demand = 您的诉求
letter-facts = 查明的事实
letter-reasons = 理由
letter-basis = 依据
letter-opinion = 处理意见
letter-opinion-ground = { $outcome }：{ $ground }
letter-demanded = { word-filer }的诉求
letter-assisting = 协办单位
letter-until = 期限
letter-until-received = 最迟于{ $day }告知您办理去向（{ $article }）。
letter-until-accepted = 最迟于{ $day }作出处理决定（{ $article }）。
letter-until-extended = 办理期限延长{ $length }，至{ $day }届满（{ $article }）。
letter-until-told = 请最迟于{ $day }告知{ word-filer }（{ $article }）。
letter-until-report = 请最迟于{ $day }报告办理结果。
letter-remedy = 救济途径
letter-remedy-ask = 如对本意见不服，可自收到之日起{ $length }内向{ $name }请求{ $instance }（{ $article }）。
letter-remedy-ask-any-day = 如对本意见不服，可向{ $name }请求{ $instance }（{ $article }）。
letter-remedy-window = 收到当日不计入；末日为休息日的，以其后第一个工作日为末日。
letter-remedy-channel = 您可通过以下法定途径主张权利：{ $name }（{ $article }）。
letter-remedy-none = { $catalogue ->
    [petition] 依照{ $article }，对本意见没有其他信访救济途径。
   *[other] 依照{ $article }，对本决定没有其他救济途径。
}
letter-questions = 如有疑问，请向{ $unit }询问，并告知文号{ $document }。
