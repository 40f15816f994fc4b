"""A little Markdown, and nothing that runs."""

import re

import pytest

from mint.discussion.prose import rendered

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:msgbox(1))", "![x](https://e.test/p.png)",
    "<a href='javascript:alert(1)'>x</a>", "[x](https://e.test \" onmouseover=alert(1) \")", "<iframe src=//e.test></iframe>",
    "`<script>alert(1)</script>`", "> <b onclick=alert(1)>", "- <style>*{display:none}</style>", "[a](<javascript:alert(1)>)",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;", "[x](//e.test)", "<form action=/fi/><button>", "{{ request.user }}",
    "[x]: javascript:alert(1)\n\n[x]", "# otsikko <meta http-equiv=refresh>", "<details open ontoggle=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;",
)  # fmt: skip


@pytest.mark.attack(28)
@pytest.mark.parametrize("text", PAYLOADS)
def test_nothing_that_runs_loads_or_frames_is_left(text):
    html = str(rendered(text))
    tags = set(re.findall(r"<\s*([a-zA-Z0-9]+)", html))
    assert tags <= {"p", "br", "em", "strong", "ul", "ol", "li", "a", "code", "blockquote"}
    assert all(
        re.fullmatch(r'<a href="(https?:|mailto:|//)[^"]*" rel="nofollow noopener ugc">', tag)
        for tag in re.findall(r"<a[^>]*>", html)
    )
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_little_markdown_is_read():
    assert str(rendered("**Vahva** ja *kevyt*\nrivi")) == "<p><strong>Vahva</strong> ja <em>kevyt</em><br>\nrivi</p>\n"
    assert "<li>yksi</li>" in rendered("- yksi\n- kaksi")
    assert "<blockquote>" in rendered("> lainaus")
    assert 'href="https://mint.example/"' in rendered("[linkki](https://mint.example/)")


def test_a_million_signs_of_emphasis_are_read_in_time():
    assert rendered("*_`[" * 1000)
    assert rendered(">" * 4000)
    assert rendered("- " * 2000)
