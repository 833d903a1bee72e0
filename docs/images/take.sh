#!/bin/sh
# Take the README's pictures of a page: sh docs/images/take.sh demo.html
set -eu
page="file://$(realpath "$1")"
here=$(dirname "$0")
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
take() {
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1400,860 \
        --virtual-time-budget=12000 --screenshot="$here/$1" "$page$2" 2>/dev/null
}
take page.png ""
take evidence.png "#edge=russia%3Eattacks%3Esyrian-opposition"
