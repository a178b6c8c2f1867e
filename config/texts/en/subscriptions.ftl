# Notices in one's own chat: which ones

subscriptions-head = 📢 <b>Notices in this chat</b>
subscriptions-all = Every notice will be sent here from now on.
subscriptions-some = Sent here: notices of { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }.
subscriptions-none = No notices are sent here now.
subscriptions-then = To get only some, choose by programme or by department. To stop, /unsubscribe.
subscriptions-choose-programme = Press one to get its notices, once more to stop.
subscriptions-choose-department = Press a department to get the notices on tasks it is responsible for, once more to stop.
subscriptions-take-all = All notices
subscriptions-by-programme = By programme
subscriptions-by-department = By department
subscriptions-stop = Stop
subscriptions-in = ✓ { $name }
subscriptions-out = { $name }
subscriptions-back = Back
subscribed-toast = Every notice will be sent here
unsubscribed-toast = No notices any more
