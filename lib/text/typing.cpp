// The costs are minus the logarithm of rough probabilities: there is one way to leave a given
// letter out, but a whole alphabet to put in its place or beside it. Tuned on random edits of 1,500
// words of a lexicon of 50,000 (bench/README.md, misspelt); anything near these numbers does as
// well.

#include "text/typing.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "text/utf8.hpp"

namespace whensaid::text {

namespace {

constexpr double kLeftOut = 2;
constexpr double kSwapped = 2;
constexpr double kDoubled = 3.5;
constexpr double kAlikeReplaced = 4.5;
constexpr double kAdded = 5.5;
constexpr double kReplaced = 5.5;
constexpr double kFirst = 0.5;  ///< on top, when the word begins with another letter

/// Letters that stand for one sound in one language or another; a letter may be in several sets.
constexpr std::array<std::string_view, 9> kAlike{"aeiouy", "fvw", "ckq", "szcx", "dt",
                                                 "bp",     "gj",  "mn",  "iyj"};

bool are_alike(char32_t a, char32_t b) {
  if (a >= 0x80 || b >= 0x80) return false;
  return std::any_of(kAlike.begin(), kAlike.end(), [&](std::string_view letters) {
    return letters.find(static_cast<char>(a)) != letters.npos &&
           letters.find(static_cast<char>(b)) != letters.npos;
  });
}

std::u32string characters(std::string_view text) {
  std::u32string all;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    all += character.code;
    at += character.length;
  }
  return all;
}

/// The least cost of making the first i letters of `typed` from the first j of `meant`, for all i
/// and j.
class Table {
 public:
  Table(const std::u32string& typed, const std::u32string& meant)
      : typed_(typed),
        meant_(meant),
        width_(meant.size() + 1),
        costs_((typed.size() + 1) * width_) {}

  double fill() {
    for (std::size_t i = 0; i <= typed_.size(); ++i) {
      for (std::size_t j = 0; j <= meant_.size(); ++j) {
        if (i + j > 0) costs_[i * width_ + j] = least(i, j);
      }
    }
    return costs_.back();
  }

 private:
  [[nodiscard]] double at(std::size_t i, std::size_t j) const { return costs_[i * width_ + j]; }

  [[nodiscard]] double least(std::size_t i, std::size_t j) const {
    auto best = std::numeric_limits<double>::infinity();
    const auto first = i <= 1 && j <= 1 ? kFirst : 0;
    if (j > 0) {
      best = at(i, j - 1) + first + kLeftOut;
    }
    if (i > 0) {
      const auto doubled = i > 1 && typed_[i - 1] == typed_[i - 2];
      best = std::min(best, at(i - 1, j) + first + (doubled ? kDoubled : kAdded));
    }
    if (i == 0 || j == 0) return best;
    const auto a = typed_[i - 1];
    const auto b = meant_[j - 1];
    const auto replaced = first + (are_alike(a, b) ? kAlikeReplaced : kReplaced);
    best = std::min(best, at(i - 1, j - 1) + (a == b ? 0 : replaced));
    if (i > 1 && j > 1 && a == meant_[j - 2] && b == typed_[i - 2]) {
      best = std::min(best, at(i - 2, j - 2) + kSwapped);
    }
    return best;
  }

  const std::u32string& typed_;
  const std::u32string& meant_;
  std::size_t width_;
  std::vector<double> costs_;
};

}  // namespace

double typing_surprise(std::string_view typed, std::string_view meant) {
  const auto a = characters(typed);
  const auto b = characters(meant);
  return Table(a, b).fill();
}

}  // namespace whensaid::text
