# 每个页面的框架，以及数字和日期的写法。

percent = { $n }%
range = { $low }%至{ $high }%
share-none = 无
share-all = 全部
share-under = 不到{ $n }%
share-over = { $n }%以上
share-none-asked = 无人表态
list-more = { $a }、{ $b }
list-last = { $a }和{ $b }
date = { $year }年{ $month }月{ $day }日
date-time = { $date }{ $time }（UTC）

skip = 跳到主要内容
languages = 语言
nav-main = 主导航
nav-crumbs = 当前位置
nav-plan = 规划
nav-take-part = 参与
nav-said = 大家说了什么
nav-progress = 进展
nav-check = 自行核验
title-of = { $page } - { $plan }
not-election = <b>这不是选举。</b>参与者均为自愿。主管单位既看数量，也看理由，并须书面答复每一个主题。
vote-agree = 赞成
vote-disagree = 反对
vote-pass = 略过
key = 图例
