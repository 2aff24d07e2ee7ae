# 网站中规划部分的用语：首页、纲要、条款、进展、交代。

## 页面框架

year = { $year }年
month-of-year = { $year }年{ $month }月
record-line = 公开记录共{ $leaves }条。
record-with-run = 公开记录共{ $leaves }条。数据来自第{ $run }次分析，读取了前{ $read }条。
foot-how = 如何运作
foot-mine = 我的意见去了哪里？
coverage-title = 答复情况
risks-title = 问题与风险
reports-title = 工作报告
evidence-title = 资料库
