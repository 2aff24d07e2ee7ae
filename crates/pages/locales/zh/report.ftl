# report.html：分析得出了什么；给主管单位看的，或给所有人看的。

report-title = 大家说了什么
report-office = <b>内部材料。</b>本报告含有个人的意见原文和表态，请勿公开。可公开的版本请用 <code>canvass analyse --public</code> 生成。
report-public = <b>公开材料。</b>可能指向个人的数字已略去，只引用同意公开者的原话。
report-contents = 本报告内容
report-brief = 要点

lead-texts = 共收到意见 { $texts } 条。
lead-votes = 共有 { $voters } 人对 { $statements } 条陈述表态。
lead-nothing = 没有收到任何内容。

## 收到了什么

in-title = 收到了什么
in-sentence = 共读取 { $rows } 行。{ $quarantined ->
    [0] 全部计入。
   *[other] 其中 { $quarantined } 行无法使用，已另行存放。
  }
in-adds-up = 每一行都有去处，合计如下：
in-accepted = 采用
in-set-aside = 另行存放
in-unexplained = 去向不明
in-files = 读取的文件
in-file = 文件
in-kind = 读取方式
in-rows = 行数
in-file-accepted = 采用
in-file-set-aside = 另行存放
in-figures = 主要数字
in-contributions = 意见（条）
in-statements = 付诸表态的陈述（条）
in-voters = 表态人数
in-votes = 有效表态（次）
in-votes-cast = 原始表态（次）；同一人对同一陈述再次表态时，以后一次为准
in-also-statements = 每条陈述同时也计为一条意见。
by-title = 通过什么渠道、由谁、用什么语言
by-note = 以下为实际计数，不是估计。比例以全部 { $n } 条意见为分母。
by-channel = 渠道
by-constituency = 意见来源群体
by-round = 轮次
asked-round-other = 其他（人数太少，不单列）
by-language = 语言
by-count = 意见数
by-share = 比例
by-only = 全部意见来自同一渠道（{ $channel }）、同一来源群体（{ $constituency }）、同一种语言（{ $language }）。
by-more = 另有 { $n } 项，共 { $count } 条意见。
chart = 图

channel-web = 网上表单
channel-api = 其他程序
channel-form-import = 其他表单工具
channel-csv = CSV 文件
channel-xlsx = 电子表格
channel-mbox = 电子邮件
channel-paper = 纸质与信函
channel-phone = 电话
channel-meeting = 座谈会
constituency-public = 社会公众
constituency-expert = 专家学者
constituency-official = 机关工作人员
channel-other = 其他（人数太少，不单列）
constituency-other = 其他（人数太少，不单列）
language-ar = 阿拉伯语
language-de = 德语
language-en = 英语
language-es = 西班牙语
language-fa = 波斯语
language-fr = 法语
language-hi = 印地语
language-id = 印度尼西亚语
language-it = 意大利语
language-ja = 日语
language-ko = 韩语
language-nl = 荷兰语
language-pl = 波兰语
language-pt = 葡萄牙语
language-ru = 俄语
language-sv = 瑞典语
language-sw = 斯瓦希里语
language-th = 泰语
language-tr = 土耳其语
language-uk = 乌克兰语
language-ur = 乌尔都语
language-vi = 越南语
language-zh = 中文
language-und = 未知
language-other = 其他（人数太少，不单列）
kind-csv = 表格（CSV）
kind-xlsx = 工作簿（XLSX）
kind-jsonl = 记录（JSONL）
kind-polis-comments = Polis 陈述
kind-polis-votes = Polis 表态
kind-polis-matrix = Polis 表态矩阵
kind-polis-comments-json = Polis 陈述（JSON）
kind-polis-votes-json = Polis 表态（JSON）

## 重复的文字

same-title = 重复的文字
same-none = 没有两条意见的文字相同或几乎相同。
same-many = { $of } 条意见中，有 { $n } 条与至少另一条文字相同或相近。
same-distinct = 每组相同文字只计一次，则余 { $distinct } 条。凡两种计法结果不同之处，一并列出。
same-kinds = 相同的程度
same-kind = 程度
same-exact = 除大小写、空格和标点外完全相同
same-near = 几乎相同
same-template = 大部分出自同一段文字
same-count = 意见数
campaigns-none = 没有哪一封来信的人数多到需要作为联名同文来信列出。
campaigns = 有 { $n } 封信由多人寄出，共 { $signers } 条意见使用了其文字。每条都计入，信文只登一次。
campaigns-note = 是否有人组织并不知道，只知道许多意见文字相近。
campaign = 第 { $n } 封信
campaign-signers = 署名 { $signers } 人，占 { $of } 条意见的{ $share }。
campaign-people = 署名 { $people } 人，共寄来 { $signers } 条，占 { $of } 条意见的{ $share }。同一人多次寄来，只算一位署名人。
campaign-exact = { $exact ->
    [0] 没有两条一字不差。
    [1] 没有两条一字不差。
   *[other] 其中 { $exact } 条一字不差。
  }
campaign-own = { $n ->
    [0] 各条均未另加自己的话。
   *[other] 其中 { $n } 条另加了自己的话（{ $share }）。
  }
campaign-added = 署名人自己添加的词：{ $words }。
campaign-theme = 多数归入的主题：
campaigns-more = 另有 { $n } 封人数较少的信未在此列出，见 <code>findings.json</code>。

## 主题

themes-title = 大家写了什么
themes-none = 所有意见都没有文字，因此没有主题。
themes-between = { $of } 条意见中，<b>{ $low }至{ $high }</b>归入“{ $name }”，这是 { $themes } 个主题中最大的一个。
themes-about = { $of } 条意见中，约<b>{ $share }</b>归入“{ $name }”，这是 { $themes } 个主题中最大的一个。
themes-few = { $of } 条意见中，<b>{ $count }</b> 条归入“{ $name }”，这是 { $themes } 个主题中最大的一个。
themes-one = 全部 { $of } 条意见归入同一个主题。
themes-one-text = 只有一条意见、一个主题：“{ $name }”。
themes-made = 归类由程序完成。每条意见恰好归入一个主题，主题名只是其中最有代表性的词。使用前应由人阅读，并改名、合并或拆分。
themes-per-language = 各语言分别归类，因此同一想法用两种语言写出，就是两个主题。
themes-caption = 各主题所占意见的比例
themes-caption-note = 色带：重复一百次约有九十五次落入的范围。分母为 { $of } 条有文字的意见。
themes-theme = 主题
themes-range = 范围
themes-share = 比例
themes-count = 意见数
themes-once = 相同文字计一次
themes-more = 另有 { $n } 个主题，见 <code>tables/themes.csv</code>。
themes-details = 逐个主题
themes-narrower = 其下共有 { $n } 个更细的主题。
themes-cut = 此处为 { $n } 个主题中最大的 { $shown } 个。
themes-response-table = <code>response-table.xlsx</code> 中每个主题一行，附有原话和供填写答复的空栏。
theme-quotes-rule = 原话按规则选取，非人工挑选。
theme-quotes-agreed = 原话按规则选取，非人工挑选，且只引用同意公开者。
theme-between = { $of } 条意见中，<b>{ $low }至{ $high }</b>归入这一主题，即 { $count } 条，占{ $share }。
theme-about = { $of } 条意见中，约<b>{ $share }</b>归入这一主题，即 { $count } 条。
theme-small = { $of } 条意见中，归入这一主题的不到<b>百分之一</b>，共 { $count } 条。
theme-few = { $of } 条意见中，有 <b>{ $count }</b> 条归入这一主题。
theme-campaigns-inside = 其中 { $signers } 条（{ $share }）使用了 { $n } 封联名来信的文字。每条都计入，信文只登一次。
theme-without-title = 结论会因此改变吗？
theme-without-same = 处处不计这些来信，比例为 <b>{ $share }</b>（范围{ $range }，{ $count } 条）。按多少排列，本主题仍居第 { $place } 位。
theme-without-other = 处处不计这些来信，比例为 <b>{ $share }</b>（范围{ $range }，{ $count } 条）。按多少排列，本主题由第 { $before } 位变为第 { $place } 位。
theme-once = 每封信和每组相同文字只计一次，则范围为{ $range }（{ $count } 条）。
theme-under = 属于“{ $parent }”。
theme-stability = 随机抽取一半意见重新归类时，这一主题与最相近的一组平均有 { $share } 相同。
theme-words = 有别于其他主题的词
theme-quotes = 原话
concerns-title = 少数人的不同关切
concerns-note = 以下每一项只有少数人提出。它们计入所列主题，但离该主题的中心比最近的另一主题还远。请先由人阅读，以免淹没在大数之中。
concern-size = { $count } 条意见，计入“{ $theme }”。
theme-who = 由谁提出
theme-who-note = 各部分意见中提到该主题的比例。色带：重复一百次约有九十五次落入的范围。虚线：全部意见，{ $all }。
differ = 较多：{ $more }，{ $high }。较少：{ $less }，{ $low }。两者范围不重叠。
differ-not = { $parts }：范围重叠，无法断定有无差别。
out-of = 总数
quote-number = 第 { $id } 号
quote-goes-on = 原文还有后续。
quote-role-typical = 最接近主题中心
quote-role-distant = 离中心最远
quote-role-constituency = 在其来源群体中最接近中心

## 表态

groups-title = 大家在哪里一致，在哪里不同
votes-none = 没有收到表态，因此无从说明一致程度。
groups-found = 共有 <b>{ $voters }</b> 人对 { $statements } 条陈述表态，形成<b>{ $groups } 个意见群体</b>。
groups-one = 共有 <b>{ $voters }</b> 人对 { $statements } 条陈述表态。能够归类的人都在同一个群体中。
groups-not-found = 共有 <b>{ $voters }</b> 人对 { $statements } 条陈述表态，没有形成意见群体。
groups-few = 只有对至少 { $needed } 条陈述表过态的人才参与分群。目前这样的人有 { $placed } 位。
groups-from-votes = 意见群体只根据表态得出。没有问过任何人的身份，群体只用字母代表，没有名称。
groups-polis = 本次所用方法（方案 <code>polis</code>）总会把人分成若干群体，即使表态并无稳定的规律。因此“存在群体”本身不是结论；换一批表态者，这些群体是否仍会出现，并未检验。
groups-silhouette = 群体的清晰度为 { $value }，取值在 −1 到 1 之间：1 表示每个人与本群体的距离远小于与其他群体的距离，接近 0 表示群体彼此混杂。
groups-placed = { $voters } 位表态者中有 { $placed } 位参与分群，即表态不少于 { $needed } 次的人。其余人的表态仍计入总数。
groups-brief = 表态形成<b>{ $groups } 个意见群体</b>，每个群体中的人表态相近。
groups-brief-untested = 表态形成<b>{ $groups } 个意见群体</b>，每个群体中的人表态相近。这些群体是否稳定，未经检验。
groups-real = 这些群体真的存在吗？
groups-why-none = 为什么没有列出群体
groups-none-stable = 共有 <b>{ $voters }</b> 人对 { $statements } 条陈述表态，<b>未发现稳定的群体</b>。
groups-too-few = 有 { $people } 人各对至少 { $needed } 条陈述表态之后，才会寻找意见群体。目前这样的人有 { $placed } 位。
groups-lists-stay = 以下列出多数人赞成的陈述和分歧最大的陈述。
groups-none-means = 这也是一个结果，而不是失败：人们的共识与分歧列在下面，按所有人计算。它并不说明没有群体，只说明这些投票不足以显示任何群体。
groups-alike = 对每条陈述，所有表态的人回答都相同，无从区分群体。
groups-no-pattern = 人们对一条陈述的表态，并不能说明对另一条如何表态：把回答在表态者之间重新分配，结果看上去没有区别。
groups-not-stable = 我们寻找过意见群体，没有找到稳定的。人们的表态有差异，但重新抽取表态者之后，分界并不重现。
groups-gradient = 人们的表态沿着能够重现的方向有差异，但观点之间是逐渐过渡的；不含任何群体的模拟表态看上去同样分明。
groups-stable-word = 稳定
groups-stable = 重新抽取表态者 { $repeats } 次（有的人被抽中多次，有的人没有被抽中），每次重新形成群体。其中 { $same }次最合适的群体数相同；平均每 100 人中有 { $stayed }人仍与同样的人在一起。
groups-tested-gradient = 按同样的意见方向、但不含群体而模拟的 { $draws } 组表态中，{ $n ->
    [0] 没有一组同样分明
   *[other] 有 { $n } 组同样分明
  }；在所有这样的模拟中，同样分明的至多占{ $most }（一百次中有九十五次如此）。
groups-tested-shuffles = 把每条陈述的回答在表态者之间重新分配 { $shuffles } 次，剩下的人与人之间的差异至多是真实表态的{ $share }。
groups-tested-held-out = 每十次表态留出一次，用其余的来预测：{ $n ->
    [0] 没有任何意见方向有助于预测
   *[other] 用 { $n } 个意见方向
  }时均方误差为 { $with }，只用每条陈述的平均值则为 { $without }。
groups-ranges = 括号内是区间：如果换成同一来源的另一批人表态，一百次中有九十五次会落在其中。区间来自重新抽取表态者；误差和差异所占的比例，则来自人与人之间相差多少。一致程度、重合以及留在一起的人数，括号内是百分之九十五的重复所在的范围。
groups-ranges-untested = 括号内是区间：重新抽取表态者、沿同样的方向重新形成群体，一百次中有九十五次落在其中。
groups-other = 方案 <code>{ $profile }</code> 把同样的表态分成 { $groups } 个群体，两者一致程度为 { $agreement }，其中 1 为完全相同，0 为等同偶然。它用平均值填补人们没有看到的陈述，只看两个方向，而且无论是否稳定都会形成群体，所以这里先列出经过检验的结果。
groups-other-alone = 方案 <code>{ $profile }</code> 把同样的表态分成 { $groups } 个群体。它用平均值填补人们没有看到的陈述，只看两个方向，而且无论是否稳定都会形成群体，所以这里先列出经过检验的结果。
groups-test = 检验方法及其局限
groups-test-limits = 列出群体的条件：在重复中能够重现（一致程度的中位数不低于 0.8，每个群体平均重合不低于 0.75），没有一个群体少于百分之一的人，而且至多二十分之一的模拟表态同样分明。群体的形成和描述用的是同样的表态；每个人都归入最近的群体，包括站在两个群体之间的人。
groups-numbers = 试过的群体数
groups-number = 群体数
groups-number-clear = 分明程度，0 至 1
groups-number-in-gradient = 不含群体时
groups-number-gradient = { $mean }（至多 { $highest }）
groups-number-not-drawn = 无需比较
groups-number-agreement = 重复之间的一致
groups-number-weakest = 最弱群体的重合
groups-number-smallest = 最小群体的人数
map-variance-fit = 图上两个方向包含了人与人之间差异的{ $first }和{ $second }，其余差异无法画出。
groups-size = 群体在这里的大小，并不说明它在全国的大小。
map-title = 表态分布图
map-alt = { $placed } 位表态者按表态相似程度排列的分布图
map-about = 表态相近的人位置相近；颜色越强，人数越多。上下左右本身没有含义。
map-shared = { $n ->
    [0] 没有一格含有两个群体的人。
   *[other] 有 { $n } 格含有不止一个群体的人，颜色取其中人数最多的群体。
  }
map-variance = 图上两个方向包含了表态差异的{ $first }和{ $second }，其余差异无法画出。
map-key = 每格人数，由弱色到强色：{ $steps }。
map-step = { $low }至{ $high }
map-words = 文字说明
map-largest = 群体 { $group } 最大：{ $n } 人，占参与分群者的{ $share }（{ $range }）。
map-table = 各群体的数字
group = 群体 { $group }
group-letter = 群体
group-people = 人数
group-share = 占参与分群者的比例
group-range = 范围
group-more = <b>{ $n } 人，占{ $share }</b>（{ $range }）。与其他人的不同之处：
group-agree = { $inside }（{ $inside-range }）赞成；其他人中{ $outside }（{ $outside-range }）
group-disagree = { $inside }（{ $inside-range }）反对；其他人中{ $outside }（{ $outside-range }）
group-nothing = 没有哪条陈述能确切地把这个群体与其他人区分开。
groups-tried = 试过的群体数及其清晰度：{ $tried }。
groups-tried-one = { $n } 个为 { $value }

statements-title = 各条陈述
statement = 陈述
statement-all = 全部
votes-by-sentence = 各列表前列的 { $n } 条陈述，按渠道或来源群体分别列出。投票人太少的部分不单列；区间说明每个比例有多确定。
statement-agree = 赞成
statement-disagree = 反对
statement-caption = 每个列表只列最明显的，至多十条。以对该陈述表过态的人为分母，包括略过的人。小字：重复一百次约有九十五次落入的范围。
agreed-title = 多数人赞成
agreed-sentence = { $n ->
    [0] 没有哪条陈述明确得到多数人赞成。
   *[other] 以下 { $n } 条陈述最明确地得到多数人赞成。
  }
rejected-title = 多数人反对
rejected-sentence = { $n ->
    [0] 没有哪条陈述明确遭到多数人反对。
   *[other] 以下 { $n } 条陈述最明确地遭到多数人反对。
  }
across-title = 各群体共识
across-sentence = { $n ->
    [0] 没有哪条陈述在每个群体中都得到过半数赞成。
   *[other] 以下 { $n } 条陈述在每个群体中都得到过半数赞成。
  }
bridging-title = 平常意见相左的人也都赞成
bridging-sentence = { $n ->
    [0] 没有哪条陈述在最主要的分歧两边、并在每个列出的群体中都得到过半数赞成。
   *[other] 以下 { $n } 条陈述在最主要的分歧两边、并在每个列出的群体中都得到过半数赞成。
  }
bridging-about = “过半数”指范围的下限也过半数。按弥合得分排列，即赞成中不能由分歧解释的部分。得分只是一种替代：真正要紧的是人们彼此更加理解。
bridging-score = 弥合得分 { $score }（{ $low } 至 { $high }）。分歧的一边有{ $first }赞成，另一边有{ $second }赞成。
bridging-informed = 兼顾各群体的共识度 { $value }（{ $low } 至 { $high }）。
statement-again = 重新抽取表态者一百次，有 { $n } 次仍在此列。
across-brief = 各群体最一致赞成的陈述：“{ $text }”对它表态的人中，{ $agree }赞成。
divisive-brief = 分歧最大的陈述：“{ $text }”{ $agree }赞成，{ $disagree }反对。
agreed-brief = 最明确得到多数人赞成的陈述：“{ $text }”对它表态的人中，{ $agree }赞成。
divisive-title = 分歧所在
divisive-sentence = { $n ->
    [0] 没有哪条陈述两边都明确有许多人。
   *[other] 以下 { $n } 条陈述两边的人都最多。
  }
divisive-most = 分歧最大的一条：{ $agree }赞成，{ $disagree }反对。
statements-cut = 另有 { $n } 条，见 <code>tables/statements.csv</code>。
statements-rest = 全部 { $n } 条陈述及其表态见 <code>tables/statements.csv</code>。其中多数表态太少，或没有明显倾向，未在此列出。
statements-all = 全部 { $n } 条陈述及其表态
statements-all-cut = { $n } 条陈述中表态最多的 { $shown } 条
slates-title = 兼顾各方的简表
slates-sentence = 选出 { $n } 条陈述，使表态者的每一部分都能在其中得到应有的份额：{ $voters } 位表态者中，{ $represented } 人（{ $range }）至少赞成其中一条，{ $left } 人一条也不赞成。
slate-rule = 按规则 <code>{ $rule }</code> 依次选出：每个席位给予最能照顾所得最少者的陈述。
slate-check-title = 有没有人被亏待？
slate-place = 共 { $n } 个席位，一个席位代表 { $place } 人。
slate-holds = 没有人被亏待：名单之外没有一条陈述，其赞成者多到应得一个或几个席位，而名单上他们赞成的却太少。共核对 { $checked } 种可能的主张。这一标准称为 { $axiom }。
slate-fails = 有人被亏待。共核对 { $checked } 种可能的主张。这一标准称为 { $axiom }。
slate-witness = { $voters } 人赞成“{ $text }”，而它不在名单上。{ $needed } 人就足以得到 { $members } 个席位，他们每人在名单上赞成的都不足此数。
slate-nearest = 最接近成立的主张：{ $voters } 人赞成“{ $text }”，且在名单上赞成的不足 { $members } 条；达到 { $needed } 人即可成立。
slate-unseen = 没有看到某条陈述的人，在此按不赞成计算。人们看到的陈述很少时，这项核对说明不了多少。
slate-fare-title = 人们所得如何
slate-fare = { $voters } 人中，{ $none } 人（{ $range }）一条也不赞成；所得最少的十分之一至多赞成 { $tenth } 条，所得较少的一半至多赞成 { $half } 条。
slate-at-most = { $n }（{ $low }至{ $high }）
slate-fare-note = 括号内为重复一百次约有九十五次落入的范围；没有括号的数字在此范围内不变。
slate-fare-table = 赞成其中几条
slate-people = 人数
slate-share = 比例
slate-with-none = 一条都不赞成
slate-tenth = 处境最差的十分之一至多赞成
slate-members = { $n ->
    [0] 无
   *[other] { $n } 条
  }
method-slate = 选出兼顾各方的陈述

## 略去了什么

out-title = 略去了什么，以及不能说明什么
out-sentence = { $n ->
    [0] 没有哪一行被另行存放。
   *[other] 有 { $n } 行无法使用，已另行存放。
  }
out-listed = 每一行的行号和原因见 <code>tables/quarantine.csv</code>。
out-reason = 原因
out-rows = 行或单元格
out-count = 数量
out-excluded = 已采用，但不计入某些数字
out-notes = 还需知道
out-limits = 不能说明什么
limit-sample = 这些比例说明的是收到的意见，不是全体人口。参与者不是抽样产生的。
limit-range = 范围表示：如果从同样的来源再收到同样多的意见，比例会变动多少。它不表示归类出错的多少。
limit-candidates = 主题、主题名和联名来信都只是程序的建议，须经人核对。
limit-seen = 每条陈述只由看到它的人评判，而看到的人并非抽样产生。
limit-suppressed = 人数少于公布的最低数目的内容不予显示，以免有人被认出。因此总数可能大于所列各部分之和。

set-aside-empty-text = 文字为空
set-aside-undecodable = 字节不符合文件的编码
set-aside-too-long = 一行超过 16 MiB
set-aside-quote-not-closed = 引号未闭合
set-aside-quote-inside = 引号内的引号没有重复书写
set-aside-cell-count = 单元格数与表头不同
set-aside-zero-character = 含有电子表格无法保存的字符（U+0000）
set-aside-cell-error = 单元格显示电子表格错误
set-aside-not-an-object = 该行不是 JSON 对象
set-aside-not-a-value = 应为文字处出现列表或对象
set-aside-repeated-key = 同一记录中键重复
set-aside-unknown-channel = 渠道不在清单中
set-aside-unknown-constituency = 规划没有定义的意见来源群体
set-aside-unknown-language = 无法识别的语言
set-aside-bad-date = 无法读取的日期
set-aside-bad-answer = 既不是“是”也不是“否”
set-aside-no-id = 编号为空
set-aside-bad-vote = 表态值不是 1、0 或 −1
set-aside-bad-moderation = 审核值不是 1、0 或 −1
set-aside-unknown-statement = 对不存在的陈述表态
set-aside-repeated-participant = 同一参与者的第二行

excluded-empty-text = 没有文字，不归入任何主题
excluded-hidden-statement = 审核后不显示的陈述：可以有表态，但不参与分群和列表
excluded-meta-statement = 关于表态者自身的陈述：不参与分群和列表
note-given-without-vote = 所给群体中有 { $a } 位参与者在此没有表态。
note-themes-fewer-than-asked = 要求 { $a } 个主题，但只有 { $b } 个：没有更多不同的文字。
note-disclosure-k = 不足 { $a } 人或 { $a } 条意见的内容一律不显示，表态数四舍五入到最接近的 { $a } 的倍数。
note-themes-not-shown = 有 { $a } 个主题因意见太少未显示。
note-concerns-not-shown = 有 { $a } 项关切因意见太少未显示。
note-campaigns-not-shown = 有 { $a } 封信因署名人太少未显示。
note-themes-per-language = { themes-per-language }
note-vectors-teacher = 各语言一起归类：向量模型 { $a } 读了每一条。
note-vectors-student = 各语言一起归类：向量模型 { $a } 读了其中 { $b } 条，其余各条按由此学到的方法归类。
note-personal-data = 按格式在 { $a } 条意见中发现个人信息：电话号码 { $b } 个，电子邮箱 { $c } 个，其他号码（身份证件、银行卡、银行账户、车牌）{ $d } 个。凡向公众展示之处均已遮盖。姓名和住址没有固定格式，程序无法发现：公布之前须由人工阅读。
note-unknown = 分析还注明：{ $code }（{ $values }）。

## 如何得出

made-title = 如何得出
made-sentence = 程序读取内容，并按固定规则算出每个数字。没有语言模型参与撰写、归类或计数。同样的输入得出同样的数字，直到最后一位。
made-lsa = 文字按共有的词比较（潜在语义分析），各语言分别进行。用词不同的相近想法可能被分开。
made-model = 文字用主管单位添加并指定的向量模型 <code>{ $name }</code> 比较。
made-votes = 表态按方案 <code>{ $profile }</code> 分析。
made-methods = 方法及其版本
made-method = 方法
method-normalise = 统一文字形式
method-language = 判断语言
method-duplicates = 查找相同和相近的文字
method-vectors = 把文字转为数字
method-themes = 把意见归入主题
method-labels = 用词为主题命名
method-votes = 意见群体与陈述
made-version = 版本
made-seed = 所有随机选择从种子 { $seed } 开始。
made-files = 本次分析的其他文件
made-file-findings = 本报告的全部数字，供程序读取
made-file-manifest = 读取了什么、如何读取，以及结果的指纹
made-file-themes = 每个主题及其大小
made-file-statements = 每条陈述及其表态
made-file-assignments = 每条意见归入的主题
made-file-duplicates = 哪些意见文字相同
made-file-groups = 每位表态者所在的意见群体
made-file-quarantine = 每一行另行存放的内容及其原因
made-file-tables = 全部表格的工作簿
made-file-response = 每个主题一行，供填写答复

## 准确程度

accuracy-none = 归类出错有多频繁尚不清楚：还没有人对样本做过人工归类。
accuracy-texts = 为了解归类出错有多频繁，{ $coders } 人对抽出的 { $n } 条意见做了人工归类。
accuracy-correct = 在全部意见中，{ $range }所在的主题与人工归类一致。
accuracy-kappa = 两人之间超出偶然的一致程度 kappa 为 { $range }；1 表示完全一致，0 表示与偶然无异。
accuracy-alpha = 全体归类者的 Krippendorff alpha 为 { $range }。
accuracy-sampled = 样本已由人工归类，其中 { $n } 条在本主题。
accuracy-precision = 本主题的意见中，{ $range }经人工判断属于本主题。
accuracy-recall = 经人工判断属于本主题的意见中，{ $range }归入了本主题。
accuracy-share = 按人工归类，本主题占全部意见的 { $range }。
figure-range = { $value }（{ $low }至{ $high }）
