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
