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

# Look over every page in a browser, and keep pictures of it, desk and phone, light and dark, under screenshots/
screenshots:
    REQUIRE_BROWSER=1 SCREENSHOTS="$PWD/screenshots" cargo test -p wq-tests --test browser -- every_page pictures

# Draw the screens with invented people, as static pages under screenshots/, without a database
gallery:
    cargo run --quiet -p wq-web --example gallery -- screenshots

# Write both forms of the agreement as PDF, with invented parties, under specimens/
specimens:
    cargo run --quiet -p wq-document --example specimens -- specimens

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
