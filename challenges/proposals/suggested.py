"""Criteria to begin with: what a regional call asks of a proposal, in three languages, weights making up a hundred."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """`words` by language: name, question, and what 0, 1, … 5 points mean."""

    weight: int
    words: dict[str, tuple[str, str, tuple[str, ...]]]


IMPACT = Suggestion(30, {
    "fi": ("Vaikutus tarpeeseen", "Miten ratkaisunne vastaa haasteeseen, ja mikä muuttuu keille?", (
        "Ei vastaa tarpeeseen", "Sivuaa tarvetta", "Vastaa tarpeen pieneen osaan", "Vastaa tarpeen pääkohtiin",
        "Vastaa tarpeeseen kokonaan", "Vastaa tarpeeseen kokonaan, ja hyöty on osoitettu luvuin")),
    "sv": ("Effekt på behovet", "Hur svarar er lösning på utmaningen, och vad förändras för vem?", (
        "Svarar inte på behovet", "Tangerar behovet", "Svarar på en liten del av behovet", "Svarar på huvudpunkterna i behovet",
        "Svarar på hela behovet", "Svarar på hela behovet, och nyttan har visats med siffror")),
    "en": ("Impact on the need", "How does your solution answer the challenge, and what changes for whom?", (
        "Does not answer the need", "Touches the need", "Answers a small part of the need", "Answers the main points of the need",
        "Answers the whole need", "Answers the whole need, and the benefit is shown in figures")),
})  # fmt: skip
FEASIBILITY = Suggestion(25, {
    "fi": ("Toteutettavuus", "Miten kokeilu tehdään 3–6 kuukaudessa: kuka tekee, mitä, milloin ja millä?", (
        "Ei ole toteutettavissa", "Suunnitelma puuttuu", "Suunnitelma on ylimalkainen", "Suunnitelma on uskottava, osa on auki",
        "Suunnitelma, tekijät ja aikataulu ovat selvät", "Selvä suunnitelma, ja riskeihin on varauduttu")),
    "sv": ("Genomförbarhet", "Hur görs experimentet på 3–6 månader: vem gör vad, när och med vad?", (
        "Kan inte genomföras", "Planen saknas", "Planen är vag", "Planen är trovärdig, en del är öppet",
        "Plan, personer och tidtabell är klara", "En klar plan, och riskerna är beaktade")),
    "en": ("Feasibility", "How is the experiment done in 3–6 months: who does what, when and with what?", (
        "Cannot be done", "There is no plan", "The plan is vague", "The plan is credible, some of it open",
        "Plan, people and timetable are clear", "A clear plan that is prepared for its risks")),
})  # fmt: skip
NOVELTY = Suggestion(15, {
    "fi": ("Uutuus", "Mitä uutta ratkaisussa on yritykselle tai alueelle?", (
        "Ei mitään uutta", "Vähäinen muutos nykyiseen", "Uusi yhdistelmä tuttua", "Uutta yritykselle",
        "Uutta alueella", "Uutta laajemminkin")),
    "sv": ("Nyhetsvärde", "Vad i lösningen är nytt för företaget eller regionen?", (
        "Inget nytt", "En liten ändring av det nuvarande", "En ny kombination av bekanta delar", "Nytt för företaget",
        "Nytt i regionen", "Nytt även i större sammanhang")),
    "en": ("Novelty", "What in the solution is new to the company or to the region?", (
        "Nothing new", "A slight change to the present", "A new combination of known parts", "New to the company",
        "New in the region", "New more widely, too")),
})  # fmt: skip
SCALABILITY = Suggestion(15, {
    "fi": ("Levitettävyys", "Miten ratkaisu saadaan käyttöön muissa kunnissa tai yrityksissä?", (
        "Sopii vain tähän", "Siirto olisi uusi hanke", "Siirto vaatii paljon muutoksia", "Siirrettävissä muutoksin",
        "Siirrettävissä vähin muutoksin", "Siirrettävissä sellaisenaan, ja ottajia on jo")),
    "sv": ("Spridbarhet", "Hur kan lösningen tas i bruk i andra kommuner eller företag?", (
        "Passar bara här", "Att flytta den vore ett nytt projekt", "Kräver många ändringar", "Kan flyttas med ändringar",
        "Kan flyttas med små ändringar", "Kan flyttas som sådan, och intresserade finns redan")),
    "en": ("Scalability", "How can other municipalities or companies take the solution into use?", (
        "Fits only here", "Moving it would be a project of its own", "Needs many changes", "Can be moved with changes",
        "Can be moved with small changes", "Can be moved as it is, and takers exist already")),
})  # fmt: skip
LEARNING = Suggestion(10, {
    "fi": ("Oppiminen", "Mitä mitataan, mistä nähdään onnistuminen, ja mitä opitaan, jos se ei onnistu?", (
        "Mitään ei mitata", "Mittari puuttuu", "Mittari on epäselvä", "Mittari on nimetty",
        "Mittari ja lähtötaso on nimetty", "Mittari, lähtötaso ja vertailu, ja epäonnistuminenkin opettaa")),
    "sv": ("Lärande", "Vad mäts, hur syns det att det lyckades, och vad lär vi oss om det inte lyckas?", (
        "Inget mäts", "Mätaren saknas", "Mätaren är oklar", "Mätaren är angiven",
        "Mätare och utgångsläge är angivna", "Mätare, utgångsläge och jämförelse, och även ett misslyckande lär")),
    "en": ("Learning", "What is measured, how does one see that it worked, and what is learned if it does not?", (
        "Nothing is measured", "There is no measure", "The measure is unclear", "The measure is named",
        "Measure and baseline are named", "Measure, baseline and comparison, and failing teaches, too")),
})  # fmt: skip
SUSTAINABILITY = Suggestion(5, {
    "fi": ("Kestävyys ja esteettömyys", "Miten ratkaisu ottaa huomioon ympäristön ja kaikki käyttäjät?", (
        "Heikentää nykyistä", "Ei otettu huomioon", "Mainittu", "Otettu huomioon pääosin",
        "Otettu huomioon kauttaaltaan", "Parantaa nykyistä selvästi")),
    "sv": ("Hållbarhet och tillgänglighet", "Hur beaktar lösningen miljön och alla användare?", (
        "Försämrar det nuvarande", "Har inte beaktats", "Nämns", "Beaktas i huvudsak",
        "Beaktas genomgående", "Förbättrar det nuvarande tydligt")),
    "en": ("Sustainability and accessibility", "How does the solution consider the environment and all its users?", (
        "Makes the present worse", "Not considered", "Mentioned", "Considered for the most part",
        "Considered throughout", "Makes the present clearly better")),
})  # fmt: skip
SUGGESTED = (IMPACT, FEASIBILITY, NOVELTY, SCALABILITY, LEARNING, SUSTAINABILITY)


def suggested_in(language: str) -> list[dict[str, object]]:
    """Values of criteria, in order, in the challenge's language."""
    return [
        {"name": name, "question": question, "anchors": list(anchors), "weight": each.weight}
        for each in SUGGESTED
        for name, question, anchors in [each.words.get(language) or each.words["fi"]]
    ]
