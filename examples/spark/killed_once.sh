#!/bin/sh
# killed_once.sh BODYTEXT MARKER: runs `bodytext pipe`, and kills it in the middle of its first run.
if mkdir "$2" 2>/dev/null; then
    # It never comes to the end of its input, and has answered some of it when it is killed.
    head -c 2000000 | { cat; sleep 5; } | "$1" pipe &
    sleep 2
    kill -9 "$!"
    wait "$!"
    exit "$?"
fi
exec "$1" pipe
