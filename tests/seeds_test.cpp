// Queries by field on two real show pages find what a reader of the pages would expect. Episodes
// are named by their guests.

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/scratch_dir.hpp"
#include "support/seeds.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

/// An index of both pages, made once. Without the pages there is none, and every test is skipped.
class Seeds {
 public:
  Seeds() {
    const auto pages = seed_pages();
    if (pages.empty()) return;
    ReadOptions options;
    options.format = Format::listing;
    options.reference_date = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31};
    auto writer = IndexWriter::open(dir_ / "index", {.shards = 2}).value();
    for (const auto& page : pages) {
      read_episodes(page, options, [&](Episode&& one) { return writer.put(one); }).value();
    }
    writer.commit().value();
    searcher_.emplace(Searcher::open(dir_ / "index").value());
  }

  [[nodiscard]] bool empty() const { return !searcher_; }
  Searcher& searcher() { return *searcher_; }

 private:
  ScratchDir dir_;
  std::optional<Searcher> searcher_;
};

Seeds& indexed() {
  static Seeds made;
  return made;
}

bool skipped() {
  if (indexed().empty()) BOOST_TEST_MESSAGE("skipped, no data");
  return indexed().empty();
}

Page page(std::string_view query, SearchOptions options = {}) {
  options.limit = 1000;
  return indexed().searcher().search(Query::parse(query), options).value();
}

Episode episode_of(const Hit& hit) {
  return indexed().searcher().episode(hit.episode).value().value();
}

/// The last name of the guest.
std::string guest_of(const Hit& hit) {
  const auto name = episode_of(hit).guests.at(0);
  return name.substr(name.rfind(' ') + 1);
}

/// The guests of the episodes found, in order of their names.
std::string guests(std::string_view query, const SearchOptions& options = {}) {
  std::set<std::string> names;
  for (const auto& hit : page(query, options).hits) names.insert(guest_of(hit));
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

struct Case {
  const char* query;
  const char* guests;
};

void check(std::initializer_list<Case> cases) {
  for (const auto& [query, expected] : cases)
    BOOST_TEST(guests(query) == expected, query << ": " << guests(query));
}

constexpr const char* kAll =
    "Bashir Costa Crowley Eskildsen Howard Kokotov Kornacker Kuizinas Lambert Leath Magda "
    "Schickling Sougoumarane Tariq Thorpe Tigani";

}  // namespace

BOOST_AUTO_TEST_SUITE(seeds)

BOOST_AUTO_TEST_CASE(guests_hosts_and_the_show_are_found_by_their_names) {
  if (skipped()) return;
  check({{"guest:lambert", "Lambert"},
         {"guest:\"Sam Lambert\"", "Lambert"},
         {"guest:\"Lambert Sam\"", ""},
         {"guest:sugu", "Sougoumarane"},
         {"guest:(crowley OR tigani)", "Crowley Tigani"},
         {"guest:simon", "Eskildsen"},
         {"guest:aaron", ""},
         {"guest:vitess", ""},
         {"host:aaron", kAll},
         {"host:\"Aaron Francis\"", kAll},
         {"host:lambert", ""},
         {"show:\"database school\"", kAll},
         {"show:sqlite", ""}});
}

BOOST_AUTO_TEST_CASE(a_guest_whose_name_is_misspelt_is_suggested) {
  if (skipped()) return;
  for (const auto& [typed, meant] : {std::pair{"guest:kokotof", "kokotov"},
                                     {"guest:eskildson", "eskildsen"},
                                     {"guest:sougumarane", "sougoumarane"},
                                     {"guest:kuizinaz", "kuizinas"}}) {
    BOOST_TEST(page(typed).suggestion.value_or("") == "guest:" + std::string(meant));
  }
}

/// The pages hold no transcripts, so nobody is known to say anything.
BOOST_AUTO_TEST_CASE(nobody_speaks_on_a_page) {
  if (skipped()) return;
  check({{"speaker:\"Sam Lambert\" sharding", ""},
         {"speaker:aaron", ""},
         {"text:postgres", ""},
         {"kind:speech postgres", ""},
         {"sharding -speaker:lambert chapter:vitess", ""}});
}

BOOST_AUTO_TEST_CASE(chapters_are_found_by_their_titles) {
  if (skipped()) return;
  check({{"chapter:vitess", "Crowley Lambert Sougoumarane"},
         {"chapter:\"edge network\"", "Lambert"},
         {"chapter:\"network edge\"", ""},
         {"chapter:rust", "Thorpe"},
         {"chapter:mvcc", "Thorpe"},
         {"chapter:foundationdb", "Tariq"},
         {"chapter:iceberg", "Tigani"},
         {"chapter:(zod OR spanner)", "Kornacker Kuizinas"},
         {"chapter:sharding", "Crowley Howard Kokotov Lambert Sougoumarane"},
         {"chapter:sharding -guest:lambert", "Crowley Howard Kokotov Sougoumarane"},
         {"chapter:sharding guest:lambert", "Lambert"},
         {"kind:chapter mvcc", "Thorpe"},
         {"in:chapter deterministic magic", "Costa"},
         {"in:chapter deterministic rust", ""},
         {"chapter:zeppelin", ""}});
}

BOOST_AUTO_TEST_CASE(a_chapter_is_a_moment_that_begins_where_the_chapter_does) {
  if (skipped()) return;
  for (const auto* word : {"mvcc", "foundationdb", "iceberg", "spanner", "sharding"}) {
    const auto hits = page(std::string("chapter:") + word).hits;
    BOOST_TEST(!hits.empty());
    for (const auto& hit : hits) {
      BOOST_TEST((hit.zone == Zone::chapter));
      const auto chapters = episode_of(hit).chapters;
      const auto chapter = std::find_if(chapters.begin(), chapters.end(), [&](const Chapter& one) {
        return one.title == hit.chapter;
      });
      BOOST_REQUIRE((chapter != chapters.end()));
      BOOST_TEST((hit.time.start == chapter->start));
      BOOST_TEST((hit.entry == chapter->start));
      BOOST_TEST(hit.excerpt.text == chapter->title);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_place_in_the_episode_is_a_place_among_its_chapters) {
  if (skipped()) return;
  for (const auto& hit : page("chapter:postgres at:<10m").hits) {
    BOOST_TEST((hit.time.start < 10min));
  }
  const auto early = page("chapter:postgres at:<10m").hits.size();
  const auto late = page("chapter:postgres at:>10m").hits.size();
  BOOST_TEST(early > 0U);
  BOOST_TEST(late > early);
  BOOST_TEST(page("chapter:postgres at:>3h").hits.empty());
}

BOOST_AUTO_TEST_CASE(titles_are_found_by_their_words) {
  if (skipped()) return;
  check({{"title:sqlite", "Costa Thorpe"},
         {"title:planetscale", "Crowley Lambert Sougoumarane"},
         {"title:(duckdb OR s3)", "Tariq Tigani"},
         {"title:\"planetscale metal\"", "Crowley"},
         {"title:postgres -title:planetscale", "Kokotov Magda"}});
}

BOOST_AUTO_TEST_CASE(dates_choose_episodes) {
  if (skipped()) return;
  check({{"published:2026", "Leath"},
         {"published:2025-09", "Kornacker Lambert"},
         {"published:2025-09-22", "Lambert"},
         {"published:2025-05..2025-06", "Crowley Howard Schickling"},
         {"published:<2025-06", "Howard Schickling"},
         {"published:>=2025-12-18", "Bashir Leath"},
         {"published:>2025-12-18", "Leath"},
         {"published:2025-12 chapter:postgres", "Magda Tigani"},
         {"published:2024", ""}});
  SearchOptions options;
  options.today = std::chrono::sys_days{std::chrono::year{2026} / 1 / 20};
  BOOST_TEST(guests("published:2w", options) == "Leath");
  BOOST_TEST(guests("published:2m", options) == "Bashir Leath Magda Tigani");
}

BOOST_AUTO_TEST_CASE(durations_choose_episodes) {
  if (skipped()) return;
  check({{"duration:>75m", "Costa Schickling Thorpe"},
         {"duration:>=75m", "Costa Howard Schickling Thorpe"},
         {"duration:>1h30m", "Schickling"},
         {"duration:<50m", "Kokotov"},
         {"duration:<=50m", "Crowley Kokotov"},
         {"duration:<56m chapter:sharding", "Crowley Kokotov"},
         {"duration:>3h", ""}});
}

BOOST_AUTO_TEST_CASE(orders_are_those_of_the_pages) {
  if (skipped()) return;
  const auto first = [](Order order) {
    SearchOptions options{.per_episode = 1};
    options.order = order;
    return guest_of(page("*", options).hits.at(0));
  };
  BOOST_TEST(first(Order::newest) == "Leath");
  BOOST_TEST(first(Order::oldest) == "Howard");
  BOOST_TEST(first(Order::longest) == "Schickling");
  BOOST_TEST(first(Order::shortest) == "Kokotov");
}

BOOST_AUTO_TEST_CASE(free_words_bring_the_episode_that_they_name_first) {
  if (skipped()) return;
  for (const auto& [query, guest] : {std::pair{"sam lambert", "Lambert"},
                                     {"Preston Thorpe", "Thorpe"},
                                     {"planetscale metal", "Crowley"},
                                     {"motherduck", "Tigani"},
                                     {"pgdog", "Kokotov"},
                                     {"turbopuffer", "Eskildsen"},
                                     {"livestore", "Schickling"},
                                     {"durable objects", "Howard"},
                                     {"mvcc", "Thorpe"}}) {
    const auto hits = page(query).hits;
    BOOST_REQUIRE(!hits.empty());
    BOOST_TEST(guest_of(hits.front()) == guest, query);
  }
}

BOOST_AUTO_TEST_SUITE_END()
