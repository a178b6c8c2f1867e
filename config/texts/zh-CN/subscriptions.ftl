# 订阅公示:收哪些

subscriptions-head = 📢 <b>订阅公示</b>
subscriptions-all = 已订阅全部公示,今后每一次公示都会发到这里。
subscriptions-some = 已订阅:{ $names }{ $more ->
        [0] {""}
       *[other] 等,另有{ $more }个
    }。它们的公示会发到这里。
subscriptions-none = 现在没有订阅,公示不会发到这里。
subscriptions-then = 只想收一部分的,请按督察或按单位选。不想收了请点 /unsubscribe。
subscriptions-choose-programme = 点一项订阅,再点一次取消。
subscriptions-choose-department = 点一个单位,收它负责的任务的公示;再点一次取消。
subscriptions-take-all = 订阅全部
subscriptions-by-programme = 按督察选
subscriptions-by-department = 按单位选
subscriptions-stop = 不再订阅
subscriptions-in = ✓ { $name }
subscriptions-out = { $name }
subscriptions-back = 返回
subscribed-toast = 已订阅全部公示
unsubscribed-toast = 已取消订阅
