#pragma once

// What --help begins with: calls that work, before options.

namespace whensaid::tool {

inline constexpr const char* kExamples =
    "whensaid finds when something was said: the episode and the second.\n"
    "\n"
    "Examples:\n"
    "  whensaid index transcripts/                  add or update all transcripts in a folder\n"
    "  whensaid search sharding vitess              moments with either word, those with both "
    "first\n"
    "  whensaid search '\"edge network\" -cdn'        a phrase as it was spoken, without a word\n"
    "  whensaid search raft NEAR/5 leader           two words close to each other\n"
    "  whensaid mentions raft                       how often, by month, as a chart\n"
    "  whensaid similar db-school/42@0:13:42        moments about the same\n"
    "  whensaid explain raft leader                 why these moments come first\n"
    "  whensaid show db-school/42@0:13:42           a transcript around a moment\n"
    "  whensaid search --batch queries.txt          a query a line in, a JSON object a line out\n";

inline constexpr const char* kSearchExamples =
    "Find the moments where something was said, best first.\n"
    "\n"
    "Examples:\n"
    "  whensaid search sharding vitess\n"
    "  whensaid search '\"edge network\" (mysql OR postgres)'\n"
    "  whensaid search --format json --limit 3 raft NEAR/5 leader\n"
    "  whensaid search --order newest --around 20s raft\n"
    "  whensaid search --facets show,year raft\n"
    "  whensaid search --format ffmpeg raft | sh    cuts the moments out as files\n"
    "  whensaid search -- sharding -vitess         -- because a word begins with a minus\n"
    "  whensaid search --batch queries.txt         a query a line in, a JSON object a line out\n";

inline constexpr const char* kIndexExamples =
    "Add or update episodes; prints how many were added, updated, unchanged, failed.\n"
    "\n"
    "Examples:\n"
    "  whensaid index transcripts/\n"
    "  whensaid index --show \"Night Shift\" --language en 001.vtt 002.srt\n"
    "  whensaid index --format listing --reference-date 2025-09-22 page.txt\n"
    "  whensaid export --index old | whensaid index --index new -\n";

}  // namespace whensaid::tool
