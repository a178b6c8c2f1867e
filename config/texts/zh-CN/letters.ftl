# 邮件:送到受理邮箱的异议

letter-subject-lodged = 异议 { $register } · 序号{ $numbers }{ $parts ->
        [1] {""}
       *[other] ({ $part }/{ $parts })
    }
letter-subject-addition = 异议 { $register } 补充材料 · 序号{ $numbers }{ $parts ->
        [1] {""}
       *[other] ({ $part }/{ $parts })
    }
letter-subject-withdrawn = 异议 { $register } 已撤回 · 序号{ $numbers }{ $parts ->
        [1] {""}
       *[other] ({ $part }/{ $parts })
    }
letter-opening-lodged = { $part ->
        [1] 公示期内收到一件异议,公示为“{ $title }”。请予受理。
       *[other] 这是同一件异议的后续材料,公示为“{ $title }”。
    }
letter-opening-addition = { $part ->
        [1] 提出人对这件异议作了补充,公示为“{ $title }”。
       *[other] 这是同一次补充的后续材料,公示为“{ $title }”。
    }
letter-opening-withdrawn = { $part ->
       *[other] 提出人已撤回这件异议,无需再办理,公示为“{ $title }”。
    }
letter-register = 登记号:
letter-task = 涉及任务:
letter-moment = 提交时间:
letter-who = 提出人:
letter-who-anonymous = 匿名
letter-contact = 联系方式:
letter-text = 内容(提出人原文):
letter-files = 随信附件:
letter-left-out = 下列文件太大,没有随信附上;经办人可在机器人中查看,哈希值(SHA-256)供核对:
letter-file-left-out = { $name },{ $size },SHA-256 { $sha256 }
letter-parts = 本件因附件较多分成{ $parts }封,这是第{ $part }封。
letter-answering = 请在销号机器人中答复(发送 /objections),答复会直接送达提出人。回复本邮件,提出人看不到。
letter-closing = { $office ->
        [none] 本邮件由销号机器人发出。
       *[other] 本邮件由{ $office }的销号机器人发出。
    }
