// Xapian describes a query by its terms' bytes and by slots; people know neither.

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "index/explain.hpp"
#include "index/schema.hpp"

namespace whensaid::index {

namespace {

/// A pattern may stand for hundreds of words.
constexpr std::size_t kShownSynonyms = 12;

std::string field_term(std::string_view name, std::string_view term, std::size_t prefix) {
  return fmt::format("{}:{}", name, term.substr(prefix));
}

/// "title:raft" of a stem in a zone.
std::optional<std::string> zone_term(std::string_view term) {
  for (std::size_t zone = 0; zone < kZonePrefixes.size(); ++zone) {
    const auto prefix = kZonePrefixes[zone];
    if (prefix.empty() || !term.starts_with(prefix)) continue;
    return field_term(to_string(static_cast<Zone>(zone)), term, prefix.size());
  }
  return std::nullopt;
}

std::string readable_term(std::string_view term) {
  if (term.empty()) return "any episode";
  if (auto in_zone = zone_term(term)) return *in_zone;
  if (term.front() == kLanguagePrefix) return field_term("lang", term, 1);
  if (term.front() >= 'A' && term.front() <= 'Z') return "no word";  // see compile.cpp
  return std::string(term);
}

/// "Query(VALUE_RANGE 3 ...)": the slot is said nowhere else.
std::string readable_range(const Xapian::Query& query) {
  const auto text = query.get_description();
  const auto at = text.find_first_of("0123456789");
  const auto slot = at == std::string::npos ? 0 : text[at] - '0';
  switch (slot) {
    case kPublishedSlot: return "published in range";
    case kDurationSlot: return "duration in range";
    case kSeasonSlot: return "season in range";
    case kNumberSlot: return "number in range";
    default: return "in range";
  }
}

std::string joined(const Xapian::Query& query, std::string_view between, std::size_t most) {
  std::string text = "(";
  const auto count = query.get_num_subqueries();
  for (std::size_t i = 0; i < std::min(count, most); ++i) {
    if (i > 0) text += between;
    text += readable(query.get_subquery(i));
  }
  if (count > most) text += fmt::format("{}{} more", between, count - most);
  return text + ")";
}

}  // namespace

std::string readable(const Xapian::Query& query) {
  if (query.empty()) return {};
  const auto all = query.get_num_subqueries();
  switch (query.get_type()) {
    case Xapian::Query::LEAF_TERM: return readable_term(*query.get_unique_terms_begin());
    case Xapian::Query::LEAF_MATCH_ALL: return "any episode";
    case Xapian::Query::OP_AND: return joined(query, " AND ", all);
    case Xapian::Query::OP_OR: return joined(query, " OR ", all);
    case Xapian::Query::OP_AND_MAYBE: return joined(query, " AND_MAYBE ", all);
    case Xapian::Query::OP_FILTER: return joined(query, " FILTER ", all);
    case Xapian::Query::OP_SYNONYM: return joined(query, " | ", kShownSynonyms);
    case Xapian::Query::OP_SCALE_WEIGHT: return "[" + readable(query.get_subquery(0)) + "]";
    case Xapian::Query::OP_VALUE_RANGE:
    case Xapian::Query::OP_VALUE_GE:
    case Xapian::Query::OP_VALUE_LE: return readable_range(query);
    default: return query.get_description();
  }
}

}  // namespace whensaid::index
