"""The demo companies' profiles: fictional companies, fictional figures; and two people who ask to join one."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from companies import joining
from companies.actions import write_profile
from companies.states import CompanyForm as Form
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

# key, form, employees, turnover in thousands of euros, listed, what it does
PROFILES = (
    ("TARU", Form.LIMITED, 18, 2600, True, "Ohutlevytyöt, hitsaus ja kokoonpano pienissä sarjoissa. Asiakkaamme ovat kone- ja laitevalmistajia Kaakkois-Suomessa."),
    ("SAHA", Form.LIMITED, 26, 7400, True, "Sahaamme mäntyä ja kuusta sadan kilometrin säteeltä. Kuori, puru ja hake odottavat parempaa käyttöä."),
    ("MUKA", Form.LIMITED, 6, 540, True, "Majoitusta ja kokouksia järven rannalla, kahdeksan mökkiä ja rantasauna."),
    ("HAAV", Form.LIMITED, 9, 880, True, "Leivomme aamuyöllä ja toimitamme kauppoihin, kouluihin ja kahviloihin Parikkalassa ja naapurikunnissa."),
    ("HOIV", Form.LIMITED, 22, 1350, True, "Kotiin annettavaa hoivaa ja tukipalveluja haja-asutusalueella."),
    ("AAVI", Form.COOPERATIVE, 4, 610, True, "Energiaosuuskunta: lämpöyrittäjyyttä ja paikallista sähköä jäsenten hyväksi."),
    ("PILV", Form.LIMITED, 5, 420, True, "Teemme pieniä verkkopalveluja ja anturiratkaisuja kunnille ja yrityksille."),
    ("UNEL", Form.SOLE_TRADER, 1, 68, True, "Mökkien tarkastukset, lumityöt ja pienet korjaukset ympäri vuoden."),
    ("TARI", Form.LIMITED_PARTNERSHIP, 3, 210, True, "Luomutila: juureksia, marjoja ja tilamyymälä."),
    ("OLEM", Form.LIMITED, 12, 1900, True, "Kuljetamme kappaletavaraa ja elintarvikkeita, myös kylmässä."),
    ("SATU", Form.LIMITED, 3, 190, True, "Ohjattuja retkiä, melontaa ja saunaelämyksiä Saimaalla."),
    ("NAKY", Form.LIMITED, 34, 6100, True, "Puutalojen elementit ja listat, oma kuivaamo."),
    ("KANG", Form.LIMITED, 2, 150, True, "Videot, valokuvat ja tapahtumien viestintä."),
    ("TOIV", Form.LIMITED_PARTNERSHIP, 4, 230, False, "Kahvila lintureittien varrella."),
    ("MIEL", Form.LIMITED, 7, 690, True, "Kiinteistönhoitoa kunnalle ja taloyhtiöille."),
    ("HAAM", Form.LIMITED, 8, 1100, False, "Keräämme ja lajittelemme kierrätysmateriaaleja."),
)  # fmt: skip
# company, days ago, message: the second is for the coordinator to decide
REQUESTS = (
    ("UNEL", 2, "Hoidan yrityksen laskutuksen ja haluaisin täyttää haasteen tiedot loppuun."),
    ("KANG", 17, "Olen Katin osakas. Kati on vanhempainvapaalla, eikä lue viestejään."),
)


def seed(world: "World") -> None:
    _profiles(world)
    for company, days, message in REQUESTS:
        with clock.set_to(clock.now() - timedelta(days=days)):
            joining.ask(world.organisation(company), message=message, actor=world.actor(f"asker_{company.lower()}"))


def _profiles(world: "World") -> None:
    with clock.set_to(clock.at(date(2025, 2, 10), 12)):
        for key, form, employees, turnover, listed, description in PROFILES:
            write_profile(
                world.organisation(key),
                actor=world.actor(f"owner_{key.lower()}"),
                version=0,
                website="",
                company_form=form,
                employees=employees,
                turnover=Decimal(turnover) * 1000,
                description=description,
                is_listed=listed,
            )
