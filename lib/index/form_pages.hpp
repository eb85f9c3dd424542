#pragma once

// The lexicon of a shard as it is stored: pages in Xapian's metadata, each with the forms from its
// own first to the next page's, in order (layout: schema.hpp).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/form_counts.hpp"
#include "index/form_list.hpp"

namespace whensaid::index {

/// Where the pages begin, in order. All that is below the second page's beginning is in the first.
[[nodiscard]] std::vector<std::string> page_begins(const Xapian::Database& shard);

/// The forms of the shard with from <= form < to (without `to`: all the rest), and perhaps more of
/// the pages they stand on. `begins` is page_begins(). Throws what Xapian throws, and
/// Xapian::DatabaseCorruptError for a damaged page.
[[nodiscard]] FormList read_forms(const Xapian::Database& shard,
                                  const std::vector<std::string>& begins, std::string_view from,
                                  std::optional<std::string_view> to);

/// Adds and takes away; a form whose count comes to 0 is gone. Throws as read_forms does. Part of
/// the transaction that is open. Cost: as many pages as the changes touch.
void change_forms(Xapian::WritableDatabase& shard, const FormCounts& counts);

}  // namespace whensaid::index
