# 网站中规划部分的用语：首页、纲要、条款、进展、交代。

## 页面框架

year = { $year }年
month-of-year = { $year }年{ $month }月
record-line = 公开记录共{ $leaves }条。
record-with-run = 公开记录共{ $leaves }条。数据来自第{ $run }次分析，读取了前{ $read }条。
