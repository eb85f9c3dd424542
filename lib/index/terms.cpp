#include "index/terms.hpp"

#include <xxhash.h>

#include <algorithm>
#include <vector>

#include "index/schema.hpp"
#include "text/language.hpp"
#include "text/utf8.hpp"

namespace whensaid::index {

namespace {

constexpr std::size_t kHashDigits = 16;

/// Long values keep their beginning, for people who look at term lists, and differ by the hash.
std::string capped(std::string term) {
  if (term.size() <= kMaxTermBytes) return term;
  auto hash = XXH3_64bits(term.data(), term.size());
  term.resize(text::boundary_before(term, kMaxTermBytes - kHashDigits));
  for (std::size_t i = 0; i < kHashDigits; ++i, hash >>= 4U) {
    term += "0123456789abcdef"[hash & 0xFU];
  }
  return term;
}

std::string_view prefix_of(Zone zone) { return kZonePrefixes[static_cast<std::size_t>(zone)]; }

}  // namespace

std::string_view stem_term(std::string_view stem) { return text::truncate(stem, kMaxTermBytes); }

bool has_terms(Zone zone) { return !prefix_of(zone).empty(); }

std::string zone_stem_term(Zone zone, std::string_view stem) {
  const auto prefix = prefix_of(zone);
  return std::string(prefix).append(text::truncate(stem, kMaxTermBytes - prefix.size()));
}

std::uint32_t weighted_count(const timeline::StemCount& stem) {
  std::uint64_t sum = 0;
  bool free = false;
  for (std::size_t zone = 0; zone < timeline::kZones; ++zone) {
    sum += std::uint64_t{kZoneWeights[zone]} * stem.count[zone];
    free = free || (kZoneWeights[zone] > 0 && stem.count[zone] > 0);
  }
  if (!free) return 0;
  // Xapian adds wdfs up in 32 bits; a word does not matter more beyond a million.
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(sum, 1, 1'000'000));
}

std::string id_term(std::string_view id) { return capped(kIdPrefix + std::string(id)); }

std::string language_term(std::string_view tag) {
  return capped(kLanguagePrefix + text::base_language(tag));
}

std::string name_term(char prefix, std::string_view name, text::Analyzer& analyzer) {
  std::vector<text::Token> tokens;
  analyzer.analyze(name, tokens);
  std::string term(1, prefix);
  for (const auto& token : tokens) {
    if (term.size() > 1) term += ' ';
    term += analyzer.form(token.word);
  }
  if (tokens.empty()) term += text::trim(name);
  return capped(std::move(term));
}

}  // namespace whensaid::index
