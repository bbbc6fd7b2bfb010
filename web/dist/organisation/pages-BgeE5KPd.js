var e={adviser:`# What does a confidential adviser do?

A confidential adviser of {{organisation}} listens to you, thinks along with you and supports you. You hear which ways there are, and where else you can turn. Later the adviser asks how you are. As a rule you get a first answer within three working days.

# What does a confidential adviser not do?

- Investigate, or judge who is right.
- Take over from you.
- Contact the person that it is about.

# Who decides?

Is it about how people treat each other? Then nothing happens without your consent. Doing nothing is fine, too. Is it about wrongdoing in the organisation? Then read the integrity policy as well.

# For whom?

For everybody who works at {{organisation}}, and for those who left up to a year ago. It may be about something long ago, or something that you are not sure of.

# Who hears of it?

What you tell stays with the adviser. Only where the law demands it, or where somebody is in acute danger, can that be otherwise. If possible you hear it first.

# Independent

The adviser answers to no line manager for conversations. {{organisation}} sees to it that nobody suffers for working as an adviser, or for talking to one.
`,integrity_policy:`# Reporting suspected wrongdoing

Do you think that something is seriously wrong at {{organisation}}? For example fraud, danger to people or the environment, or a breach of the law that affects more people than you? Then you can report it. You need not prove it. Good reasons to think so are enough.

# A conversation first

You can talk about it in confidence with a confidential adviser first. That is no formal report yet. Before it becomes one, you get a separate letter that says what happens then.

# What a formal report means

- From then on the interest of {{organisation}} and of others comes first. The adviser may then have to act, even if you would rather not. You always hear that first, with the reason.
- You hear within seven days that your report has been received.
- At most three months after that, you hear what has been done with it or is being done.
- Who you are is not made known without your consent, except where the law demands it.
- Whoever has good reasons to think that it is true must not suffer for reporting it.

You make a formal report here:
(fill in: with whom, and how)

# Reporting outside {{organisation}}

You may turn to the outside at once, too: to a body that is in charge of it, such as an inspectorate or supervisor, or to the Dutch Whistleblowers Authority (Huis voor Klokkenluiders). Its advice department gives free advice in confidence: 088 133 1000, https://www.huisvoorklokkenluiders.nl
`,retention:`# How long is what you write kept?

- Each letter disappears from the server by itself after {{days}} days.
- You can withdraw your letters earlier yourself.
- The adviser keeps letters and notes as long as they are needed, and as a rule no longer than two months after the conversation has ended.
- For an annual report the adviser may keep a few characteristics, without names. They are deleted at the end of the year after.
- {{organisation}} only gets numbers in an annual report, so that nobody can be recognised.
- What belongs to a formal report of wrongdoing stays as long as the law demands, and no longer.

# Your rights

You can ask the adviser what is kept about you, ask to have it corrected, and ask to have it deleted. You need not say who you are for that: ask in your conversation. If that does not help, you can complain to the Dutch Data Protection Authority: https://autoriteitpersoonsgegevens.nl
`,code_of_conduct:`# How we treat each other

At {{organisation}} everybody should be able to work safely. We do not accept bullying, aggression and violence, harassment, sexual harassment or discrimination.

The whole code of conduct is here:
(fill in: a web address that begins with https://, or the text itself)
`,complaints:`# Making a complaint

At {{organisation}} you can make a formal complaint about undesirable conduct. A complaint is mostly not anonymous: the person that it is about gets to hear what it says. The confidential adviser can help you write it down, and can stand by you.

The complaints procedure, and the address of the complaints committee, are here:
(fill in: a web address that begins with https://, or the text itself)

You need not make a complaint to talk to a confidential adviser.
`,referral:`# In danger

- Danger: call 112.
- Police, not urgent: 0900 8844.
- Thinking of suicide? 113, day and night: call 113 or 0800 0113. https://www.113.nl

# To talk, and for help

- De Luisterlijn (listening line), day and night: 088 0767 000.
- MIND Korrelatie (psychological help): 0900 1450.
- Slachtofferhulp Nederland (victim support): 0900 0101. To find help for what you went through: https://www.slachtofferwijzer.nl
- Centrum Seksueel Geweld (sexual assault centre), day and night: 0800 0188.
- Veilig Thuis (violence at home): 0800 2000.
- Discriminatie.nl (discrimination): 0800 0880.
- Your general practitioner or company doctor.

# About wrongdoing, or your rights

- Huis voor Klokkenluiders (whistleblowers), advice department: 088 133 1000.
- Het Juridisch Loket (legal help): 0800 8020.
- Your trade union, a mediator, or the complaints committee.

# In your organisation

(fill in: for example social work, the works council; at a school also the Inspectorate's confidential inspectors, 0900 111 3 111)
`};export{e as default};