"""Set phrases: what releases and offices say again and again, whatever their news is."""

from __future__ import annotations

FUNDING = (
    "A fejlesztés az Európai Unió és a magyar állam társfinanszírozásával, a Térségi "
    "Versenyképességi Program keretében, a vidéki vállalkozások hálózatos együttműködését támogató "
    "felhívás nyomán, vissza nem térítendő támogatásból valósul meg."
)
"""A sentence of 27 words that many unrelated articles of different sources share."""

OPENINGS = (
    "A rendezvény célja, hogy", "A projekt keretében", "A kezdeményezés lényege, hogy",
    "A megállapodás értelmében", "A szervezők tájékoztatása szerint", "A tervek szerint",
    "A program részeként", "Az együttműködés eredményeként", "Az elmúlt években",
    "A tapasztalatok azt mutatják, hogy", "Fontos kiemelni, hogy", "Mint ismeretes,",
    "A klaszter tagjai számára",
    "A kis- és középvállalkozások versenyképességének javítása érdekében",
    "A nyertes pályázók támogatásával", "A fenntartható fejlődés jegyében", "Első lépésként",
    "Ennek köszönhetően", "A résztvevők egyetértettek abban, hogy", "A jövőben is",
    "A hazai és nemzetközi partnerek bevonásával", "A digitális átállás felgyorsításával",
    "A következő időszakban", "Az idei évtől kezdve", "Nem utolsósorban",
)  # fmt: skip

OFFICES = (
    "a Térségi Gazdaságfejlesztési, Kutatási és Beruházási Hivatal",
    "a Vállalkozásfejlesztési és Hálózatos Együttműködések Országos Tanácsa",
    "a Gazdaságszervezésért és Térségi Innovációért Felelős Helyettes Államtitkárság",
    "a Hálózatos Gazdálkodás és Szakképzés Fejlesztéséért Felelős Minisztérium",
    "az Összefogással Működő Kisvállalkozások Szövetsége",
    "az Anyagtudományi és Méréstechnikai Kutatóközpont",
)  # fmt: skip

CLOSINGS = (
    "A részvétel ingyenes, de előzetes regisztrációhoz kötött.",
    "További információ a szervezők honlapján olvasható.",
    "A rendezvényre minden érdeklődőt szeretettel várnak a szervezők.",
    "A jelentkezéseket a beérkezés sorrendjében fogadják el.",
    "A pályázati dokumentáció a hivatal honlapjáról tölthető le.",
    "A szervezők a programváltoztatás jogát fenntartják.",
    "A projekt a tervek szerint jövő év végén zárul.",
)

ADVERBS = (
    "jelenleg", "várhatóan", "elsősorban", "hamarosan", "továbbra is", "első alkalommal",
    "folyamatosan", "jelentős mértékben", "szakmailag", "a korábbiaknál gyorsabban", "idén",
    "tavaly óta", "egyre inkább", "összesen", "már", "csak", "nagyrészt", "mintegy", "évente",
)  # fmt: skip

LINKS = (
    "miközben", "ezért", "továbbá", "így", "hiszen", "ugyanakkor", "emellett", "mert", "bár",
    "amelyhez", "ahol", "valamint", "illetve", "azonban", "de", "és", "mivel", "amint",
)  # fmt: skip

SAID = ("mondta", "hangsúlyozta", "emelte ki", "tette hozzá", "fogalmazott", "jelentette ki")
