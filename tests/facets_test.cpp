// How matching episodes are counted by what they have in common.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

constexpr Day day(int year) { return Day{std::chrono::year{year} / 5 / 1}; }

struct Indexed {
  Indexed() {
    auto writer = IndexWriter::open(dir.path() / "index", {.shards = 2}).value();
    for (const Episode& one : {
             episode("1").show("Lighthouse").published(day(2023)).guest("Zoë Ek").get(),
             episode("2").show("lighthouse").published(day(2024)).guest("Zoe Ek").get(),
             episode("3").show("Harbour").published(day(2024)).guest("Ben").guest("ben").get(),
             episode("4").show("Harbour").language("de").get(),
         }) {
      auto said = one;
      if (said.id == "4") said.title = "Gull";
      said.cues = {{.start = 0s, .speaker = "Ada", .text = "a gull by the quay"},
                   {.start = 9s, .speaker = "Oda", .text = said.id == "1" ? "gull" : "crab"}};
      writer.put(said).value();
    }
    writer.put(episode("5").show("Elsewhere").cue(0s, "Ada", "only crab here")).value();
    writer.commit().value();
  }
  [[nodiscard]] Page page(std::string_view query, const SearchOptions& options) const {
    return Searcher::open(dir.path() / "index")
        .value()
        .search(Query::parse(query), options)
        .value();
  }
  ScratchDir dir;
};

/// "Harbour 2, Lighthouse 2"
std::string told(const Facet& facet) {
  std::string out;
  for (const auto& value : facet.values) {
    if (!out.empty()) out += ", ";
    out += value.value + ' ' + std::to_string(value.episodes);
  }
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(facets, Indexed)

BOOST_AUTO_TEST_CASE(each_field_counts_the_matching_episodes_that_have_a_value) {
  struct Case {
    FacetField field;
    const char* values;
  };
  for (const auto& [field, values] : {
           Case{FacetField::show, "Harbour 2, Lighthouse 2"},
           {FacetField::guest, "Zoe Ek 2, Ben 1"},  // one spelling of each, once an episode
           {FacetField::speaker, "Ada 4, Oda 1"},   // who says it, not who is there
           {FacetField::year, "2024 2, 2023 1"},    // one has no date
           {FacetField::language, "en 3, de 1"},
           {FacetField::zone, "speech 4, title 1"},
       }) {
    BOOST_TEST_CONTEXT(to_string(field)) {
      const auto found = page("gull", {.facets = {field}});
      BOOST_REQUIRE(found.facets.size() == 1U);
      BOOST_TEST((found.facets[0].field == field));
      BOOST_TEST(found.facets[0].exact);
      BOOST_TEST(told(found.facets[0]) == values);
    }
  }
}

BOOST_AUTO_TEST_CASE(episodes_that_stage_two_refuses_are_not_counted) {
  const SearchOptions options{.facets = {FacetField::show}};
  BOOST_TEST(told(page("gull -crab", options).facets[0]) == "Lighthouse 1");
  BOOST_TEST(told(page("\"gull by\" AND crab", options).facets[0]) == "Harbour 2, lighthouse 1");
}

BOOST_AUTO_TEST_CASE(all_matching_episodes_are_counted_whatever_the_page) {
  for (const auto order : {Order::relevance, Order::newest, Order::time}) {
    for (const std::size_t limit : {0U, 1U, 100U}) {
      SearchOptions options{.limit = limit, .per_episode = 1, .candidates = 1};
      options.order = order;
      options.facets = {FacetField::speaker, FacetField::show};
      const auto found = page("\"gull by\"", options);
      BOOST_TEST(found.hits.size() == std::min<std::size_t>(limit, 4));
      BOOST_TEST((found.episodes == Count{4, 4}));
      BOOST_TEST(told(found.facets[0]) == "Ada 4");
      BOOST_TEST(told(found.facets[1]) == "Harbour 2, Lighthouse 2");
    }
  }
}

BOOST_AUTO_TEST_CASE(the_page_is_the_same_with_and_without_facets) {
  for (const auto* query : {"gull", "\"gull by\"", "gull -crab"}) {
    SearchOptions options{.limit = 2, .candidates = 1};
    const auto without = page(query, options);
    options.facets = {FacetField::year};
    BOOST_TEST((page(query, options).hits == without.hits));
    BOOST_TEST(without.facets.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_facet_says_how_many_values_there_are_beyond_those_it_lists) {
  const auto found = page("gull", {.facets = {FacetField::show}, .facet_values = 1});
  BOOST_TEST(told(found.facets[0]) == "Harbour 2");
  BOOST_TEST(found.facets[0].distinct == 2U);
  BOOST_TEST(page("gull OR crab", {.facets = {FacetField::show}, .facet_values = 0})
                 .facets[0]
                 .values.size() == 3U);
}

BOOST_AUTO_TEST_CASE(nothing_found_has_facets_without_values) {
  for (const auto* query : {"", "zeppelin"}) {
    const auto found = page(query, {.facets = {FacetField::year, FacetField::guest}});
    BOOST_REQUIRE(found.facets.size() == 2U);
    BOOST_TEST((found.facets[1].field == FacetField::guest));
    BOOST_TEST(found.facets[1].values.empty());
    BOOST_TEST(found.facets[1].exact);
  }
}

BOOST_AUTO_TEST_CASE(a_page_without_moments_still_counts) {
  BOOST_TEST((page("gull", {.limit = 0}).episodes.at_least <= 4U));
  BOOST_TEST((page("gull", {.limit = 0}).episodes.at_most >= 4U));
  BOOST_TEST(page("gull", {.limit = 0}).hits.empty());
}

BOOST_AUTO_TEST_SUITE_END()
