# 决定：答复情况、公布的文本、意见采纳情况说明。

coverage-exceptions = { $n ->
   *[other] 有{ $n }条意见单独答复，不适用其主题的答复。
  }
coverage-by-channel = 按提交渠道
coverage-no-words-title = 未以本语言说明的理由
coverage-no-words-note = 这些答复的理由以其他语言写成，见答复原处。
stage-draft = 草案
stage-final = 定稿
publications-title = 已公布的文本
publications-note = 公布之日尚未答复的主题随文本一并列出。
publication-name = { $stage }，第{ $n }次公布
publication-approved = { $n ->
   *[other] 经{ $n }人批准
  }
publication-unanswered = { $n ->
    [0] 所有主题均已答复
   *[other] { $n }个主题尚未答复
  }
consideration-title = 意见采纳情况说明
consideration-note = 将每个主题的答复和理由、每项改动的条款汇为一份文件。
consideration-markdown = 同一内容的Markdown版
consideration-came = 第{ $run }次分析共读取{ $n }条意见。
consideration-made = 本说明由记录生成，除答复和理由外均非人工撰写。
consideration-answered = 答复及理由
consideration-open = 尚未答复
consideration-clauses = 文本的改动
consideration-no-clauses = 尚无条款改动。
consideration-part = { $who }：{ $n }
clause-by = 修改方：
tensions-title = 与顶层设计有张力的主题
tensions-note = 由规划部门记录，与其他主题一样必须答复。
tension-direction = 顶层设计：
measure-partners = 参与方
