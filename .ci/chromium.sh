#!/usr/bin/env bash
# Puts a Chromium where the tests of the page look for one. Says so, and fails, where it cannot.
set -euo pipefail
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then
    echo "Chromium is here already: $(command -v "$name")"
    exit 0
  fi
done
if ! command -v apt-get >/dev/null; then
  echo "There is no Chromium and no apt-get to install it with. Install Chromium so that it is found on the PATH." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
if ! { "${as_root[@]}" apt-get update -q &&
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; }; then
  echo "Chromium could not be installed. Install it so that it is found on the PATH; the tests of the page need it." >&2
  exit 1
fi
command -v chromium
