# 面向所有人的頁面。
page-own-name = 繁體中文
page-languages = 語言
page-title = { $office }信訪
page-lead = 件件有回音，事事有著落。本機關受理信訪件，轉送有權處理的單位，遵守法定期限，並讓您隨時知道辦到哪一步。
page-file = 我要反映
page-file-text = 送出後您將得到編號和查詢碼。請妥善保管查詢碼：只憑它就能查看您的事項。
page-query = 查詢進度
page-query-text = 請把下面的查詢碼換成您自己的。查詢碼寫在內文中，不寫在網址裡。
page-open = 辦事公開
page-open-text = 本機關的單位和經辦人，以及任一法定期限的屆滿日和計算過程。
page-staff = 工作人員
page-staff-text = 憑權杖可以辦理您的職位所允許的一切事項。
page-document = 全部位址、格式和範例：介面說明（OpenAPI）
