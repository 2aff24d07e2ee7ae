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
search-in-theme = 主题
search-before = 上一页
search-next = 下一页
search-pages = 结果页码
search-note = 只搜索经审核公布的意见。个人信息已遮盖，也不能用来搜索。选项旁不显示小于 10 的数字。
