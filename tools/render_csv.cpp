// Hits as CSV: a line a hit, the columns that a spreadsheet can use.

#include <fmt/format.h>

#include "csv.hpp"
#include "formats.hpp"
#include "times.hpp"

namespace whensaid::tool {

Rendered render_csv(const Answer& answer) {
  Rendered out;
  out.bytes = csv_row({"episode", "show", "title", "published", "language", "field", "start", "end",
                       "entry", "speaker", "chapter", "score", "excerpt", "url", "audio"});
  for (const auto& hit : answer.page.hits) {
    out.bytes += csv_row({csv_text(hit.episode), csv_text(hit.show), csv_text(hit.title),
                          hit.published ? csv_text(iso_day(*hit.published)) : std::string{},
                          csv_text(hit.language), std::string(to_string(hit.zone)),
                          decimal_seconds(hit.time.start), decimal_seconds(hit.time.end),
                          decimal_seconds(hit.entry), csv_text(hit.speaker), csv_text(hit.chapter),
                          fmt::format("{:.4f}", hit.score), csv_text(hit.excerpt.text),
                          csv_text(hit.url), csv_text(hit.audio)});
  }
  return out;
}

}  // namespace whensaid::tool
