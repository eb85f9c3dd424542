#include "timeline/pairs.hpp"

#include <cstring>

#include <xxhash.h>

namespace whensaid::timeline {

namespace {

constexpr std::size_t kChecksumBytes = 8;

std::uint64_t checksum_of_pairs(std::string_view filter) {
  return XXH3_64bits(filter.data(), filter.size());
}

}  // namespace

std::uint64_t hash_of_form(std::string_view form) { return XXH3_64bits(form.data(), form.size()); }

std::string Pairs::stored() const {
  const auto checksum = checksum_of_pairs(bytes_);
  std::string bytes(kChecksumBytes, '\0');
  std::memcpy(bytes.data(), &checksum, sizeof checksum);
  return bytes += bytes_;
}

Result<StoredPairs> StoredPairs::open(std::string bytes) {
  std::uint64_t checksum = 0;
  if (bytes.size() > kChecksumBytes) std::memcpy(&checksum, bytes.data(), sizeof checksum);
  StoredPairs pairs(std::move(bytes));
  if (pairs.bytes_.size() <= kChecksumBytes ||
      checksum != checksum_of_pairs(std::string_view(pairs.bytes_).substr(kChecksumBytes))) {
    return fail(Errc::corrupt, "the pairs of a timeline are damaged");
  }
  return pairs;
}

PairsView StoredPairs::view() const {
  return PairsView(std::string_view(bytes_).substr(kChecksumBytes));
}

}  // namespace whensaid::timeline
