#include "text/pattern.hpp"

#include <algorithm>

#include <re2/re2.h>

#include "text/analyzer.hpp"
#include "text/fold.hpp"
#include "text/utf8.hpp"

namespace whensaid::text {

namespace {

/// For one compiled expression and its automaton; beyond it RE2 refuses or becomes slower.
constexpr std::int64_t kMaxMemory = std::int64_t{1} << 20U;

std::unique_ptr<re2::RE2> compile(const std::string& expression, bool case_counts) {
  re2::RE2::Options options;
  options.set_max_mem(kMaxMemory);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_dot_nl(true);
  options.set_case_sensitive(case_counts);
  return std::make_unique<re2::RE2>(expression, options);
}

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  });
}

/// Characters beyond ASCII as they stand in forms, unless that would make syntax of them.
std::string folded(std::string_view expression) {
  std::string result;
  for (std::size_t at = 0; at < expression.size();) {
    const auto length = character_at(expression, at).length;
    const auto character = expression.substr(at, length);
    const auto plain = length > 1 ? fold(character) : std::string{};
    result += !plain.empty() && is_word(plain) ? std::string_view(plain) : character;
    at += length;
  }
  return result;
}

}  // namespace

Pattern::Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Pattern Pattern::wildcard(std::string_view wildcard) {
  Pattern pattern;
  std::string expression;
  std::size_t least = 0;  // bytes that a matching form has at the least
  for (std::size_t at = 0; at < wildcard.size();) {
    const auto end = std::min(wildcard.find_first_of("?*", at), wildcard.size());
    const auto literal = fold(wildcard.substr(at, end - at));
    if (at == 0) pattern.beginning_ = literal;
    expression += re2::RE2::QuoteMeta(literal);
    least += literal.size();
    at = end;
    for (; at < wildcard.size() && (wildcard[at] == '?' || wildcard[at] == '*'); ++at) {
      const auto one = wildcard[at] == '?';
      if (one) ++least;
      if (one || !expression.ends_with(".*")) expression += one ? "." : ".*";
    }
    if (least > kMaxFormBytes) return pattern;
  }
  pattern.expression_ = compile(expression, true);
  return pattern;
}

Result<Pattern> Pattern::regex(std::string_view expression) {
  const auto refuse = [&](const std::string& why) {
    const auto shown = truncate(expression, 60);
    return fail(Errc::invalid_argument, "/" + std::string(shown) +
                                            (shown.size() < expression.size() ? "..." : "") +
                                            "/ is not a regular expression: " + why);
  };
  if (expression.size() > kMaxRegexBytes) {
    return refuse("longer than " + std::to_string(kMaxRegexBytes) + " bytes");
  }
  Pattern pattern;
  pattern.expression_ = compile(folded(expression), false);
  if (!pattern.expression_->ok()) return refuse(pattern.expression_->error());
  return pattern;
}

bool Pattern::matches(std::string_view form) const {
  return expression_ != nullptr &&
         expression_->Match(re2::StringPiece(form.data(), form.size()), 0, form.size(),
                            re2::RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace whensaid::text
