#!/bin/sh
# Cuts the font of the agreements out of Noto Serif CJK: Debian's fonts-noto-cjk, and pyftsubset of Python's fonttools.
set -eu
cd "$(dirname "$0")"

latin='U+0020-007E,U+00A0-017F,U+01CD-01DC'
greek_and_cyrillic='U+0391-03C9,U+0401,U+0410-0451'
signs='U+2010-2027,U+2030-2033,U+203B,U+20AC,U+2103,U+2116,U+2160-2169,U+2190-2193,U+2248,U+2260,U+2264-2265'
forms='U+2460-2473,U+25A0-25A1,U+25B2-25B3,U+25C6-25C7,U+25CB,U+25CE-25CF,U+2605-2606,U+3220-3229'
units='U+338E-338F,U+339C-339E,U+33A1,U+FF01-FF5E,U+FFE5'
kana='U+3000-3017,U+3041-30FF,U+3105-3129'
han='U+2F00-2FDF,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+20000-2A6DF,U+2A700-323AF'

# Number 2 of the collection is the mainland face. What vertical writing and shaping need is left out.
pyftsubset "${NOTO_SERIF_CJK:-/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc}" --font-number=2 \
    --unicodes="$latin,$greek_and_cyrillic,$signs,$forms,$units,$kana,$han" \
    --layout-features='' --no-hinting --drop-tables+=BASE,GPOS,GSUB,VORG,vhea,vmtx \
    --output-file=NotoSerifSC-Agreement.otf
