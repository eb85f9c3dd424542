// SubRip as it is found: there is no specification, and every tool writes its own. The one thing to
// hold on to is the line with two times and an arrow. What follows, up to the next such line, is
// its text; the number above it is optional, and wrong as often as not.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "source/captions.hpp"
#include "source/readers.hpp"
#include "source/remarks.hpp"

namespace whensaid::source {
namespace {

/// The number of a caption, alone on its line.
std::optional<std::uint32_t> parse_index(std::string_view line) {
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  std::uint32_t index = 0;
  const auto parsed = std::from_chars(line.data(), line.data() + line.size(), index);
  if (line.empty() || parsed.ec != std::errc{} || parsed.ptr != line.data() + line.size()) {
    return std::nullopt;
  }
  return index;
}

class SrtReader {
 public:
  explicit SrtReader(std::string_view text) : text_(text) {}

  Captions run() {
    Lines lines(text_);
    while (const auto line = lines.next()) take(*line);
    // A number with nothing after it is the next caption's, which was cut off.
    close(index_ && index_->stands_apart ? index_->begin : text_.size());
    const bool timeless =
        blocks_.size() > 1 &&
        std::all_of(blocks_.begin(), blocks_.end(),
                    [](const CaptionBlock& block) { return block.timing.start == Millis{0}; });
    if (timeless) remarks_.add(blocks_[0].line, "all captions are at 0:00:00: times are not known");
    Captions captions;
    captions.cues = make_cues(std::move(blocks_), Dialect::srt, remarks_);
    captions.warnings = std::move(remarks_).take();
    return captions;
  }

 private:
  /// The last line that shows anything, when it is a number alone.
  struct Index {
    std::uint32_t value{0};
    std::size_t begin{0};
    bool stands_apart{false};  ///< a blank line before it
    bool blank_after{false};
  };

  void take(const Line& line) {
    if (const auto timing = parse_timing(line.text, Arrows::any)) {
      const bool numbered = is_next_index();
      close(numbered ? index_->begin : line.begin);
      if (numbered) last_index_ = index_->value;
      CaptionBlock block;
      block.line = line.number;
      block.timing = *timing;
      blocks_.push_back(block);
      payload_begin_ = line.end;
      index_.reset();
      after_blank_ = false;
    } else if (is_blank(line.text)) {
      after_blank_ = true;
      if (index_) index_->blank_after = true;
    } else {
      index_.reset();
      if (const auto value = parse_index(line.text)) {
        index_ = Index{*value, line.begin, after_blank_, false};
      } else if (blocks_.empty() && !std::exchange(said_preamble_, true)) {
        remarks_.add(line.number, "text before the first times is left out");
      }
      after_blank_ = false;
    }
  }

  /// A number right above the times is the caption's; with a blank line between them it is only
  /// when it counts on.
  [[nodiscard]] bool is_next_index() const {
    return index_ && (!index_->blank_after || index_->value == last_index_ + 1);
  }

  void close(std::size_t end) {
    if (blocks_.empty()) return;
    const std::size_t begin = std::min(payload_begin_, end);
    blocks_.back().payload = text_.substr(begin, end - begin);
  }

  std::string_view text_;
  std::size_t payload_begin_{0};
  std::optional<Index> index_;
  std::uint32_t last_index_{0};
  bool after_blank_{false};
  bool said_preamble_{false};
  std::vector<CaptionBlock> blocks_;
  Remarks remarks_;
};

/// A preamble longer than this is no caption file.
constexpr std::size_t kProbeBytes = std::size_t{64} << 10U;

}  // namespace

bool looks_like_srt(std::string_view text) {
  Lines lines(text.substr(0, kProbeBytes));
  while (const auto line = lines.next()) {
    if (parse_timing(line->text, Arrows::any)) return true;
  }
  return false;
}

Captions read_srt(std::string_view text) { return SrtReader(text).run(); }

}  // namespace whensaid::source
