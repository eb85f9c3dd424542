#include "timeline/pairs.hpp"

#include <xxhash.h>

namespace whensaid::timeline {

std::uint64_t hash_of_form(std::string_view form) { return XXH3_64bits(form.data(), form.size()); }

}  // namespace whensaid::timeline
