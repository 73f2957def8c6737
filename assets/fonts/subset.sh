#!/bin/sh
# Makes the four faces beside this script from Liberation Sans 2.1.5.
#
# Liberation is a Reserved Font Name of the SIL Open Font License, and a subset is a Modified Version, which may not
# bear it (condition 3). So the family is called Sqspack Sans; copyright, trademark, designer and licence stay as they
# are. Hinting is left out, since it is for screens of old and would go into every PDF.
#
# Needs fonttools 4.68.0 and the fonts (Debian: fonts-liberation2 2.1.5-1). Usage: ./subset.sh [FONT-FOLDER]
set -eu
cd "$(dirname "$0")"
source_folder=${1:-/usr/share/fonts/truetype/liberation2}

sha256sum --check --quiet - <<SUMS
8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d  $source_folder/LiberationSans-Regular.ttf
ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4  $source_folder/LiberationSans-Bold.ttf
01f559e5c501d3d5777647c6a92b3ff37a4523bcf4f3b6e97ae052af567618b1  $source_folder/LiberationSans-Italic.ttf
15c1068175252e4adee6d3721bf74064ffe437f679d9dbaeacd03fa7711a041b  $source_folder/LiberationSans-BoldItalic.ttf
SUMS

# Latin with Welsh, and the combining marks; punctuation and superscripts; currency; letter-like signs; arrows; some
# mathematics; boxes and shapes. No private use: PDF/A-2a forbids it.
unicodes=U+0020-007E,U+00A0-024F,U+02B0-02FF,U+0300-036F,U+1E00-1EFF
unicodes=$unicodes,U+2010-2027,U+202F-205E,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2150-218F
unicodes=$unicodes,U+2190-21FF,U+2200-22FF,U+2500-25FF

for face in Regular Bold Italic BoldItalic; do
    pyftsubset "$source_folder/LiberationSans-$face.ttf" --output-file="SqspackSans-$face.ttf" \
        --unicodes="$unicodes" --layout-features='kern,liga,ccmp,locl,mark,mkmk' --no-hinting \
        --name-IDs='*' --no-recalc-timestamp --drop-tables+=FFTM
    python3 - "SqspackSans-$face.ttf" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont

font = TTFont(sys.argv[1], recalcTimestamp=False)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6, 16, 18, 21):
        text = record.toUnicode().replace("Liberation Sans", "Sqspack Sans").replace("LiberationSans", "SqspackSans")
        assert "Liberation" not in text, text
        record.string = text
font.save(sys.argv[1])
PYTHON
done
