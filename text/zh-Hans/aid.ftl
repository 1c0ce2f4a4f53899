# 表单旁边的提示：检查、以往答复、建议。
draft-look = 检查草稿
draft-told = { $count ->
    [0] 没有发现问题：各项诉求均有回应，写明了依据，文字通顺。
   *[other] 有 { $count } 处提示，不妨碍办理，由您决定。
}
draft-title = 请再看一看
draft-hint = 只根据文字检查；您填写的内容没有保存。
remark-not-taken-up = 事实和理由几乎没有回应这项诉求
remark-no-basis = 依据中没有写明法律、法规或者文件
remark-remedy-missing = 没有写明可以怎样申请救济
remark-remedy-denied = 写了不能再申请，其实还可以申请
remark-remedy-promised = 写了还可以申请，其实已经没有救济途径
remark-long-sentence = 句子太长，要读两遍
remark-blank = 表格里有空没有填
remark-copied = 与另一事项的答复有百分之 { $percent } 逐字相同
earlier-title = 类似问题的以往答复
earlier-hint = 在您可以查看的事项中，最能回应这一问题的答复。每一份都是针对当时的情况作出的。
