"""Lines of code are told as a parser tells them."""

from __future__ import annotations

import pytest

from deckgen.code_fences import fenced


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```md|```js|x|```|out", "11110"),
        ("```md|> ```|text|```|out", "11110"),
        ("para||    ```|    code|out|```|in|```|o", "000001110"),
        ("- a|  ```|  x|out|```|y|```", "0110111"),
        ("- ```js|  x|  ```|- b", "1110"),
        ("> ```|> x|out|after", "1100"),
        ("- a|  - b||    ```py|    x|    ```||out", "00011100"),
        (" ```|x| ```|out", "1110"),
        ("~~~|```|~~~|out", "1110"),
        ("`` a `` ```x``` b|out", "00"),
        ("``` a ` b|out", "00"),
    ],
)
def test_which_lines_are_code(text: str, code: str) -> None:
    assert "".join("1" if fence else "0" for fence in fenced(text.split("|"))) == code
