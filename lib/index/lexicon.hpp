#pragma once

// Every written form (text::Analyzer's) that stands in the index, in any zone, with how often. What
// a query leaves open is looked up here: beginnings, wildcards, regular expressions, misspellings.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include <whensaid/result.hpp>

#include "index/form_list.hpp"
#include "index/name_list.hpp"
#include "text/letter_table.hpp"

namespace whensaid::index {

/// Over all shards of an index, which share their state with the given handles. Reads pages of the
/// table, or, for what needs all of it, loads it once: about 60 ns and 25 bytes a form. Not safe to
/// share between threads. Everything may throw what Xapian throws (DatabaseModifiedError,
/// DatabaseCorruptError for damaged pages): call it inside guard_reader().
class Lexicon {
 public:
  struct Entry {
    std::string form{};
    std::uint64_t count{0};

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  Lexicon() = default;  ///< of nothing
  explicit Lexicon(std::vector<Xapian::Database> shards);

  /// Forgets what was read: after a reopen.
  void clear();

  /// How often the form stands in the index. Remembers what it was asked. Cost: one page a shard,
  /// 10 us, the first time.
  [[nodiscard]] std::uint64_t count(std::string_view form);

  /// Forms that begin with `prefix` (folded), the prefix itself among them; the most frequent
  /// first, then in order. Cost: the range of the prefix, 0.5 ms for
  /// the 5,000 forms of the commonest letter, 0.04 ms once all is loaded.
  [[nodiscard]] std::vector<Entry> with_prefix(std::string_view prefix, std::size_t limit);

  /// Forms that a wildcard matches (text::Pattern), ordered as above. Cost: the range of what
  /// stands before the first ? or *.
  [[nodiscard]] std::vector<Entry> matching(std::string_view wildcard, std::size_t limit);

  /// Forms that a regular expression matches as a whole, ordered as above. Errors: invalid_argument
  /// for what is not one. Cost: about 0.1 us a form of the index.
  [[nodiscard]] Result<std::vector<Entry>> matching_regex(std::string_view expression,
                                                          std::size_t limit);

  /// Forms at most `distance` edits (text::EditDistance) from `form` (folded), itself among them;
  /// the nearest first, then the most frequent, then in order. Cost: 10 to 20 us for
  /// 50,000 forms.
  [[nodiscard]] std::vector<Entry> within_edits(std::string_view form, unsigned distance,
                                                std::size_t limit);

  /// Forms that may sound like `form` (folded; text::sound_keys), itself among them; the nearest in
  /// spelling first, then the most frequent, then in order. None for words without Latin letters.
  [[nodiscard]] std::vector<Entry> sounding_like(std::string_view form, std::size_t limit);

  /// What may have been meant by `form` (folded), the likeliest first, never itself: forms one edit
  /// away, two where it has four letters and they have five, weighed by how people mistype, how
  /// often they stand in the index, and whether they belong to a guest's or host's name; where
  /// there is none, forms that sound like it.
  [[nodiscard]] std::vector<Entry> corrections(std::string_view form, std::size_t limit);

  /// The form itself where it stands in the index, else the likeliest correction, if any.
  [[nodiscard]] std::optional<Entry> suggest(std::string_view form);

  [[nodiscard]] const NameList& names();

 private:
  struct Reach {
    unsigned edits{0};
    std::uint32_t at{0};  ///< in all()
  };

  const FormList& all();
  const text::LetterTable& letters();
  /// A list with all forms that begin with `prefix`, and perhaps more; may be kept in `storage`.
  const FormList& around(std::string_view prefix, FormList& storage);
  FormList read(std::string_view from, std::optional<std::string_view> to);
  std::vector<Reach> reach(std::string_view form, unsigned distance);
  std::vector<std::uint32_t> misheard(std::string_view form);
  std::vector<std::uint32_t> alike(std::string_view form);
  [[nodiscard]] std::vector<Entry> nearest(std::vector<Reach> reached, std::size_t limit) const;

  std::vector<Xapian::Database> shards_{};
  std::vector<std::vector<std::string>> page_begins_{};      ///< by shard; empty: not read yet
  std::unordered_map<std::string, std::uint64_t> counts_{};  ///< asked for before all_ was read
  std::optional<FormList> all_{};
  std::optional<text::LetterTable> letters_{};                     ///< of all()
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sounds_{};  ///< key, place in all(); sorted
  std::optional<NameList> names_{};
};

}  // namespace whensaid::index
