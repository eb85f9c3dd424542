#include "query/parser.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "query/canonical.hpp"
#include "query/lexer.hpp"
#include "text/utf8.hpp"

namespace whensaid::query {
namespace {

/// What its text counts at most when it is read: levels that may take brackets, and words, values
/// of fields among them.
struct Size {
  std::size_t levels{0};
  std::size_t words{0};

  [[nodiscard]] bool fits() const { return levels <= kMaxQueryDepth && words <= kMaxQueryWords; }
};

Size size_of(const Node& node) {
  Size size;
  const auto add = [&size](const std::vector<Node>& children) {
    for (const auto& child : children) {
      const auto one = size_of(child);
      size.levels = std::max(size.levels, one.levels);
      size.words += one.words;
    }
  };
  if (const auto* const group = std::get_if<Group>(&node.kind)) {
    add(group->must);
    add(group->should);
    add(group->must_not);
  } else if (const auto* const near = std::get_if<Near>(&node.kind)) {
    add(near->sides);
  } else if (const auto* const within = std::get_if<Within>(&node.kind)) {
    add(within->child);
    size.words += within->speakers.size() + within->other_speakers.size();
    size.words += (within->zones.empty() ? 0U : 1U) + (within->scope == Scope::episode ? 0U : 1U);
  } else {
    return {0, 1};
  }
  ++size.levels;
  return size;
}

/// A tree may print more than was read: AND and OR make groups without brackets, which have some
/// then, and what only excludes excludes from everything. What does not fit is read as its text is,
/// for a tree is what its text says. Gives the last warning of that.
std::optional<Warning> settle(Node& root) {
  std::optional<Warning> said;
  for (std::size_t round = 0; round < kMaxQueryDepth && !size_of(root).fits(); ++round) {
    const auto text = print(root);
    auto again = parse_once(text);
    if (again.root == root) break;
    root = std::move(again.root);
    if (!again.warnings.empty()) said = std::move(again.warnings.back());
  }
  return said;
}

Parsed parse_clean(std::string_view text) {
  auto parsed = parse_once(text);
  const auto settled = settle(parsed.root);
  if (settled && std::none_of(parsed.warnings.begin(), parsed.warnings.end(),
                              [&](const Warning& w) { return w.message == settled->message; })) {
    parsed.warnings.push_back({1, 0, settled->message});
  }
  const auto* const root = std::get_if<Group>(&parsed.root.kind);
  if (root != nullptr && root->must.empty() && root->should.empty() && !root->must_not.empty()) {
    parsed.warnings.push_back({1, 0, "nothing is searched for: the query only excludes"});
  }
  std::stable_sort(parsed.warnings.begin(), parsed.warnings.end(),
                   [](const Warning& a, const Warning& b) { return a.column < b.column; });
  return parsed;
}

// Columns in the repaired text to columns in the text as it came. Repair is local: it treats text
// up to an ASCII letter, digit or sign as it would treat it alone.
void map_columns(std::string_view text, std::vector<Warning>& warnings) {
  auto warning = warnings.begin();
  std::size_t repaired = 0;
  for (std::size_t begin = 0; begin < text.size() && warning != warnings.end();) {
    auto end = begin + 1;
    while (end < text.size() && (text[end] < '!' || text[end] > '~')) ++end;
    const auto piece = text.substr(begin, end - begin);
    const auto size = text::is_clean(piece) ? piece.size() : text::repair(piece).size();
    for (; warning != warnings.end() && warning->column <= repaired + size; ++warning) {
      if (warning->column == 0) continue;
      const auto within = std::min(warning->column - repaired, piece.size());
      warning->column = begin + within;
    }
    repaired += size;
    begin = end;
  }
}

}  // namespace

Parsed parse(std::string_view text) {
  if (text::is_clean(text)) return parse_clean(text);
  const auto repaired = text::repair(text);
  auto parsed = parse_clean(repaired);
  map_columns(text, parsed.warnings);
  return parsed;
}

Parsed parse_typing(std::string_view text) {
  const auto repaired = text::repair(text);
  Lexer lexer{repaired};
  Symbol last;
  bool is_value = false;  // of a field whose values are no words
  for (auto symbol = lexer.next(); symbol.kind != SymbolKind::end; symbol = lexer.next()) {
    is_value = last.kind == SymbolKind::field && last.field->kind != FieldKind::zone;
    last = symbol;
  }
  const bool open = last.kind == SymbolKind::word && last.oddity == Oddity::none && !is_value &&
                    last.begin + last.text.size() == repaired.size() &&
                    std::string_view{".,;:!?"}.find(repaired.back()) == std::string_view::npos;
  return parse(open ? std::string{text} + '*' : std::string{text});
}

}  // namespace whensaid::query
