#!/usr/bin/env bash
# Starts a server where that is asked for, verifies it, and writes every report that a CI can show. The exit code is docpact's.
set -euo pipefail

: "${DOCPACT_URL:?names the server}"
reports=${DOCPACT_REPORTS:-docpact-reports}
docpact=(npx --yes "docpact@${DOCPACT_VERSION:-latest}")
if [[ -n ${DOCPACT_COMMAND:-} ]]; then read -ra docpact <<<"$DOCPACT_COMMAND"; fi

flags=(--wait "${DOCPACT_WAIT:-60}")
if [[ -n ${DOCPACT_CONTRACT:-} ]]; then flags+=(--contract "$DOCPACT_CONTRACT"); fi
if [[ -n ${DOCPACT_BASELINE:-} ]]; then flags+=(--baseline "$DOCPACT_BASELINE"); fi
for report in json=report.json junit=junit.xml html=report.html sarif=report.sarif markdown=report.md gitlab=codequality.json; do
  flags+=(--report "${report/=/=$reports/}")
done
if [[ -n ${GITHUB_ACTIONS:-} ]]; then flags+=(--report github); fi
# More flags stand as in a shell: quotes keep words together.
if [[ -n ${DOCPACT_ARGS:-} ]]; then eval "flags+=($DOCPACT_ARGS)"; fi

if [[ -n ${DOCPACT_START:-} ]]; then
  # In a group of its own, so that all that it starts ends with it.
  set -m
  bash -c "$DOCPACT_START" >&2 &
  trap 'kill -- -'$!' 2>/dev/null || true' EXIT
  set +m
fi
"${docpact[@]}" verify "$DOCPACT_URL" "${flags[@]}"
