# 验收:联络员申请,经办人决定

accept-form-head = 📋 <b>申请验收 · 序号{ $number }</b>
    { $problem }
accept-form-statement = <blockquote expandable>{ $text }</blockquote>
accept-form-files = 已附材料{ $count }份:{ $names }
accept-form-ask = 请输入完成情况说明(可分几条发),也可直接发材料,例如 验收自查报告.docx。
accept-form-next = 还可以继续输入或发材料;改动已发的消息会一并更新。核对后点“提交申请”。
accept-submit = 提交申请
accept-clear = 清空重填
accept-leave = 存草稿离开
accept-statement-first = 还没有完成情况说明。请先用一两句话写明完成了什么,再提交。
accept-too-long = 说明共{ $now }个字,最多{ $most }个字。请精简,详细内容可作为材料发来。
accept-submitted = 序号{ $number }的验收申请已提交
accept-left = 草稿已保存
accept-someone-else = 另一位联络员刚改过这份申请,现在显示的是最新内容,请看过再点。
accept-not-text = 这里收文字、照片和文件,这条没有收下。
accept-already-applied = 这项申请已经提交过了
accept-publicity-first = 按本轮督察的程序,序号{ $number }要先公示、再申请验收。公示由经办人办理。
accept-not-asked = 按本轮督察的程序,序号{ $number }现在不需要申请验收。
accept-applied-applied = 📋 <b>申请验收 · 序号{ $number }</b>
    { $problem }
    已提交,附材料{ $files }份。验收结果会在这里通知您。
accept-applied-left = 📋 <b>申请验收 · 序号{ $number }</b>
    { $problem }
    草稿已保存,附材料{ $files }份。用 /task { $number } 可接着填。

accept-card-head = 🔎 <b>申请验收 · 序号{ $number }</b> · { $department }
accept-card-problem = { $problem }
accept-card-statement = <blockquote expandable>{ $text }</blockquote>
accept-card-files = 材料{ $count }份 · { $at }提交
accept-card-opinion = 意见:{ $text }
accept-card-waiting = 请核对说明和材料后决定。
accept-card-passed = 已由{ $by }于{ $at }验收通过。
accept-card-failed = 已由{ $by }于{ $at }决定不通过,任务回到整改中。
accept-pass = 验收通过
accept-fail = 验收不通过…
accept-files = 看材料
accept-publish = 拟定公示
accept-close = 销号
accept-opinion-pass = 🔎 <b>序号{ $number } · 验收通过</b>
    { $problem }
    如有补充意见请输入,输入后即通过;没有可点“无补充意见”。
accept-opinion-fail = 🔎 <b>序号{ $number } · 验收不通过</b>
    { $problem }
    请输入不通过的理由,例如 缺少第三方监测报告。发出后即退回责任单位。
accept-opinion-none = 无补充意见
accept-back = 返回
accept-opinion-in-words = 请用文字说明理由,责任单位要据此整改。
accept-decided-already = 这项申请刚由另一位经办人决定了,屏幕上是结果。
accept-passed = 序号{ $number }验收通过
accept-failed = 序号{ $number }已退回整改
accept-no-files = 这项申请没有附材料。
accept-files-sent = 已发送{ $count }份材料
accept-file = 序号{ $number } 验收材料 { $position }/{ $total }
accept-told-passed = 📋 <b>序号{ $number } 验收通过</b>
    { $problem }
accept-told-failed = 📋 <b>序号{ $number } 验收未通过</b>
    { $problem }
accept-again = 请按意见完善后重新申请。
accept-apply-again = 重新申请
