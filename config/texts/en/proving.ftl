# Proving a contact address: the mail, the card

proof-letter-subject = Task secretary: is this the address for objections?
proof-letter-opening = This address is to receive the objections raised in a publicity period. To show that it receives mail, please give the code below to the coordinator, who enters it in chat.
proof-letter-code = Code:
proof-letter-how = It is good for { $minutes } minutes. If this does not concern you, ignore it.
proof-head = 📢 <b>Prove the address</b> · { $address }
proof-ask = A mail with a code of 6 digits is on its way, good for { $minutes } minutes. Enter it, for example 042917.
proof-ask-again = There is no code that could be entered. Press “Mail again”.
proof-again = Mail again
proof-leave = Not now
proof-mailed = A new code is on its way
proof-done = The address is proven
proof-done-card = 📢 { $address } is proven: it receives mail.
proof-left-card = 📢 { $address } is not proven. The notice can be published all the same; prove it any time in /publicity.
proof-wrong = That is not the code. { $left ->
        [0] It is void now; another can be mailed in 15 minutes.
        [1] One more try.
       *[other] { $left } more tries.
    }
proof-six-digits = The code has 6 digits, for example 042917. Look at the mail that went to this address.
proof-no-code = There is no code that could be entered. Press “Mail again”.
proof-old = The code is too old. Press “Mail again”.
proof-wait = The code has just left; another can be mailed in { $minutes ->
        [1] one minute
       *[other] { $minutes } minutes
    }. Look at the inbox and the spam folder first.
proof-no-mail = No mail server is set, so nothing can be proven. The operator has to set mail.host first.
proof-all-proven = The addresses of this notice are proven.
publicity-prove = Prove e-mail
publicity-warn-unproven = { $addresses } was never proven; objections may not arrive.
