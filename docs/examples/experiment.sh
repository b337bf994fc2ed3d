#!/usr/bin/env bash
# From nothing to a running experiment: creates a project, an environment, a feature with two variants, a segment and an
# experiment on the feature, starts the experiment, ramps it from 10 % over 25 % to 50 %, and reads it back.
#
#   BASE_URL=http://localhost:5080 API_KEY=demo.management-key docs/examples/experiment.sh
#
# It needs bash, curl and an API key of the whole instance with the role administrator. Every run makes a project of its
# own; PROJECT names it. To remove it again, complete the experiment and delete the project:
#
#   curl -X POST   -H "Authorization: Api-Key $API_KEY" "$BASE_URL/api/v1/environments/{environment_key}/experiments/{id}/complete/"
#   curl -X DELETE -H "Authorization: Api-Key $API_KEY" "$BASE_URL/api/v1/projects/{id}/?confirm={its name, percent-encoded}"
set -euo pipefail

BASE_URL="${BASE_URL:-http://localhost:5080}"
BASE_URL="${BASE_URL%/}"
API_KEY="${API_KEY:?Set API_KEY to a key of the whole instance, such as demo.management-key of the demo workspace.}"
RUN="$(date -u +%Y%m%d-%H%M%S)-$$"
PROJECT="${PROJECT:-Scripted shop $RUN}"

# call METHOD PATH [BODY] [HEADER]: one request. Prints the answer; a refusal goes to stderr and ends the script.
call() {
  local method="$1" path="$2" body="${3:-}" header="${4:-}" answer
  local options=(--silent --show-error --fail-with-body --request "$method" --header "Authorization: Api-Key $API_KEY")
  if [[ -n "$body" ]]; then options+=(--header "Content-Type: application/json" --data "$body"); fi
  if [[ -n "$header" ]]; then options+=(--header "$header"); fi
  if ! answer="$(curl "${options[@]}" "$BASE_URL/api/$path")"; then
    printf '%s /api/%s was refused: %s\n' "$method" "$path" "$answer" >&2
    exit 1
  fi
  printf '%s\n' "$answer"
}

# field NAME: the first member of that name in the answer on stdin. Enough for the answers below; use a JSON parser for more.
field() {
  grep -o "\"$1\":[^,}]*" | sed -n '1{s/^[^:]*://;s/"//g;p}'
}

# variant KEY: the id of a variant in a feature's answer on stdin.
variant() {
  tr '{' '\n' | sed -n "/\"key\":\"$1\"/s/.*\"id\":\([0-9]*\).*/\1/p"
}

say() { printf '\n== %s\n' "$*"; }

say "Who am I?"
call GET v1/me/

say "A project with its first environment"
project="$(call POST v1/projects/ "{
  \"name\": \"$PROJECT\",
  \"environments\": [{\"name\": \"Development\", \"versioning\": \"v1\"}]
}")"
project_id="$(field id <<<"$project")"
project_slug="$(field slug <<<"$project")"
echo "Project $project_id"

say "An environment that publishes a version with every change (v2)"
environment="$(call POST "v1/projects/$project_id/environments/" '{
  "name": "Production",
  "versioning": "v2",
  "is_production": true
}')"
environment_key="$(field key <<<"$environment")" # Addresses the environment below, and is its first client key.
environment_slug="$(field slug <<<"$environment")"
echo "Environment $environment_key"

say "A feature with two variants, served in every environment"
feature="$(call POST "v1/projects/$project_id/features/" '{
  "name": "checkout_button",
  "value_type": "string",
  "initial_value": "classic",
  "default_enabled": true,
  "variants": [{"key": "big", "value": "big"}, {"key": "bigger", "value": "bigger"}]
}')"
feature_id="$(field id <<<"$feature")"
big="$(variant big <<<"$feature")"
bigger="$(variant bigger <<<"$feature")"
echo "Feature $feature_id with the variants $big and $bigger"

say "A segment, whose people always get the classic button"
segment="$(call POST "v1/projects/$project_id/segments/" '{
  "name": "Staff",
  "rules": [{"type": "ALL", "rules": [{"type": "ANY", "conditions": [
    {"property": "email", "operator": "CONTAINS", "value": "@shop.example"}]}]}]
}')"
segment_id="$(field id <<<"$segment")"
call POST "experiments/environments/$environment_key/update-flag-v2/" "{
  \"feature\": {\"id\": $feature_id},
  \"segment_overrides\": [{
    \"segment_id\": $segment_id,
    \"enabled\": true,
    \"value\": {\"type\": \"string\", \"value\": \"classic\"},
    \"multivariate_feature_state_values\": []
  }]
}" >/dev/null # Answers nothing.
echo "Segment $segment_id"

say "An experiment that 10 % of everybody will enter: 40 % of them big, 30 % bigger, the rest control"
# The same Idempotency-Key makes a request that got lost safe to send again: it is done once.
experiment="$(call POST "v1/environments/$environment_key/experiments/" "{
  \"feature\": $feature_id,
  \"name\": \"Checkout button size\",
  \"hypothesis\": \"A bigger button lifts sign-ups.\",
  \"experiment_rollout\": {
    \"enabled\": true,
    \"rollout_percentage\": 10,
    \"feature_state_value\": {\"type\": \"string\", \"value\": \"classic\"},
    \"multivariate_feature_state_values\": [
      {\"multivariate_feature_option\": $big, \"percentage_allocation\": 40},
      {\"multivariate_feature_option\": $bigger, \"percentage_allocation\": 30}
    ]
  }
}" "Idempotency-Key: create-$RUN")"
experiment_id="$(field id <<<"$experiment")"
address="v1/environments/$environment_key/experiments/$experiment_id"
echo "Experiment $experiment_id"

say "Start: from now on the rollout is served"
call POST "$address/start/" "" "Idempotency-Key: start-$RUN" | field status

say "Ramp: whoever is in stays in, with the variant they have"
for percentage in 25 50; do
  # What a PATCH of the rollout does not name stays as it is.
  call PATCH "$address/rollout/" "{\"rollout_percentage\": $percentage}" | field rollout_percentage
done

say "Read it back"
experiment="$(call GET "$address/")"
printf '%s\n' "$experiment"
printf '\nExperiment %s is %s at %s %%: %s\n' \
  "$experiment_id" "$(field status <<<"$experiment")" "$(field rollout_percentage <<<"$experiment")" \
  "$BASE_URL/$project_slug/$environment_slug/experiments/$experiment_id"
