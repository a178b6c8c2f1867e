# 个人信息:保存了什么,导出,删除,保存期限的变化

objection-mine = 个人信息
mine =
    ✉️ <b>{ $number } · 个人信息</b>
    { $kept }
    异议内容{ $files ->
        [0] {""}
       *[other] 和{ $files }份材料
    }、办理经过会留存,用于办理和存档。
    { $asking }
mine-identity = 保存着您的姓名、联系方式,以及送回答复用的会话编号,都已加密;办结{ $days }天后自动删除。
mine-way-back = 没有您的姓名;只保存送回答复用的会话编号(加密),办结{ $days }天后自动删除。
mine-nothing = 已不再保存您的身份信息和会话编号。
mine-asking-open =
    删除后不能恢复:答复不会再送到这里,请凭回执码查询;已发出的邮件收不回。异议照常办理。确定删除吗?
mine-asking-ended = 删除后不能恢复;已发出的邮件收不回。确定删除吗?
mine-export = 导出数据
mine-erase = 删除身份
mine-erase-sure = 确认删除
mine-erase-not = 不删除
mine-back = 返回
mine-exported = 已导出,请看下面的消息
mine-erased =
    ✉️ { $number } 的身份信息和会话编号已删除。
    异议照常办理;答复不会再送到这里,请凭回执码查看进度(/receipt)。
mine-erased-toast = 已删除
export-slow = 刚刚导出过几次,请{ $minutes }分钟后再试。
identity-gone-open = ⚠️ 异议 { $number } 的提出人已要求删除个人信息:姓名、联系方式(如果留过)和会话编号不再保存,答复送不到对方的聊天里,对方可凭回执码查看。请照常办理。
identity-gone-ended = ✉️ 异议 { $number } 的提出人已要求删除个人信息:姓名、联系方式(如果留过)和会话编号不再保存。

## 导出的文件

copy-name = 异议-{ $number }.txt
copy-caption = ✉️ { $number } 保存的全部内容{ $files ->
        [0] {""}
       *[other] ,{ $files }份材料在下面
    }。
copy-register = 登记号
copy-notice = 公示
copy-tasks = 涉及任务序号
copy-lodged = 提交时间
copy-who = 提出方式
copy-who-anonymous = 匿名
copy-who-named = 实名,{ $name },{ $contact }
copy-who-hidden = 实名(姓名和联系方式只在提出时的账号里导出)
copy-who-erased = 实名(身份信息已删除)
copy-way-back = 会话编号
copy-kept = 保存(加密),仅用于送回答复
copy-not-kept = 不保存
copy-addresses = 送达的受理邮箱
copy-state = 状态
copy-state-registered = 已登记
copy-state-under-review = 办理中
copy-state-asked = 等待补充说明
copy-state-answered = 已答复
copy-state-withdrawn = 已撤回
copy-days = 保存期限
copy-so-many-days = 身份信息和会话编号在办结{ $days }天后删除
copy-text = 内容
copy-files = 材料
copy-said-office = 工作人员询问({ $moment })
copy-said-objector = 提出人补充({ $moment })
copy-answer = 答复({ $moment })

## 保存期限

retention-shorter =
    ⚠️ <b>身份信息保存期限的设置由{ $before }天改为{ $after }天,还没有生效</b>
    生效后,已办结异议中马上有{ $erased }件的姓名、联系方式和会话编号被删除,不能恢复;其余的到{ $after }天时删除。
    现在仍按{ $before }天办理,对公众也这样告知。不改的话,请把设置改回{ $before }。
retention-longer =
    ✉️ <b>身份信息保存期限由{ $before }天改为{ $after }天</b>
    从现在起提出的异议按{ $after }天告知和删除;此前提出的,仍按提出时告知的期限删除。
retention-taken-card = ✉️ 身份信息保存期限已由{ $before }天改为{ $after }天,{ $erased }件已到期的身份信息随即删除。
retention-apply = 按新期限执行
retention-taken = 已生效:{ $days }天
retention-moved = 保存期限的设置又有变化,屏幕上的不再有效。
