#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "layout.hpp"
#include "messages.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr auto kLogEvery = std::chrono::seconds(10);
constexpr auto kSettled = std::chrono::seconds(2);
constexpr double kLeastDone = 0.01;

void put(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
  (void)std::fflush(stderr);
}

}  // namespace

Progress::Progress(const Terminal& err, Mode mode, std::uint64_t total_bytes)
    : err_(err), mode_(mode), total_bytes_(total_bytes), started_(Clock::now()), drawn_(started_) {}

Progress::~Progress() { erase(); }

void Progress::update(std::size_t episodes, std::uint64_t bytes) {
  episodes_ = episodes;
  bytes_ = bytes;
  if (mode_ == Mode::silent) return;
  const auto pause = err_.is_terminal ? Clock::duration(kRedraw) : Clock::duration(kLogEvery);
  if (Clock::now() - drawn_ >= pause) draw({});
}

void Progress::stage(std::string_view what) {
  // A log gets a line only when the run was long enough for lines.
  if (mode_ == Mode::silent || (!err_.is_terminal && drawn_ == started_)) return;
  draw(what);
}

void Progress::complain(std::string_view message) {
  erase();
  tool::complain(message);
}

void Progress::draw(std::string_view what) {
  drawn_ = Clock::now();
  const std::chrono::duration<double> spent = drawn_ - started_;
  const double megabytes = static_cast<double>(bytes_) / 1e6;
  std::string line = fmt::format("{} episodes  {:.1f} MB  {:.1f} MB/s  {}", episodes_, megabytes,
                                 megabytes / std::max(spent.count(), 0.001),
                                 clock_time(std::chrono::duration_cast<Millis>(spent)));
  if (total_bytes_ > 0) {
    const auto done = static_cast<double>(bytes_) / static_cast<double>(total_bytes_);
    line += fmt::format("  {:.0f}%", 100 * std::min(done, 1.0));
    // The first moments say nothing of the rest, and behind the last byte nothing is left.
    if (spent >= kSettled && done >= kLeastDone && done < 1) {
      const auto left = spent * ((1 - done) / done);
      line += fmt::format("  {} left", clock_time(std::chrono::duration_cast<Millis>(left)));
    }
  }
  if (!what.empty()) line += fmt::format("  {}", what);
  if (!err_.is_terminal) {
    put(line + '\n');
    return;
  }
  if (err_.width > 1 && line.size() >= err_.width) line.resize(err_.width - 1);
  put("\r" + line + "\x1b[K");
  visible_ = true;
}

void Progress::erase() {
  if (!visible_) return;
  put("\r\x1b[K");
  visible_ = false;
}

}  // namespace whensaid::tool
