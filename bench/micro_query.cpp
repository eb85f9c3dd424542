// What does it cost to read a query, before any index is touched?

#include <string_view>

#include <benchmark/benchmark.h>
#include <whensaid/query.hpp>

namespace whensaid::bench {
namespace {

void parse_query(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    const Query query = Query::parse(text);
    benchmark::DoNotOptimize(&query.root());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(parse_query, words, "how the scheduler moved to a new data centre");
BENCHMARK_CAPTURE(parse_query, phrase, "\"edge network\" resharding");
BENCHMARK_CAPTURE(parse_query, operators, "(mysql OR postgres) AND metal NEAR/5 sharding -oracle");

}  // namespace
}  // namespace whensaid::bench
