# An announcement on its way to every subscriber: the coordinators' card.

spreading-title = <b>📢 公示通知发送进度</b>
    { $title }
spreading-sending = 已发 { $sent }/{ $total } 人,约还需 { $minutes } 分钟。
spreading-paused = 已暂停:已发 { $sent }/{ $total } 人,还有 { $left } 人未发。
spreading-done = 已全部发出:{ $sent }/{ $total } 人。
spreading-ended = 已停止发送:已发 { $sent }/{ $total } 人,其余不再发送。
spreading-failed = { $count } 人联系不上(停用了机器人)。
spreading-asks = 确定不再发送吗?还有 { $left } 人收不到这条通知,公示本身不受影响。
spreading-pause = 暂停
spreading-on = 继续发送
spreading-end = 不再发送
spreading-end-yes = 不再发送
spreading-end-no = 接着发
spreading-paused-toast = 已暂停。
spreading-goes-on = 继续发送。
spreading-ended-toast = 不再发送了。
