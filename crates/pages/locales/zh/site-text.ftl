# 规划文本：改了什么，谁支持，谁反对，各级规划如何衔接。

changed-title = 文本改了什么
changed-lead = 从“{ $from }”到“{ $to }”：所有改动的条款，以及由谁改、为何改。
changed-from = 从
changed-to = 到
changed-show = 查看
changed-step = { $from } → { $to }
changed-outline = 最初公布的纲要
changed-now = 现行文本
changed-none = 没有改动：两个文本的各条款相同。
changed-reworded = 修改的条款
changed-new = 新增的条款
changed-gone = 撤下的条款
changed-gone-note = 其编号保留，不再使用，以便查找有关意见。
changed-gone-on = { $on }撤下
changed-orders = 次序与标题
changed-orders-note = 条款无论移到何处，编号不变。
changed-order-on = { $on }重新编排
changed-moved = 移动的条款
changed-retitled = 更改标题的条款
changed-versions = 第{ $from }版 → 第{ $to }版
changed-link = 各公布文本之间改了什么

order-title = 次序是否取决于计数方法？
order-same = 否。无论如何计数，各主题次序相同。
order-differs = 是。主题的次序取决于以什么为一；凡有变化，表中注明。
order-note = 没有哪一种方法是唯一正确的，它们回答不同的问题。
order-table = 各主题的位次，由大到小
weight-contributions = 按意见计
weight-people = 按人计
weight-campaigns-once = 联名信计一次
weight-constituencies-equal = 各界等重
weight-means-contributions = 每条意见计一。
weight-means-people = 每人计一，无论写了多少。
weight-means-campaigns-once = 多人寄出的同一封信、重复寄出的同一文本，计一次。
weight-means-constituencies-equal = 公众、专家及其他各界同等计数，无论各有多少人来信。
weight-unknown = 不详
weight-unknown-people = 不详：{ $of }条意见均未注明何人所提。
weight-unknown-constituencies = 不详：未注明所属界别，或不可公布。
weight-people-known = { $of }条意见中有{ $known }条注明何人所提；其余不计入此列。
weight-no-change = 次序不变。
weight-changes = { $n }个主题位次变化。
weight-higher = 升
weight-lower = 降

voices-title = 背后的声音
voices-link = 背后的声音，按界别
voices-none = 没有：无主题、无意见与此有关。
voices-lead = { $of }条意见中有{ $n }条、共{ $themes }个主题与此有关。
voices-single-only = 有{ $n }条单独意见与此有关。
voices-themes = 有关主题
voices-by-whom = 来自谁
voices-by-whom-note = 各界全部意见中，提出这些主题的有多少。
voices-count = { $of }条意见中的{ $n }条
voices-single = 单独意见
voices-single-note = 条款所引，或单独以此条款答复。
voices-statements = 所依据的陈述及其投票

followed-lead = 从所说到所成。
followed-no-words = 此意见的文字不公开：待审、隐藏、撤回或已删除。
followed-theme = 所属主题
followed-no-theme = 尚无分析将其归入可公布的主题。
followed-answer = 答复
followed-no-answer = 尚无答复。
followed-own = 单独答复
followed-of-theme = 对其主题的答复
followed-no-measures = 尚无相应措施。

dissent-title = 谁持反对意见
dissent-note = 某群体或某界至少十分之一反对文本内容时，在此列出。
dissent-group = { $group }组（占已归组者{ $size }）：对“{ $statement }”的表态中{ $disagree }反对。
dissent-constituency = { $who }：{ $share }提出此要求，未予采纳。

coverage-loose-title = 所指条款其后撤下的答复
coverage-loose-note = 须重新答复。

passage-no-words = 未显示：作者未同意引用，或原文已不公开。
links-title = 起草人确认的联系
link-quoted = “{ $words }”
link-statement = 陈述{ $id }
link-confirmed = { $what }：相似度{ $likeness }%，由{ $by }于{ $on }确认。
link-found = { $what }：由{ $by }于{ $on }找出。
