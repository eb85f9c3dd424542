#include "timing.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "apart.hpp"

namespace whensaid::bench {
namespace {

double micros(Nanos time) { return milliseconds(time) * 1000; }

struct Asked {
  Spent spent{};
  bool answered{false};
};

Asked ask(Engine& engine, const Ask& question, Detail detail) {
  const Nanos wall_before = wall();
  const Nanos cpu_before = thread_cpu();
  const std::vector<Found> found = engine.search(question, detail);
  const Spent ours{wall() - wall_before, thread_cpu() - cpu_before};
  return Asked{engine.spent().value_or(ours), !found.empty()};
}

/// By engine, query and round.
using Table = std::vector<std::vector<std::vector<Asked>>>;

Table ask_in_turns(const std::vector<Ask>& asks, std::span<Engine* const> engines, Detail detail,
                   std::size_t rounds) {
  Table table(engines.size(), std::vector<std::vector<Asked>>(asks.size()));
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (std::size_t q = 0; q < asks.size(); ++q) {
      for (std::size_t turn = 0; turn < engines.size(); ++turn) {
        const std::size_t e = (turn + q + round) % engines.size();
        const Asked one = ask(*engines[e], asks[q], detail);
        if (round > 0) table[e][q].push_back(one);
      }
    }
  }
  return table;
}

void add_up(Timing& timing, const std::vector<std::vector<Asked>>& by_query, std::size_t rounds) {
  std::vector<std::vector<double>> by_round(rounds);
  for (const std::vector<Asked>& of_query : by_query) {
    std::vector<double> cpu;
    std::vector<double> elapsed;
    for (std::size_t round = 0; round < rounds; ++round) {
      cpu.push_back(micros(of_query[round].spent.cpu));
      elapsed.push_back(micros(of_query[round].spent.wall));
      by_round[round].push_back(cpu.back());
    }
    timing.cpu_us.push_back(percentile(cpu, 50));
    timing.wall_us.push_back(percentile(elapsed, 50));
    timing.answered += of_query.front().answered ? 1 : 0;
  }
  for (const std::vector<double>& round : by_round) {
    timing.round_cpu_us.push_back(percentile(round, 50));
  }
}

/// The reason why an engine cannot answer a class; empty when it can.
std::string reason(const Engine& engine, const QueryClass& queries) {
  return queries.asks.empty() ? "no such question in these episodes"
                              : engine.cannot(queries.asks.front()).value_or("");
}

}  // namespace

std::vector<Timing> time_class(const QueryClass& queries, std::span<Engine* const> engines,
                               Detail detail, std::size_t rounds) {
  std::vector<Timing> timings;
  std::vector<Engine*> able;
  for (Engine* const engine : engines) {
    timings.push_back(Timing{engine->name(), queries.name, detail, reason(*engine, queries)});
    if (!timings.back().cannot.empty()) continue;
    able.push_back(engine);
    engine->warm_up(queries.asks, detail);
  }
  const Table table = ask_in_turns(queries.asks, able, detail, rounds);
  std::size_t next = 0;
  for (Timing& timing : timings) {
    if (timing.cannot.empty()) add_up(timing, table[next++], rounds);
  }
  return timings;
}

std::vector<Ask> mixed_asks(const std::vector<QueryClass>& classes,
                            std::span<Engine* const> engines) {
  std::vector<const QueryClass*> usable;
  for (const QueryClass& queries : classes) {
    if (std::ranges::all_of(
            engines, [&](const Engine* engine) { return reason(*engine, queries).empty(); })) {
      usable.push_back(&queries);
    }
  }
  std::size_t longest = 0;
  for (const QueryClass* const queries : usable) longest = std::max(longest, queries->asks.size());
  std::vector<Ask> mixed;
  for (std::size_t i = 0; i < longest; ++i) {
    for (const QueryClass* const queries : usable) {
      mixed.push_back(queries->asks[i % queries->asks.size()]);
    }
  }
  return mixed;
}

double queries_a_second(Engine& engine, std::span<const Ask> asks, Detail detail, unsigned threads,
                        Millis duration) {
  if (asks.empty()) return 0;
  if (const auto inside = engine.rate(asks, detail, threads, duration)) return *inside;
  std::vector<std::unique_ptr<Engine>> engines;
  for (unsigned i = 0; i < threads; ++i) engines.push_back(engine.another());
  std::atomic<std::size_t> answered{0};
  std::vector<std::exception_ptr> failures(threads);
  // Searchers start with empty caches: the first half of the time only warms them up.
  const Nanos begin = wall() + duration / 2;
  const Nanos end = begin + duration;
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i) {
      workers.emplace_back([&, i] {
        try {
          for (std::size_t at = i * asks.size() / threads; wall() < end; ++at) {
            static_cast<void>(engines[i]->search(asks[at % asks.size()], detail));
            if (const Nanos now = wall(); now >= begin && now < end) ++answered;
          }
        } catch (...) {
          failures[i] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return static_cast<double>(answered) / seconds(duration);
}

void forget_files(const std::filesystem::path& path) {
  const auto forget = [](const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return;  // a socket, or gone
    fsync(handle);           // what is not on disk yet cannot be forgotten
    posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
    close(handle);
  };
  if (std::filesystem::is_regular_file(path)) return forget(path);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) forget(entry.path());
  }
}

Start start_cold(const Runner& runner, const std::filesystem::path& index,
                 std::span<const Ask> asks) {
  forget_files(index);
  const auto times = apart<std::array<double, 3>>(runner.name + ", starting cold", [&] {
    std::array<double, 3> measured{};
    const std::unique_ptr<Engine> engine = runner.make();
    const Nanos before = wall();
    engine->open(index);
    measured[0] = milliseconds(wall() - before);
    std::vector<double> each;
    for (const Ask& question : asks) {
      each.push_back(milliseconds(ask(*engine, question, Detail::whole).spent.wall));
    }
    if (!each.empty()) {
      measured[1] = each.front();
      each.erase(each.begin());
      measured[2] = percentile(each, 50);
    }
    return measured;
  });
  return Start{runner.name, 0, times[0], times[1], times[2]};
}

double warm_open_ms(const Engine& engine) {
  constexpr int kTimes = 5;
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const Nanos before = wall();
    const std::unique_ptr<Engine> other = engine.another();
    const Nanos elapsed = wall() - before;
    times.push_back(milliseconds(other->spent() ? other->spent()->wall : elapsed));
  }
  return percentile(times, 50);
}

}  // namespace whensaid::bench
