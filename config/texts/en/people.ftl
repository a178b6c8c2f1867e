# People: invites, joining, the start screen

welcome-public =
    Hello. This is the secretary of { $office ->
        [none] the supervising office
       *[other] { $office }
    }.
    You can see what is being published here, and object to it, by name or anonymously.

    /notices running notices · /object object · /receipt look up a receipt
    /subscribe get every notice · /privacy what is kept · /language language
welcome-coordinator =
    📋 <b>Coordinator</b> · { $office ->
        [none] this office
       *[other] { $office }
    }
    Send a ledger or a notice file here to import it.

    /board board · /missing who has not answered · /review to review
    /task NUMBER · /ledger the ledger · /plan plan of the year · /round special round
    /nudge nudge · /documents letters and bulletins · /people people · /invite invite
    /publicity publicity periods · /objections objections
    /parked what can't be delivered · /health how it runs
welcome-leader =
    📊 <b>Leader</b>
    /board board · /missing who has not answered · /task NUMBER
welcome-liaison =
    📋 <b>Liaison</b> · { $departments }
    Each collection round arrives here as one message; answer with its buttons.

    /todo what I owe · /extend more time · /history what we sent · /away be away · /handover hand over
welcome-department_leader =
    📋 <b>Head of department</b> · { $departments }
    You will be reminded here of what your department is late with.

    /board your department's part of the board

choose-department = <b>Invite: { $role }</b>. Choose the department{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
choose-department-bound = { $name } ({ $liaisons })
invite-link-role =
    Please pass this link on to the { $role } of <b>{ $department }</b>; opening it is all there is to do.
    It works once, until { $expires }.

    { $link }
invite-link-office =
    Please pass this link on to the new <b>{ $role }</b>; opening it is all there is to do.
    It works once, until { $expires }.

    { $link }
invite-link-deputy =
    Please pass this link on to whoever answers for you (<b>{ $department }</b>). While you are away, prompts and reminders go to them.
    It works once, until { $expires }.

    { $link }
invite-link-successor =
    Please pass this link on to your successor (<b>{ $department }</b>). Once it is opened, the role ({ $role }) and all that is not done are theirs, and nothing comes to you any more.
    It works once, until { $expires }; until it is opened nothing changes.

    { $link }
invite-link-rebind =
    Please pass this link on to <b>{ $name ->
        [none] the person
       *[other] { $name }
    }</b>, to be opened with the new account. All roles move there and the old account has none from then on.
    It works once, until { $expires }. Please ring first, to be sure who it is.

    { $link }
invite-copy = Copy link
invite-made = Invite for { $department } made
invite-unknown = This invite is not valid. Please ask whoever sent it for a new one.
invite-slow = Too many tries. Please try again in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }. The link you were given stays good.
invite-used = This invite has been used. Each link works once; please ask whoever sent it for a new one.
invite-expired = This invite has expired or was made void. Please ask whoever sent it for a new one.
invite-needs-department = To invite a liaison or a head of department, please say which department.
invite-department-long = The name of a department has { $most } characters at most. Please check it and try again.
joined-liaison = 📋 The liaison of { $department } ({ $name }) has joined.
joined-department_leader = 📋 The head of { $department } ({ $name }) has joined.
joined-coordinator = 📋 A new coordinator ({ $name }) has joined.
joined-leader = 📋 A leader ({ $name }) has joined.

welcome-deputy =
    📋 <b>Deputy</b> · { $department }
    { $days ->
        [none] You stand in for the liaison whenever they are away; you will be told here.
       *[other] The liaison is away { $days }. Until then you answer for the department: prompts and reminders come here.
    }

    /todo what is owed · /handover stand in no longer
choose-department-none = <b>Invite: { $role }</b>. There are no departments yet. They come with an imported ledger, or type one.
invite-type = Type it
invite-liaison = Liaison
invite-role-coordinator = Coordinator
invite-role-leader = Leader
invite-role-department_leader = Head
invite-waiting = Unused ({ $count })
invite-name-title = <b>Invite: { $role }</b>
invite-name-ask = Please type the department's name; a few letters are enough, for example 水利.
invite-name-which = Several departments have that in their name. Choose one, or type more of it.
invite-name-unknown = No department is called “{ $name }”. Add it if that is right; one of the ledger is typed as the ledger has it.
invite-name-expected = Please type the department's name; a few letters are enough.
invite-found = { $name }
invite-new = Add and invite
step-back = Back
invite-made-office = The invite for a { $role ->
        [leader] leader
       *[other] coordinator
    } is below.
invite-own = This link is meant for somebody else: please pass it on. Your own press does not use it up.
invite-is-void = Void: the link works no longer.
invite-list-title = <b>Invites nobody has used</b>
invite-list-none = <b>Invites nobody has used</b>: none.
invite-list-line = { $n }. { $invite }
invite-list-what = One that went to the wrong person can be made void.
invite-void = Void { $n }
invite-void-asks = Make this invite void? { $invite }. The link will work no longer; whoever opens it is told so.
invite-void-yes = Make void
invite-void-no = Keep it
invite-of-role = { $role }{ $department ->
        [none] {""}
       *[other] {" "}of { $department }
    } (made { $made }, good until { $until })
invite-of-deputy = Deputy for { $department } (made { $made }, good until { $until })
invite-of-successor = Successor as { $role } of { $department } (made { $made }, good until { $until })
invite-of-rebind = New account{ $department ->
        [none] {""}
       *[other] {" "}of { $department }
    } (made { $made }, good until { $until })
joined-as-deputy = 📋 A deputy for { $department } ({ $name ->
        [none] no name
       *[other] { $name }
    }) has joined, and answers while the liaison is away.
joined-as-successor = 📋 { $department } has been handed over; the successor ({ $name ->
        [none] no name
       *[other] { $name }
    }) has joined.
joined-as-rebind = 📋 { $name ->
        [none] A member
       *[other] { $name }
    } is on a new account now; the old one has no rights any more.
days-from = from { $first } on
days-between = { $first } to { $last }

choose-language = 请选择语言 / Please choose a language
language-zh = 中文
language-en = English
language-set = The language is English now.
page-back = Back
page-on = Next

only-coordinator = Only a coordinator can do this.
only-leader = Only people of the office can do this.
only-liaison = Only a department's liaison can do this. If you are one, please ask the office for an invite link.
not-yours = This belongs to another department. If you should be answering it, please call the office.
liaison-no-more = You are no longer this department's liaison; what you wrote is kept. If you should go on answering, please ask the office for an invite link.
deputy-not-now = The liaison is not away now, so nothing is asked of you. You will be told here when you stand in.

menu-start = Start
menu-help = Help
menu-notices = Running notices
menu-object = Object to a notice
menu-receipt = Look up a receipt
menu-language = Language
menu-cancel = Leave this step
menu-todo = What I owe
menu-board = Board
menu-review = To review
menu-task = A task (followed by its number)
menu-invite = Invite people
menu-people = People and departments
menu-away = Be away, name a deputy
menu-handover = Hand over or leave
menu-publicity = Publicity periods
menu-objections = Objections
menu-mailbox = Mail that came in
menu-parked = What can't be delivered
menu-health = How it runs
menu-missing = Who has not answered
menu-ledger = The ledger (import, download)
menu-round = Open a special round
menu-subscribe = Get every notice
menu-unsubscribe = No more notices
menu-privacy = What is kept of you
unsubscribed = Done. No more notices will come; /subscribe begins again.
not-subscribed = You don't get notices here. /subscribe begins.
privacy =
    <b>What is kept of you</b>
    If you only look at notices or get them here: the number of this chat (encrypted), to answer you.
    If you object: your words and files, encrypted, and mailed to the address in the notice. Anonymously, the office never sees your account; by name, your name and contact serve the handling alone, and every look at them is on record.
    { $days } days after the matter has ended, the name, the contact and the chat's number are erased; the objection and its answer stay.
    To see what is kept, take a copy or have your identity erased early: /receipt, then “My data” on the card.
    A draft that is not sent is erased after 24 hours, its files within two days.
