# 季度调度:提醒卡、填报、待报清单、催报

collection-comma = 、
prompt-title = 📋 <b>{ $period }进展调度</b>
prompt-title-special = 📋 <b>{ $period }</b>
prompt-round = <b>{ $title }</b>
prompt-question = <blockquote expandable>{ $question }</blockquote>
prompt-owed = { $department } · 待报{ $owed }项(共{ $total }项) · { $due }前,{ $left }
prompt-all-sent = { $department } · { $total }项都已报送
prompt-ended = { $department } · { $sent ->
        [0] {""}
       *[other] 已报{ $sent }项,
    }没报的{ $ended }项不用再报了
prompt-why-ended = { $why ->
        [cancelled] 本次调度已由办公室撤销。
       *[archived] 所属督察已办结归档。
    }
prompt-provisional = 截止日暂定:涉及的年份放假安排尚未公布,公布后重新计算。
prompt-is-signed = 已签收
prompt-line = <b>序号{ $number }</b> { $problem } · { $state }
row-empty = 未填
row-draft = 草稿 { $step }/{ $steps }
row-submitted = 已报,待审
row-accepted = 已通过
row-returned = 已退回
prompt-what = 点一项开始填报,或直接回复本条消息写进展。
prompt-thanks = 本次调度没有待报的了。审核结果会在这里告知。
prompt-fill = 填报 序号{ $number }
prompt-fill-long = 填报 { $number }
prompt-go-on = 继续 序号{ $number }
prompt-go-on-long = 继续 { $number }
prompt-correct = 修改 序号{ $number }
prompt-correct-long = 修改 { $number }
prompt-special = 专项 序号{ $number }
prompt-special-long = 专项 { $number }
prompt-view = 查看 序号{ $number }
prompt-view-long = 查看 { $number }
prompt-sign = 签收
prompt-why = 为什么是这天
prompt-signed = 已签收。
why-this-day = 自{ $start }起,含当日,第{ $days }个工作日是{ $due }。
why-rhythm-quarterly = 这些任务按季调度。
why-rhythm-monthly = 这些任务按月调度,不在季度里再报。
why-rhythm-weekly = 这些任务按周调度,截止日在下一周调度开始之前;不在季度里再报。
why-by-hand = 这是专项调度,期限由经办人定为几个工作日。
why-named = 这是专项调度,截止日由经办人指定。
why-moved = 原定{ $day },放假安排变动后重新计算;已告知的日期不会提前。
why-extended = 序号{ $number }已延期到{ $until }。
due-provisional = 暂定{ $day }
why-make-up = { $day }调休上班,计入。
why-off = { $first }至{ $last }放假,不计。
why-off-day = { $day }放假,不计。
why-provisional = 其中有的年份放假安排尚未公布,按周一至周五暂计,公布后重新计算。

which-title =
    📋 收到这段进展,是哪一项的?
    <blockquote>{ $text }</blockquote>
which-what = 请点一项,或输入序号。
which-task = 序号{ $number }
which-task-long = { $number }
which-leave = 都不是
reply-which = 请点上面的一项,或输入其中一个序号。
reply-to-which = 待报的有几批,看不出这段是哪一批的,没有记下。请长按那条调度消息点“回复”再写,或从 /todo 点开一项。
reply-nothing-owed = 这次调度没有待报的了,这段文字没有记下。要补充,请联系办公室。

todo-title = 📋 <b>待报{ $count }项</b>,按截止日排列
todo-line = <b>序号{ $number }</b> { $problem } · { $period } · { $state } · { $due }前({ $left })
todo-none = 📋 现在没有待报的。
todo-waiting = 另有{ $count }项已报,待审。
todo-what = 点一项填报。

# 填报

report-head = 📋 <b>序号{ $number }</b> · { $period } · 第{ $step }步(共{ $steps }步) { $name }
report-about = <i>{ $problem }</i>
report-step-status = 状态
report-step-text = 进展
report-step-figure = 指标
report-step-evidence = 佐证
report-step-preview = 核对
report-returned-line = ⚠️ 退回意见:{ $comment }
report-none = 未填
report-last-status = { $last } { $status }
report-chosen = 已选 { $status }
report-ask-status = 请选择{ $this }的进展状态。
report-same = 与{ $last }相同
report-leave = 存草稿离开
report-back = 上一步
report-next = 下一步
report-go-on = 继续填报
report-measures =
    整改措施
    <blockquote expandable>{ $text }</blockquote>
report-last-text =
    { $last }进展
    <blockquote expandable>{ $text }</blockquote>
report-written =
    已写
    <blockquote expandable>{ $text }</blockquote>
report-text =
    进展
    <blockquote expandable>{ $text }</blockquote>
report-no-text = 进展 无新进展
report-ask-text = 请输入{ $this }进展,例如做了什么、到什么程度。可分几条发;改已发的消息,草稿跟着改。
report-ask-answer = 请输入答复。可分几条发;改已发的消息,草稿跟着改。
report-ask-more = 可接着写,发来的都加在后面;写好点“下一步”。
report-use-last = 从{ $last }开始
report-by-measure = 逐条填写
report-from-last = 文字从{ $last }开始;审核时会看到改了哪些。
report-question = 本次要答:{ $question }
report-clear = 清空重写
report-status-line = 状态 { $status }
report-will-be-late = 已过截止日,报送后记为迟报。
report-check = 请核对,无误点“报送”。
report-send = 报送
report-edit-status = 改状态
report-edit-text = 改文字
report-edit-figures = 改指标
report-edit-evidence = 改佐证
report-link-unknown = 没有找到这一项填报。您的待报在 /todo。
report-kept-title = 📋 <b>序号{ $number }</b> · { $period } · 不用再报了
report-kept-why = { $why ->
        [cancelled] 本次调度已由办公室撤销。
       *[archived] 所属督察已办结归档。
    }
report-kept-what = 这是已写的草稿,没有报送,留在这里供查看。
report-saved = 草稿已保存。
report-saved-card =
    📋 <b>序号{ $number }</b> · { $period } · 草稿已保存({ $step }/{ $steps })
    尚未报送,{ $late ->
        [yes] { $due }的截止日已过,请尽快报送
       *[no] 请于{ $due }前报送
    };本单位的联络员都可以接着填。
report-receipt-submitted = 📋 <b>序号{ $number }</b> · { $period } · 已报送,待审
report-receipt-accepted = 📋 <b>序号{ $number }</b> · { $period } · 已通过
report-receipt-returned = 📋 <b>序号{ $number }</b> · { $period } · 已退回
report-sent-line = { $at } { $writer ->
        [none] 联络员
       *[other] { $writer }
    }报送{ $late ->
        [yes] (迟报)
       *[no] {""}
    }
report-more = 补充材料
report-take-back = 撤回修改
report-take-back-yes = 确认撤回
report-take-back-no = 不撤回
report-take-back-asks = 撤回后这份回到草稿,办公室看不到,要重新报送;截止日后再报记为迟报。确定撤回吗?
report-taken-back = 序号{ $number }已撤回,可以修改。
report-sent = 序号{ $number }已报送,待审核。
report-sent-late = 序号{ $number }已报送(迟报),待审核。
report-text-taken = 回复的文字已记为进展。
report-text-added = 这段文字已加到进展后面。
report-last-text-used = 已用上次的文字,请改成这次的;审核时会看到改了哪些。
report-edited = 修改已记下。
report-edited-left = 修改已记到序号{ $number }的草稿里,还没有报送。
report-text-needed = 还没有写进展。请直接输入文字,再点“下一步”。
report-text-too-long = 进展共{ $given }个字,超过{ $most }个字,这一段没有记下。请精简,或作为佐证文件发来。
report-not-text = 这里要文字、照片或文件,这条没有记下。
report-status-expected = 请点一种状态,或输入它的名称,例如“达到序时进度”。
report-file-expected = 这里等照片或文件;要写文字请用一整句话,会加到进展后面。没有材料请点“没有佐证”。
report-preview-expected = 没看懂这句短话,没有记下。要补充进展请写一整句,要报送请点“报送”。
report-send-at-preview = 报送之前请先走到“核对”一步,看一遍全部内容。
report-lacks-status = 还没有选状态。请点“改状态”补上。
report-lacks-text = 还没有写进展。请点“改文字”补上。
report-lacks-figure = 还有指标没有填。请点“改指标”补上,没有数据点“暂无数据”。
report-someone-else = { $name ->
        [none] 本单位另一位联络员
       *[other] { $name }
    }刚改过这份草稿,现在显示的是最新内容,请看过再改。
report-sent-already = 序号{ $number }已由本单位报送。审核前可点“补充材料”或“撤回修改”。
report-reviewed-already = 序号{ $number }已经审核或撤回,现在显示的是最新情况。
report-edit-too-late = 这份已经报送,改原来的消息不会改动它。审核前可在它的卡片上点“补充材料”或“撤回修改”;审核后请联系办公室。

figure-name = <b>{ $name }</b>{ $of ->
        [1] {""}
       *[other] ({ $at }/{ $of })
    }
figure-target-line = 全年目标 { $value }
figure-last-line = { $last }累计 { $value }
figure-given-line = 已填 { $value }
figure-ask = 请输入{ $this }累计数,例如 { $example }。
figure-doubt-falls = 比{ $last }累计({ $before })少。累计数一般不减少,确定填 { $value } 吗?
figure-doubt-far = 远超全年目标({ $target }),请看看单位。确定填 { $value } 吗?
figure-yes = 确定
figure-no = 改一下
figure-same = 与{ $last }相同
figure-no-data = 暂无数据
figure-none = 暂无数据
figure-no-last = 今年还没有以前的数。请填数字,或点“暂无数据”。
figure-line = { $name } { $value }
figure-beside = {" "}({ $list })
figure-comma = ,
figure-last = { $before } { $value }
figure-target = 全年目标 { $value }
figure-percent = { $percent }%
figure-not-exact = “{ $given }”不是一个准确的数。请填数字,例如 { $example };拿不准可点“暂无数据”,审核时再补。
figure-cell-not-exact = “{ $given }”不是一个准确的数。请填数字,例如 { $example };没有就留空。
figure-other-unit = “{ $given }”的单位不是{ $unit }。请按{ $unit }填,例如 { $example }。
figure-negative = “{ $given }”是负数,累计数不会小于零。请填数字,例如 { $example }。
figure-too-fine = “{ $given }”的小数太细,最多记{ $decimals }位。请四舍五入后再填。
figure-too-large = “{ $given }”太大,记不下。请看看单位,例如 { $example }。

evidence-ask = 请发照片或文件,可以多份,用于审核和验收。
evidence-count = 佐证 { $count } 份
evidence-line = { $at }. { $name }
evidence-names = { $names }
evidence-done = 完成
evidence-none = 没有佐证
evidence-again = 用以前的材料
evidence-drop = 删除第{ $at }份
evidence-dropped = 已删除 { $name }。
evidence-received = 已收到{ $count }个文件。
