#!/usr/bin/env bash
# Builds once, checks the formatting and runs every test project: ./test.sh, or ./test.sh Unit for one of them.
# With --proof, what takes long is tried as often as it takes to be sure, and the projects get three times their seconds.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only if everything ran and nothing failed.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

# Project and the seconds it may take, both runs of Unit together. A project that takes longer is ended and counts as failed.
budgets=(
  "Unit 800"
  "Components 130"
  "E2E 1200"
)

patience=1
if [ "${1:-}" = --proof ]; then
  export TEST_PROOF=1
  patience=3
  shift
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_TieredPGO=0 # Tests and the servers that they start live for too short to win back what counting their calls costs.
work=$(mktemp -d)
postgres_user=
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

give_up() {
  printf '%s\n' "$*" >&2
  exit 1
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_package() {
  can_install || return 1
  say "Installing $1"
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null 2>&1
}

# The server refuses to run as root, so root runs it as the least of users.
as_postgres() {
  if [ -n "$postgres_user" ]; then runuser -u "$postgres_user" -- "$@"; else "$@"; fi
}

clean_up() {
  [ -s "$work/postgres/data/postmaster.pid" ] \
    && as_postgres "$postgres_bin/pg_ctl" -D "$work/postgres/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

find_postgres() {
  postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$postgres_bin" ] || postgres_bin=$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null)
  [ -x "$postgres_bin/initdb" ]
}

# A server of this run's own, reached through a socket in its own folder: it takes no port from anybody.
start_postgres() {
  find_postgres || { install_package postgresql && find_postgres; } || return 1
  [ "$(id -u)" = 0 ] && postgres_user=nobody
  mkdir "$work/postgres" && chmod 711 "$work"
  [ -n "$postgres_user" ] && chown "$postgres_user" "$work/postgres"
  (
    cd "$work/postgres" || exit 1
    as_postgres "$postgres_bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C --no-sync \
      && as_postgres "$postgres_bin/pg_ctl" -D data -w -t 30 -l log start \
        -o "-c listen_addresses='' -c unix_socket_directories='$work/postgres' -c max_connections=300 \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  ) >"$work/postgres.out" 2>&1
}

prepare_postgres() {
  if [ -n "${TEST_POSTGRES:-}" ]; then
    say "PostgreSQL: the server named by TEST_POSTGRES"
  elif start_postgres; then
    export TEST_POSTGRES="Host=$work/postgres;Username=postgres"
    say "PostgreSQL: a throwaway server in $work/postgres"
  else
    unset TEST_POSTGRES
    say "PostgreSQL: not to be had here, so its tests are skipped (install postgresql, or set TEST_POSTGRES)"
    cat "$work/postgres.out" 2>/dev/null
  fi
}

# The headless shell has the same engine without the windows of a desktop around it, which cost more than most of our pages.
find_chromium() {
  E2E_CHROMIUM=${E2E_CHROMIUM:-$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)}
  [ -x "$E2E_CHROMIUM" ] && export E2E_CHROMIUM
}

prepare_chromium() {
  [ -n "${E2E_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null || install_package chromium-headless-shell
  find_chromium || { install_package chromium && find_chromium; } \
    || give_up "The browser tests need Chromium: install it (apt-get install chromium), or name it in E2E_CHROMIUM."
}

build() {
  say "Build"
  dotnet build ExperimentAdmin.sln -v quiet || give_up "The build failed."
  # Style and analyzers are warnings, hence errors, in the build above; whitespace in every file is left to check here.
  # That needs the files only: taken as a folder, no project is loaded again.
  say "Formatting"
  dotnet format whitespace . --folder --exclude artifacts/ --verify-no-changes \
    || give_up "The formatting differs: run 'dotnet format whitespace'."
}

# Adds up the numbers in the head of an xunit result file.
count() {
  local head
  head=$(grep -o '<assembly [^>]*>' "$1" 2>/dev/null | head -n 1)
  number() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$head"; }
  [ -n "$head" ] && [ "$(number total)" -gt 0 ] || return 1
  passed=$((passed + $(number passed)))
  failed=$((failed + $(number failed) + $(number errors)))
  skipped=$((skipped + $(number skipped) + $(number not-run)))
}

# One run of a project's tests, which ends when bash has counted so many seconds; what comes after is for the runner.
run_until() {
  local end=$1 project=$2 results="$PWD/artifacts/results/$3.xml" before=$failed code
  shift 3
  mkdir -p artifacts/results && rm -f "$results"
  timeout --kill-after=10 "$((end > SECONDS ? end - SECONDS : 1))" \
    dotnet "artifacts/bin/$project/debug/ExperimentAdmin.$project.dll" -noLogo -noColor -result-xml "$results" "$@"
  code=$?
  if [ $code = 124 ] || [ $code = 137 ]; then
    echo "$project took longer than its seconds." >&2
    failed=$((failed + 1))
  elif ! count "$results"; then
    echo "$project produced no results." >&2
    failed=$((failed + 1))
  elif [ $code != 0 ] && [ "$failed" = "$before" ]; then
    echo "$project ended with exit code $code." >&2
    failed=$((failed + 1))
  fi
}

run() {
  local project=$1 budget=$(($2 * patience)) end=$((SECONDS + $2 * patience))
  say "$project (up to $budget s)"
  TEST_POSTGRES_ICU_LOCALE='' run_until "$end" "$project" "$project"
  # PostgreSQL sorts as its database's locale does: that was C above, and is now one as operators have it. The other projects ask
  # PostgreSQL for nothing that has an order, nor does what is tried while it is away; of what has next to none only the proof is in full.
  [ "$project" = Unit ] || return
  say "$project on PostgreSQL with the ICU locale en-US (in what is left of the $budget s)"
  local few=(-class- "*.Serving.*" -class- "*.Changes.*" -class- "*.Retention.*" -class- "*Fuzz*" -class- "*Race*" -class- "*Session*" -class- "*Lifecycle*")
  [ -z "${TEST_PROOF:-}" ] || few=()
  TEST_POSTGRES_ICU_LOCALE=en-US run_until "$end" "$project" "$project-en-US" -class "*OnPostgres" -class- "*.Away.*" "${few[@]}"
}

chosen=()
for line in "${budgets[@]}"; do
  [ -z "${1:-}" ] || [ "${line% *}" = "$1" ] && chosen+=("$line")
done
[ ${#chosen[@]} -gt 0 ] || give_up "There is no test project $1: choose one of ${budgets[*]% *}."

[[ " ${chosen[*]}" == *" E2E "* ]] && prepare_chromium
prepare_postgres
build
for line in "${chosen[@]}"; do
  run "${line% *}" "${line#* }"
done

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
