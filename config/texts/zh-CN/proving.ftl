# 验证受理邮箱:邮件,卡片

proof-letter-subject = 销号机器人:验证受理邮箱
proof-letter-opening = 这个邮箱将用来接收公示期内的异议。为确认它收得到邮件,请把下面的验证码告诉经办人,由经办人在机器人里输入。
proof-letter-code = 验证码:
proof-letter-how = 验证码{ $minutes }分钟内有效。如与贵单位无关,不必理会。
proof-head = 📢 <b>验证邮箱</b> · { $address }
proof-ask = 已发去一封邮件,内有6位验证码,{ $minutes }分钟内有效。请输入,例如 042917。
proof-ask-again = 现在没有可用的验证码。请点“重发验证码”。
proof-again = 重发验证码
proof-leave = 先不验证
proof-mailed = 验证码已重新发出
proof-done = 邮箱已验证
proof-done-card = 📢 邮箱 { $address } 已验证,收得到邮件。
proof-left-card = 📢 邮箱 { $address } 还没有验证。公示照样可以发布,在 /publicity 里可随时验证。
proof-wrong = 验证码不对。{ $left ->
        [0] 这个验证码已作废,15分钟后可重发。
       *[other] 还可以输入{ $left }次。
    }
proof-six-digits = 验证码是6位数字,例如 042917。请查看发到这个邮箱的邮件。
proof-no-code = 现在没有可用的验证码。请点“重发验证码”。
proof-old = 验证码已过有效时间。请点“重发验证码”。
proof-wait = 验证码刚发出,{ $minutes }分钟后才能重发。请先查看收件箱和垃圾邮件。
proof-no-mail = 还没有设置发信邮箱,不能验证。请运维人员先设置 mail.host。
proof-all-proven = 这项公示的邮箱都已验证。
publicity-prove = 验证邮箱
publicity-warn-unproven = 邮箱 { $addresses } 没有验证过,异议可能送不到。
