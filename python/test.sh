#!/usr/bin/env bash
# Builds the wheel and tests it in a virtual environment under target/.
#
#     python/test.sh prepare     only the environment: fails without Python or PyPI
#     python/test.sh             the wheel, and the adapter for datatrove
#     python/test.sh adapters    the other adapters: downloads about 1 GB; Spark needs Java 17
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export CARGO_TARGET_DIR=$PWD/target/python
venv=$PWD/target/python-venv
nemo=$PWD/target/nemo-curator-venv

# environment FOLDER REQUIREMENTS...: creates a virtual environment with these packages.
environment() {
    local folder=$1 file
    shift
    [[ -x $folder/bin/python ]] || python3 -m venv "$folder"
    for file in "$@"; do
        "$folder/bin/pip" install --quiet --requirement "$file"
    done
}

# wheel FOLDER: builds the wheel and installs it.
wheel() {
    local wheels=$PWD/target/python/wheels
    rm -rf "$wheels"
    "$venv/bin/maturin" build --quiet --release --locked --manifest-path python/Cargo.toml --out "$wheels"
    "$1/bin/pip" install --quiet --no-deps --force-reinstall "$wheels"/*.whl
}

# Builds the program that the pipelines are compared with: both must give the same texts.
warc_program() {
    if [[ -f cli/Cargo.toml ]]; then
        env --unset CARGO_TARGET_DIR cargo build --quiet --release --package bodytext-cli
        export WARC_COMMAND='target/release/bodytext warc'
    else
        env --unset CARGO_TARGET_DIR cargo build --quiet --release --example warc
        export WARC_COMMAND=target/release/examples/warc
    fi
}

case ${1-} in
    prepare) environment "$venv" python/tests/requirements.txt ;;
    '')
        environment "$venv" python/tests/requirements.txt
        wheel "$venv"
        warc_program
        "$venv/bin/pytest" python/tests --ignore python/tests/adapters
        "$venv/bin/pytest" python/tests/adapters/test_datatrove.py
        ;;
    adapters)
        environment "$venv" python/tests/requirements.txt python/examples/requirements.txt
        wheel "$venv"
        warc_program
        "$venv/bin/pytest" python/tests/adapters --ignore python/tests/adapters/test_nemo_curator.py
        environment "$nemo" python/examples/requirements-nemo-curator.txt
        "$nemo/bin/pip" install --quiet --no-deps nemo-curator cosmos-xenna
        wheel "$nemo"
        "$nemo/bin/pytest" python/tests/adapters/test_nemo_curator.py
        ;;
    *)
        sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
