"""Words that hold sentences together and mean nothing by themselves (leaf): never a concept, never translated."""

STOP: dict[str, frozenset[str]] = {
    "fi": frozenset(
        """ja tai sekä on olla ei että jos kun kuin niin se tämä tuo ne nämä joka jokin mikä kuka hän he minä sinä me te
        myös vain mutta koska joten siis vielä nyt jo kaikki oma itse noin voida saada pitää""".split()  # noqa: SIM905
    ),
    "sv": frozenset(
        """och i av en ett för på med till från som den det de att om vid är var vara inte ny eller sin mellan under hur
        vad kan kunna ha över efter all annan man jag du vi ni han hon bli denna detta""".split()  # noqa: SIM905
    ),
    "en": frozenset(
        """the of and in a to for on with by from at as is are be an or its it their this that between into new other
        under case use can may have do not we how what who will all more most one two first about after also i you he
        she they our your""".split()  # noqa: SIM905
    ),
}
