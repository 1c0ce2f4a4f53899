# 文書：工作人員所寫內容前後的標題和語句。
letter-addressee = { $catalogue ->
    [petition] 信訪件{ $number }的信訪人：
   *[other] { word-filed }{ $number }的提出人：
}
letter-addressee-unit = { $unit }：
letter-opening-handling-opinion = 您反映的「{ $subject }」（{ $number }）已辦理，現提出處理意見如下。
letter-opening-reply = 您反映的「{ $subject }」（{ $number }）已辦理，現答覆如下。
letter-opening-not-accepted-notice = 您反映的「{ $subject }」（{ $number }）經審核，決定不予受理，現將理由和可走的途徑告知如下。
letter-opening-no-longer-accepted-notice = 您反映的「{ $subject }」（{ $number }）經審核，決定不再受理，現將理由告知如下。
letter-opening-channel-notice = 您反映的「{ $subject }」（{ $number }）經審核，應當依法定程序處理，現告知如下。
letter-opening-review-opinion = 您就「{ $subject }」（{ $number }）提出的複查請求已審查完畢，現提出複查意見如下。
letter-opening-re-review-opinion = 您就「{ $subject }」（{ $number }）提出的複核請求已審查完畢，現提出複核意見如下。
letter-opening-receipt = 您反映的「{ $subject }」已於{ $day }收到，登記編號為{ $number }。您可憑查詢碼查詢辦理情況。
letter-opening-acceptance-notice = 您反映的「{ $subject }」（{ $number }）已於{ $day }受理，特此告知。
letter-opening-extension-notice = 您反映的「{ $subject }」（{ $number }）經批准已於{ $day }延長辦理期限，現將理由和新的期限告知如下。
letter-opening-forward-letter = 現將{ word-filed }{ $number }「{ $subject }」於{ $day }轉送貴單位，請依法按程序辦理。
letter-opening-assign-letter = 現將{ word-filed }{ $number }「{ $subject }」於{ $day }交辦貴單位，請依法按程序辦理，並報告辦理結果。
letter-demand = 您的訴求
letter-facts = 查明的事實
letter-reasons = 理由
letter-basis = 依據
letter-opinion = 處理意見
letter-opinion-ground = { $outcome }：{ $ground }
letter-demanded = { word-filer }的訴求
letter-assisting = 協辦單位
letter-until = 期限
letter-until-received = 最遲於{ $day }告知您辦理去向（{ $article }）。
letter-until-accepted = 最遲於{ $day }作出處理決定（{ $article }）。
letter-until-extended = 辦理期限延長{ $length }，至{ $day }屆滿（{ $article }）。
letter-until-told = 請最遲於{ $day }告知{ word-filer }（{ $article }）。
letter-until-report = 請最遲於{ $day }報告辦理結果。
letter-remedy = 救濟途徑
letter-remedy-ask = 如對本意見不服，可自收到之日起{ $length }內向{ $name }請求{ $instance }（{ $article }）。
letter-remedy-ask-any-day = 如對本意見不服，可向{ $name }請求{ $instance }（{ $article }）。
letter-remedy-window = 收到當日不計入；末日為休息日的，以其後第一個工作日為末日。
letter-remedy-channel = 您可循以下法定途徑主張權利：{ $name }（{ $article }）。
letter-remedy-none = { $catalogue ->
    [petition] 依照{ $article }，對本意見沒有其他信訪救濟途徑。
   *[other] 依照{ $article }，對本決定沒有其他救濟途徑。
}
letter-questions = 如有疑問，請向{ $unit }詢問，並告知文號{ $document }。
