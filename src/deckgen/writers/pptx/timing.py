"""What happens at each click: `<p:timing>` (ECMA-376 part 1, §19.5)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from deckgen.deck.clicks import Step


class Animated(Struct, frozen=True):
    """A shape, or characters or a paragraph or a series of a chart in it, that appears (or disappears) at a click."""

    step: int
    shape: int
    paragraph: int | None = None
    characters: tuple[int, int] | None = None
    """First and past the last, counted over the whole text."""
    leaves: bool = False
    series: int | None = None


def animated(
    step: Step, shape: int, paragraph: int | None = None, characters: tuple[int, int] | None = None
) -> list[Animated]:
    """How a shape, or a paragraph or characters in it, comes and goes."""
    comes = [Animated(step.comes, shape, paragraph, characters)] if step.comes else []
    goes = [Animated(step.goes, shape, paragraph, characters, leaves=True)] if step.goes else []
    return comes + goes


def timing_xml(animated: Sequence[Animated], films: Sequence[tuple[int, bool]]) -> str:
    """The timing of a slide; `films` are the ids of shapes that play, and whether they show something."""
    if not animated and not films:
        return ""
    ids = _Ids()
    root, sequence = next(ids), next(ids)
    clicks = "".join(
        _click(list(group), ids)
        for _, group in groupby(sorted(animated, key=lambda a: a.step), key=lambda a: a.step)
    )
    main = (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{sequence}" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>'
        "</p:seq>"
        if clicks
        else ""
    )
    played = "".join(_film(shape, video, ids) for shape, video in films)
    built = {(a.shape, _group(a)) for a in animated if a.paragraph is not None}
    builds = "".join(f'<p:bldP spid="{shape}" grpId="{group}" build="p"/>' for shape, group in sorted(built))
    builds += "".join(
        f'<p:bldGraphic spid="{shape}" grpId="0"><p:bldSub><a:bldChart bld="series" animBg="0"/></p:bldSub>'
        "</p:bldGraphic>"
        for shape in sorted({a.shape for a in animated if a.series is not None})
    )
    return (
        f'<p:timing><p:tnLst><p:par><p:cTn id="{root}" dur="indefinite" restart="never" nodeType="tmRoot">'
        f"<p:childTnLst>{main}{played}</p:childTnLst></p:cTn></p:par></p:tnLst>"
        f"{f'<p:bldLst>{builds}</p:bldLst>' if builds else ''}</p:timing>"
    )


class _Ids:
    def __init__(self) -> None:
        self.last = 0

    def __next__(self) -> int:
        self.last += 1
        return self.last


def _click(group: Sequence[Animated], ids: _Ids) -> str:
    """All that one click does: the first effect waits for it, the others come with the first."""
    outer, inner = next(ids), next(ids)
    effects = "".join(_effect(each, number == 0, ids) for number, each in enumerate(group))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _effect(each: Animated, first: bool, ids: _Ids) -> str:
    """“Appear” (preset 1), entering or leaving."""
    outer, inner = next(ids), next(ids)
    kind, value = ("exit", "hidden") if each.leaves else ("entr", "visible")
    node = "clickEffect" if first else "withEffect"
    group = f' grpId="{_group(each)}"' if each.paragraph is not None or each.characters is None else ""
    return (
        f'<p:par><p:cTn id="{outer}" presetID="1" presetClass="{kind}" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr>'
        f'<p:cTn id="{inner}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f"{_target(each)}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{value}"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _group(each: Animated) -> int:
    """The paragraphs of a shape come as one group, and go as another."""
    return int(each.leaves and each.paragraph is not None)


def _target(each: Animated) -> str:
    if each.characters is not None:
        start, end = each.characters
        inner = f'<p:txEl><p:charRg st="{start}" end="{end}"/></p:txEl>'
    elif each.paragraph is not None:
        inner = f'<p:txEl><p:pRg st="{each.paragraph}" end="{each.paragraph}"/></p:txEl>'
    elif each.series is not None:
        part = f'<a:chart seriesIdx="{each.series}" categoryIdx="-3" bldStep="series"/>'
        inner = f"<p:graphicEl>{part}</p:graphicEl>"
    else:
        return f'<p:tgtEl><p:spTgt spid="{each.shape}"/></p:tgtEl>'
    return f'<p:tgtEl><p:spTgt spid="{each.shape}">{inner}</p:spTgt></p:tgtEl>'


def _film(shape: int, video: bool, ids: _Ids) -> str:
    tag = "video" if video else "audio"
    return (
        f'<p:{tag}><p:cMediaNode vol="80000"><p:cTn id="{next(ids)}" fill="hold" display="0"><p:stCondLst>'
        '<p:cond delay="indefinite"/></p:stCondLst></p:cTn><p:tgtEl>'
        f'<p:spTgt spid="{shape}"/></p:tgtEl></p:cMediaNode></p:{tag}>'
    )
