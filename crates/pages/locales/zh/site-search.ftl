# 在大家的意见中搜索。

nav-search = 搜索
search-title = 搜索大家写的意见
search-title-of = { $words } - 搜索
search-words = 要查找的词语
search-hint = 可填一个或多个词，须同时出现。中文不必加空格。
search-act = 搜索
search-narrow = 缩小范围
search-any = 不限
search-by-theme = 主题
search-by-constituency = 身份
search-by-channel = 渠道
search-by-language = 语言
search-by-round = 轮次
search-by-kind = 类别
search-kind-own-words = 自己的话
search-kind-shared-words = 与他人相同或几乎相同
search-kind-reply = 对他人的回复
search-option = { $name }（{ $n }）
search-found-title = 搜索结果
search-found = { $n ->
    [0] 已公布的意见中没有含这些词语的。
   *[other] 共 { $n } 条意见。
  }
search-by-relevance = 最相关的排在前面。
search-by-number = 按编号先后排列。
search-page = 第 { $page } 页，共 { $pages } 页。
search-left = 公开记录中还有 { $n } 条新收录的正在读入，请稍后再搜。
search-like = 查找相近的意见
search-like-found = 用词与编号 { $index } 的意见相近的意见，最相近的在前。由程序比较，它并不懂得含义。
search-like-none = 已公布的意见中没有已知与编号 { $index } 相近的。
search-in-theme = 主题
search-before = 上一页
search-next = 下一页
search-pages = 结果页码
search-note = 只搜索经审核公布的意见。个人信息已遮盖，也不能用来搜索。选项旁不显示小于 10 的数字。

# 两次分析之间的变化。

drift-title = 两次分析之间的变化
drift-act = 与上一次分析相比的变化
drift-none = 没有更早的分析可供比较。
drift-lead = 第 { $to } 次分析与第 { $from } 次分析对照：每个主题有何变化。比例后附有偶然变动的范围。
drift-by-members = 有 { $n } 条意见两次都在内；主题按共有的意见对应。
drift-by-words = 两次共有的意见很少，主题按用词对应。
drift-caption = 两次分析的主题，从大到小
drift-change = 变化
drift-before = 之前
drift-after = 之后
drift-nothing = 没有对应的主题
drift-change-grown = 增大
drift-change-shrunk = 减小
drift-change-steady = 大致不变
drift-change-new = 新出现
drift-change-gone = 消失
drift-change-merged = 几个合为一个
drift-change-split = 一个分为几个
drift-change-rearranged = 重新组合
drift-note = 若一个主题含有另一主题在两次分析中共有意见的至少一半，两者即为对应。“增大”“减小”指两个范围不重叠；其余视为大致不变。
