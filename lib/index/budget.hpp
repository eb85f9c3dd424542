#pragma once

// How much text may be on its way into the index at once, all shards together. It may all be one
// large episode, but then nothing else.

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

namespace whensaid::index {

class Budget {
 public:
  explicit Budget(std::size_t limit_bytes) : limit_(limit_bytes) {}

  /// Gives its share back when it goes.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : of_(std::exchange(other.of_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(of_, other.of_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() {
      if (of_ != nullptr) of_->give_back(bytes_);
    }

   private:
    friend class Budget;
    Share(Budget& of, std::size_t bytes) : of_(&of), bytes_(bytes) {}
    Budget* of_{nullptr};
    std::size_t bytes_{0};
  };

  /// Waits until so much is free, or all.
  Share take(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return used_ == 0 || (bytes <= limit_ && used_ <= limit_ - bytes); });
    used_ += bytes;
    return {*this, bytes};
  }

 private:
  void give_back(std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      used_ -= bytes;
    }
    changed_.notify_all();
  }

  const std::size_t limit_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::size_t used_{0};
};

}  // namespace whensaid::index
