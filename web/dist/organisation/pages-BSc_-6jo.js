var e={adviser:`# Wat doet een vertrouwenspersoon?

Een vertrouwenspersoon van {{organisation}} luistert naar u, denkt met u mee en steunt u. U hoort welke wegen er zijn en waar u nog meer terechtkunt. Later vraagt de vertrouwenspersoon hoe het met u gaat. In de regel krijgt u binnen drie werkdagen een eerste antwoord.

# Wat doet een vertrouwenspersoon niet?

- Onderzoek doen, of beoordelen wie gelijk heeft.
- Het van u overnemen.
- Contact opnemen met degene over wie het gaat.

# Wie beslist?

Gaat het over hoe mensen met elkaar omgaan? Dan gebeurt er niets zonder uw toestemming. Niets doen mag ook. Gaat het over een misstand in de organisatie? Lees dan ook het beleid over integriteit.

# Voor wie?

Voor iedereen die bij {{organisation}} werkt, en voor wie er tot een jaar geleden werkte. Het mag over iets van lang geleden gaan, of over iets wat u niet zeker weet.

# Wie hoort ervan?

Wat u vertelt, blijft bij de vertrouwenspersoon. Alleen als de wet daartoe dwingt, of als iemand in acuut gevaar is, kan dat anders zijn. Als het kan, hoort u dat eerst.

# Onafhankelijk

De vertrouwenspersoon legt over gesprekken geen verantwoording af aan een leidinggevende. {{organisation}} zorgt dat niemand nadeel heeft van het werk als vertrouwenspersoon, of van een gesprek met een vertrouwenspersoon.
`,integrity_policy:`# Een vermoeden van een misstand melden

Denkt u dat er bij {{organisation}} iets ernstig mis is? Bijvoorbeeld fraude, gevaar voor mensen of het milieu, of een overtreding van de wet die niet alleen u raakt? Dan kunt u dat melden. U hoeft het niet te bewijzen. Goede redenen om het te denken zijn genoeg.

# Eerst een gesprek

U kunt er eerst in vertrouwen over praten met een vertrouwenspersoon. Dat is nog geen officiële melding. Voordat het er een wordt, krijgt u een apart bericht waarin staat wat er dan gebeurt.

# Wat een officiële melding betekent

- Vanaf dat moment gaat het belang van {{organisation}} en van anderen voor. De vertrouwenspersoon kan dan iets moeten doen, ook als u dat liever niet hebt. Dat hoort u altijd eerst, met de reden erbij.
- U krijgt binnen zeven dagen bericht dat uw melding is ontvangen.
- Uiterlijk drie maanden daarna hoort u wat ermee is gedaan of nog wordt gedaan.
- Wie u bent, wordt niet zonder uw instemming bekendgemaakt, behalve als de wet dat eist.
- Wie goede redenen heeft om te denken dat het klopt, mag geen nadeel hebben van een melding.

Een officiële melding doet u hier:
(vul in: bij wie, en hoe)

# Melden buiten {{organisation}}

U mag ook meteen naar buiten: naar een instantie die erover gaat, zoals een inspectie of toezichthouder, of naar het Huis voor Klokkenluiders. De afdeling Advies van het Huis geeft gratis en vertrouwelijk raad: 088 133 1000, https://www.huisvoorklokkenluiders.nl
`,retention:`# Hoe lang blijft bewaard wat u schrijft?

- Elk bericht verdwijnt na {{days}} dagen vanzelf van de server.
- U kunt uw berichten zelf eerder intrekken.
- De vertrouwenspersoon bewaart berichten en aantekeningen zolang die nodig zijn, en in de regel niet langer dan twee maanden na het einde van het gesprek.
- Voor een jaarverslag kan de vertrouwenspersoon enkele kenmerken bijhouden, zonder namen. Die worden gewist aan het einde van het jaar erna.
- {{organisation}} krijgt alleen aantallen in een jaarverslag, zo dat niemand te herkennen is.
- Wat bij een officiële melding van een misstand hoort, blijft zo lang als de wet vraagt en niet langer.

# Uw rechten

U kunt de vertrouwenspersoon vragen wat er over u bewaard wordt, vragen het te verbeteren, en vragen het te wissen. U hoeft daarvoor niet te zeggen wie u bent: vraag het in uw gesprek. Komt u er niet uit, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens: https://autoriteitpersoonsgegevens.nl
`,code_of_conduct:`# Zo gaan wij met elkaar om

Bij {{organisation}} hoort iedereen veilig te kunnen werken. Wij accepteren geen pesten, agressie en geweld, intimidatie, seksuele intimidatie of discriminatie.

De volledige gedragscode staat hier:
(vul in: een webadres dat met https:// begint, of de tekst zelf)
`,complaints:`# Een klacht indienen

Bij {{organisation}} kunt u een officiële klacht indienen over ongewenst gedrag. Een klacht is meestal niet anoniem: degene over wie het gaat, krijgt te horen wat erin staat. De vertrouwenspersoon kan u helpen de klacht op te schrijven, en kan u bijstaan.

De klachtenregeling, en het adres van de klachtencommissie, staan hier:
(vul in: een webadres dat met https:// begint, of de tekst zelf)

U hoeft geen klacht in te dienen om met een vertrouwenspersoon te praten.
`,referral:`# Bij gevaar

- Gevaar: bel 112.
- Politie, geen spoed: 0900 8844.
- Denkt u aan zelfmoord? 113, dag en nacht: bel 113 of 0800 0113. https://www.113.nl

# Om te praten en voor hulp

- De Luisterlijn, dag en nacht: 088 0767 000.
- MIND Korrelatie: 0900 1450.
- Slachtofferhulp Nederland: 0900 0101. Hulp zoeken naar wat u meemaakte: https://www.slachtofferwijzer.nl
- Centrum Seksueel Geweld, dag en nacht: 0800 0188.
- Veilig Thuis, bij geweld thuis: 0800 2000.
- Discriminatie.nl: 0800 0880.
- Uw huisarts of bedrijfsarts.

# Over een misstand, of over uw rechten

- Huis voor Klokkenluiders, afdeling Advies: 088 133 1000.
- Het Juridisch Loket: 0800 8020.
- Uw vakbond, een mediator, of de klachtencommissie.

# In uw organisatie

(vul in: bijvoorbeeld bedrijfsmaatschappelijk werk, ondernemingsraad; op een school ook de vertrouwensinspecteur, 0900 111 3 111)
`};export{e as default};