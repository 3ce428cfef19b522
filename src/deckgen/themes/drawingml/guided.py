"""Shapes that the format names and defines by guides, in its own formulas (ECMA-376 part 1, §20.1.9.11 and
`presetShapeDefinitions`)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Guided(Struct, frozen=True):
    """A shape's definition."""

    path: str
    """Steps `M`, `L`, `C`, `Q` with points, `A` with radii, start and swing, `Z`; several paths with `|` between them.
    One that begins with `-` is not filled, one with `=` has no outline; each `+` makes its fill lighter, `!` darker."""
    guides: str = ""
    """Name and formula, with `;` between them; the first ones are adjustments, with their defaults."""
    size: tuple[float, float] | None = None
    """Of the space that the path is drawn in, if it is not the shape's own."""


def _polygon(corners: str, side: float) -> Guided:
    return Guided(f"M {' L '.join(corners.split(', '))} Z", size=(side, side))


_CALLOUT = (
    "adj1 val -20833; adj2 val 62500; adj3 val 16667; dxPos */ w adj1 100000; dyPos */ h adj2 100000; "
    "xPos +- hc dxPos 0; "
    "yPos +- vc dyPos 0; dq */ dxPos h w; ady abs dyPos; adq abs dq; dz +- ady 0 adq; xg1 ?: dxPos 7 2; "
    "xg2 ?: dxPos 10 5; x1 */ w xg1 12; x2 */ w xg2 12; yg1 ?: dyPos 7 2; yg2 ?: dyPos 10 5; y1 */ h yg1 12; "
    "y2 */ h yg2 12; t1 ?: dxPos l xPos; xl ?: dz l t1; t2 ?: dyPos x1 xPos; xt ?: dz t2 x1; t3 ?: dxPos xPos r; "
    "xr ?: dz r t3; t4 ?: dyPos xPos x1; xb ?: dz t4 x1; t5 ?: dxPos y1 yPos; yl ?: dz y1 t5; t6 ?: dyPos t yPos; "
    "yt ?: dz t6 t; t7 ?: dxPos yPos y1; yr ?: dz y1 t7; t8 ?: dyPos yPos b; yb ?: dz t8 b; "
    "u1 */ ss adj3 100000; u2 +- r 0 u1; v2 +- b 0 u1"
)
_LINE_CALLOUT = (
    "adj1 val 18750; adj2 val -8333; adj3 val 112500; adj4 val -38333; y1 */ h adj1 100000; x1 */ w adj2 100000; "
    "y2 */ h adj3 100000; x2 */ w adj4 100000"
)
_RECT = "M l t L r t L r b L l b Z"
_OVAL = "M l vc A wd2 hd2 cd2 cd4 A wd2 hd2 3cd4 cd4 A wd2 hd2 0 cd4 A wd2 hd2 cd4 cd4 Z"
_CLOUD = (
    "M 3900 14370 A 6753 9190 -11429249 7426832 A 5333 7267 -8646143 5396714 A 4365 5945 -8748475 5983381 "
    "A 4857 6595 -7859164 7034504 A 5333 7273 -4722533 6541615 A 6775 9220 -2776035 7816140 A 5785 7867 37501 6842000 "
    "A 6752 9215 1347096 6910353 A 7720 10543 3974558 4542661 A 4360 5918 -16496525 8804134 "
    "A 4345 5945 -14809710 9151131 Z"
)
_ARROW = "adj1 val 50000; adj2 val 50000; a1 pin 0 adj1 100000; "
_WAVE_ENDS = (
    "y1 */ h a1 100000; dy2 */ y1 10 3; y2 +- y1 0 dy2; y3 +- y1 dy2 0; "
    "y4 +- b 0 y1; y5 +- y4 0 dy2; y6 +- y4 dy2 0; "
)
_BRACE = (
    "adj1 val 8333; adj2 val 50000; a2 pin 0 adj2 100000; q1 +- 100000 0 a2; q2 min q1 a2; q3 */ q2 1 2; "
    "most */ q3 h ss; a1 pin 0 adj1 most; y1 */ ss a1 100000; y3 */ h a2 100000; y2 +- y3 0 y1; y4 +- y3 y1 0; "
    "y5 +- b 0 y1"
)
_BRACKET = "adj val 8333; most */ 50000 h ss; a pin 0 adj most; y1 */ ss a 100000; y2 +- b 0 y1"
_MATH = "dx1 */ w 73490 200000; x1 +- hc 0 dx1; x4 +- hc dx1 0; "
_LEFT_BRACE = (
    "M r b A wd2 y1 cd4 cd4 L hc y4 A wd2 y1 0 -5400000 A wd2 y1 cd4 -5400000 L hc y1 A wd2 y1 cd2 cd4"
)
_RIGHT_BRACE = (
    "M l t A wd2 y1 3cd4 cd4 L hc y2 A wd2 y1 cd2 -5400000 A wd2 y1 3cd4 -5400000 L hc y5 A wd2 y1 0 cd4"
)
_LEFT_BRACKET = "M r b A w y1 cd4 cd4 L l y1 A w y1 cd2 cd4"
_RIGHT_BRACKET = "M l t A w y1 3cd4 cd4 L r y2 A w y1 0 cd4"

GUIDED: Mapping[str, Guided] = {
    # -- arrows
    "leftRightArrow": Guided(
        "M l vc L x2 t L x2 y1 L x3 y1 L x3 t L r vc L x3 b L x3 y2 L x2 y2 L x2 b Z",
        _ARROW + "most */ 50000 w ss; a2 pin 0 adj2 most; x2 */ ss a2 100000; x3 +- r 0 x2; dy */ h a1 200000; "
        "y1 +- vc 0 dy; "
        "y2 +- vc dy 0",
    ),
    "upDownArrow": Guided(
        "M hc t L r y2 L x2 y2 L x2 y3 L r y3 L hc b L l y3 L x1 y3 L x1 y2 L l y2 Z",
        _ARROW + "most */ 50000 h ss; a2 pin 0 adj2 most; y2 */ ss a2 100000; y3 +- b 0 y2; dx */ w a1 200000; "
        "x1 +- hc 0 dx; "
        "x2 +- hc dx 0",
    ),
    "quadArrow": Guided(
        "M l vc L x1 y2 L x1 y3 L x3 y3 L x3 x1 L x2 x1 L hc t L x5 x1 L x4 x1 L x4 y3 L x6 y3 L x6 y2 L r vc L x6 y5 "
        "L x6 y4 "
        "L x4 y4 L x4 y6 L x5 y6 L hc b L x2 y6 L x3 y6 L x3 y4 L x1 y4 L x1 y5 Z",
        "adj1 val 22500; adj2 val 22500; adj3 val 22500; a2 pin 0 adj2 50000; m1 */ a2 2 1; a1 pin 0 adj1 m1; "
        "q1 +- 100000 0 m1; "
        "m3 */ q1 1 2; a3 pin 0 adj3 m3; x1 */ ss a3 100000; d2 */ ss a2 100000; x2 +- hc 0 d2; x5 +- hc d2 0; "
        "d3 */ ss a1 200000; x3 +- hc 0 d3; x4 +- hc d3 0; x6 +- r 0 x1; y2 +- vc 0 d2; y5 +- vc d2 0; y3 +- vc 0 d3; "
        "y4 +- vc d3 0; y6 +- b 0 x1",
    ),
    "bentArrow": Guided(
        "M l b L l y5 A bd bd cd2 cd4 L x4 dh2 L x4 t L r aw2 L x4 y4 L x4 y3 L x3 y3 A bd2 bd2 3cd4 -5400000 L th b Z",
        "adj1 val 25000; adj2 val 25000; adj3 val 25000; adj4 val 43750; a2 pin 0 adj2 50000; m1 */ a2 2 1; "
        "a1 pin 0 adj1 m1; "
        "a3 pin 0 adj3 50000; th */ ss a1 100000; aw2 */ ss a2 100000; th2 */ th 1 2; dh2 +- aw2 0 th2; "
        "ah */ ss a3 100000; "
        "bw +- r 0 ah; bh +- b 0 dh2; bs min bw bh; m4 */ 100000 bs ss; a4 pin 0 adj4 m4; bd */ ss a4 100000; "
        "bd3 +- bd 0 th; "
        "bd2 max bd3 0; x3 +- th bd2 0; x4 +- r 0 ah; y3 +- dh2 th 0; y4 +- y3 dh2 0; y5 +- dh2 bd 0",
    ),
    "stripedRightArrow": Guided(
        "M l y1 L ssd32 y1 L ssd32 y2 L l y2 Z M ssd16 y1 L ssd8 y1 L ssd8 y2 L ssd16 y2 Z "
        "M x4 y1 L x5 y1 L x5 t L r vc L x5 b L x5 y2 L x4 y2 Z",
        _ARROW + "most */ 84375 w ss; a2 pin 0 adj2 most; x4 */ ss 5 32; dx */ ss a2 100000; x5 +- r 0 dx; "
        "dy */ h a1 200000; "
        "y1 +- vc 0 dy; y2 +- vc dy 0",
    ),
    "notchedRightArrow": Guided(
        "M l y1 L x2 y1 L x2 t L r vc L x2 b L x2 y2 L l y2 L x1 vc Z",
        _ARROW + "most */ 100000 w ss; a2 pin 0 adj2 most; dx */ ss a2 100000; x2 +- r 0 dx; dy */ h a1 200000; "
        "y1 +- vc 0 dy; "
        "y2 +- vc dy 0; x1 */ dy dx hd2",
    ),
    # -- connectors
    "bentConnector2": Guided("-M l t L r t L r b"),
    "bentConnector4": Guided(
        "-M l t L x1 t L x1 y2 L r y2 L r b",
        "adj1 val 50000; adj2 val 50000; x1 */ w adj1 100000; y2 */ h adj2 100000",
    ),
    "bentConnector5": Guided(
        "-M l t L x1 t L x1 y2 L x3 y2 L x3 b L r b",
        "adj1 val 50000; adj2 val 50000; adj3 val 50000; x1 */ w adj1 100000; x3 */ w adj3 100000; y2 */ h adj2 100000",
    ),
    "curvedConnector2": Guided("-M l t C wd2 t r hd2 r b"),
    "curvedConnector3": Guided(
        "-M l t C x1 t x2 hd4 x2 vc C x2 y3 x3 b r b",
        "adj1 val 50000; x2 */ w adj1 100000; x1 +/ l x2 2; x3 +/ r x2 2; y3 */ h 3 4",
    ),
    # -- callouts
    "wedgeRectCallout": Guided(
        "M l t L x1 t L xt yt L x2 t L r t L r y1 L xr yr L r y2 L r b L x2 b L xb yb L x1 b L l b L l y2 L xl yl L l "
        "y1 Z",
        _CALLOUT,
    ),
    "wedgeRoundRectCallout": Guided(
        "M l u1 A u1 u1 cd2 cd4 L x1 t L xt yt L x2 t L u2 t A u1 u1 3cd4 cd4 L r y1 L xr yr L r y2 L r v2 A u1 u1 0 "
        "cd4 "
        "L x2 b L xb yb L x1 b L u1 b A u1 u1 cd4 cd4 L l y2 L xl yl L l y1 Z",
        _CALLOUT,
    ),
    "wedgeEllipseCallout": Guided(
        "M xPos yPos L x1 y1 A wd2 hd2 first swing Z",
        "adj1 val -20833; adj2 val 62500; dxPos */ w adj1 100000; dyPos */ h adj2 100000; xPos +- hc dxPos 0; "
        "yPos +- vc dyPos 0; sdx */ dxPos h 1; sdy */ dyPos w 1; pang at2 sdx sdy; one +- pang 660000 0; "
        "two +- pang 0 660000; "
        "dx1 cos wd2 one; dy1 sin hd2 one; x1 +- hc dx1 0; y1 +- vc dy1 0; dx2 cos wd2 two; dy2 sin hd2 two; "
        "first at2 dx1 dy1; "
        "last at2 dx2 dy2; sw1 +- last 0 first; sw2 +- sw1 21600000 0; swing ?: sw1 sw1 sw2",
    ),
    "cloudCallout": Guided(_CLOUD, size=(43200, 43200)),
    "borderCallout1": Guided(f"{_RECT} | -M x1 y1 L x2 y2", _LINE_CALLOUT),
    "callout1": Guided(f"={_RECT} | -M x1 y1 L x2 y2", _LINE_CALLOUT),
    "accentCallout1": Guided(f"={_RECT} | -M x1 y1 L x2 y2 M x1 t L x1 b", _LINE_CALLOUT),
    # -- brackets
    "leftBracket": Guided(f"={_LEFT_BRACKET} Z | -{_LEFT_BRACKET}", _BRACKET),
    "rightBracket": Guided(f"={_RIGHT_BRACKET} Z | -{_RIGHT_BRACKET}", _BRACKET),
    "bracketPair": Guided(
        "=M l x1 A x1 x1 cd2 cd4 L x2 t A x1 x1 3cd4 cd4 L r y2 A x1 x1 0 cd4 L x1 b A x1 x1 cd4 cd4 Z | "
        "-M x1 b A x1 x1 cd4 cd4 L l x1 A x1 x1 cd2 cd4 M x2 t A x1 x1 3cd4 cd4 L r y2 A x1 x1 0 cd4",
        "adj val 16667; a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
    ),
    "leftBrace": Guided(f"={_LEFT_BRACE} Z | -{_LEFT_BRACE}", _BRACE),
    "rightBrace": Guided(f"={_RIGHT_BRACE} Z | -{_RIGHT_BRACE}", _BRACE),
    "bracePair": Guided(
        "=M x2 b A x1 x1 cd4 cd4 L x1 y3 A x1 x1 0 -5400000 A x1 x1 cd4 -5400000 L x1 x1 A x1 x1 cd2 cd4 L x3 t "
        "A x1 x1 3cd4 cd4 L x4 y2 A x1 x1 cd2 -5400000 A x1 x1 3cd4 -5400000 L x4 y4 A x1 x1 0 cd4 Z | "
        "-M x2 b A x1 x1 cd4 cd4 L x1 y3 A x1 x1 0 -5400000 A x1 x1 cd4 -5400000 L x1 x1 A x1 x1 cd2 cd4 M x3 t "
        "A x1 x1 3cd4 cd4 L x4 y2 A x1 x1 cd2 -5400000 A x1 x1 3cd4 -5400000 L x4 y4 A x1 x1 0 cd4",
        "adj val 8333; a pin 0 adj 25000; x1 */ ss a 100000; x2 */ ss a 50000; x3 +- r 0 x2; x4 +- r 0 x1; "
        "y2 +- vc 0 x1; "
        "y3 +- vc x1 0; y4 +- b 0 x1",
    ),
    # -- solids and signs
    "can": Guided(
        "M l y1 A wd2 y1 cd2 cd2 L r y3 A wd2 y1 0 cd2 Z | ++M l y1 A wd2 y1 cd2 cd2 A wd2 y1 0 cd2 Z",
        "adj val 25000; most */ 50000 h ss; a pin 0 adj most; y1 */ ss a 200000; y3 +- b 0 y1",
    ),
    "cube": Guided(
        "M l y1 L x4 y1 L x4 b L l b Z | +M l y1 L y1 t L r t L x4 y1 Z | !M x4 y1 L r t L r y4 L x4 b Z",
        "adj val 25000; a pin 0 adj 100000; y1 */ ss a 100000; y4 +- b 0 y1; x4 +- r 0 y1",
    ),
    "bevel": Guided(
        "M x1 x1 L x2 x1 L x2 y2 L x1 y2 Z | +M l t L r t L x2 x1 L x1 x1 Z | !M l b L x1 y2 L x2 y2 L r b Z | "
        "++M l t L x1 x1 L x1 y2 L l b Z | !!M r t L r b L x2 y2 L x2 x1 Z",
        "adj val 12500; a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
    ),
    "foldedCorner": Guided(
        "M l t L r t L r y2 L x1 b L l b Z | !M x1 b L x2 y1 L r y2 Z",
        "adj val 16667; a pin 0 adj 50000; dy2 */ ss a 100000; dy1 */ dy2 1 5; x1 +- r 0 dy2; x2 +- x1 dy1 0; "
        "y2 +- b 0 dy2; "
        "y1 +- y2 dy1 0",
    ),
    "plaque": Guided(
        "M l x1 A x1 x1 cd4 -5400000 L x2 t A x1 x1 cd2 -5400000 L r y2 A x1 x1 3cd4 -5400000 L x1 b A x1 x1 0 "
        "-5400000 Z",
        "adj val 16667; a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
    ),
    "snipRoundRect": Guided(
        "M x1 t L x2 t L r dx2 L r b L l b L l x1 A x1 x1 cd2 cd4 Z",
        "adj1 val 16667; adj2 val 16667; a1 pin 0 adj1 50000; a2 pin 0 adj2 50000; x1 */ ss a1 100000; "
        "dx2 */ ss a2 100000; "
        "x2 +- r 0 dx2",
    ),
    "heart": Guided(
        "M hc hd4 C x3 y1 x4 hd4 hc b C x1 hd4 x2 y1 hc hd4 Z",
        "dx1 */ w 49 48; dx2 */ w 10 48; x1 +- hc 0 dx1; x2 +- hc 0 dx2; x3 +- hc dx2 0; x4 +- hc dx1 0; y1 +- t 0 hd3",
    ),
    "moon": Guided(  # two ellipses through the upper and lower corner
        "M r b A w hd2 cd4 cd2 A rw rh first swing Z",
        "adj val 50000; a pin 0 adj 87500; g */ a 1 100000; gg */ g g 1; n +- 2 0 gg; one +- 1 0 g; twice */ one 2 1; "
        "c */ n 1 twice; radius +- c 0 g; rw */ w radius 1; rh */ hd2 radius 1; cw */ w c 1; dx +- w 0 cw; "
        "up +- t 0 hd2; first at2 dx up; last at2 dx hd2; down +- last 0 first; swing +- down 0 21600000",
    ),
    "cloud": Guided(_CLOUD, size=(43200, 43200)),
    "lightningBolt": _polygon(
        "8472 0, 12860 6080, 11050 6797, 16577 12007, 14767 12877, 21600 21600, 10012 14915, 12222 13987, 5022 9705, "
        "7602 8382, 0 3890", 21600,
    ),
    "sun": Guided(
        "M r vc L x15 y18 L x15 y14 Z M ox1 oy1 L x16 y13 L x17 y12 Z M hc t L x18 y10 L x14 y10 Z M ox2 oy1 L x13 y12 "
        "L x12 y13 Z M l vc L x10 y14 L x10 y18 Z M ox2 oy2 L x12 y17 L x13 y16 Z M hc b L x14 y15 L x18 y15 Z "
        "M ox1 oy2 L x17 y16 L x16 y17 Z M x19 vc A wR hR cd2 cd2 A wR hR 0 cd2 Z",
        "adj val 25000; a pin 12500 adj 46875; g0 +- 50000 0 a; g1 */ g0 30274 32768; g2 */ g0 12540 32768; "
        "g5 +- 50000 0 g1; "
        "g6 +- 50000 0 g2; g10 */ g5 3 4; g11 */ g6 3 4; g12 +- g10 3662 0; g13 +- g11 36620 0; g14 +- g11 12500 0; "
        "g13 +- g11 3662 0; g15 +- 100000 0 g10; g16 +- 100000 0 g12; g17 +- 100000 0 g13; g18 +- 100000 0 g14; "
        "ox1 */ w 18436 21600; oy1 */ h 3163 21600; ox2 */ w 3163 21600; oy2 */ h 18436 21600; "
        + "".join(f"x{n} */ w g{n} 100000; y{n} */ h g{n} 100000; " for n in (10, 12, 13, 14, 15, 16, 17, 18))
        + "x19 */ w a 100000; wR */ w g0 100000; hR */ h g0 100000",
    ),
    "smileyFace": Guided(
        f"{_OVAL} | -M x1 y2 A wR hR cd2 cd2 A wR hR 0 cd2 M x2 y2 A wR hR cd2 cd2 A wR hR 0 cd2 M x0 y1 Q hc y3 x4 y1",
        "adj val 4653; a pin -4653 adj 4653; x0 */ w 4969 21699; x1 */ w 6215 21600; x2 */ w 13135 21600; "
        "x4 */ w 16640 21600; "
        "y2 */ h 7570 21600; y4 */ h 16515 21600; dy */ h a 100000; y1 +- y4 0 dy; d2 */ dy 3 1; y3 +- y1 d2 dy; "
        "wR */ w 1125 21600; hR */ h 1125 21600",
    ),
    "noSmoking": Guided(
        f"{_OVAL} M x1 y1 A iw ih a1 swing Z M x2 y2 A iw ih a2 swing Z",
        "adj val 18750; a pin 0 adj 50000; dr */ ss a 100000; iw +- wd2 0 dr; ih +- hd2 0 dr; ang at2 w h; "
        "ct cos ih ang; "
        "st sin iw ang; m mod ct st 0; n */ iw ih m; half */ dr 1 2; dang at2 n half; both */ dang 2 1; "
        "swing +- -10800000 both 0; "
        "a1 +- ang 0 dang; a2 +- a1 0 cd2; ct1 cos ih a1; st1 sin iw a1; m1 mod ct1 st1 0; n1 */ iw ih m1; "
        "dx cos n1 a1; "
        "dy sin n1 a1; x1 +- hc dx 0; y1 +- vc dy 0; x2 +- hc 0 dx; y2 +- vc 0 dy",
    ),
    "blockArc": Guided(
        "M x1 y1 A wd2 hd2 first swing L x2 y2 A iw ih last back Z",
        "adj1 val 10800000; adj2 val 0; adj3 val 25000; first pin 0 adj1 21599999; last pin 0 adj2 21599999; "
        "a3 pin 0 adj3 50000; "
        "s1 +- last 0 first; s2 +- s1 21600000 0; swing ?: s1 s1 s2; back */ swing -1 1; wt1 sin wd2 first; "
        "ht1 cos hd2 first; "
        "dx1 cat2 wd2 ht1 wt1; dy1 sat2 hd2 ht1 wt1; x1 +- hc dx1 0; y1 +- vc dy1 0; dr */ ss a3 100000; "
        "iw +- wd2 0 dr; "
        "ih +- hd2 0 dr; wt2 sin iw last; ht2 cos ih last; dx2 cat2 iw ht2 wt2; dy2 sat2 ih ht2 wt2; x2 +- hc dx2 0; "
        "y2 +- vc dy2 0",
    ),
    "pieWedge": Guided("M l b A w h cd2 cd4 L r b Z"),
    "nonIsoscelesTrapezoid": Guided(
        "M l b L x1 t L x2 t L r b Z",
        "adj1 val 25000; adj2 val 25000; most */ 50000 w ss; a1 pin 0 adj1 most; a2 pin 0 adj2 most; "
        "x1 */ ss a1 100000; "
        "d2 */ ss a2 100000; x2 +- r 0 d2",
    ),
    "wave": Guided(
        "M x2 y1 C x3 y2 x4 y3 x5 y1 L x10 y4 C x8 y6 x7 y5 x6 y4 Z",
        "adj1 val 12500; adj2 val 0; a1 pin 0 adj1 20000; a2 pin -10000 adj2 10000; " + _WAVE_ENDS +
        "of */ w a2 50000; d2 ?: of 0 of; x2 +- l 0 d2; d5 ?: of of 0; x5 +- r 0 d5; d3 +/ d2 x5 3; x3 +- x2 d3 0; "
        "x4 +/ x3 x5 2; "
        "x6 +- l d5 0; x10 +- r d2 0; x7 +- x6 d3 0; x8 +/ x7 x10 2",
    ),
    "doubleWave": Guided(
        "M x2 y1 C x3 y2 x4 y3 x5 y1 C x6 y2 x7 y3 x8 y1 L x15 y4 C x14 y6 x13 y5 x12 y4 C x11 y6 x10 y5 x9 y4 Z",
        "adj1 val 6250; adj2 val 0; a1 pin 0 adj1 12500; a2 pin -10000 adj2 10000; " + _WAVE_ENDS +
        "of */ w a2 50000; d2 ?: of 0 of; x2 +- l 0 d2; d8 ?: of of 0; x8 +- r 0 d8; d3 +/ d2 x8 6; x3 +- x2 d3 0; "
        "d4 +/ d2 x8 3; "
        "x4 +- x2 d4 0; x5 +/ x2 x8 2; x6 +- x5 d3 0; x7 +/ x6 x8 2; x9 +- l d8 0; x15 +- r d2 0; x10 +- x9 d3 0; "
        "x11 +- x9 d4 0; "
        "x12 +/ x9 x15 2; x13 +- x12 d3 0; x14 +/ x13 x15 2",
    ),
    # -- polygons
    "heptagon": Guided(
        "M x1 y2 L x2 y1 L hc t L x5 y1 L x6 y2 L x4 y3 L x3 y3 Z",
        "hf val 102572; vf val 105210; sw */ wd2 hf 100000; sh */ hd2 vf 100000; sv */ vc vf 100000; "
        "d1 */ sw 97493 100000; "
        "d2 */ sw 78183 100000; d3 */ sw 43388 100000; e1 */ sh 62349 100000; e2 */ sh 22252 100000; "
        "e3 */ sh 90097 100000; "
        "x1 +- hc 0 d1; x2 +- hc 0 d2; x3 +- hc 0 d3; x4 +- hc d3 0; x5 +- hc d2 0; x6 +- hc d1 0; y1 +- sv 0 e1; "
        "y2 +- sv e2 0; "
        "y3 +- sv e3 0",
    ),
    "decagon": Guided(
        "M l vc L x1 y2 L x2 y1 L x3 y1 L x4 y2 L r vc L x4 y3 L x3 y4 L x2 y4 L x1 y3 Z",
        "vf val 105146; sh */ hd2 vf 100000; d1 cos wd2 2160000; d2 cos wd2 4320000; e1 sin sh 4320000; "
        "e2 sin sh 2160000; "
        "x1 +- hc 0 d1; x2 +- hc 0 d2; x3 +- hc d2 0; x4 +- hc d1 0; y1 +- vc 0 e1; y2 +- vc 0 e2; y3 +- vc e2 0; "
        "y4 +- vc e1 0",
    ),
    "dodecagon": _polygon(
        "0 7906, 2894 2894, 7906 0, 13694 0, 18706 2894, 21600 7906, 21600 13694, 18706 18706, 13694 21600, 7906 "
        "21600, "
        "2894 18706, 0 13694", 21600,
    ),
    # -- signs of arithmetic
    "mathPlus": Guided(
        "M x1 y2 L x2 y2 L x2 y1 L x3 y1 L x3 y2 L x4 y2 L x4 y3 L x3 y3 L x3 y4 L x2 y4 L x2 y3 L x1 y3 Z",
        "adj1 val 23520; a1 pin 0 adj1 73490; " + _MATH + "dy1 */ h 73490 200000; d2 */ ss a1 200000; x2 +- hc 0 d2; "
        "x3 +- hc d2 0; y1 +- vc 0 dy1; y2 +- vc 0 d2; y3 +- vc d2 0; y4 +- vc dy1 0",
    ),
    "mathMinus": Guided(
        "M x1 y1 L x4 y1 L x4 y2 L x1 y2 Z",
        "adj1 val 23520; a1 pin 0 adj1 100000; " + _MATH + "dy */ h a1 200000; y1 +- vc 0 dy; y2 +- vc dy 0",
    ),
    "mathEqual": Guided(
        "M x1 y1 L x4 y1 L x4 y2 L x1 y2 Z M x1 y3 L x4 y3 L x4 y4 L x1 y4 Z",
        "adj1 val 23520; adj2 val 11760; a1 pin 0 adj1 36745; both */ a1 2 1; most +- 100000 0 both; "
        "a2 pin 0 adj2 most; "
        + _MATH + "d1 */ h a1 100000; d2 */ h a2 200000; y2 +- vc 0 d2; y3 +- vc d2 0; y1 +- y2 0 d1; y4 +- y3 d1 0",
    ),
    "mathMultiply": Guided(
        "M xA yA L xB yB L hc yC L xD yB L xE yA L xF vc L xE yG L xD yH L hc yI L xB yH L xA yG L xL vc Z",
        "adj1 val 23520; a1 pin 0 adj1 51965; th */ ss a1 100000; a at2 w h; sa sin 1 a; ca cos 1 a; ta tan 1 a; "
        "dl mod w h 0; "
        "rw */ dl 51965 100000; lM +- dl 0 rw; xM */ ca lM 2; yM */ sa lM 2; dxA */ sa th 2; dyA */ ca th 2; "
        "xA +- xM 0 dxA; "
        "yA +- yM dyA 0; xB +- xM dxA 0; yB +- yM 0 dyA; xBC +- hc 0 xB; yBC */ xBC ta 1; yC +- yBC yB 0; "
        "xD +- r 0 xB; "
        "xE +- r 0 xA; yFE +- vc 0 yA; xFE */ yFE 1 ta; xF +- xE 0 xFE; xL +- xA xFE 0; yG +- b 0 yA; yH +- b 0 yB; "
        "yI +- b 0 yC",
    ),
    # -- flow charts
    "flowChartDocument": Guided(
        "M 0 0 L 21600 0 L 21600 17322 C 10800 17322 10800 23922 0 20172 Z", size=(21600, 21600)
    ),
    "flowChartMultidocument": Guided(
        "M 0 20782 C 9298 23542 9298 18022 18595 18022 L 18595 3675 L 0 3675 Z | M 1532 3675 L 1532 1815 L 20000 1815 "
        "L 20000 16252 C 19298 16252 18595 16352 18595 16352 L 18595 3675 Z | M 2972 1815 L 2972 0 L 21600 0 L 21600 "
        "14392 "
        "C 20800 14392 20000 14467 20000 14467 L 20000 1815 Z", size=(21600, 21600),
    ),
    "flowChartPunchedTape": Guided(
        "M 0 2 A 5 2 cd2 -10800000 A 5 2 cd2 cd2 L 20 18 A 5 2 0 -10800000 A 5 2 0 cd2 Z", size=(20, 20)
    ),
    "flowChartPreparation": _polygon("0 5, 2 0, 8 0, 10 5, 8 10, 2 10", 10),
    "flowChartOffpageConnector": _polygon("0 0, 10 0, 10 8, 5 10, 0 8", 10),
    "flowChartPunchedCard": _polygon("0 1, 1 0, 5 0, 5 5, 0 5", 5),
    "flowChartCollate": _polygon("0 0, 2 0, 1 1, 2 2, 0 2, 1 1", 2),
    "flowChartSort": Guided("M 0 1 L 1 0 L 2 1 L 1 2 Z | -M 0 1 L 2 1", size=(2, 2)),
    "flowChartOnlineStorage": Guided(
        "M 1 0 L 6 0 A 1 3 3cd4 -10800000 L 1 6 A 1 3 cd4 cd2 Z", size=(6, 6)
    ),
    "flowChartMagneticDisk": Guided(
        "M 0 1 A 3 1 cd2 cd2 L 6 5 A 3 1 0 cd2 Z | -M 6 1 A 3 1 0 cd2", size=(6, 6)
    ),
    "flowChartMagneticDrum": Guided(
        "M 1 0 L 5 0 A 1 3 3cd4 cd2 L 1 6 A 1 3 cd4 cd2 Z | -M 5 6 A 1 3 cd4 cd2", size=(6, 6)
    ),
    "flowChartDisplay": Guided("M 0 3 L 1 0 L 5 0 A 1 3 3cd4 cd2 L 1 6 Z", size=(6, 6)),
    "flowChartPredefinedProcess": Guided("M 0 0 L 8 0 L 8 8 L 0 8 Z | -M 1 0 L 1 8 M 7 0 L 7 8", size=(8, 8)),
    "flowChartInternalStorage": Guided("M 0 0 L 8 0 L 8 8 L 0 8 Z | -M 1 0 L 1 8 M 0 1 L 8 1", size=(8, 8)),
    "flowChartOr": Guided(f"{_OVAL} | -M hc t L hc b M l vc L r vc"),
    "flowChartSummingJunction": Guided(
        f"{_OVAL} | -M x1 y1 L x2 y2 M x2 y1 L x1 y2",
        "dx cos wd2 2700000; dy sin hd2 2700000; x1 +- hc 0 dx; x2 +- hc dx 0; y1 +- vc 0 dy; y2 +- vc dy 0",
    ),
}  # fmt: skip
"""Those that are not drawn more simply."""
