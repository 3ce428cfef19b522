"""What layouts are called, in the languages that programs and companies name them in."""

from __future__ import annotations

import re

from deckgen.patterns import regex

_SHORT = 4
"""Letters of a word that may be part of any other."""


def _words(text: str) -> re.Pattern[str]:
    """Any of the words, in which `_` is a space: at the beginning of one, and a short one (`ende`) as a whole, where
    words are parted by spaces, as `légende` has nothing to do with an end."""
    return regex("|".join(map(_word, text.split())), re.IGNORECASE)


def _word(word: str) -> str:
    if word[0] >= "\u0e00":
        return re.escape(word)
    end = r"(?![^\W\d_])" if len(word) <= _SHORT else ""
    return rf"(?<![^\W\d_]){re.escape(word).replace('_', ' ')}{end}"


CONTENT_NAMES = regex(
    r"(?i)\b(?:content|contenu|inhalt|contenido|contenuto|conteúdo|inhoud)\b|内容|コンテンツ"
)
COVER_NAMES = _words(
    "cover titelfolie titelseite titelbild couverture garde page_de_titre diapositive_de_titre title_slide"
    " opening portada capa frontespizio copertina tytułowy okładka titulní omslag forside framsida kansi kapak"
    " обложка титул εξώφυλλο 封面 首页 標題投影片 标题幻灯片 表紙 タイトル_スライド 표지 제목_슬라이드 غلاف"
    " شريحة_عنوان שער ปก trang_bìa"
)
SECTION_NAMES = _words(
    "section divider chapter segue transition kapitel abschnitt trenn zwischen chapitre intercalaire partie"
    " sección seccion capítulo capitolo sezione separator secção seção rozdział sekcja oddíl avsnitt afsnit osio"
    " bölüm раздел ενότητα 章节 章節 节标题 節標題 过渡 区段 セクション 見出し 扉 구역 간지 قسم فصل פרק หัวข้อ"
    " phần secțiune hoofdstuk sectie"
)
CLOSING_NAMES = _words(
    "closing thank end_slide contact schluss abschluss ende danke kontakt merci clôture cloture obrigado gracias cierre"
    " grazie chiusura dziękuj koniec děkuj tack slut kiitos teşekkür спасибо конец ευχαριστ 谢谢 謝謝 感谢 感謝"
    " 封底 結尾 结尾 終わり ありがとう 감사 끝 شكرا תודה ขอบคุณ cảm_ơn mulțumesc bedankt"
)
LIST_NAMES = _words(
    "agenda inhalt sommaire ordre contents índice indice spis 目录 目錄 目次 목차 فهرس תוכן plan"
)
COMPARE_NAMES = _words(
    "comparison vergleich comparaison comparación confronto porównanie comparação 比较 比較 비교 مقارنة"
)
QUOTATION_NAMES = _words(
    "quote quotation zitat citation cita citat citaat citace cytat citazione citação testimonial verbatim lainaus"
    " alıntı цитата παράθεση 引用 引言 金句 名言 인용 اقتباس ציטוט"
)
FACT_NAMES = _words(
    "fact big_number key_figure key_number big_figure kennzahl große_zahl chiffre_clé chiffre_clef grand_chiffre cifra"
    " dato_clave número_grande grande_numero numero_grande nyckeltal nøgletal tunnusluku liczba 大数字 关键数字"
    " 關鍵數字 핵심_숫자"
)
FIGURE_NAMES = _words(
    "figure picture image photo bild grafik foto imagen immagine imagem afbeelding 图片 画像 그림"
)
ASKED = {
    "author": regex(
        r"(?i)\bnames?\b|\bautor|\bauthor|\bauteur|\bpresenter|\bspeaker|\bsprecher|\breferent|\bvortragende|\bnom\b|"
        r"\bintervenant|\bnombre\b|\bponente|\brelator|\bnome\b|\bapresentador|\bspreker|\bnaam\b|氏名|名前|姓名|作者|演讲者|讲者"
    ),
    "event": regex(
        r"(?i)\bevent|\bveranstaltung|\banlass|\bconference|\bkonferenz|\bévénement|\bmanifestation"
    ),
    "function": regex(
        r"(?i)\bfun[ck]tion|\bfonction|\bfunción|\bfunzione|\bposition\b|\brole\b|\brolle\b|职位|職務|役職"
    ),
    "email": regex(r"(?i)\be-?mail|\bcourriel|\bcorreo|邮箱|メール"),
    "phone": regex(r"(?i)\bphone|\btel|\btél|\bfon\b|\bmobil|\bhandy\b|电话|電話"),
    "web": regex(r"(?i)\bweb|\burl\b|\binternet|\bwww\b|网址"),
    "date": regex(r"(?i)\bdat(?:e|um|a)\b|\bfecha\b|\bdd[./]mm|\bdd month|日付|日期"),
}
"""What places on a cover or a last slide ask for, by the words that stand in them."""
CLICK = regex(r"(?i)click to edit\b")
"""What any place asks for."""
