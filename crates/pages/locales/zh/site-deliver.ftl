# 规划之后：沿革、各级规划的衔接、评价、记录所载的一个时期。

## 沿革

history-title = 本规划的由来
history-lead = 此前的各期规划，以及本规划的每一步：何时征求意见，文本何时公布，何时整体评估，其后作了哪些修改。
history-before = 此前的规划
history-before-none = 记录中没有此前的规划。
history-years = { $first }年至{ $last }年
history-steps = 本规划的各步
history-steps-none = 自纲要公布以来尚无其他事项。
history-round-opened = 征求意见：{ $round }
history-round-closed = 结束：{ $round }
history-changed = { $n ->
    [0] 与上次公布相比，条款没有变动
   *[other] 与上次公布相比，有{ $n }项条款变动：
  }
history-held-by = 由{ $body }进行
history-amended = { $n ->
    [0] 尚未据此修订
   *[other] 据此修订{ $n }项：
  }
history-rewritten = 改写了{ $n }项条款
history-asked = 征求部门意见：{ $bodies }
history-comments-until = 截至{ $day }
history-comments = { $n ->
    [0] 没有意见
   *[other] { $n }条意见
  }

## 衔接

alignment-title = 各级规划的衔接
alignment-lead = “{ $above }”的哪些条款由“{ $below }”落实，那里有哪些后续，哪里有缺口。
alignment-carried-out = 项条款得到落实
alignment-gaps = 项条款无人落实
alignment-own = 项条款不对应上级条款
alignment-rows = 逐条对照
alignment-rows-none = 上级规划尚无条款得到落实。
alignment-above = 上级条款
alignment-by = 由下列条款落实
alignment-measures = 相应措施
alignment-reached = { $n ->
    [0] 未设
   *[other] { $n }个中已达到{ $reached }个
  }
alignment-gaps-title = 缺口：无人落实
alignment-gaps-note = 下级规划没有条款提到这些条款。缺口本身并非过失：有些条款只由上级规划承担。
alignment-gaps-none = 上级规划的每项条款都有落实。
alignment-own-title = 自有条款
alignment-own-note = 下级规划的这些条款不对应上级条款。
alignment-own-none = 下级规划的每项条款都对应上级条款。

## 评价

evaluations-title = 评价
evaluations-lead = 就某项指标提出的问题：一项措施起了什么作用，数值能说明到什么程度，又不能说明什么。
evaluations-all = 全部评价
evaluations-none = 尚未就任何指标提出问题。
evaluation-title = 评价
evaluation-recovery = { $period }的数值为{ $reference }的{ $ratio }。
evaluation-circular = 两个数值之一正是由这一比例推算的，因此该比例不能证实任何事。
evaluation-no-value = 尚无已知数值，无从说明。
evaluation-since = 起作用的时间
evaluation-reference = 对照年份
evaluation-compared = 前后比较
evaluation-compared-none = 尚无可比较的数值。
evaluation-what = 项目
evaluation-note = 如何得出
evaluation-before = 之前的平均值
evaluation-after = 之后的平均值
evaluation-difference = 差
evaluation-values = { $n }个数值
evaluation-no-interval = 没有区间：少数几个数值的平均值不能说明偶然性
evaluation-ratio = 恢复比例
evaluation-interrupted = 中断时间序列
evaluation-interrupted-note = 以措施起作用的时间为界，用最小二乘法估计水平变化和斜率变化。区间为95%，按学生氏t分布计算；前后相继的数值并不独立，因此区间偏窄。
evaluation-interval = 95%区间
evaluation-range = { $low }至{ $high }
evaluation-step = 起始时的水平变化
evaluation-slope = 每年斜率变化
evaluation-too-few = 未计算：起点两侧各至少需要{ $n }个数值。
evaluation-since-open = 未计算：措施从何时起作用未说明。
evaluation-limits = 不能说明什么
evaluation-limits-all = 同一时期发生的其他事情在此都算作措施的作用。季节和物价未作调整。措施之后出现的变化不一定由措施引起。
evaluation-series = 所用数值

## 一个时期的记录

report-record = 记录中该机构在此期间的事项
report-record-note = 由该机构负责的措施及其所属事项得出，并非该机构所写。
report-record-none = 记录中没有该机构的措施在此期间的事项。
reports-owed = 应交的报告
report-draft-head = { $body }报告{ $period }情况。以下取自记录。
report-draft-line = { $what }：{ $sentence }
happening-reached = 里程碑已达到：{ $milestone }。
happening-missed = 里程碑未按期达到，期限为{ $due }：{ $milestone }。
happening-set = { $name }定为{ $value }。
happening-observed = 数值为{ $value }（{ $period }）。
happening-rewritten = 条款已改写。{ $why }
happening-reviewed = 再次审视：{ $state }。{ $note }

## 风险与依据

risk-raised-by = 由何提出
risk-by-report = 工作报告
risk-by-alert = 关于{ $id }的提示
risk-reviews = 历次审视
risk-review-day = 日期
risk-review-state = 状态
risk-review-note = 审视结果
evidence-answer = 对主题“{ $theme }”的答复
evidence-answer-single = 对第{ $index }号意见的答复
indicator-csv = 现行数值文件（CSV，Open SDG格式）
evidence-in-volume = 收入
evidence-contents = 目录
evidence-contents-open = 目录未说明。
