#include "roster.hpp"

#include <algorithm>
#include <utility>

#include <whensaid/result.hpp>

#include "peers/fts5.hpp"
#include "peers/lucene.hpp"
#include "peers/lucenepp.hpp"
#include "peers/passages.hpp"
#include "peers/postgres.hpp"
#include "peers/xapian.hpp"
#include "whensaid_engine.hpp"

namespace whensaid::bench {
namespace {

using Make = std::unique_ptr<Engine> (*)(const PassageOptions&);

Runner peer(std::string key, std::string name, Make make) {
  return Runner{std::move(key), std::move(name), "text",
                [make] { return make(complete_passages()); }};
}

std::vector<Runner> all_runners() {
  std::vector<Runner> runners;
  runners.push_back(
      Runner{"whensaid", "whensaid", "text, exact times", [] { return whensaid_engine(); }});
  runners.push_back(peer("xapian", "stock Xapian", &xapian_engine));
  runners.push_back(peer("fts5", "SQLite FTS5", &fts5_engine));
  runners.push_back(peer("postgresql", "PostgreSQL", &postgres_engine));
  runners.push_back(peer("lucene", "Lucene", [](const PassageOptions& options) {
    return lucene_engine(options, LuceneOffsets::analysed);
  }));
  runners.push_back(peer("lucene-offsets", "Lucene, offsets", [](const PassageOptions& options) {
    return lucene_engine(options, LuceneOffsets::indexed);
  }));
  runners.push_back(peer("lucenepp", "Lucene++", &lucenepp_engine));
  return runners;
}

}  // namespace

Roster make_roster(const std::vector<std::string>& keys) {
  std::vector<Runner> all = all_runners();
  for (const std::string& key : keys) {
    if (std::ranges::find(all, key, &Runner::key) != all.end()) continue;
    throw Failure(Error{Errc::invalid_argument, "unknown engine " + key});
  }
  Roster roster;
  for (Runner& runner : all) {
    if (!keys.empty() && std::ranges::find(keys, runner.key) == keys.end()) continue;
    try {
      static_cast<void>(runner.make());
      roster.runners.push_back(std::move(runner));
    } catch (const Failure& failure) {
      if (failure.error().code != Errc::not_found) throw;
      roster.absent.push_back(Absent{runner.name, failure.error().message});
    }
  }
  return roster;
}

}  // namespace whensaid::bench
