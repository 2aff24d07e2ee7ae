# 网站的参与部分：参与、表态、我的意见去了哪里、大家说了什么、自行核验。

title-error = 出错：{ $title }
error-title = 有一处需要改正
error-word = 出错：

## 轮次

take-part-lead = 可以用自己的话写意见，也可以对简短的陈述表态。无需注册。
take-part-none = 目前还没有开放征求意见。主管单位征求意见时，问题和起止时间会列在这里。
take-part-elsewhere = 其他规划的征求意见
rounds-open = 正在征求意见
rounds-later = 即将开始
rounds-closed = 已经结束
round-open-until = 截止时间：{ $closes }
round-opens = 开始时间：{ $opens }
round-closed-on = 已于{ $closes }结束
round-questions = { $n ->
    [0] 没有问题
   *[other] { $n } 个问题
  }
round-statements = { $n ->
    [0] 没有可表态的陈述
   *[other] { $n } 条可表态的陈述
  }
round-recorded = { $n ->
    [0] 尚未收录意见
   *[other] 已收录 { $n } 条意见
  }
round-start = 参与
round-read = 查看问题
round-lead = { $office }征求意见。可以回答一个问题，也可以全部回答，语言不限，用自己的话写即可。
round-lead-votes = { $office }征求意见。请对每条陈述表态。
round-closed-lead = 本轮已于{ $closes }结束，开始时间为{ $opens }。现已不再接收意见。
round-later-lead = 本轮于{ $opens }开始，{ $closes }结束。现在可以先看问题。
round-questions-title = 问题
round-chapter = 第{ $id }章 { $title }
answer-act = 作答
answer-any = 关于规划的其他意见
answer-any-hint = 没有合适的问题？
vote-act = 对陈述表态
vote-instead = 不想写，只想表态？
vote-instead-text = 共 { $n } 条简短陈述，逐条表态：赞成、反对或略过。
said-act = 看看大家说了什么
votes-page-act = 哪些地方一致，哪些地方不同
mine-act = 我的意见去了哪里？
mine-act-hint = 已经写过意见，并保存了查询码？
round-consent-title = 填写之前须知
round-used-title = 意见如何使用
round-used = 程序按文字把全部意见归入各个主题，再由人核对并命名。每个主题都会得到书面答复：已采纳、部分采纳、未采纳或已知悉，并逐一说明理由。凭查询码可以查看您的意见的去向。
round-public-title = 哪些内容会公开
round-public-held = 意见的编号、时间和渠道随即公开；原文须经人工审核后才公开。电话号码、电子邮箱等会被遮盖。
round-public-at-once = 意见的编号、时间、渠道和原文随即公开。电话号码、电子邮箱等会被遮盖。
round-public-votes = 表态只公布不少于 { $k } 人的合计数，不公布任何人的单独表态。
round-not-election-title = 这不是选举
round-not-election = 您的意见供参考，不是选票；网站的运行者能够看到。参与全凭自愿，因此这里的数字不能说明全国有多少人这样想。请勿用于选举或者需要作出有约束力决定的事项。

## 作答

answer-hint = 用自己的话写，语言不限，最多 { $most } 字。
answer-text = 您的意见
answer-speak = 我的身份
speak-as-public = 社会公众
speak-as-expert = 专家学者
speak-as-official = 机关工作人员
answer-language = 意见所用的语言
answer-language-none = 不注明（由分析程序识别）
answer-quotable = 同意公开引用我的原话（不署名）
answer-quotable-hint = 不勾选，意见同样计入。
answer-continue = 继续
answer-continue-hint = 提交之前还可以再看一遍。
answer-back = 返回问题列表
answer-before = 填写之前
answer-no-name = 请勿填写他人或者本人的姓名、住址和号码。
fault-empty = 请填写您的意见。
fault-long = 您的意见有 { $chars } 字，请缩短到 { $most } 字以内，或者分几次提交。
fault-constituency = 请选择您的身份。
fault-language = 请从列表中选择语言。
fault-busy = 此刻提交的人很多，尚未收录。您的文字仍在本页，请再次点击“提交”。
fault-full = 存储空间不足，未能收录。您的文字仍在本页，请稍后再试。
fault-unknown = 无法确定是否已经收录。您的文字仍在本页，请再次点击“提交”，不会重复收录。
fault-ours = 未能收录，这是我们的故障。不会重复提交。您的文字仍在本页，请稍后再试。

## 提交前确认

check-answer-title = 提交前请确认
check-answer-nothing = 现在还没有提交。
check-answer-words = 您的意见
check-answer-question = 问题
check-answer-speak = 我的身份
check-answer-language = 语言
check-answer-quote = 可否引用
check-answer-yes = 可以，不署名
check-answer-no = 不可以
check-answer-change-long = 修改
check-answer-send = 提交
check-answer-public-title = 哪些内容会公开
closed-meanwhile = 本轮已于{ $closes }结束，您的意见提交时已过截止时间，未予收录。原文附在下面，可以复制保存。
sent-before-title = 这份表单已经提交过
sent-before = 这份表单先前已收录过一条意见，文字与这次不同。这次没有重复收录，新的文字附在下面。
sent-before-correct = 如需更改已收录的内容，请打开后更正。
sent-before-open = 打开已收录的意见
sent-before-new = 也可以把新的文字作为另一条意见提交。
sent-before-send = 作为另一条意见提交
withdrawn-before-title = 这条意见已经撤回
withdrawn-before = 这份表单先前提交的内容已被撤回或者替换。这次没有重复收录。
your-text = 您的文字

## 完成

done-title = 已收录
done-number = 您的意见编号为 <b>{ $index }</b>。
done-time = 收录时间：{ $time }。
done-code = 您的查询码
done-code-keep = 请像钥匙一样保管。凭此码可以查看意见的去向，也可以更正或者撤回意见。我们无法补发，请现在记下。
done-browser = 半小时内可以在本浏览器中再次打开本页。
done-recorded-title = 收录了什么
done-held = 原文一字不改地保存，经人工审核后公布。
done-public = 原文一字不改地保存，人人可读。
done-numbered = 编号、时间和渠道记入公开记录，合计见“{ $check }”。
done-receipt = 任何人都可以独立核验的签名回执，本版本尚未提供。
done-next = 接下来
done-next-themes = 归入主题
done-next-themes-open = 本轮于{ $closes }结束后，您的意见会归入一个主题；届时可以查看是哪一个。
done-next-themes-closed = 下一次分析时，您的意见会归入一个主题；届时可以查看是哪一个。
done-next-answers = 书面答复
done-next-answers-text = 每个主题都会得到书面答复，并说明理由。
done-next-plan = 规划与举措
done-next-plan-text = 采纳的内容写入条款，之后有举措、数据和工作报告。具体日期尚未确定。
done-see = 查看去向
done-another = 回答另一个问题

## 表态

vote-title = 表态：{ $round }
vote-progress = 第 { $at } 条，共 { $n } 条
vote-question = 您赞成这条陈述吗？
vote-number = 第 { $number } 号陈述
vote-by-office = 由主管单位拟写
vote-by-participant = 由参与者拟写
vote-form = 您的表态
vote-pass-long = 略过／不确定
vote-stop = 到此为止
vote-changed = 您对这条陈述的表态是“{ $vote }”。重新表态将取代原来的表态。
vote-last = 已记录：对第 { $number } 号陈述“{ $vote }”。
vote-last-change = 更改
vote-back = 不更改，继续
vote-note = 您的表态供参考，不是选票；网站的运行者能够看到。表态之前不显示结果，以免受其影响。
vote-cookie = 本浏览器用一个 Cookie 把您的各次表态归在一起，其中不含身份信息。
vote-choose = 请选择三个答案之一。
vote-end-title = 全部陈述已看完
vote-end = 您已对本轮全部 { $n } 条陈述表态，均已记录。
vote-end-next = 意见群体在下一次分析时得出。{ $closes }本轮结束之前，可以更改任何一次表态。
vote-answers = 您的表态
vote-change = 更改
vote-change-long = 更改对第 { $number } 号陈述的表态
vote-write = 用自己的话写意见

## 我的意见去了哪里？

mine-title = 我的意见去了哪里？
mine-lead = 请输入提交意见时得到的查询码，即可查看这条意见的去向。
mine-code = 查询码
mine-code-hint = 27 位字母和数字，例如 0FDPB-WF66G-3Y8EK-6X4YN-GC99B-Q5。不分大小写，空格和连字符可有可无。
mine-open = 查看
mine-unknown = 没有意见使用这个查询码，请逐位核对。
mine-lost = 如果查询码遗失，我们无法找到您的意见：我们不保存谁写了什么。
mine-done-over = 提交后半小时内可以直接打开这一页。请输入查询码再次查看。
way-withdraw-fault = 如确定要删除，请先勾选。

## 无法给出的页面

refused-not-found-title = 没有这个页面
refused-not-found = 如果地址是手工输入的，请核对。如果是点击链接来的，这一页可能属于另一个规划，或者尚未发布。
refused-form-title = 内容不完整
refused-form = 提交的内容不完整，未予收录。请重新打开页面，再提交一次。
refused-long-title = 内容过长
refused-long = 提交的内容超出本页限度，未予收录。请返回、复制文字，分几次提交。
refused-busy-title = 此刻访问的人很多
refused-busy = 暂时无法给出页面，没有收录任何内容。请返回，稍后再试。
refused-ours-title = 未能完成
refused-ours = 这是我们的故障，不会重复提交。请返回，稍后再试。
refused-home = 返回首页
