# 随处可用的话:没看懂、已过时、机器的麻烦

not-understood = 没看懂这条消息。可点 /start 看能做什么;正在公示的事项在 /notices,已提异议的进度在 /receipt。
not-understood-office = 没看懂这条消息。能做什么请看 /help。
not-understood-liaison = 没看懂这条消息。要填报请点 /todo;其他能做的请看 /help。
edit-after = 改动已发出的消息,不会改变已经提交的内容。要补充,请点卡片上的“补充材料”,或把要说的重新发一条。
edited-command = 改过的命令不会执行。请把命令重新发一条。
button-unknown = 这个按钮已不能用。请点 /start 从头进入。
moved-on = 这一步已经变了,屏幕上是最新的。
nothing-to-cancel = 现在没有正在进行的步骤。
form-cancelled = 已取消,见上面的卡片。
form-left = 已离开,未完成的内容没有送出。
card-moved = 已移到下面的新消息。
file-too-big = “{ $name }”有{ $size },超过机器人能接收的{ $most } MB,没有收下。请压缩或分成几份再发,{ $email ->
        [none] 也可以在文字里说明。
       *[other] 或发到 { $email }。
    }
file-runs = “{ $file }”是可以运行的程序,没有收下。请改发文档、图片或照片。
turn-parked = ⚠️ 您刚才的消息没能处理完,内容已保存,工作人员会查看。急事请直接打电话给办公室。

parked-letter = 邮件
parked-announcement = 公示消息
parked-other = 消息
answer-undelivered = ⚠️ 异议 { $number } 的答复没有送达:提出人停用了机器人。答复已保存,提出人凭回执码(/receipt)随时能看到。实名的,可在这件异议的卡片上点“看联系人”,另行告知。
unreachable = ⚠️ { $department }的一位联络员联系不上了(可能停用了机器人)。单位还有别人能接收,请打电话问一下,或换一位联络员。
unreachable-alone = ⚠️ { $department }的联络员联系不上了(可能停用了机器人),单位现在没有人能接收。请打电话联系,或换一位联络员。{ $email ->
        [none] 单位没有填写邮箱,待报事项送不到。
       *[other] 待报事项会发到 { $email }。
    }
unreachable-back = 📋 { $department }的联络员又能联系上了,待报事项已再告诉一次。
reconcile-miss = ⚠️ 夜间核对发现缺漏:{ $what }({ $thing })。请运维人员运行 xiaohao doctor。
reconcile-objection-letter = 一件已受理的异议没有对应的邮件
reconcile-letter-address = 一封邮件缺少收件地址的发送记录
reconcile-request-prompt = 一项待报没有发出过提醒
reconcile-period-open = 一个已到期的公示没有结束
reconcile-audit-chain = 操作记录的校验链不完整
task-moved-on = 序号{ $number }的状态已经变了,这一步现在做不了。用 /task { $number } 看最新情况。
parked-unknown = 没有叫 { $name } 的待处理项。用 xiaohao parked list 查看。
form-back = 刚才没填完的那一项又打开了,请接着填;不填了可点 /cancel。
