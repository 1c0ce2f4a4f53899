# 表單旁邊的提示：檢查、以往答覆、建議。
draft-look = 檢查草稿
draft-told = { $count ->
    [0] 沒有發現問題：各項訴求均有回應，寫明了依據，文字通順。
   *[other] 有 { $count } 處提示，不妨礙辦理，由您決定。
}
draft-title = 請再看一看
draft-hint = 只根據文字檢查；您填寫的內容沒有保存。
remark-not-taken-up = 事實和理由幾乎沒有回應這項訴求
remark-no-basis = 依據中沒有寫明法律、法規或者文件
remark-remedy-missing = 沒有寫明可以怎樣申請救濟
remark-remedy-denied = 寫了不能再申請，其實還可以申請
remark-remedy-promised = 寫了還可以申請，其實已經沒有救濟途徑
remark-long-sentence = 句子太長，要讀兩遍
remark-blank = 表格裡有空沒有填
remark-copied = 與另一事項的答覆有百分之 { $percent } 逐字相同
earlier-title = 類似問題的以往答覆
earlier-hint = 在您可以查看的事項中，最能回應這一問題的答覆。每一份都是針對當時的情況作出的。
take = 採用
likely = 約百分之{ $percent }
class-title = 可能的類別
class-by-catalogue = 只按目錄文字比對：本單位還沒有從自己的辦理結果中學習。請您選擇。
class-sure = 從本單位的辦理結果中學得，第一項已填好：這樣的建議一百件中至少九十八件正確。
class-unsure = 從本單位的辦理結果中學得，但沒有把握：請您選擇。
kind-title = 可能的性質
kind-hint = 與類別一樣，根據同樣的文字得出。
kind-told = { word-filed }自己寫明
unit-title = 可能負責答覆的單位
unit-hint = 按職責目錄，並參考類似事項最後由誰辦理；提出異議、另行指定和建議未採用的，計為不利。
unit-by-duty = 職責目錄：
unit-complained-of = 被反映的單位
unit-past-the-accused = 繞開被檢舉控告的單位
unit-agreed = 受理過類似事項：{ $count }
unit-refused = 退回過類似事項：{ $count }
unit-passed-over = 曾建議由其辦理而由他單位受理的類似事項：{ $count }
letter-title = 來信中的要點
letter-hint = 按文字找出並在信中標明；這裡沒有的，信裡也可能有。
part-places = 地點
part-days = 日期
part-amounts = 數額
part-names = 單位和企業
part-demands = 訴求
alike-look = 先查有無相同事項
alike-told = { $count ->
    [0] 在您可以查看的事項中沒有類似的。
   *[other] 有 { $count } 個事項可能相同。現在還沒有登記。
}
alike-before = 按文字和地點比對。如果就是其中一件，請打開它，在那裡添加{ word-filed }；如果不是，請繼續登記。
