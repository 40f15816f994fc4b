"""The filled buttons of a page: one at most (experience.md)."""

import re

BUTTON = re.compile(r'class="btn([^"]*)"[^>]*>(.*?)</(?:a|button|summary)>', re.DOTALL)


def filled(html: str) -> list[str]:
    main = html[html.index("<main") : html.index("</main>")]
    return [
        re.sub(r"<[^>]+>", "", text).strip()
        for kind, text in BUTTON.findall(main)
        if not re.search(r"btn--(2|quiet|danger)", kind)
    ]
