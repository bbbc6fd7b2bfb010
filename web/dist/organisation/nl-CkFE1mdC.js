var e=`# Wat doet een vertrouwenspersoon?

Een vertrouwenspersoon van {{organisation}} luistert naar u, denkt met u mee en steunt u. U hoort welke wegen er zijn en waar u nog meer terechtkunt. Later vraagt de vertrouwenspersoon hoe het met u gaat.

# Wat doet een vertrouwenspersoon niet?

- Onderzoek doen, of beoordelen wie gelijk heeft.
- Het van u overnemen.
- Contact opnemen met degene over wie het gaat, zonder dat u dat wilt.

# Wie hoort ervan?

Wat u vertelt, blijft bij de vertrouwenspersoon. Alleen als de wet daartoe dwingt, of als er acuut gevaar is, kan dat anders zijn. Dan hoort u dat zo mogelijk eerst. Over een vermoeden van een misstand leest u meer in het beleid over integriteit.

# Onafhankelijk

De vertrouwenspersoon legt over gesprekken geen verantwoording af aan een leidinggevende. {{organisation}} zorgt dat niemand nadeel heeft van het werk als vertrouwenspersoon, of van een gesprek met een vertrouwenspersoon.
`,t=`# Een vermoeden van een misstand melden

Denkt u dat er bij {{organisation}} iets ernstig mis is, zoals fraude, gevaar voor mensen of milieu, of het verbergen daarvan? Dan kunt u dat melden.

# Eerst een gesprek

U kunt er eerst over praten met een vertrouwenspersoon. Dat is nog geen officiële melding. De vertrouwenspersoon waarschuwt u voordat het er een wordt, en legt uit wat er dan gebeurt.

# De officiële melding

- U krijgt binnen zeven dagen bericht dat uw melding is ontvangen.
- U hoort binnen drie maanden wat ermee is gedaan.
- Wie u bent, wordt niet zonder uw instemming bekendgemaakt, behalve als de wet dat eist.
- Wie te goeder trouw meldt, mag daar geen nadeel van hebben.

# Melden buiten {{organisation}}

U mag ook meteen naar buiten: naar een bevoegde autoriteit, of naar het Huis voor Klokkenluiders. Daar krijgt u ook gratis advies: huisvoorklokkenluiders.nl, 088 133 1000.
`,n=`# Hoe lang blijft bewaard wat u schrijft?

- Elk bericht verdwijnt na {{days}} dagen vanzelf van de server.
- U kunt uw berichten zelf eerder intrekken.
- De vertrouwenspersoon bewaart aantekeningen zolang die nodig zijn, en in de regel niet langer dan twee maanden na het einde van het gesprek.
- {{organisation}} krijgt alleen aantallen in een jaarverslag, zo dat niemand te herkennen is.

# Uw rechten

U kunt de vertrouwenspersoon vragen wat er over u bewaard wordt, en vragen het te wissen.
`,r=`# Zo gaan wij met elkaar om

Bij {{organisation}} hoort iedereen veilig te kunnen werken. Wij accepteren geen pesten, agressie, intimidatie, seksuele intimidatie of discriminatie.

De volledige gedragscode staat hier:
(zet hier het adres op uw intranet, of de tekst zelf)
`,i=`# Een klacht indienen

Bij {{organisation}} kunt u een officiële klacht indienen over ongewenst gedrag. De vertrouwenspersoon kan u helpen de klacht op te schrijven, en kan u bijstaan.

De klachtenregeling, en het adres van de klachtencommissie, staan hier:
(zet hier het adres op uw intranet, of de tekst zelf)

U hoeft niet te klagen om met een vertrouwenspersoon te praten.
`,a=`# Hier kunt u ook terecht

- Gevaar: bel 112.
- Politie, geen spoed: 0900 8844.
- De Luisterlijn, dag en nacht: 088 0767 000.
- Slachtofferhulp Nederland: 0900 0101.
- Centrum Seksueel Geweld: 0800 0188.
- Discriminatie.nl: 0800 0880.
- Huis voor Klokkenluiders, advies: 088 133 1000.
- Uw huisarts of bedrijfsarts.

(vul aan met wie er in uw organisatie nog meer is, zoals bedrijfsmaatschappelijk werk of de ondernemingsraad)
`,o={adviser:e,integrity_policy:t,retention:n,code_of_conduct:r,complaints:i,referral:a};export{e as adviser,r as code_of_conduct,i as complaints,o as default,t as integrity_policy,a as referral,n as retention};