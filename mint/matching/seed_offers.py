"""The demo's offers, written for it: (key, organisation, person, kind, title, description, dimensions, themes, more)."""

from datetime import date
from typing import Any

from mint.matching.states import OfferKind
from mint.vocabulary.dimensions import Dimension

SPRING = {"available_from": date(2027, 1, 11), "available_until": date(2027, 5, 14)}
Row = tuple[str, str, str, OfferKind, str, str, list[str], list[str], dict[str, Any]]

UNIVERSITIES: tuple[Row, ...] = (
    ("lab_design", "lab", "teacher_lab", OfferKind.STUDENT_GROUP, "Palvelumuotoilun opiskelijaryhmä",
     ("Neljän hengen ryhmä haastattelee asiakkaita, rakentaa palvelupolun ja testaa kevyen prototyypin kahdeksassa "
     "viikossa. Sopii matkailuun, digineuvontaan, tapahtumiin ja vapaa-ajan asukkaiden osallistumiseen."),
     [Dimension.RESOURCE, Dimension.METHOD], ["participation", "seasonal-residents", "digital-services", "tourism"],
     {**SPRING, "capacity": 2, "is_public": True}),
    ("lab_course", "lab", "teacher_lab", OfferKind.COURSE_WINDOW, "Kokeilevan kehittämisen kurssi, kevät 2027",
     ("Kurssin opiskelijat suunnittelevat kokeilun, asettavat mittarin ja seuraavat tuloksia kumppanin kanssa. "
     "Aloituspalaveri tammikuussa, tulokset toukokuussa."),
     [Dimension.METHOD, Dimension.COMPETENCE], ["vitality", "participation", "premises", "work"], {**SPRING, "capacity": 4, "is_public": True}),
    ("lab_food", "lab", "curator_lab", OfferKind.LAB, "Elintarvike- ja pakkauslaboratorio",
     ("Säilyvyyskokeet, pakkaustestit ja hävikin mittaus pienille elintarvikeyrityksille. Ennustamme menekkiä "
     "myyntitiedoista ja autamme eräkokojen suunnittelussa."),
     [Dimension.TECHNOLOGY, Dimension.COMPETENCE], ["food", "circular-economy"], {"capacity": 2, "is_public": True}),
    ("lab_circular", "lab", "curator_lab", OfferKind.EXPERTISE, "Kiertotalouden tutkimusryhmä",
     ("Tunnistamme sivuvirroille käyttökohteita: kuori, puru, järviruoko, lajitteluerät. Laskemme hinta-arvion ja "
     "järjestämme pienen koe-erän."),
     [Dimension.COMPETENCE, Dimension.METHOD], ["circular-economy", "forest", "nature"], {"capacity": 3, "is_public": True}),
    ("lab_tourism", "lab", "curator_lab", OfferKind.EXPERTISE, "Matkailun liiketoiminnan asiantuntijat",
     ("Tuotteistamme majoituksen ja elämyspalvelut yhdeksi varattavaksi paketiksi ja mittaamme käyttöasteen. Kokemusta "
     "sesongin pidentämisestä ja ohikulkijoiden pysäyttämisestä."),
     [Dimension.CONTENT, Dimension.COMPETENCE], ["tourism", "border", "vitality"], {"capacity": 1, "is_public": True}),
    ("lab_care", "lab", "curator_lab", OfferKind.STUDENT_GROUP, "Sosiaali- ja terveysalan opiskelijat kotona asumisen tueksi",
     ("Opiskelijat opastavat ikäihmisiä ja omaisia uusien välineiden käytössä ja keräävät kokemuksia ohjaajan tuella. "
     "Otamme huomioon yksityisyyden ja suostumukset."),
     [Dimension.RESOURCE, Dimension.METHOD], ["care", "digital-services"], {**SPRING, "capacity": 1}),
    ("lut_energy", "lut", "researcher_lut", OfferKind.LAB, "Energiatekniikan mittauslaboratorio",
     ("Mittaamme huipputehoa ja kuormia tuotannossa, simuloimme ajojärjestyksen vaihtoehtoja ja laskemme säästön. "
     "Siirrettävät mittalaitteet ja datan analyysi."),
     [Dimension.TECHNOLOGY, Dimension.METHOD], ["energy", "manufacturing"], {"capacity": 2, "is_public": True}),
    ("lut_biogas", "lut", "researcher_lut", OfferKind.EXPERTISE, "Biokaasun syötteiden ja kannattavuuden laskenta",
     "Selvitämme maatilojen ja elintarvikeyritysten sivuvirtojen määrät, kausivaihtelun ja lopputuotteen ostajat.",
     [Dimension.COMPETENCE], ["energy", "circular-economy", "food"], {"capacity": 1, "is_public": True}),
    ("lut_data", "lut", "curator_lut", OfferKind.COURSE_WINDOW, "Data-analytiikan projektikurssi",
     ("Opiskelijaryhmä rakentaa ennusteen tai hälytyslogiikan yrityksen omasta mittausdatasta: antureista, "
     "työajoista tai myynnistä. Tulos on toimiva kokeiluversio."),
     [Dimension.TECHNOLOGY, Dimension.COMPETENCE], ["premises", "manufacturing", "digital-services"], {**SPRING, "capacity": 3, "is_public": True}),
    ("lut_export", "lut", "curator_lut", OfferKind.STUDENT_GROUP, "Kansainväliset maisteriopiskelijat vientiselvityksiin",
     ("Kahden hengen työparit tekevät kohdemarkkinasta lyhyen selvityksen kielellä, jota yritys ei itse osaa, ja "
     "ottavat yhteyttä ensimmäisiin asiakkaisiin."),
     [Dimension.RESOURCE, Dimension.COMPETENCE], ["trade", "work"], {**SPRING, "capacity": 4, "is_public": True}),
    ("lut_vision", "lut", "curator_lut", OfferKind.TECHNOLOGY, "Konenäkö ja piirustusten tulkinta",
     "Luemme piirustuksista mitat ja työvaiheet koneellisesti ja vertaamme niitä toteutuneisiin työaikoihin.",
     [Dimension.TECHNOLOGY, Dimension.COMPETENCE], ["manufacturing"], {"capacity": 1}),
)  # fmt: skip
COMPANIES: tuple[Row, ...] = (
    ("pilv_sensors", "PILV", "owner_pilv", OfferKind.TECHNOLOGY, "Anturit ja etävalvonta ilman johtoja",
     ("Lämpö, kosteus, liike ja astian täyttyminen yhdessä näkymässä. Akku kestää talven, asennus vie kymmenen "
     "minuuttia. Sopii mökeille, kiinteistöille ja kierrätyspisteille."),
     [Dimension.TECHNOLOGY], ["seasonal-residents", "premises", "circular-economy"], {"capacity": 5, "is_public": True}),
    ("pilv_web", "PILV", "owner_pilv", OfferKind.EXPERTISE, "Kevyet verkkopalvelut: varaukset, kalenterit, tilaukset",
     ("Rakennamme kahdessa viikossa kokeiltavan palvelun: tilavaraus, tapahtumakalenteri, yhteistilaus tai "
     "paluukuormien taulu."),
     [Dimension.TECHNOLOGY, Dimension.METHOD], ["digital-services", "trade", "logistics", "manufacturing"], {"capacity": 2, "is_public": True}),
    ("kang_video", "KANG", "owner_kang", OfferKind.EXPERTISE, "Videot, tarinat ja tapahtumaviestintä",
     "Kuvaamme kunnan, reitin tai työpaikan niin, että muuttoa tai retkeä harkitseva näkee kokonaiskuvan.",
     [Dimension.CONTENT], ["vitality", "tourism", "work", "digital-services"], {"capacity": 2, "is_public": True}),
    ("olem_cold", "OLEM", "owner_olem", OfferKind.TECHNOLOGY, "Kylmäkuljetus viikoittaisella reitillä",
     "Kuljetamme tiistaisin ja torstaisin pienten tuottajien tilaukset kouluille ja kaupoille. Paluukuormassa on tilaa.",
     [Dimension.TECHNOLOGY, Dimension.RESOURCE], ["logistics", "food"], {"capacity": 3, "is_public": True}),
    ("satu_guides", "SATU", "owner_satu", OfferKind.EXPERTISE, "Ohjatut elämykset syksyyn ja talveen",
     "Opastamme melonnan, lintureitit ja saunaillat. Rakennamme majoittajan kanssa yhteisen syystuotteen.",
     [Dimension.CONTENT, Dimension.METHOD], ["tourism", "nature"], {"capacity": 2, "is_public": True}),
    ("haam_site", "HAAM", "owner_haam", OfferKind.TEST_SITE, "Lajittelukeskus koealustana",
     "Kokeilkaa lajittelua, astioita ja tyhjennyksen reittejä oikeissa olosuhteissa.",
     [Dimension.RESOURCE, Dimension.TECHNOLOGY], ["circular-economy"], {"capacity": 1, "is_public": True}),
    ("miel_site", "MIEL", "owner_miel", OfferKind.TEST_SITE, "Kaksikymmentä kiinteistöä ja niiden huoltoreitit",
     "Annamme kokeiluun huoltokohteet ja huoltajan työaikaa neljä tuntia viikossa.",
     [Dimension.RESOURCE], ["premises"], {"capacity": 2}),
    ("taru_metal", "TARU", "owner_taru", OfferKind.TECHNOLOGY, "Ohutlevyprototyypit viikossa",
     "Valmistamme koteloita, telineitä ja asennuslevyjä kokeiluihin pieninä erinä.",
     [Dimension.TECHNOLOGY], ["manufacturing", "energy"], {"capacity": 3, "is_public": True}),
    ("tari_farm", "TARI", "owner_tari", OfferKind.TEST_SITE, "Luomutila kokeilupaikkana",
     "Peltoa, varasto ja tilamyymälä: sopii lähiruoan tilausmalleihin ja maanparannuskokeisiin.",
     [Dimension.RESOURCE, Dimension.CONTENT], ["food", "nature"], {"capacity": 1, "is_public": True}),
    ("naky_wood", "NAKY", "owner_naky", OfferKind.TEST_SITE, "Puuelementtien koepaja",
     "Kuivaamo, työstökoneet ja mitattu kulutusdata kokeilujen käyttöön.",
     [Dimension.RESOURCE, Dimension.TECHNOLOGY], ["forest", "energy"], {"capacity": 1}),
    ("aavi_fund", "AAVI", "owner_aavi", OfferKind.FUNDING, "Osuuskunnan kokeiluraha paikalliseen energiaan",
     "Rahoitamme pieniä mittauksia ja selvityksiä, joista jäsenet hyötyvät, enintään kaksi vuodessa.",
     [Dimension.RESOURCE], ["energy"], {"capacity": 2, "is_public": True}),
)  # fmt: skip
