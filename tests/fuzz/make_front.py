"""Front matter of every shape, and Jinja expressions from all that Jinja knows."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.fuzz.case import ODD, Case, Corpus, Maker, altered, deck

KEYS = (
    "title", "subtitle", "author", "date", "lang", "dir", "theme", "footer", "footer-date", "slide-number",
    "logo",
    "logo-alt", "transition", "incremental", "background", "background-color", "background-image",
    "background-gradient",
    "background-size", "background-opacity", "bibliography", "csl", "macros", "figures", "jinja", "marp",
    "paginate", "format",
    "output", "layout", "heading-divider", "headingDivider", "date-format", "desc", "style", "size",
    "header", "class",
    "backgroundColor", "color", "institute", "level", "highlighter", "canvas", "mdc", "fonts", "alias",
    "id", "tags", "math",
)  # fmt: skip
SCALARS = (
    "x", "''", "true", "false", "no", "null", "~", "0", "-1", "1.10", "1e400", "9" * 400, "2020-01-01",
    "today", "now",
    "0000-00-00", "9999-99-99", "2020-02-30", "fr", "ar", "rtl", "xx-YY-zz", "c/t", "fade", "zoom",
    "wide.png", "clip.mp4",
    "refs.bib", "deck.md", "../x", "/", ".", "/dev/null", "\"\\0\"", "\"a\\nb\"", "'#12345'",
    "\"url(wide.png)\"", "red",
    "\"linear-gradient(red, blue)\"", "\"linear-gradient(1e999deg, #fff 0%, #000 -5%)\"",
    "\"radial-gradient(\"", "0.5", "200%",
    "\"**b** [x](y) `c` $x$\"", "\"<b>x\"", "\"{{ title }}\"", "|\n  a\n  b", ">\n  a\n\n  b",
    "!!binary aGk=", "!!set {a}",
    "!!python/name:os.system ''", "!x y", "&a b", "*a", "16:9", "4:3", "12:30:45", "0o17", ".inf", ".nan",
    "<<", "=", "data:,x",
    "data:image/png;base64,AAAA", "plain", "default", "seriph", "chart:emergence", "plot:x.py", "page:x",
    "http://a/b.png",
)  # fmt: skip


def _value(rng: random.Random, depth: int = 0) -> str:
    if rng.random() < 0.7 or depth > 3:
        value = rng.choice(SCALARS)
        return value if not depth or "\n" not in value else "x"
    items = [_value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    if rng.random() < 0.5:
        return "[" + ", ".join(items) + "]"
    return (
        "{"
        + ", ".join(f"{rng.choice((*KEYS, 'a', '1', 'name', '[a, b]', '? x'))}: {item}" for item in items)
        + "}"
    )


BODY = "\n# T\n\ntexte @a $\\x$\n\n<un dessin> = NAME\n\n## U\n\n- a\n- b\n\n---\n\nfin\n"


def _front(rng: random.Random) -> Case:
    keys = rng.sample(KEYS, rng.randint(1, 7))
    lines = [f"{key}: {_value(rng)}" for key in keys]
    mark = rng.choice(("---", "---", "---", "---", "..."))
    return deck("yaml-front", "---\n" + "\n".join(lines) + f"\n{mark}\n" + BODY)


def _one_key(rng: random.Random) -> Case:
    key = rng.choice(KEYS)
    value = rng.choice(("".join(rng.choice((*ODD, "a", " ", "{", "[", "%")) for _ in range(5)), _value(rng)))
    return deck("yaml-key", f"---\ntitle: T\n{key}: {value}\n---\n" + BODY)


def _toml_value(rng: random.Random, depth: int = 0) -> str:
    if rng.random() < 0.7 or depth > 3:
        return rng.choice(('"x"', "''", "true", "1", "-1.5", "inf", "nan", "1979-05-27", "07:32:00",
            "1979-05-27T07:32:00Z",
                           "0xff", "9" * 30, "9" * 5000, '"""a\nb"""', '"\\u0000"',
                           "2020-01-01T00:00:00.999999-23:59"))  # fmt: skip
    items = [_toml_value(rng, depth + 1) for _ in range(rng.randint(0, 3))]
    if rng.random() < 0.5:
        return "[" + ", ".join(items) + "]"
    return "{" + ", ".join(f"k{n} = {item}" for n, item in enumerate(items)) + "}"


def _toml(rng: random.Random) -> Case:
    deep = rng.choice((1, 100, 500, 900, 2000, 30_000))
    lines = [f"{key} = {_toml_value(rng)}" for key in rng.sample(KEYS, rng.randint(1, 6))]
    if rng.random() < 0.15:
        lines.append(rng.choice((f"d = {'[' * deep}{']' * deep}", f"d = {'{a=' * deep}1{'}' * deep}",
            ".".join("a" * deep) + " = 1",
                                 "[" + ".".join("a" * deep) + "]", "[[format]]\na = 1",
                                 "[format.pptx]\nreference-doc = 1")))  # fmt: skip
    return deck("toml", "+++\n" + "\n".join(lines) + "\n+++\n" + BODY)


def _odd_yaml(rng: random.Random) -> Case:
    deep = rng.choice((10, 100, 400, 900, 1100, 3000, 10_000, 50_000))
    key = rng.choice(KEYS)
    name = rng.choice((
        f"{key}: {'[' * deep}{']' * deep}", f"{key}: {'[' * deep}",
            f"{key}: " + "{a: " * deep + "b" + "}" * deep,
        f"{key}: &a [*a]", f"{key}: &a [*a, *a]", f"{key}: &a {{name: *a}}", f"&a {key}: *a",
            f"{key}: &a {{*a : b}}",
        "b0: &a0 [x, x, x]\n" + "".join(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1,
        min(deep, 40))),
        "b0: &a0 {name: x}\n" + "".join(f"b{n}: &a{n} {{name: *a{n - 1}, x: *a{n - 1}}}\n" for n in range(1,
        min(deep, 40))),
        f"{key}:\n" + "".join(f"{' ' * n}- a:\n" for n in range(1, min(deep, 400))), f"{key}: " + "- " * deep,
        f"<<: [{{{key}: x}}]", f"<<: x\n{key}: y", f"? {key}\n: x", f"? [{key}]\n: x",
            f"? {{{key}: a}}\n: x", f"{key}: x\n" * 2,
        f"{key}: {'x' * deep}", f"{key}: '{'x ' * deep}'", f"{key}: |\n" + "  x\n" * deep, "%YAML 1.2",
            "%TAG ! x", f"{key}: %",
        f"{key}: \t", f"{key}: @a", f"{key}: `", f"{key}: \"\\x\"", f"{key}: \"\\ud800\"",
            f"{key}: \"\\U0010FFFF\"", f"{key}: 'x",
        f"{key}: \"\\uFFFE\"", f"{key}: \"\\x00\\x01\"", f"{key}: \"\\r\"", f"{key}: !!omap [a: 1]",
            f"{key}: ? a",
        "macros:\n" + "".join(f"  \\m{n}: \\m{(n + 1) % 5}\\m{(n + 1) % 5}\n" for n in range(5)),
        "macros: {x: [a, 9], y: [], 'z w': '#1#2', '': b, '\\x': '\\x \\x', '\\(': ')', '+': '*'}",
        "macros:\n" + "".join(f"  m{n}: '\\m{n + 1}\\m{n + 1}'\n" for n in range(30)) + "  x: \\m0",
        "figures:\n  NAME: {chart: x}\n  A: []", "figures: [NAME]", "figures: {NAME: chart:x}",
        "figures: {NAME: 'NAME'}",
        f"{key}: &a b\n" * deep if deep < 2000 else "title: x",
            "output:\n  xaringan::moon_reader:\n    nature: {ratio: 16:9}",
        "format:\n  revealjs: default\n  pptx:\n    reference-doc: wide.png", "format: [revealjs]",
        "format: {revealjs: [a]}",
    ))  # fmt: skip
    title = rng.choice(("title: T\n", ""))
    return deck("yaml-odd", f"---\n{title}{name}\n---\n" + BODY + "\n$\\x \\m0 \\y$ and $$\\x{a}$$\n")


def yaml_makers(corpus: Corpus) -> Sequence[Maker]:
    fronts = [text for text in corpus.texts() if text.startswith("---")]

    def mutated(rng: random.Random) -> Case:
        text = rng.choice(fronts)
        end = text.find("\n---", 3) + 5
        return deck("yaml-mutated", altered(text[:end], rng, fronts) + text[end:][:3000])

    return (_front, _front, _front, _one_key, _one_key, _toml, _odd_yaml, _odd_yaml, mutated, mutated)


SMALL = ("1", "2", "3", "0", "-1", "1.5", "true", "none", "10", "title")
BIG = (
    "10**9",
    "9**9**9",
    "2**99999",
    "1e308",
    "10**30",
    "999999999",
    "-1",
    "0",
    "100000",
    "1.5",
    "true",
    "none",
    "3",
)
STRINGS = ("''", "'a'", "'a b c d'", "'%s'", "'%d'", "'%999999999d'", "'{}'", "'{0.__class__}'",
    "'{:>999999999}'", "'<b>'", "'é'",
           "'utf-8'", "'rot13'", "title", "missing", "missing.x", "author", "n")  # fmt: skip
METHODS = ("upper()", "format(1)", "format_map({})", "ljust(%s)", "zfill(%s)", "center(%s, 'x')",
    "encode('x')", "encode('idna')",
           "split('')", "split(1)", "join(1)", "join(range(9))", "replace('', 'x'*1000)", "expandtabs(%s)",
           "index('z')", "pop()",
           "__class__", "__class__.__mro__", "translate({97: 'x'})", "encode('utf-16').decode('utf-8')",
           "partition('')",
           "maketrans('a', 'bc')", "append(1)", "update(x)", "real", "bit_length()", "to_bytes(%s, 'big')",
           "as_integer_ratio()",
           "hex()", "rsplit(none, %s)", "splitlines(%s)", "startswith(1)", "count('')", "removeprefix(1)",
           "swapcase()")  # fmt: skip
TAGS = (
    "{%% for x in %s %%}{{ x }}{%% endfor %%}", "{%% for x in %s recursive %%}{{ loop(x) }}{%% endfor %%}",
    "{%% if %s %%}a{%% elif x %%}b{%% endif %%}", "{%% set x = %s %%}{{ x }}",
    "{%% macro m(a) %%}{{ m(a) }}{%% endmacro %%}{{ m(%s) }}",
    "{%% macro m(a) %%}{{ caller() }}{%% endmacro %%}{%% call m(%s) %%}x{%% endcall %%}{{ m(1) }}",
    "{%% include %s %%}",
    "{%% extends %s %%}", "{%% import %s as x %%}", "{%% from %s import x %%}",
    "{%% block a %%}{{ %s }}{{ self.a() }}{%% endblock %%}",
    "{%% filter upper %%}{{ %s }}{%% endfilter %%}", "{%% autoescape %s %%}x{%% endautoescape %%}",
    "{%% with a=%s %%}{{ a }}{%% endwith %%}",
    "{%% do %s %%}", "{%% break %%}%s", "{%% set ns.x = %s %%}", "{%% raw %%}%s", "{# %s", "{{ %s",
    "{%% for a, b in %s %%}{%% endfor %%}",
    "{%% set x %%}{{ %s }}{%% endset %%}{{ x|length }}",
    "{%% for i in range(%s) %%}{%% for j in range(99999) %%}{%% endfor %%}{%% endfor %%}",
    "{%% block a required %%}{%% endblock %%}{{ %s }}", "{%% set (a, b) = %s %%}{{ a }}",
    "{%% for x in %s if x %%}x{%% else %%}y{%% endfor %%}",
    "{%% macro a(x=%s, x=1) %%}{%% endmacro %%}{{ a() }}", "{{ super() }}{{ %s }}",
    "{%% block x %%}{%% endblock %%}{%% block x %%}%s{%% endblock %%}",
    "{%% continue %%}{{ %s }}", "{%% import x as __x %%}{{ %s }}", "{{ loop.index }}{{ %s }}",
    "{%% set __builtins__ = %s %%}{{ x }}",
    "{%% for n in range(%s) %%}{%% set title = title ~ title %%}{{ title }}{%% endfor %%}",
    "{{ varargs }}{{ %s }}",
    "{%% set ns = namespace(x='ab') %%}{%% for i in range(40) %%}"
    "{%% set ns.x = ns.x ~ ns.x %%}{%% endfor %%}{{ ns.x|length }}%s",
)  # fmt: skip


def _expression(rng: random.Random, depth: int = 0) -> str:
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment()

    def inner() -> str:
        return _expression(rng, depth + 1)

    if depth > 2 or rng.random() < 0.25:
        return rng.choice(rng.choice((BIG if rng.random() < 0.08 else SMALL, STRINGS)))
    match rng.randrange(11):
        case 0 | 1 | 2 | 3:
            names = (
                "value",
                "width",
                "attribute",
                "default",
                "length",
                "reverse",
                "sep",
                "case_sensitive",
                "by",
                "start",
            )
            arguments = [inner() for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))]
            arguments += [f"{rng.choice(names)}={inner()}"] if rng.random() < 0.15 else []
            name = rng.choice(sorted(environment.filters))
            return f"({inner()}|{name}({', '.join(arguments)}))"
        case 4 | 5:
            sign = rng.choice(
                ("+", "-", "*", "/", "//", "%", "**", "~", "==", "<", "in", "and", "or", "not in", "is")
            )
            right = rng.choice(sorted(environment.tests)) if sign == "is" else inner()
            return f"({inner()} {sign} {right})"
        case 6:
            method = rng.choice(METHODS)
            return f"({inner()}).{method % inner() if '%s' in method else method}"
        case 7:
            return rng.choice(("range({0})", "range({0}, {1}, {2})", "lipsum(n={0})",
                "lipsum(min={0}, max={1}, n=2)", "cycler({0}).next()",
                               "joiner({0})()", "dict(a={0})", "dict({0})", "namespace({0})",
                               "namespace(a={0}).a", "range(99999)|list",
                               "cycler().next()")).format(inner(), inner(), inner())  # fmt: skip
        case 8:
            return rng.choice(("[{0}, {1}]", "{{'a': {0}}}", "({0}, {1})", "[{0}] * 999999999", "{0}[{1}]",
                "{0}[:{1}:{2}]",
                               "{{{0}: 1}}", "({0} if {1} else {2})", "not {0}", "-{0}", "{0}({1})",
                               "[[{0}]]")).format(inner(), inner(), inner())  # fmt: skip
        case 9:
            return f"('x' * {rng.choice(BIG if rng.random() < 0.2 else SMALL)})"
        case _:
            return inner()


def _jinja(rng: random.Random) -> Case:
    expression = _expression(rng)
    text = rng.choice(TAGS) % expression if rng.random() < 0.35 else "{{ " + expression + " }}"
    front = (
        "---\ntitle: Un titre\nauthor: [A, B]\nn: 12\nf: 1.5\njinja: true\nloop: 3\nself: x\nrange: 7\n---\n"
    )
    return deck("jinja", f"{front}\n# T\n\n{text}\n\nfin {{{{ title }}}}\n")


def _odd_jinja(rng: random.Random) -> Case:
    deep = rng.choice((10, 90, 200, 1000, 5000, 30_000))
    text = rng.choice((
        "{{ " + "(" * deep + "1" + ")" * deep + " }}", "{{ " + "[" * deep + "]" * deep + " }}",
        "{{ " + "-" * deep + "1 }}",
        "{{ " + "not " * deep + "1 }}", "{{ 1" + " + 1" * deep + " }}",
        "{{ title" + "|upper" * deep + " }}", "{{ title" + ".x" * deep + " }}",
        "{% if 1 %}" * deep + "{% endif %}" * deep, "{% for x in [1] %}" * min(deep,
        200) + "{% endfor %}" * min(deep, 200),
        "{% for x in range(9) %}" * min(deep, 12) + "x" + "{% endfor %}" * min(deep, 12),
        "{{ 1" + " if 1 else 1" * deep + " }}",
        "{{ 'a'" + " ~ 'a'" * deep + " }}", "{{ " * deep, "{% " * deep, "{# " * deep, "{{ title }}" * deep,
        "{{ title }}\n\n" * deep,
        "{% raw %}" * deep, "{{ {}" + "[0]" * deep + " }}", "{{ 9" + "9" * deep + " }}",
        "{{ 0x" + "f" * deep + " }}", "{{ 1_0 }}{{ 1__0 }}",
        "{{ " + "a" * deep + " }}", "{{ '" + "\\x" * 9 + "' }}", "{{ '\\N{x}' }}", "{{ '\\ud800' }}",
        "{{ '\\x00' }}", "{{ \"\\u0001\" }}",
        "{{ a" + ", a" * deep + " }}", "{% set x = [] %}{% set y = x.append(x) %}{{ x }}",
        "{{ dict(title=1)['x'] }}", "{{ ''.__class__ }}",
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "{{ self }}{{ self.x }}{{ self.x() }}",
        "{% set ns = namespace() %}{{ ns.x.y }}",
        "{%- macro m(n) -%}{{ m(n ~ n) }}{%- endmacro -%}{{ m('aaaa') }}", "{{ title.format.__globals__ }}",
        "{{ x.y }}{{ x() }}{{ x['a'] }}",
        "{{ '\n---\n' }}", "{{ '{{ title }}' }}", "{{ '```' }}", "{{ 'a\\n' * 9999 }}",
        "{{ '# a\\n\\n' * 9999 }}", "{{ '- ' * 9999 }}",
    ))  # fmt: skip
    return deck("jinja-odd", f"---\ntitle: Un titre\njinja: true\n---\n\n# T\n\n{text}\n")


def jinja_makers(corpus: Corpus) -> Sequence[Maker]:
    return (_jinja,) * 9 + (_odd_jinja,)
