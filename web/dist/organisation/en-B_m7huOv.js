var e=`# What does a confidential adviser do?

A confidential adviser of {{organisation}} listens to you, thinks along with you and supports you. You hear which ways there are, and where else you can turn. Later the adviser asks how you are.

# What does a confidential adviser not do?

- Investigate, or judge who is right.
- Take over from you.
- Contact the person that it is about, unless you want that.

# Who hears of it?

What you tell stays with the adviser. Only where the law demands it, or where there is acute danger, can that be otherwise. Then you hear it first if possible. On suspected wrongdoing you read more in the integrity policy.

# Independent

The adviser answers to no line manager for conversations. {{organisation}} sees to it that nobody suffers for working as an adviser, or for talking to one.
`,t=`# Reporting suspected wrongdoing

Do you think that something is seriously wrong at {{organisation}}, such as fraud, danger to people or the environment, or hiding it? Then you can report it.

# A conversation first

You can talk about it with a confidential adviser first. That is no formal report yet. The adviser warns you before it becomes one, and explains what happens then.

# The formal report

- You hear within seven days that your report has been received.
- You hear within three months what has been done with it.
- Who you are is not made known without your consent, except where the law demands it.
- Whoever reports in good faith must not suffer for it.

# Reporting outside {{organisation}}

You may turn to the outside at once, too: to a competent authority, or to the Dutch Whistleblowers Authority (Huis voor Klokkenluiders), which also gives free advice: huisvoorklokkenluiders.nl, 088 133 1000.
`,n=`# How long is what you write kept?

- Each letter disappears from the server by itself after {{days}} days.
- You can withdraw your letters earlier yourself.
- The adviser keeps notes as long as they are needed, and as a rule no longer than two months after the conversation has ended.
- {{organisation}} only gets numbers in an annual report, so that nobody can be recognised.

# Your rights

You can ask the adviser what is kept about you, and ask to have it deleted.
`,r=`# How we treat each other

At {{organisation}} everybody should be able to work safely. We do not accept bullying, aggression, harassment, sexual harassment or discrimination.

The whole code of conduct is here:
(put the address on your intranet here, or the text itself)
`,i=`# Making a complaint

At {{organisation}} you can make a formal complaint about undesirable conduct. The confidential adviser can help you write it down, and can stand by you.

The complaints procedure, and the address of the complaints committee, are here:
(put the address on your intranet here, or the text itself)

You need not complain to talk to a confidential adviser.
`,a=`# You can turn here, too

- Danger: call 112.
- Police, not urgent: 0900 8844.
- De Luisterlijn (listening line), day and night: 088 0767 000.
- Slachtofferhulp Nederland (victim support): 0900 0101.
- Centrum Seksueel Geweld (sexual assault centre): 0800 0188.
- Discriminatie.nl: 0800 0880.
- Huis voor Klokkenluiders (whistleblowers), advice: 088 133 1000.
- Your general practitioner or company doctor.

(add who else there is in your organisation, such as social work or the works council)
`,o={adviser:e,integrity_policy:t,retention:n,code_of_conduct:r,complaints:i,referral:a};export{e as adviser,r as code_of_conduct,i as complaints,o as default,t as integrity_policy,a as referral,n as retention};