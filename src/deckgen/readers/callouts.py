"""Callouts, as quotations (`> [!NOTE]`), as directives (`{warning} Title`) and as `:::` fences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Callout, CalloutKind, Paragraph, Subheading
from deckgen.deck.inlines import Inlines, LineBreak, Run, merge_runs, trim
from deckgen.patterns import regex
from deckgen.source import Span

_MARK = regex(r"\[!([A-Za-z]+)\][+-]?[ \t]*")
_KINDS: Mapping[str, CalloutKind] = {
    "note": "note", "info": "note", "seealso": "note", "abstract": "note", "summary": "note", "todo": "note",
    "example": "note", "question": "note", "quote": "note", "details": "note", "admonition": "note",
    "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
    "important": "important", "warning": "warning", "attention": "warning", "alert": "warning",
    "caution": "caution", "danger": "caution", "error": "caution", "failure": "caution", "bug": "caution",
}  # fmt: skip
_NAMES: Mapping[str, Mapping[str, str]] = {"fr": {
    "note": "Note", "tip": "Conseil", "hint": "Conseil", "important": "Important",
    "warning": "Attention", "caution": "Prudence", "danger": "Danger", "info": "Information",
    "example": "Exemple", "question": "Question", "quote": "Citation", "abstract": "Résumé",
    "success": "Réussi", "error": "Erreur", "todo": "À faire", "bug": "Bogue", "failure": "Échec",
    "attention": "Attention", "alert": "Alerte", "details": "Détails", "summary": "Résumé",
    "seealso": "Voir aussi", "check": "Vérifié", "done": "Fait",
}, "de": {
    "note": "Hinweis", "tip": "Tipp", "hint": "Tipp", "important": "Wichtig", "warning": "Warnung",
    "caution": "Vorsicht", "danger": "Gefahr", "info": "Information", "example": "Beispiel", "question": "Frage",
    "quote": "Zitat", "abstract": "Zusammenfassung", "success": "Erfolg", "error": "Fehler", "todo": "Zu tun",
    "summary": "Zusammenfassung", "attention": "Achtung", "seealso": "Siehe auch", "done": "Erledigt",
}, "es": {
    "note": "Nota", "tip": "Consejo", "hint": "Consejo", "important": "Importante", "warning": "Advertencia",
    "caution": "Precaución", "danger": "Peligro", "info": "Información", "example": "Ejemplo", "question": "Pregunta",
    "quote": "Cita", "abstract": "Resumen", "success": "Éxito", "error": "Error", "todo": "Por hacer",
    "summary": "Resumen", "attention": "Atención", "seealso": "Véase también", "done": "Hecho",
}, "it": {
    "note": "Nota", "tip": "Consiglio", "hint": "Consiglio", "important": "Importante", "warning": "Avvertenza",
    "caution": "Cautela", "danger": "Pericolo", "info": "Informazione", "example": "Esempio", "question": "Domanda",
    "quote": "Citazione", "abstract": "Riassunto", "success": "Riuscito", "error": "Errore", "todo": "Da fare",
    "summary": "Riassunto", "attention": "Attenzione", "seealso": "Vedi anche", "done": "Fatto",
}, "pt": {
    "note": "Nota", "tip": "Dica", "hint": "Dica", "important": "Importante", "warning": "Aviso",
    "caution": "Cuidado", "danger": "Perigo", "info": "Informação", "example": "Exemplo", "question": "Pergunta",
    "quote": "Citação", "abstract": "Resumo", "success": "Sucesso", "error": "Erro", "todo": "A fazer",
    "summary": "Resumo", "attention": "Atenção", "seealso": "Ver também", "done": "Feito",
}, "nl": {
    "note": "Opmerking", "tip": "Tip", "hint": "Tip", "important": "Belangrijk", "warning": "Waarschuwing",
    "caution": "Voorzichtig", "danger": "Gevaar", "info": "Informatie", "example": "Voorbeeld", "question": "Vraag",
    "quote": "Citaat", "abstract": "Samenvatting", "success": "Gelukt", "error": "Fout", "todo": "Te doen",
    "summary": "Samenvatting", "attention": "Let op", "seealso": "Zie ook", "done": "Klaar",
}}  # fmt: skip
"""Language → what a callout without a title is called; English names are the kinds themselves."""
_ENGLISH = {"seealso": "See also", "todo": "To do"}
_KINDS_IN = ("note", "tip", "important", "warning", "caution", "danger", "info", "example", "question")
_OTHERS: Mapping[str, str] = {
    "pl": "Uwaga Wskazówka Ważne Ostrzeżenie Ostrożnie Niebezpieczeństwo Informacja Przykład Pytanie",
    "cs": "Poznámka Tip Důležité Varování Upozornění Nebezpečí Informace Příklad Otázka",
    "sv": "Obs Tips Viktigt Varning Försiktigt Fara Information Exempel Fråga",
    "da": "Bemærk Tip Vigtigt Advarsel Forsigtig Fare Information Eksempel Spørgsmål",
    "nb": "Merk Tips Viktig Advarsel Forsiktig Fare Informasjon Eksempel Spørsmål",
    "fi": "Huomautus Vinkki Tärkeää Varoitus Huomio Vaara Tietoa Esimerkki Kysymys",
    "ru": "Примечание Совет Важно Предупреждение Осторожно Опасно Информация Пример Вопрос",
    "uk": "Примітка Порада Важливо Попередження Обережно Небезпека Інформація Приклад Питання",
    "tr": "Not İpucu Önemli Uyarı Dikkat Tehlike Bilgi Örnek Soru",
    "ja": "注 ヒント 重要 警告 注意 危険 情報 例 質問",
    "zh": "注 提示 重要 警告 注意 危险 信息 示例 问题",
    "ko": "참고 팁 중요 경고 주의 위험 정보 예 질문",
    "ar": "ملاحظة نصيحة مهم تحذير تنبيه خطر معلومة مثال سؤال",
    "he": "הערה עצה חשוב אזהרה זהירות סכנה מידע דוגמה שאלה",
    "fa": "یادداشت نکته مهم هشدار احتیاط خطر اطلاعات مثال پرسش",
}
"""Language → what these are called there, one behind the other."""


KIND_NAMES = frozenset(
    (
        *map(str.capitalize, _KINDS),
        *_ENGLISH.values(),
        *(each for names in _NAMES.values() for each in names.values()),
        *(each for names in _OTHERS.values() for each in names.split()),
    )
)
"""All of these."""
_DIRECTIVE = regex(
    r"\{(note|tip|hint|warning|important|caution|danger|attention|admonition|seealso|error)\}[ \t]*(.*)"
)
_OPTION = regex(r":[\w-]+:.*")


def kind_of(classes: Sequence[str]) -> str:
    """The name of the callout that a fence with `classes` is; nothing for any other."""
    for name in classes:
        bare = name.removeprefix("callout-").removeprefix("callout")
        if bare in _KINDS:
            return bare
    return ""


def callout(name: str, title: Inlines, blocks: tuple[Block, ...], span: Span, lang: str) -> Callout:
    """A callout of the kind `name`, under that name in the deck's language if it has no title."""
    label = "" if name in ("admonition", "") else name_in(name, lang)
    shown = title or ((Run(label),) if label else ())
    return Callout(_KINDS.get(name, "note"), shown, blocks, span)


def titled(title: Inlines, blocks: tuple[Block, ...]) -> tuple[Inlines, tuple[Block, ...]]:
    """A callout's title: that of its fence, or a heading at its start."""
    if title:
        return title, blocks
    if blocks and isinstance(blocks[0], Subheading):
        return blocks[0].inlines, blocks[1:]
    return (), blocks


def directive(info: str, content: str, span: Span, lang: str) -> Callout | None:
    """A fence that is a callout, as MyST has it (`{warning} Title`); None for any other."""
    match = _DIRECTIVE.fullmatch(info)
    if match is None:
        return None
    lines = content.split("\n")
    while lines and (_OPTION.fullmatch(lines[0].strip()) or not lines[0].strip()):
        lines.pop(0)
    parts = [part for part in re.split(r"\n[ \t]*\n", "\n".join(lines)) if part.strip()]
    paragraphs = tuple(Paragraph((Run(" ".join(part.split())),), span) for part in parts)
    title = (Run(match[2].strip()),) if match[2].strip() else ()
    return callout(match[1], title, paragraphs, span, lang)


def name_in(kind: str, lang: str) -> str:
    """What a callout of a kind is called in a language, if it has no title."""
    short = lang.partition("-")[0].lower()
    names = _NAMES.get(short) or dict(zip(_KINDS_IN, _OTHERS.get(short, "").split(), strict=False))
    usual = _ENGLISH.get(kind, kind.capitalize())
    return names.get("tip" if kind == "hint" and short in _OTHERS else kind, usual)


def named_callout(blocks: tuple[Block, ...], span: Span, lang: str) -> Callout | None:
    """The callout that a quotation with `[!NOTE] Title` at its start is; None for any other."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not first.inlines or not isinstance(run := first.inlines[0], Run):
        return None
    match = _MARK.match(run.text)
    if match is None:
        return None
    # A title stands on the mark's own line; what follows a line end is text.
    rest = merge_runs([Run(run.text[match.end() :], run.marks), *first.inlines[1:]])
    cut = next((n for n, item in enumerate(rest) if isinstance(item, LineBreak)), len(rest))
    title, text = trim(rest[:cut]), trim(rest[cut + 1 :])
    if not (text or blocks[1:]):
        title, text = (), title
    body = (replace(first, inlines=text),) if text else ()
    return callout(match[1].lower(), title, (*body, *blocks[1:]), span, lang)


def opens_callout(line: str) -> bool:
    """True for the line `[!NOTE]` or `[!NOTE] Title`."""
    return bool(_MARK.match(line))
