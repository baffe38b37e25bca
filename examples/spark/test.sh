#!/usr/bin/env bash
# Tests the jobs of extract.py on this machine: needs a Rust toolchain, Python 3.10 or later and Java 17 or later.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for command in cargo python3 java; do
    if ! command -v "$command" >/dev/null; then
        echo "examples/spark/test.sh: there is no $command" >&2
        exit 1
    fi
done
(cd ../.. && cargo build --release --package bodytext-cli)
venv=../../target/spark-venv
if [[ ! -x $venv/bin/python ]]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet --requirement requirements.txt
# Executors must use the same Python as the driver.
python=$(realpath -s "$venv/bin/python")
PYSPARK_PYTHON=$python PYSPARK_DRIVER_PYTHON=$python SPARK_LOCAL_IP=127.0.0.1 "$python" test_extract.py
