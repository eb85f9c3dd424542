#pragma once

// Where exceptions of Xapian become Errors, and nowhere else. Damaged blocks make Xapian throw
// std::length_error and its kin as well, so those are caught here too; std::bad_alloc passes.

#include <exception>
#include <filesystem>
#include <new>
#include <type_traits>

#include <xapian.h>

#include <whensaid/result.hpp>

namespace whensaid::index {

/// One line: `where`, what happened, what to do.
Error error_of(const Xapian::Error& error, const std::filesystem::path& where);
Error error_of(const std::exception& error, const std::filesystem::path& where);

/// Runs `work`, which returns a Result; `where` names the index or shard in messages.
template <typename Work>
std::invoke_result_t<Work> guard(const std::filesystem::path& where, Work&& work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    return fail(error_of(error, where));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return fail(error_of(error, where));
  }
}

/// A reader survives one commit of a writer; later ones reuse the blocks it stands on.
inline constexpr int kMaxReopens = 3;

/// As guard(), and when a writer overtook the reader, `reopen` and the whole of `work` again, at
/// most kMaxReopens times. `work` must start from nothing each time.
template <typename Reopen, typename Work>
std::invoke_result_t<Work> guard_reader(const std::filesystem::path& where, Reopen&& reopen,
                                        Work&& work) {
  return guard(where, [&]() -> std::invoke_result_t<Work> {
    for (int reopens = 0;; ++reopens) {
      try {
        if (reopens > 0) reopen();
        return work();
      } catch (const Xapian::DatabaseModifiedError&) {
        if (reopens == kMaxReopens) throw;
      }
    }
  });
}

}  // namespace whensaid::index
