#pragma once

// Work in a process of its own, so that CPU time, peak memory and open files are that work's and
// nobody else's.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>

namespace whensaid::bench {

/// Forks; `work` fills `size` bytes that come back from the child. Returns the child's resident
/// peak in bytes (that of its largest child if that is more). The calling process must have one
/// thread only. Throws Failure (io), naming `what`, when the child fails; it has said why on
/// stderr.
std::uint64_t bytes_apart(const std::string& what, void* result, std::size_t size,
                          const std::function<void(void*)>& work);

/// The same for a value; `peak_bytes` may be null.
template <typename T>
T apart(const std::string& what, const std::function<T()>& work,
        std::uint64_t* peak_bytes = nullptr) {
  static_assert(std::is_trivially_copyable_v<T>);
  T result{};
  const std::uint64_t peak =
      bytes_apart(what, &result, sizeof result, [&](void* to) { *static_cast<T*>(to) = work(); });
  if (peak_bytes != nullptr) *peak_bytes = peak;
  return result;
}

}  // namespace whensaid::bench
