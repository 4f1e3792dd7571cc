#!/bin/sh
# Crawl, then mail what became different, and to the operator what needs a look.
#
#   daily.sh READER [OPERATOR [SPIDER …]]
#
# READER gets the news, OPERATOR (default: READER) a mail when a source needs a look; without SPIDER all
# sources are crawled. The exit code is that of `scrapy crawlall`. Mails go through sendmail (or $SENDMAIL).
set -u
cd "$(dirname "$0")/.." || exit 1
reader=${1:?"usage: daily.sh READER [OPERATOR [SPIDER …]]"}
operator=${2:-$reader}
shift "$(($# < 2 ? $# : 2))"

scrapy=${SCRAPY:-.venv/bin/scrapy}
sendmail=${SENDMAIL:-$(command -v sendmail || echo /usr/sbin/sendmail)}

since=$(date -u +%Y-%m-%dT%H:%M:%S+00:00)
report=$("$scrapy" crawlall "$@" 2>&1)
code=$?
printf '%s\n' "$report"

news=$("$scrapy" talks --changed-since "$since" --mail-to "$reader")
if [ -n "$news" ]; then
    printf '%s\n' "$news" | "$sendmail" -t || echo "the news could not be mailed" >&2
fi
if [ "$code" -ne 0 ]; then
    {
        printf 'To: %s\nSubject: seminarcrawl: something needs a look (exit code %s)\n' "$operator" "$code"
        printf 'Auto-Submitted: auto-generated\nMIME-Version: 1.0\n'
        printf 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n\n' "$report"
        "$scrapy" health 2>&1
    } | "$sendmail" -t || echo "the report could not be mailed" >&2
fi
exit "$code"
