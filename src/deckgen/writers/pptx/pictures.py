"""Pictures, films and sounds as `<p:pic>`."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.deck.figures import Film, Picture
from deckgen.layout.model import FigureFrame
from deckgen.model import Content
from deckgen.writers.pptx.written_slide import References
from deckgen.writers.pptx.xml import transform

SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
StandIn = Callable[[Picture, float], Content]
"""The PNG for a drawing that is so many points wide."""
MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"


def picture_xml(
    frame: FigureFrame, picture: Picture, named: str, holder: str, references: References, stand_in: StandIn
) -> str:
    """A picture; a drawing with its PNG in front, which older programs show."""
    embed, vector = _pixels(frame, picture, references, stand_in), ""
    if picture.is_drawing:
        svg = references.image(picture.data, picture.media_type)
        blip = f'<asvg:svgBlip xmlns:asvg="{SVG_NS}" r:embed="{svg}"/>'
        vector = f'<a:extLst><a:ext uri="{SVG}">{blip}</a:ext></a:extLst>'
    return _pic(frame, named, holder, embed, vector, "")


def film_xml(frame: FigureFrame, film: Film, named: str, references: References, stand_in: StandIn) -> str:
    """A film or sound inside the file, under its poster (ECMA-376 part 1, §19.3.1.7; [MS-PPTX] 2.2.5.2)."""
    kind = "video" if film.is_video else "audio"
    linked, embed = (references.file(each, film.data, film.media_type) for each in (kind, MEDIA))
    poster = _pixels(frame, film.poster, references, stand_in)
    played = (
        f'<a:{kind}File r:link="{linked}"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">'
        f'<p14:media xmlns:p14="{P14}" r:embed="{embed}"/></p:ext></p:extLst>'
    )
    return _pic(frame, named, "", poster, "", played)


def _pixels(frame: FigureFrame, picture: Picture, references: References, stand_in: StandIn) -> str:
    """The relation to a picture, or to a drawing's PNG."""
    if picture.is_drawing:
        return references.image(stand_in(picture, frame.whole_width), "image/png")
    return references.image(picture.data, picture.media_type)


def _pic(frame: FigureFrame, named: str, holder: str, embed: str, vector: str, played: str) -> str:
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if holder else '<a:picLocks noChangeAspect="1"/>'
    across, down = (round(share * 100_000) for share in frame.crop)
    cut = f'<a:srcRect l="{across}" t="{down}" r="{across}" b="{down}"/>' if across or down else ""
    place = frame.placeholder  # whose line is meant for all of what stands in it
    line = "<a:ln><a:noFill/></a:ln>" if holder and place and place.stroke and place.box != frame.box else ""
    return (
        f"<p:pic><p:nvPicPr>{named}<p:cNvPicPr>{locks}</p:cNvPicPr><p:nvPr>{holder}{played}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{embed}">{vector}</a:blip>{cut}<a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr>{transform(frame.box)}<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{line}</p:spPr></p:pic>"
    )
