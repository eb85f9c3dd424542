#pragma once

// A value that is made when it is first asked for, by whichever thread asks.

#include <atomic>
#include <memory>

namespace whensaid::timeline {

/// Threads that ask at once may each make it; the first one's is kept.
template <typename Value>
class Lazy {
 public:
  Lazy() = default;
  Lazy(Lazy&& other) noexcept : value_(other.value_.exchange(nullptr)) {}
  Lazy& operator=(Lazy&& other) noexcept {
    delete value_.exchange(other.value_.exchange(nullptr));
    return *this;
  }
  Lazy(const Lazy&) = delete;
  Lazy& operator=(const Lazy&) = delete;
  ~Lazy() { delete value_.load(); }

  template <typename Make>
  const Value& get(const Make& make) const {
    if (const auto* const known = value_.load(std::memory_order_acquire)) return *known;
    auto made = std::make_unique<const Value>(make());
    const Value* kept = nullptr;
    if (value_.compare_exchange_strong(kept, made.get())) return *made.release();
    return *kept;
  }

 private:
  mutable std::atomic<const Value*> value_{nullptr};
};

}  // namespace whensaid::timeline
