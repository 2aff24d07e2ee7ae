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
done-receipt = 凭下方的回执，可以向任何人证明这一点，无须通过我们。
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

## 回执

receipt-title = 您的回执
receipt-open = 打开回执
receipt-lead = 凭此文件可以向任何人证明您的原话在记录之中，无须通过本服务器。可以出示给他人：其中有您的原话，没有您的身份，凭它也不能更正或者撤回意见。
receipt-save = 保存回执
receipt-text = 回执全文
receipt-checked = 核验了什么
receipt-record = 由原话算出的指纹与第 { $index } 条一致。
receipt-record-fails = 由原话算出的指纹与第 { $index } 条不一致。
receipt-tree = 第 { $index } 条在共 { $size } 条的记录之中。
receipt-tree-fails = 第 { $index } 条不在回执所指共 { $size } 条的记录之中。
receipt-signature = 该记录的指纹已经签名。
receipt-signature-fails = 指纹的签名不成立。
receipt-signature-unknown = 未核验签名：本浏览器不支持。可用“核验回执”页上的命令核验。
receipt-key = 签名所用的密钥是本站的密钥。
receipt-key-fails = 签名所用的密钥不是本站的密钥。
receipt-by-server = 由本服务器核验。启用 JavaScript 后改由您的浏览器核验。
receipt-by-browser = 刚刚在您的浏览器中核验，未询问服务器。
receipt-by-browser-unsigned = 刚刚在您的浏览器中核验（签名除外），未询问服务器。
receipt-fails = 浏览器中的核验未通过。请原样保存回执，并告知主管单位。
receipt-unread = 这不是回执，或者内容有缺失、改动。
receipt-others = 核验他人出示的回执
slip-title = 您的私密存单
slip-lead = 请勿出示给他人。其中有查询码，还有原话之外记录的您的信息，以及打开它所需的随机数。
slip-save = 保存私密存单
slip-text = 私密存单全文
shown-title = 核验回执
shown-lead = 有人向您出示回执，您想知道这些话是否在记录之中。核验在您的浏览器中进行，不会发送到任何地方。
shown-field = 回执全文
shown-file = 或者选择文件
shown-act = 核验
shown-nothing-yet = 尚未核验。本页需要 JavaScript 才能自行核验；旁边的命令既不需要它，也不需要本站。
shown-words = 原话
shown-minute = 收录时间
shown-plan = 规划
shown-round = 轮次
shown-log = 记录名称
shown-without-title = 不通过本站
shown-without = 两个程序都随本软件的源代码提供，可以离线核验。请加上 --policy 文件，写入您从别处（例如公报）得到的密钥，这样就不必相信回执自带的密钥。
shown-says-not = 回执说明当时收录了什么。此后是否更正、撤回或者隐藏，以记录为准。规划和轮次的名称不在证明之内。
shown-keys = 本站的密钥

## 表态

vote-title = 表态：{ $round }
vote-progress = 第 { $at } 条，共 { $n } 条
vote-question = 您赞成这条陈述吗？
vote-number = 第 { $number } 号陈述
vote-by-office = 由主管单位拟写
vote-by-participant = 由参与者拟写
vote-form = 您的表态
vote-speak = 我以何种身份表态（可不填）
vote-speak-hint = 只问一次，适用于您在这里的全部表态。它不进入任何公开记录；人数少于 { $k } 人的部分不予显示。
vote-pass-long = 略过／不确定
vote-stop = 到此为止
vote-skip = 换一条
vote-end-skipped = 您已对本轮 { $n } 条陈述表态，另有 { $left } 条未表态。您的表态均已记录。
vote-skipped-act = 对其中一条未表态的陈述表态
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

## 表态

vote-none = 本轮没有可表态的陈述。
vote-closed = 表态已于{ $closes }截止。
vote-later = 表态于{ $opens }开始。

## 我的意见去了哪里？

way-title = 您的意见去了哪里
way-wrote = 您写于{ $date }。
way-adopted = 您提出的内容已写入规划，详见下文。
way-partly-adopted = 您提出的内容有一部分已写入规划，其余部分的理由见下文。
way-not-adopted = 您提出的内容未被采纳，理由见下文。
way-noted = 您提出的内容已知悉，说明见下文。
way-open = 意见已归入一个主题，该主题尚未答复。
way-unsorted = 意见已收录，等待下一次分析。
way-words = 您的原话
way-recorded-title = 收录情况
way-number = 编号 { $index }，{ $time }
way-kept = 您的原话一字不改地保存
way-corrected = 您作过更正，这是更正后的文字。原来的编号为 { $index }，其文字已删除。
way-shown = 人人可读
way-held = 待人工审核后公布
way-held-note = 意见已经计入，只是原文尚未公布。
way-hidden = 不向他人公布：{ $reason }
way-hidden-note = 意见同样计入，只是原文不公布。
hidden-personal-data = 提到或者暴露了他人
hidden-threat = 含有威胁
hidden-hate = 煽动仇恨
hidden-advertising = 广告
hidden-off-topic = 与规划无关
hidden-not-stated = 未说明理由
way-counted = 已计入第 { $run } 次分析
way-counted-note = 与其他每条意见一样，计一次。
way-not-counted = 尚未计入分析
way-not-counted-run = 收录时间在第 { $run } 次分析之后，下一次分析会计入。
way-not-counted-none = 尚未进行分析。第一次分析在本轮于{ $closes }结束之后进行。
way-quotable = 可引用
way-trail = 意见的去向
way-theme-step = 一个主题
way-theme-when = 第 { $run } 次分析
way-theme-with = { $of } 条意见中，有{ $low }到{ $high }归入这一主题。
way-theme-about = { $of } 条意见中，约有{ $share }归入这一主题。
way-theme-few = 归入这一主题的意见共 { $count } 条。
way-theme-hidden = 归入这一主题的意见太少，因此不向他人公布。您的意见在其中，所以您可以看到。
way-theme-why = 由程序按文字归入，没有人单独看过您的这一条。主题名称是暂定的。
way-theme-none = 没有可供比较的文字，未能归入主题。
way-theme-later = 尚未归入主题
way-similar = 同一主题的其他意见
way-same-words = 您的文字与其他人的相同或者十分相近。每条各计一次。
way-answer-step = 一份答复
way-answer-later = 尚未答复
way-answer-later-text = 主管单位须书面答复每一个主题并说明理由。答复之后，列在这里。
way-answer-reason = 理由：
way-answer-for-parent = 这是对整个主题“{ $theme }”的答复。
way-decided = { $date }作出
way-clause = 条款 { $id }
way-clause-changed = 修改之处
way-clause-since = 第 { $number } 稿，{ $date }通过
way-clause-first = 第 { $number } 稿
way-clause-why = 为何如此修改：
way-clause-named = 答复提到了这一条款，但条款没有采纳您提出的内容。
way-measures-named = 该条款之下的 { $n } 项举措
way-clause-none = 没有条款采纳这一内容，规划未作相应安排。
way-clause-later = 如有条款采纳，其文字和修改之处会列在这里。
way-measures-step = { $n ->
    [one] 一项举措
   *[other] { $n } 项举措
  }
way-measures-later = 尚无举措
way-measures-later-text = 条款之下有了举措，会连同期限列在这里。
way-measure-due = 期限：{ $date }
way-measure-due-not = 期限未说明
way-measure-owner-not = 责任单位未说明
way-milestones = 节点
way-outcome-step = 结果如何
way-outcome-later = 尚无数据或者报告
way-outcome-later-text = 有关这些举措的数据和工作报告，会陆续列在这里。
way-reports = 提到它的工作报告
way-report-for = { $body }，{ $period }
way-rights = 您可以做什么
way-code = 您的查询码
way-code-note = 持有此码的人都可以查看本页、撤回您的意见。请像钥匙一样保管，我们无法补发。
way-correct = 更正
way-correct-hint = 新的文字取代原来的文字，查询码不变。原来的文字会删除，其编号在记录中保留。
way-correct-held = 新的文字须经人工审核后才公布。
way-correct-act = 替换原文
way-withdraw = 撤回
way-withdraw-hint = 您的文字会被删除，不再计入。编号在记录中保留，使合计仍然成立。此操作不可恢复。
way-withdraw-sure = 是的，删除我的文字
way-withdraw-act = 撤回
way-close = 在本设备上关闭此页
way-close-hint = 浏览器随即不再保存查询码。使用公用电脑时请点此关闭。
gone-title = 编号 { $index }
gone-place = 它在记录中的位置仍然保留，合计依然成立。此后的分析不再计入。
way-latest = 最新数据：{ $value }（{ $period }）。
way-needed = 要跟上进度，届时应达到 { $needed }；目标为{ $target }（{ $period }）。
way-answer-own-step = 对这条意见本身的答复
way-theme-later-text = 程序会把每条意见归入一个主题。归入之后，这里会显示是哪一个，以及还有多少人提出。
said-more = 另有 { $n } 个较小的主题未列出。
said-parts-answered = { $of } 部分中已答复 { $answered } 部分
theme-plan-parts = 本主题的意见按各部分所得答复计算的比例。
votes-groups-title = 各个群体
gone-author = 作者撤回了这条意见，其文字已删除。
gone-legal-order = 根据法院或者有关机关的决定，这条意见的文字已删除。
gone-third-party-data = 这条意见含有他人信息，其文字已删除。
gone-retention-expiry = 保存期限已满，这条意见的文字已删除。

## 大家说了什么

said-none = 尚无分析结果。
said-none-open = 征求意见至{ $closes }结束，之后公布第一批结果。
said-none-closed = 第一次分析之后公布第一批结果。
said-run = 第 { $run } 次分析，读取公开记录的前 { $leaves } 条。
said-newer = 其后新收录的 { $n } 条意见尚未计入。
said-lead = 共计入 <b>{ $n }</b> 条意见。
said-lead-themes = { $n ->
    [0] 没有意见归入主题。
   *[other] 归为 { $n } 个主题。
  }
said-answered = { $themes } 个主题中，已答复 { $answered } 个。
said-themes-title = 主题（从多到少）
said-answer = 答复
said-source = 来源：第 { $run } 次分析。
said-channels-title = 通过什么渠道、由谁提出
said-votes-title = 哪些地方一致，哪些地方不同
said-campaigns-title = 多人寄出的同一封信
said-notes-title = 看这些数字须知
said-how = 如何计数、审核和权衡
theme-number = 主题 { $id }
theme-number-under = 主题 { $id }，属于“{ $parent }”
theme-working-name = 名称由程序取自该主题最有代表性的词，之后由人改定。
theme-plan-title = 规划如何处理
theme-plan-none-text = 主管单位须书面答复每一个主题并说明理由。这一主题尚待答复。
theme-plan-parent = 这是对整个主题“{ $parent }”的答复。
theme-plan-decided = { $date }作出
theme-plan-clause = 条款 { $id }
theme-decided-title = 工作人员对本主题的处理
theme-decided-lock = 保留原状：第 { $run } 次分析的主题 { $theme }。
theme-decided-merge = 由第 { $run } 次分析的主题 { $themes } 合并而成，名称为“{ $name }”。
theme-decided-rename = 改名为“{ $name }”。
theme-decided-split = 含词语“{ $words }”的意见另列为“{ $name }”。
theme-decided-move = 编号 { $index } 的意见归入本主题。
theme-decided-by = { $by }，{ $date }
theme-decided-note = 主题由程序提出，由人决定。以上每一项处理都载入公开记录，并可撤回；自下一次分析起生效：这些意见保持在一起，相近的新意见归入其中。
theme-parts-title = 包含哪些内容
theme-parts-note = 占本主题意见的比例。
theme-campaigns-title = 本主题中的联名同文来信
theme-read-title = 大家写了什么
theme-read-note = 本主题中经人工审核公布的意见，按时间先后排列，个人信息已遮盖。
theme-read-none = 本主题的意见尚未有审核公布的。它们同样计入。
theme-quotes-none = 入选意见的作者均未同意引用。
theme-read-more = 更多意见
theme-read-from = 从编号 { $index } 起
theme-read-first = 从头看起
theme-all = 全部主题
theme-sure-title = 这个数字有多可靠？
theme-sure = 归类由程序完成，程序会出错。范围只说明：如果同样来源再来这么多意见，比例会在多大幅度内变动。
theme-repeat-title = 如何重算
theme-repeat = 每个数字都按固定规则从存储的内容算出。输入相同，结果一位不差。本次分析结果的指纹是 <code>{ $hash }</code>。

## 表态结果

votes-title = 哪些地方一致，哪些地方不同
votes-none-yet = 尚未分析表态。
votes-few = 表态的人数足够之后，才会寻找意见群体。
votes-groups-hidden = 找到的每个群体都不足 { $k } 人，因此不予显示。
votes-rounded = 表态的计数取整到最近的 { $k }，以免从变化中看出个人的表态。
votes-not-title = 这里看不出什么
slate-act = 查看名单，以及有没有人被亏待
slate-list-title = 名单
slate-caption = 按选出的先后排列。以对该陈述表过态的人为分母，包括略过的人。小字：重复一百次约有九十五次落入的范围。
slate-not-a-vote = 它不决定任何事，只说明时间不多时先读什么。
votes-map-hidden = 图上没有一处聚集了足够多的人，因此不显示。

## 自行核验

check-title = 自行核验
check-lead = 每条意见、每次表态在公开记录中都有一个编号，从不移除：不公布的或者已删除的，位置仍然保留。因此合计在任何时候都必须成立。
check-sum-title = 合计成立吗？
check-sum-holds = 成立：{ $size } 条 = 已公布 { $published } + 不公布 { $withheld } + 已删除 { $erased } + 主管单位的行为 { $events }。
check-sum-fails = 不成立：有 { $n } 条去向不明。这不应发生，请告知主管单位。
check-published = 已公布
check-withheld = 不公布
check-erased = 已删除
check-events = 主管单位的行为
check-published-note = 人人可读的意见，以及按表态原样计入的表态。
check-withheld-note = 已计入，但原文不公布：尚未审核，或者因已说明的理由隐藏。
check-erased-note = 因作者撤回、更正或者法律要求而删除文字，位置保留。
check-events-note = 开放、导入、分析、答复、规划的修改，以及公布或者隐藏的决定，均为公开文件。
check-kinds-title = 逐类列出
check-kind = 条目类别
check-round = 轮次
check-channel = 渠道
check-state = 状态
check-count = 条数
state-published = 已公布
state-held = 待审核
state-withheld-personal-data = 隐藏：个人信息
state-withheld-threat = 隐藏：威胁
state-withheld-hate = 隐藏：仇恨
state-withheld-advertising = 隐藏：广告
state-withheld-off-topic = 隐藏：与规划无关
state-withheld-not-stated = 隐藏：未说明理由
state-erased-author = 已删除：作者要求
state-erased-legal-order = 已删除：法院或者机关决定
state-erased-third-party-data = 已删除：含他人信息
state-erased-retention-expiry = 已删除：保存期满
state-replaced = 已删除：作者更正
state-system-event = 公开文件
check-record-title = 记录
check-size = 条目数
check-root = 指纹
check-record = 指纹由全部条目依次算出。只要有一条被改动、取出或者插入，指纹就会不同。请连同条目数一并记下，日后比对。
check-record-how = 技术说明：依照 RFC 9162 的默克尔树根哈希，十六进制。
check-repeat-title = 结果可以重算吗？
check-repeat = 第 { $run } 次分析读取了前 { $leaves } 条。其结果的指纹是 <code>{ $hash }</code>。同一程序、同样输入，得出同样的数字。
check-repeat-none = 尚未进行分析。
check-mine-title = 我的意见在其中吗？
check-mine = 凭查询码可以看到您的编号、原话和去向。
check-shown = 凭回执可以向他人证明某段话在记录之中。
check-shown-act = 核验回执
check-later-title = 还缺什么
check-later-witnesses = 见证方：主管单位以外的机构为指纹签名，使记录无法在不被察觉的情况下改写。
check-now = 在此之前，如果向不同的人出示不同的记录，只有保存了回执或者旧副本的人才会发觉。

## 规则

how-title = 如何计数、审核和权衡
how-lead = 这些页面上的数字都来自固定的规则。规则和局限列在下面。
how-count-title = 如何计数
how-count-once = 每条意见计一次，无论是单独写的，还是一万份同文来信中的一份。来信和重复的文字会如实标明；凡有差别之处，另列每封信只计一次的结果。
how-count-sorted = 程序只按文字把每条意见归入一个主题。没有语言模型参与书写、归类或者计数。
how-count-range = 每个比例都先给出范围。范围在 100 次中有 95 次成立（威尔逊区间），说明如果同样来源再来这么多意见，比例会在多大幅度内变动。
how-count-k = 不足 { $k } 人的不予显示，表态的计数取整到最近的 { $k }。
how-votes-title = 如何看待表态
how-votes = 表态相近的人组成一个群体。群体只来自表态，只有字母，没有名称。各群体都赞成的陈述，比一个大群体单独赞成的陈述更能说明问题。
how-moderate-title = 如何审核
how-moderate-held = 新的意见先由人看过再公布，除非该轮另有规定。待审核的意见已经计入。
how-moderate-reasons = 只有下列理由才可隐藏原文，每个决定都记入公开记录：
how-moderate-never = 工作人员不删除任何内容。被隐藏的意见保留编号，照样计入。
how-mask = 电话号码、电子邮箱、身份证件号码、银行卡和账户号码、车牌在公布原文之前按其格式遮盖。姓名和住址没有固定格式，无法这样发现：除非该轮征求意见即时公布，原文公布之前由人工阅读。
how-weigh-title = 主管单位如何权衡
how-weigh = 主管单位既看数量，也看理由，须书面答复每一个主题：已采纳、部分采纳、未采纳或已知悉，并说明理由。顶层设计的要求和公众的要求在每个条款旁并列。
how-limits-title = 这里看不出什么
how-methods-title = 方法及其版本
how-not-election-title = 这不是选举
how-not-election = 本软件听取自愿参与者的意见。它不对服务器的运行者保密，也不能防止胁迫或者收买。请勿用于有约束力的表决或者选举。
entry-contribution = 意见
entry-vote = 表态
entry-replacement = 更正后的意见
entry-withdrawal = 撤回
entry-moderation = 公布或者隐藏的决定
entry-import = 导入的文件
entry-plan = 规划的发布，以及指示、依据、风险、报告的增加
entry-run = 分析
entry-disposition = 对主题的答复
entry-clause = 条款的各稿
entry-measure = 举措、节点和数据
entry-key = 密钥或者规则的变更
entry-closing = 征求意见的结束
entry-opening = 征求意见的开放

votes-further = 另外 { $n } 条
said-all = 全部 { $n } 个主题及其组成部分
