#!/bin/sh
# killed_once.sh BODYTEXT MARKER: runs `bodytext pipe`, and kills it in the middle of its first run.
if mkdir "$2" 2>/dev/null; then
# It is killed when it has answered a part of its input, before the end of the input.
    head -c 2000000 | { cat; sleep 5; } | "$1" pipe &
    sleep 2
    kill -9 "$!"
    wait "$!"
    exit "$?"
fi
exec "$1" pipe
