# 文書：工作人員所寫內容前後的標題和語句。
letter-addressee = { $catalogue ->
    [petition] 信訪件{ $number }的信訪人：
   *[other] { $filed }{ $number }的提出人：
}
letter-opening-handling-opinion = 您反映的「{ $subject }」（{ $number }）已辦理，現提出處理意見如下。
letter-opening-reply = 您反映的「{ $subject }」（{ $number }）已辦理，現答覆如下。
letter-opening-not-accepted-notice = 您反映的「{ $subject }」（{ $number }）經審核，決定不予受理，現將理由和可走的途徑告知如下。
letter-opening-no-longer-accepted-notice = 您反映的「{ $subject }」（{ $number }）經審核，決定不再受理，現將理由告知如下。
letter-opening-channel-notice = 您反映的「{ $subject }」（{ $number }）經審核，應當依法定程序處理，現告知如下。
letter-opening-review-opinion = 您就「{ $subject }」（{ $number }）提出的複查請求已審查完畢，現提出複查意見如下。
letter-opening-re-review-opinion = 您就「{ $subject }」（{ $number }）提出的複核請求已審查完畢，現提出複核意見如下。
letter-demand = 您的訴求
letter-facts = 查明的事實
letter-reasons = 理由
letter-basis = 依據
letter-opinion = 處理意見
letter-opinion-ground = { $outcome }：{ $ground }
letter-remedy = 救濟途徑
letter-remedy-ask = 如對本意見不服，可自收到之日起{ $length }內向{ $name }請求{ $instance }（{ $article }）。
letter-remedy-ask-any-day = 如對本意見不服，可向{ $name }請求{ $instance }（{ $article }）。
letter-remedy-window = 收到當日不計入；末日為休息日的，以其後第一個工作日為末日。
letter-remedy-channel = 您可循以下法定途徑主張權利：{ $name }（{ $article }）。
letter-remedy-none = 依照{ $article }，對本意見沒有其他信訪救濟途徑。
letter-questions = 如有疑問，請向{ $unit }詢問，並告知文號{ $document }。
