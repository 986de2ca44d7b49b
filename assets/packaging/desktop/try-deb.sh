#!/bin/sh
# try-deb.sh PACKAGE FOLDER: installs the Debian package into a fresh system in the folder, renders a
# lesson there without a display, checks all lessons, looks at its place on the desktop, and removes it
# again. As root; the folder must not exist yet, and is left for looking around.
set -eu
package=$(realpath "$1") folder=$2
[ ! -e "$folder" ] || { echo "$folder is there already"; exit 1; }
. /etc/os-release
debootstrap --variant=minbase --include=ca-certificates "$VERSION_CODENAME" "$folder" > "$folder.log"
cp /etc/resolv.conf "$folder/etc/"
cp "$package" "$folder/gatescope.deb"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} chroot "$folder" "$@"; }
inside apt-get update -q >> "$folder.log"
inside apt-get install -qy --no-install-recommends /gatescope.deb desktop-file-utils shared-mime-info >> "$folder.log"

inside gatescope --version
inside gatescope check --quiet
inside sh -c 'cd /tmp && gatescope render "$(ls /usr/share/gatescope/lessons/21-*.json)" -o lesson.png &&
    gatescope render --home -o home.png && gatescope new mine.gatescope.json && gatescope check mine.gatescope.json'
inside desktop-file-validate /usr/share/applications/org.gatescope.Gatescope.desktop
inside grep -q 'gatescope.json' /usr/share/mime/globs2
ls -l "$folder"/tmp/*.png
inside apt-get purge -qy gatescope >> "$folder.log"
left=$(inside find / -xdev -name '*atescope*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/gatescope.deb' \
    -not -path '/var/log/*' -not -path '/var/lib/apt/*')
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "the package installs, runs and goes"
