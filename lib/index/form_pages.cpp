// Why pages and not a metadata key a form: reading a hundred thousand forms costs two milliseconds
// and not a hundred, and they take a third of the space. Why not Xapian's own spelling table:
// lib/README.md.

#include "index/form_pages.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include <xxhash.h>

#include "index/schema.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

namespace {

/// A page of this many forms takes about 2 KB. One that outgrows it is cut into pages with room to
/// grow.
constexpr std::size_t kMaxPageForms = 256;
constexpr std::size_t kNewPageForms = 192;

constexpr unsigned kChecksumBytes = 8;

std::string key_of(std::string_view begin) { return std::string(kFormsKey) + std::string(begin); }

std::string encode(const FormList& forms, std::size_t from, std::size_t to) {
  std::string body;
  std::string_view previous;
  for (auto at = from; at < to; ++at) {
    const auto form = forms.form(at);
    const auto [end, unused] =
        std::mismatch(form.begin(), form.end(), previous.begin(), previous.end());
    const auto shared = static_cast<std::size_t>(end - form.begin());
    timeline::put_varint(body, shared);
    timeline::put_string(body, form.substr(shared));
    timeline::put_varint(body, forms.count(at));
    previous = form;
  }
  std::string page;
  timeline::put_fixed(page, XXH3_64bits(body.data(), body.size()), kChecksumBytes);
  return page + body;
}

void decode(std::string_view page, FormList& out) {
  timeline::Reader reader(page);
  const auto sum = reader.fixed(kChecksumBytes);
  const auto body = page.substr(std::min<std::size_t>(kChecksumBytes, page.size()));
  auto sound = reader.ok() && sum == XXH3_64bits(body.data(), body.size());
  std::size_t previous = 0;
  while (sound && reader.left() > 0) {
    const auto shared = reader.number(previous);
    const auto rest = reader.string();
    const auto count = reader.varint();
    sound = reader.ok();
    if (sound) out.add(shared, rest, count);
    previous = shared + rest.size();
  }
  if (!sound) throw Xapian::DatabaseCorruptError("a page of the lexicon is damaged");
}

void read_page(const Xapian::Database& shard, std::string_view begin, FormList& out) {
  const auto page = shard.get_metadata(key_of(begin));
  if (!page.empty()) decode(page, out);
}

FormList changed(const FormList& forms, std::span<const FormCounts::Change> changes) {
  FormList result;
  std::size_t at = 0;
  for (const auto& [form, change] : changes) {
    for (; at < forms.size() && forms.form(at) < form; ++at) {
      result.add(forms.form(at), forms.count(at));
    }
    std::int64_t count = change;
    if (at < forms.size() && forms.form(at) == form) {
      count += static_cast<std::int64_t>(forms.count(at++));
    }
    // Below 0 only where damage kept an earlier count from being written.
    if (count > 0) result.add(form, static_cast<std::uint64_t>(count));
  }
  for (; at < forms.size(); ++at) result.add(forms.form(at), forms.count(at));
  return result;
}

void write_page(Xapian::WritableDatabase& shard, std::string_view begin, const FormList& forms) {
  if (forms.empty()) return shard.set_metadata(key_of(begin), "");
  const auto pages =
      forms.size() <= kMaxPageForms ? 1 : (forms.size() + kNewPageForms - 1) / kNewPageForms;
  for (std::size_t page = 0; page < pages; ++page) {
    const auto from = forms.size() * page / pages;
    const auto to = forms.size() * (page + 1) / pages;
    shard.set_metadata(key_of(page == 0 ? begin : forms.form(from)), encode(forms, from, to));
  }
}

}  // namespace

std::vector<std::string> page_begins(const Xapian::Database& shard) {
  const std::string prefix(kFormsKey);
  std::vector<std::string> begins;
  for (auto key = shard.metadata_keys_begin(prefix); key != shard.metadata_keys_end(prefix);
       ++key) {
    begins.push_back((*key).substr(prefix.size()));
  }
  // The first page is there in any case, be it empty: it takes what sorts before all others.
  if (begins.empty() || !begins.front().empty()) begins.emplace(begins.begin());
  return begins;
}

FormList read_forms(const Xapian::Database& shard, const std::vector<std::string>& begins,
                    std::string_view from, std::optional<std::string_view> to) {
  FormList forms;
  auto page = std::upper_bound(begins.begin(), begins.end(), from);
  if (page != begins.begin()) --page;
  for (; page != begins.end() && (!to || *page < *to); ++page) read_page(shard, *page, forms);
  return forms;
}

void change_forms(Xapian::WritableDatabase& shard, const FormCounts& counts) {
  const auto changes = counts.changes();
  if (changes.empty()) return;
  const auto begins = page_begins(shard);
  auto from = changes.begin();
  for (std::size_t page = 0; page < begins.size() && from != changes.end(); ++page) {
    auto to = changes.end();
    if (page + 1 < begins.size()) {
      to =
          std::lower_bound(from, changes.end(), begins[page + 1],
                           [](const auto& change, std::string_view b) { return change.first < b; });
    }
    if (from == to) continue;
    FormList forms;
    read_page(shard, begins[page], forms);
    write_page(shard, begins[page], changed(forms, {from, to}));
    from = to;
  }
}

}  // namespace whensaid::index
