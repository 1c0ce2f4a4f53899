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
take = 采用
likely = 约百分之{ $percent }
class-title = 可能的类别
class-by-catalogue = 只按目录文字比对：本单位还没有从自己的办理结果中学习。请您选择。
class-sure = 从本单位的办理结果中学得，第一项已填好：这样的建议一百件中至少九十八件正确。
class-unsure = 从本单位的办理结果中学得，但没有把握：请您选择。
kind-title = 可能的性质
kind-hint = 与类别一样，根据同样的文字得出。
kind-told = { word-filed }自己写明
unit-title = 可能负责答复的单位
unit-hint = 按职责目录，并参考类似事项最后由谁办理；提出异议、另行指定和建议未采用的，计为不利。
unit-by-duty = 职责目录：
unit-complained-of = 被反映的单位
unit-past-the-accused = 绕开被检举控告的单位
unit-agreed = 受理过类似事项：{ $count }
unit-refused = 退回过类似事项：{ $count }
unit-passed-over = 曾建议由其办理而由他单位受理的类似事项：{ $count }
letter-title = 来信中的要点
letter-hint = 按文字找出并在信中标明；这里没有的，信里也可能有。
part-places = 地点
part-days = 日期
part-amounts = 数额
part-names = 单位和企业
part-demands = 诉求
alike-look = 先查有无相同事项
alike-told = { $count ->
    [0] 在您可以查看的事项中没有类似的。
   *[other] 有 { $count } 个事项可能相同。现在还没有登记。
}
alike-before = 按文字和地点比对。如果就是其中一件，请打开它，在那里添加{ word-filed }；如果不是，请继续登记。
