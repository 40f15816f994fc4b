"""South Karelia: nine municipalities, the regional tile map, and the sections of the industry classification."""

from typing import TYPE_CHECKING

from mint.places.models import Industry, Municipality

if TYPE_CHECKING:
    from mint.management.seeding import World

# code, slug, Finnish, Swedish, population 2022, column and row on the tile map
MUNICIPALITIES = (
    ("153", "imatra", "Imatra", "Imatra", 25208, 4, 2),
    ("405", "lappeenranta", "Lappeenranta", "Villmanstrand", 72650, 3, 3),
    ("416", "lemi", "Lemi", "Lemi", 2886, 2, 3),
    ("441", "luumaki", "Luumäki", "Luumäki", 4421, 1, 3),
    ("580", "parikkala", "Parikkala", "Parikkala", 4438, 5, 0),
    ("689", "rautjarvi", "Rautjärvi", "Rautjärvi", 3093, 4, 1),
    ("700", "ruokolahti", "Ruokolahti", "Ruokolax", 4842, 3, 1),
    ("739", "savitaipale", "Savitaipale", "Savitaipale", 3256, 1, 2),
    ("831", "taipalsaari", "Taipalsaari", "Taipalsaari", 4559, 2, 2),
)
NEIGHBOURS = {
    "luumaki": ("lemi", "savitaipale", "lappeenranta"),
    "savitaipale": ("luumaki", "lemi", "taipalsaari"),
    "taipalsaari": ("savitaipale", "lemi", "lappeenranta", "ruokolahti"),
    "lemi": ("lappeenranta",),
    "rautjarvi": ("parikkala", "ruokolahti", "imatra"),
    "imatra": ("lappeenranta", "ruokolahti"),
    "ruokolahti": ("lappeenranta",),
}
# TOL 2025 sections (NACE Rev. 2.1)
INDUSTRIES = (
    ("A", "Maatalous, metsätalous ja kalatalous", "Jordbruk, skogsbruk och fiske", "Agriculture, forestry and fishing"),
    ("B", "Kaivostoiminta ja louhinta", "Utvinning av mineral", "Mining and quarrying"),
    ("C", "Teollisuus", "Tillverkning", "Manufacturing"),
    ("D", "Sähkö-, kaasu- ja lämpöhuolto", "Försörjning av el, gas och värme", "Electricity, gas and heat supply"),
    ("E", "Vesihuolto ja jätehuolto", "Vattenförsörjning och avfallshantering", "Water supply and waste management"),
    ("F", "Rakentaminen", "Byggverksamhet", "Construction"),
    ("G", "Tukku- ja vähittäiskauppa", "Handel", "Wholesale and retail trade"),
    ("H", "Kuljetus ja varastointi", "Transport och magasinering", "Transport and storage"),
    ("I", "Majoitus- ja ravitsemistoiminta", "Hotell- och restaurangverksamhet", "Accommodation and food service"),
    ("J", "Kustannus-, lähetys- ja sisältötoiminta", "Förlags-, sändnings- och innehållsverksamhet",
     "Publishing, broadcasting and content production"),
    ("K", "Televiestintä, ohjelmointi ja tietopalvelut", "Telekommunikation, programmering och informationstjänster",
     "Telecommunication, programming and information services"),
    ("L", "Rahoitus- ja vakuutustoiminta", "Finans- och försäkringsverksamhet", "Financial and insurance activities"),
    ("M", "Kiinteistöalan toiminta", "Fastighetsverksamhet", "Real estate activities"),
    ("N", "Ammatillinen, tieteellinen ja tekninen toiminta", "Juridik, ekonomi, vetenskap och teknik",
     "Professional, scientific and technical activities"),
    ("O", "Hallinto- ja tukipalvelutoiminta", "Uthyrning, fastighetsservice och andra stödtjänster",
     "Administrative and support services"),
    ("P", "Julkinen hallinto ja maanpuolustus", "Offentlig förvaltning och försvar", "Public administration and defence"),
    ("Q", "Koulutus", "Utbildning", "Education"),
    ("R", "Terveys- ja sosiaalipalvelut", "Vård och omsorg; sociala tjänster", "Human health and social work"),
    ("S", "Taiteet, urheilu ja virkistys", "Konst, sport och fritid", "Arts, sports and recreation"),
    ("T", "Muu palvelutoiminta", "Annan serviceverksamhet", "Other service activities"),
    ("U", "Kotitalouksien toiminta työnantajina", "Hushållens verksamhet som arbetsgivare", "Households as employers"),
    ("V", "Kansainvälisten organisaatioiden toiminta", "Internationella organisationers verksamhet",
     "Extraterritorial organisations"),
)  # fmt: skip


def seed(world: "World") -> None:
    for code, slug, fi, sv, population, column, row in MUNICIPALITIES:
        world.municipalities[slug] = Municipality.objects.create(
            code=code, slug=slug, name_fi=fi, name_sv=sv, name_en=fi, region_code="09",
            population=population, population_year=2022, tile_column=column, tile_row=row,
        )  # fmt: skip
    for slug, others in NEIGHBOURS.items():
        world.municipalities[slug].neighbours.add(*(world.municipalities[other] for other in others))
    for code, fi, sv, en in INDUSTRIES:
        Industry.objects.create(classification="TOL2025", code=code, name_fi=fi, name_sv=sv, name_en=en)
