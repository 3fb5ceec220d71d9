"""Job descriptions as they come: written for these tests, with the habits and the mess of real ones."""

# A manufacturer's vacancy text with headings and bullets.
TEAMLEIDER = """\
Vacature: Teamleider productie (m/v/x)
Standplaats: Zwolle
Afdeling: Assemblage
36 - 40 uur

Over Van Dijk Techniek
Wij maken al 40 jaar pompen voor de voedingsindustrie. Je hebt bij ons veel vrijheid.

Wat ga je doen?
• Je geeft leiding aan twee ploegen van twaalf medewerkers
• Je plant de drie lijnen een week vooruit

Wat breng je mee?
• Je hebt minstens twee jaar ervaring met leidinggeven in een
  productieomgeving
• Kennis van SAP
• Je spreekt medewerkers aan op veiligheid;
• Ervaring met Lean is een pré
• VCA-VOL, of bereid dat in drie maanden te halen.

Wat bieden wij?
• Een salaris tussen € 3.600 en € 4.500 bij 40 uur
• 27 vakantiedagen
"""

# A municipality's function profile in prose, with the headings that HR systems make.
BELEIDSADVISEUR = """\
FUNCTIEPROFIEL

Beleidsadviseur mobiliteit

DOEL VAN DE FUNCTIE
De beleidsadviseur ontwikkelt beleid voor fiets en openbaar vervoer en adviseert het college.

FUNCTIE-EISEN
Je hebt een afgeronde wo-opleiding, bijv. planologie of bestuurskunde. Je hebt minimaal drie jaar ervaring
met beleid in een politiek-bestuurlijke omgeving. Je schrijft heldere adviezen voor mensen die geen
vakgenoot zijn.
Ervaring met participatie van bewoners is mooi meegenomen.

GEWENST
Kennis van de Omgevingswet

ARBEIDSVOORWAARDEN
Schaal 11, 36 uur. Je krijgt een opleidingsbudget van € 1.500 per jaar.

SOLLICITEREN
Je hebt tot 1 maart de tijd. Mail naar werken@gemeente.example.
"""

# An American-style advertisement, as a start-up writes it.
ENGINEER = """\
# Senior Backend Engineer

Fietskoerier Labs | Amsterdam | Full-time

**About us**
We are a team of 30 that moves parcels by bike. You will love it here.

**What you'll do**
- Build the routing service in Python
- Be on call one week in six

**What you bring**
- You have built and run a service that handles more than 1,000 requests a second
- Experience with PostgreSQL, including reading query plans
- You can explain a design to people outside your team, in English
- Right to work in the EU

**Nice to have**
- Experience with route optimisation
- Dutch (B1)

**What we offer**
- € 70,000 - € 90,000 a year
- 28 days off
"""

# A wall of text from an e-mail of a manager, without any heading.
MAIL = """\
Hoi Sanne, even snel: we zoeken per direct een financieel administrateur voor ons team in Deventer, 24 tot
32 uur. Je gaat de crediteurenadministratie doen en de maandafsluiting voorbereiden. Je hebt ervaring met
Exact Online en je bent nauwkeurig. Liefst iemand met een mbo-diploma niveau 4. In het bezit van rijbewijs
B hoeft niet.
Je krijgt een contract voor een jaar. Groet, Mark
"""

# What comes out of a PDF with two-line bullets, bullets of a symbol font and hyphens at the end of lines.
MESSY_PDF = """\
Pagina 1 van 2
VACATURE
Verpleegkundige kinderafdeling
\uf0b7
 24-32 uur per week
Wij vragen van jou:
\uf0b7 een afgeronde hbo-v of mbo-v oplei-
ding, en een BIG-registratie
\uf0b7 je kunt rustig blijven als ouders
in paniek zijn
 \uf0b7 beschikbaar voor in- en
externe diensten, ook in het weekend

\uf0b7 je hebt bij voorkeur ervaring op de afdeling
Kindergeneeskunde

Pagina 2 van 2
Ons aanbod
\uf0b7 een salaris volgens de cao
"""

# A consultant's document with numbered lists, knock-outs and both languages.
MIXED = """\
Job description
Position: Customer Support Agent (Dutch & English)
Location: Rotterdam
Department: Customer Care

Responsibilities
1. Answer customers by phone, chat and e-mail
2. Log every contact in Zendesk

Requirements
1. Dutch and English at B2 level, in writing and by phone
2) At least one year of experience in customer contact
3. Available on two evenings a week
3. Available on two evenings a week

Desirable
1. Experience with Zendesk

No-go's
- Kan niet op zaterdag werken

Wij bieden
- Reiskosten
"""

# A bare list, one requirement a line, without bullets.
BARE_LIST = """\
Magazijnmedewerker

Functie-eisen
Ervaring met een reachtruck
Kennis van een WMS
Je kunt tillen tot 15 kilo
Heftruckcertificaat is een pre

Interesse?
Bel Fatima.
"""

# A function description from an HR system: facts in one line each, and competences at the end.
FACTS = """\
Functiebenaming: Medewerker burgerzaken
Afdeling: Publiekszaken
Functie-eisen: mbo-4 diploma en twee jaar ervaring aan een balie.
Opleiding: cursus BRP, of bereid die te volgen
Pré: kennis van iBurgerzaken
Werktijden: dinsdag tot en met vrijdag

Wij bieden
Opleiding: wij betalen je cursus
"""
