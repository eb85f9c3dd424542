#include "timeline/endings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

namespace whensaid::timeline {

namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kMore = kCommonEndings.size();
constexpr std::uint32_t kOwn = 15;
constexpr unsigned kMoreBits = 6;

/// What follows them there, and what is common where stemmers leave German, Spanish, Portuguese,
/// French and Italian words.
constexpr std::array<Ending, 64> kRarer{{
    {0, "ally"sv},   {0, "ate"sv},  {0, "d"sv},      {0, "ers"sv},  {0, "ions"sv}, {0, "ic"sv},
    {0, "ive"sv},    {0, "ity"sv},  {0, "ely"sv},    {0, "ent"sv},  {0, "ful"sv},  {0, "ated"sv},
    {0, "able"sv},   {0, "ting"sv}, {0, "ations"sv}, {0, "y"sv},    {0, "ence"sv}, {0, "ment"sv},
    {0, "ating"sv},  {1, "ying"sv}, {0, "ant"sv},    {0, "ize"sv},  {0, "ning"sv}, {0, "l"sv},
    {0, "ically"sv}, {0, "ous"sv},  {0, "ible"sv},   {0, "ness"sv}, {0, "e's"sv},  {0, "ement"sv},
    {0, "ance"sv},   {0, "ped"sv},  {0, "ized"sv},   {0, "ping"sv}, {0, "ings"sv}, {0, "ently"sv},
    {0, "ical"sv},   {0, "ics"sv},  {0, "ional"sv},  {0, "als"sv},  {0, "n"sv},    {0, "en"sv},
    {0, "t"sv},      {0, "te"sv},   {0, "em"sv},     {0, "ten"sv},  {0, "st"sv},   {0, "et"sv},
    {0, "end"sv},    {0, "a"sv},    {0, "o"sv},      {0, "os"sv},   {0, "as"sv},   {0, "ar"sv},
    {0, "ado"sv},    {0, "ando"sv}, {0, "ou"sv},     {0, "ia"sv},   {0, "i"sv},    {0, "ir"sv},
    {0, "ez"sv},     {0, "are"sv},  {0, "re"sv},     {0, "r"sv},
}};

bool is_same(const Ending& a, const Ending& b) { return a.lost == b.lost && a.gained == b.gained; }

void put_length(BitWriter& out, std::size_t length) {
  out.put(std::min<std::size_t>(length, 15), 4);
  if (length >= 15) out.put_gamma(static_cast<std::uint32_t>(length - 14));
}

std::uint32_t read_length(BitReader& in) {
  const auto length = in.bits(4);
  return length < 15 ? length : in.gamma() + 14;
}

template <std::size_t kCount>
std::size_t find_in(const std::array<Ending, kCount>& table, const Ending& ending) {
  std::size_t at = 0;
  while (at < kCount && !is_same(table[at], ending)) ++at;
  return at;
}

}  // namespace

Ending ending_of(std::string_view stem, std::string_view form) {
  const auto limit = std::min(stem.size(), form.size());
  std::size_t common = 0;
  while (common < limit && stem[common] == form[common]) ++common;
  return {static_cast<std::uint32_t>(stem.size() - common), form.substr(common)};
}

void put_ending(BitWriter& out, const Ending& ending) {
  if (const auto at = find_in(kCommonEndings, ending); at < kCommonEndings.size())
    return out.put(at, kEndingBits);
  if (const auto at = find_in(kRarer, ending); at < kRarer.size()) {
    out.put(kMore, kEndingBits);
    return out.put(at, kMoreBits);
  }
  out.put(kOwn, kEndingBits);
  put_length(out, ending.lost);
  put_length(out, ending.gained.size());
  for (const char c : ending.gained) out.put(static_cast<std::uint8_t>(c), 8);
}

Ending read_rarer_ending(std::uint32_t code, BitReader& in, std::string& buffer) {
  if (code == kMore) return kRarer[in.bits(kMoreBits)];
  const auto lost = read_length(in);
  const auto gained = read_length(in);
  constexpr Ending kImpossible{std::numeric_limits<std::uint32_t>::max(), {}};
  if (gained > in.left() / 8) return kImpossible;
  buffer.clear();
  for (std::uint32_t i = 0; i < gained; ++i) buffer.push_back(static_cast<char>(in.bits(8)));
  return {lost, buffer};
}

void skip_ending(BitReader& in) {
  const auto code = in.bits(kEndingBits);
  if (code < kMore) return;
  if (code == kMore) return in.skip(kMoreBits);
  read_length(in);
  in.skip(std::uint64_t{read_length(in)} * 8);
}

}  // namespace whensaid::timeline
