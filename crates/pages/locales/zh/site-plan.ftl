# 网站中规划部分的用语：首页、纲要、条款、进展、交代。

## 页面框架

year = { $year }年
month-of-year = { $year }年{ $month }月
record-line = 公开记录共{ $leaves }条。
record-with-run = 公开记录共{ $leaves }条。数据来自第{ $run }次分析，读取了前{ $read }条。
foot-how = 如何运作
foot-more = 更多页面
foot-group-plan = 关于本规划
foot-group-said = 意见与答复
foot-group-done = 实施情况
runs-title = 历次分析
runs-lead = 每次公布的分析均保留原处。其页面始终显示当时的结果，不随后来的分析改变；仅作者撤回的文字不再显示。
runs-none = 尚未进行分析。
runs-run = 第{ $run }次分析
runs-read = 读取记录至第{ $leaves }项。
runs-result = 其结果可由任何人重新计算：
pinned = 此为第{ $run }次分析公布时的结果；后来的分析可能有所不同。
pinned-latest = 查看最新分析
foot-mine = 我的意见去了哪里？
coverage-title = 答复情况
risks-title = 问题与风险
reports-title = 工作报告
evidence-title = 资料库

## 状态标签

decision-adopted = 已采纳
decision-partly-adopted = 部分采纳
decision-not-adopted = 未采纳
decision-noted = 已知悉
decision-none = 尚未答复
standing-reached = 已达目标
standing-on-pace = 进度正常
standing-behind = 进度滞后
standing-no-target = 未说明目标值
standing-no-baseline = 未说明基期值
standing-no-data = 暂无数据
status-done = 已完成
status-under-way = 进行中
status-intended = 拟推进
status-asked-for = 提出要求
status-claimed = 有关人士称
status-synthetic = 合成数据
risk-state-open = 待处理
risk-state-being-answered = 处理中
risk-state-closed = 已关闭
milestone-reached = { $when }完成
milestone-missed = 逾期{ $days }天
milestone-to-come = 尚未到期
milestone-no-date = 时间未说明

## 多个页面共用的词句

not-stated = 未说明
source-lines = 来源：{ $lines }
sources-title = 出处
figure-exact = { $n }{ $unit }
figure-over = 超过{ $n }{ $unit }
figure-under = 不足{ $n }{ $unit }
figure-about = 约{ $n }{ $unit }
figure-derived = 推算
value-of-period = { $value }（{ $period }）
count-of = { $n }／{ $of }
share-range = { $of }条意见中的{ $low }至{ $high }
share-point = { $of }条意见中的{ $share }
theme-of-run = 第{ $run }次分析的主题{ $theme }
theme-not-shown = 意见过少，不予显示。
contribution-number = 第{ $index }号意见
voted-agree = 赞成：{ $agree }（约{ $n }人次表态）
clause = 条款
clauses-title = 条款
clause-numbered = { $id } { $title }
chapter-number = 第{ $id }章
chapter-numbered = { $id } { $title }
reason = 理由：
plans-title = 其他规划
plan-above = 上级规划
plan-nested = 本规划的下级规划
plan-clauses = 共{ $n }项条款
plan-carries-out = 共{ $n }项条款，其中{ $own }项落实本规划的条款。

## 首页

home-question = 到{ $year }年应当做什么？
home-question-later = 到{ $year }年要做什么？做到了哪一步？
home-comment = 对纲要提意见
home-read = 阅读纲要
home-deadline = 征求意见截止时间：<b>{ $closes }</b>。无需注册，可用任何语言填写。
phases-title = 规划进行到哪一步
phase-frame = 公布纲要
phase-hear = 征求各方意见
phase-weigh = 大家说了什么
phase-draft = 答复与修改条款
phase-deliver = 落实
phase-account = 报告
phase-frame-facts = { $chapters }章，{ $clauses }项条款
phase-hear-facts = { $opens }至{ $closes }：{ $n ->
    [0] 尚无意见
   *[other] { $n }条意见
  }
phase-hear-none = 本规划未单独征求意见
phase-weigh-facts = { $themes }个主题（第{ $run }次分析）
phase-draft-answered = 已答复{ $n }个主题，共{ $of }个
phase-draft-changed = 已修改{ $n }项条款
phase-deliver-facts = { $measures }项举措，{ $indicators }项指标
phase-account-facts = { $n }份工作报告
alerts-title = 需要关注
alerts-none = 暂无：没有逾期的节点，没有滞后或放缓的指标，没有迟交的报告，没有到期未评估的事项。
alert-slipping-tag = 进度放缓
alert-report-tag = 报告迟交
alert-report = { $period }的报告，应于{ $due }前提交
pace-slipped = 已完成应达进度的{ $now }，上一期为{ $before }。
alert-milestone = 举措{ $measure }的节点
alert-review = 应于{ $due }前评估
alert-review-tag = 评估逾期
home-progress = 全部进展
home-chapters = 各章情况
home-chapters-caption = 问了什么、收到什么、如何答复、如何落实
home-chapters-note = 主题涉及该章条款的意见所占比例。一个主题可涉及多章。色带为范围，100次中有95次落在其中。
home-chapter = 章与问题
home-came = 比例
home-range = 范围
home-became = 主题答复情况
home-far = 后续举措
home-source = 来源：第{ $run }次分析，已归入主题的意见{ $of }条。
chapter-measures = { $n ->
    [0] 尚无举措
   *[other] { $n }项举措
  }
chapter-asked = 征求意见
chapter-questions-count = { $n }个问题
chapter-came = 收到意见
chapter-became = 处理结果
decided-adopted = 已采纳{ $n }个
decided-partly = 部分采纳{ $n }个
decided-not = 未采纳{ $n }个
decided-noted = 已知悉{ $n }个
decided-open = 未答复{ $n }个
decided-nothing = 尚无主题
account-title = 每一条都有着落
account-sentence = 公开记录共<b>{ $n }</b>条，逐条相加，分毫不差：
account-contributions = 条公开的意见
account-votes = 次表态
account-withheld = 条计入而原文不公布
account-erased = 条原文已删除或替换
account-documents = 份编制单位文件：规划、答复、分析
account-unexplained = 条去向不明
account-check = 自行核对总数
home-changed = 因大家的意见而修改
home-all-changed = 全部{ $n }项修改过的条款
drawn-from = 依据：{ $size }。
home-agreed = 看法不同的人也都赞成
home-agreed-lead = { $voters }人就{ $statements }条陈述表态。{ $groups ->
    [0] 以下陈述得到多数人赞成。
   *[other] 以下陈述得到全部{ $groups }个意见群体的赞成。
  }
home-groups = 查看共识与分歧

## 纲要与各章

outline-chapters = 章
outline-clauses = 项条款
outline-changed = 项条款已修改
outline-answered = 个主题已答复
clause-measures = { $n }项举措
clause-changed = 已修改
clause-as-published = 与首次公布一致
on-this-page = 本页内容
show-title = 显示哪一种文本
show-now = 现行文本
show-changes = 标出修改之处
show-first = 首次公布的文本
public-basis-none = 公众依据：无。
public-basis-size = { $statements ->
    [0] 公众依据：{ $themes }个主题，{ $size }。
   *[other] 公众依据：{ $themes }个主题、{ $statements }条陈述，{ $size }。
  }
public-basis-themes = { $statements ->
    [0] 公众依据：{ $themes }个主题。
   *[other] 公众依据：{ $themes }个主题、{ $statements }条陈述。
  }
clause-more = 查看来龙去脉
chapter-questions = 就本章征求意见的问题
chapter-turn = 其他各章
chapter-before = 上一章
chapter-after = 下一章

## 条款

version-published = 第{ $n }版，首次公布
version-adopted = 第{ $n }版，{ $on }
clause-changes = 与第{ $n }版相比的修改
change-removed = 删去：
change-added = 增加：
clause-why = 修改理由
clause-comment = 对本条款提意见
clause-turn = 其他条款
clause-before = 上一条
clause-after = 下一条
basis-title = 顶层设计与公众意见
basis-note = 规划有两个来源，并列于此。二者不一致时，下面的答复说明以何者为准及其理由。
directions-title = 顶层设计的要求
directions-none = 顶层设计：无。未就本条款提出要求。
advice-title = 公众的意见
advice-none = 公众依据：无。本文本未依据任何意见。
answers-title = 所提意见的处理结果
answers-taken-up = 已在本条款采纳
answers-not-taken-up = 提出但未采纳
answers-none-taken-up = 本条款尚未采纳任何意见。
answers-none-refused = 没有涉及本条款而未采纳的意见。
follows-title = 后续落实
follows-none = 本条款尚无后续举措。
carries-out-title = 落实的上级条款
carried-out-title = 落实本条款的下级条款
evidence-cited = 资料

## 举措与进展

measure = 举措
measures-title = 举措
measures-none = 尚未确定举措。
measure-owner = 责任单位
measure-due = 期限
measure-state = 状态
measure-budget = 计划经费
measure-depends = 须先完成
measure-from = 依据
measure-missed = { $n }个节点逾期
measure-all-reached = { $n }个节点全部完成
measure-some-reached = 已完成{ $reached }个节点，共{ $n }个
measure-no-milestone = 尚无节点
measure-changes = 预期改变什么
measure-changes-none = 本举措没有对应的指标。
parameters-title = 具体设定
parameters-note = 数值从不覆盖：新值逐次添加，最新的列在最前。
parameter-history = 沿革
parameter-from = 起始
parameter-value = 数值
parameter-known = 关于变动的说明
parameter-change-only = { $change }；数额未说明
milestones-title = 节点
milestones-none = 未设节点。
milestone-due = 应于{ $due }前完成
milestone-due-open = 期限未说明
progress-title = 进展如何
progress-lead = 列出全部举措和指标，逾期事项在前。数据保留来源的表述；来源未说明的，如实注明。
progress-measures = 项举措
progress-indicators = 项指标
progress-reached = 个节点已完成
progress-missed = 个节点逾期
progress-reports = 份工作报告
progress-risks = 登记的问题与风险共{ $n }项
indicator = 指标
indicators-title = 指标
indicators-none = 尚未设定指标。
indicators-note = 列出各指标的最新数值。基期值与目标值均已说明的，才判断进度。
indicator-latest = 最新数值
indicator-target = 目标值
indicator-standing = 进度

## 指标

indicator-now = 最新数值：{ $value }（{ $period }）。
indicator-target-is = 目标值为{ $value }（{ $period }）。
indicator-target-open = 未说明目标值。
indicator-no-value = 尚无数值。
pace-needed = { $period }末应达到{ $n }{ $unit }。
indicator-chart = 历次数值
indicator-no-chart = 数值尚少，不足以成图。
key-measured = 实际数值
key-pace = 应有进度
key-target = 目标值
chart-unit = 纵轴自{ $from }起。各数值标在所属时期之末。
chart-gaps = 连线仅连接已知数值，其间情况不详。
chart-bounds = 部分数值为界限值或约数，见表。
chart-derived = 部分数值由来源中的其他数据推算。
chart-synthetic = 部分数值为合成数据。
pace-title = 进度如何计算
pace-formula = 从{ $baseline }（{ $start }）到{ $target }（{ $end }）连成一条直线。已走完该直线届时所要求路程的{ $share }以上，即为进度正常。
pace-no-target = 进度是将现值与基期值至目标值的直线相比。目标值未说明，因此没有直线，不作判断。
pace-no-baseline = 进度是将现值与基期值至目标值的直线相比。基期值未说明，因此没有直线，不作判断。
indicator-facts = 指标说明
indicator-unit = 单位
indicator-baseline = 基期值
indicator-bindingness = 属性
indicator-binding = 约束性
indicator-anticipatory = 预期性
indicator-better = 方向
indicator-higher = 越高越好
indicator-lower = 越低越好
indicator-source = 数据提供
indicator-frequency = 频次
indicator-measures = 对应的举措
releases-title = 历次数值与发布
releases-note = 更正的数值作为新的发布，原数值保留。
release-period = 时期
release-value = 数值
release-needed = 应有进度
release-day = 发布日期
release-replaced = 已被替换

## 工作报告、风险、资料

reports-lead = 责任单位就某一时期所作的报告，保留原文。
reports-none = 尚无工作报告。
reports-none-measure = 尚无涉及本举措的工作报告。
reports-all = 全部工作报告
report-of-period = { $body }：{ $period }
report-of-body = { $body }
report-period = 报告期：{ $period }
report-period-open = 报告期未说明
report-given = { $day }提交
report-given-open = 提交日期未说明
report-no-text = 仅知作过此项报告，内容未说明。
report-about = 报告事项
report-about-none = 未列明举措和条款。
risks-lead = 可能发生和已经发生的问题，由谁负责，何时再次评估。
risks-none = 尚无登记事项。
risks-problems = 问题：已经发生
risks-risks = 风险：可能发生
risk-owner = 负责方
risk-review = 下次评估
risk-measure = 应对举措
evidence-lead = 本规划所依据的文件和数据，列明发布者、发布时间和许可方式。
evidence-none = 资料库为空。
evidence-documents = 文件
evidence-collections = 已出版文集
evidence-publisher = 发布者
evidence-published = 发布时间
evidence-licence = 许可方式
evidence-volumes = 卷数
evidence-articles = 篇数
evidence-cited-by = 引用处：

## 答复情况

coverage-lead = 已归入主题的意见中，{ $share }已得到附有理由的答复。
coverage-lead-none = 所提意见均尚未答复。
coverage-lead-all = 所提意见均已得到附有理由的答复。
coverage-no-run = 尚未进行分析，因此尚无答复。首次分析结果在本轮征求意见之后公布。
coverage-by-weight = 按意见数量
coverage-themes = 已答复{ $n }个主题，共{ $of }个。对主题的答复即对其中每条意见的答复。
coverage-decision = 答复
coverage-share = 比例
coverage-contributions = 意见数
coverage-by-whom = 按意见来源群体
coverage-other = 在所属主题中人数过少，合并计算
coverage-by-whom-note = 各群体意见中已得到答复的比例。
coverage-source = 来源：第{ $run }次分析，已归入主题的意见{ $of }条。为计数，不是估计。
coverage-waiting = { $n ->
    [0] 尚未答复
   *[other] 尚未答复：{ $n }个主题
  }
coverage-all-answered = 所有主题均已答复。
coverage-nowhere-title = 未涉及任何条款的主题
coverage-nowhere-note = 没有条款以其为依据，也没有答复指向条款。答复中仍可说明理由。
coverage-nowhere-none = 所有主题均涉及条款。
coverage-same-title = 多次使用同一理由
coverage-same-times = 逐字相同，共{ $n }次
coverage-no-basis-title = 没有公众依据的条款
coverage-no-basis = { $of }项条款中，{ $n }项未依据任何意见。
coverage-no-basis-list = 查看清单
