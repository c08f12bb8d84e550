# What is typed often. `just` alone lists it.

default:
    @just --list

# Start the whole platform with the demonstration school
run *arguments:
    cargo run {{ arguments }}

# Run every test, or those whose name contains a word
test *arguments:
    cargo test --workspace {{ arguments }}

# Formatting, lints, licences and unused dependencies
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo deny check
    cargo machete

# Measure: lists, reviews, verdicts, jobs
bench *arguments:
    cargo run --release -p wq-tests --bin bench {{ arguments }}

# Throw the demonstration away and load it anew
demo-reset:
    cargo run -- demo-reset

# Draw every screen with invented people: static pages and pictures, desk and phone, under screenshots/
screenshots:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo run --quiet -p wq-web --example gallery -- screenshots
    profile=$(mktemp -d)
    for page in screenshots/*.html; do
        for size in 1440,1000 390,844; do
            chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir="$profile" \
                --window-size="$size" --screenshot="${page%.html}-${size%,*}.png" "file://$PWD/$page" 2>/dev/null
        done
    done
    rm -rf "$profile"

# Write core/src/db/schema.rs anew from the migrations (needs diesel_cli), on a database that the owner names
schema database:
    diesel migration run --database-url {{ database }}
    diesel print-schema --database-url {{ database }} > core/src/db/schema.rs

# Print the rules of all five kinds of case into docs/rules.md
rules:
    cargo run --quiet -- rules > docs/rules.md

# Everything that is checked before a merge
ci:
    .ci/run
