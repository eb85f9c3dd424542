// A collection that grows: the same every time, and its vocabulary as Heaps' law says.

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <whensaid/result.hpp>

#include "corpus.hpp"
#include "growth_report.hpp"
#include "measure.hpp"
#include "resample.hpp"
#include "words.hpp"

using namespace whensaid;
using namespace whensaid::bench;
using namespace std::chrono_literals;

namespace {

EpisodeSource small_base() {
  CorpusOptions options;
  options.episodes = 12;
  options.words_an_episode = 1500;
  options.vocabulary = 8000;
  return made_episodes(options);
}

std::shared_ptr<WordCensus> census_of(const EpisodeSource& source) {
  auto census = std::make_shared<WordCensus>();
  source([&](Episode&& episode) { census->add(episode); });
  return census;
}

std::vector<Episode> all_of(const EpisodeSource& source) {
  std::vector<Episode> episodes;
  source([&](Episode&& episode) { episodes.push_back(std::move(episode)); });
  return episodes;
}

EpisodeSource grown(std::size_t copies, std::uint64_t seed, double beta) {
  const EpisodeSource base = small_base();
  return resampled(base, census_of(base), Heaps{1, beta}, ResampleOptions{copies, seed});
}

Timing asked(std::string engine, double us) {
  Timing timing;
  timing.engine = std::move(engine);
  timing.of_class = "six words";
  timing.detail = Detail::whole;
  timing.cpu_us = {us, 2 * us};
  timing.wall_us = timing.cpu_us;
  return timing;
}

GrowthReport two_steps() {
  GrowthReport report;
  report.conditions = {{"machine", "a small one"}};
  for (const std::size_t factor : {1U, 10U}) {
    GrowthStep step{factor, {}};
    BuildLine line{"ours", "1.0", "text", {}, {}};
    line.built.episodes = 5 * factor;
    line.built.text_bytes = 1'000'000 * factor;
    line.built.cpu_s = static_cast<double>(factor);
    line.built.wall_s = line.built.cpu_s;
    line.built.disk_bytes = 500'000 * factor;
    step.report.builds.push_back(line);
    step.report.timings.push_back(asked("ours", 100 * static_cast<double>(factor)));
    if (factor == 1) {
      step.report.builds.push_back(line);
      step.report.builds.back().engine = "theirs";
      step.report.timings.push_back(asked("theirs", 50));
    }
    report.steps.push_back(step);
  }
  return report;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resample)

BOOST_AUTO_TEST_CASE(heaps_law_is_read_from_a_text_that_follows_it) {
  WordCensus census;
  std::size_t distinct = 0;
  std::uint64_t words = 0;
  for (int i = 0; i < 60; ++i) {
    Episode episode;
    episode.cues.emplace_back();
    for (int w = 0; w < 500; ++w) {
      ++words;
      const auto lawful = static_cast<std::size_t>(3 * std::pow(static_cast<double>(words), 0.6));
      if (distinct < lawful) ++distinct;
      episode.cues.back().text += "w" + std::to_string(distinct) + ' ';
    }
    census.add(episode);
  }
  BOOST_TEST(census.words() == words);
  BOOST_TEST(census.distinct() == distinct);
  BOOST_TEST(std::abs(census.heaps().beta - 0.6) < 0.01);
  BOOST_TEST(std::abs(census.heaps().k - 3) < 0.2);
  BOOST_CHECK_THROW(static_cast<void>(WordCensus().heaps()), Failure);
}

BOOST_AUTO_TEST_CASE(the_first_copy_is_the_base_and_the_same_seed_gives_the_same_copies) {
  const std::vector<Episode> base = all_of(small_base());
  const std::vector<Episode> one = all_of(grown(3, 7, 0.6));
  BOOST_REQUIRE(one.size() == 3 * base.size());
  for (std::size_t i = 0; i < base.size(); ++i) BOOST_TEST((one[i] == base[i]));
  BOOST_TEST((one == all_of(grown(3, 7, 0.6))));
  BOOST_TEST((one != all_of(grown(3, 8, 0.6))));
}

BOOST_AUTO_TEST_CASE(a_copy_keeps_times_and_speakers_and_has_an_id_of_its_own) {
  const std::vector<Episode> all = all_of(grown(2, 1, 0.6));
  const Episode& base = all[0];
  const Episode& copy = all[all.size() / 2];
  BOOST_TEST(copy.id == base.id + "#2");
  BOOST_REQUIRE(copy.cues.size() == base.cues.size());
  std::size_t other_text = 0;
  for (std::size_t i = 0; i < copy.cues.size(); ++i) {
    BOOST_TEST((copy.cues[i].start == base.cues[i].start));
    BOOST_TEST(copy.cues[i].speaker == base.cues[i].speaker);
    other_text += copy.cues[i].text != base.cues[i].text ? 1 : 0;
  }
  BOOST_TEST(other_text > copy.cues.size() / 2);
}

BOOST_AUTO_TEST_CASE(distinct_words_grow_as_the_law_says) {
  const auto base = census_of(small_base());
  for (const double beta : {0.45, 0.65}) {
    const auto census = census_of(grown(6, 1, beta));
    const double expected = static_cast<double>(base->distinct()) * std::pow(6.0, beta);
    const double found = static_cast<double>(census->distinct());
    BOOST_TEST_CONTEXT("beta " << beta << ": " << found << " words, not " << expected) {
      BOOST_TEST(std::abs(found / expected - 1) < 0.06);
    }
  }
}

BOOST_AUTO_TEST_CASE(frequent_words_are_the_same_in_every_copy) {
  const auto base = census_of(small_base());
  const auto census = census_of(grown(4, 1, 0.6));
  const auto the = [](const WordCensus& of) { return static_cast<double>(of.counts().at("the")); };
  BOOST_TEST(std::abs(the(*census) / the(*base) - 4) < 0.4);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(growth_report)

BOOST_AUTO_TEST_CASE(each_engine_is_shown_at_the_sizes_that_it_was_measured_at) {
  const std::string text = markdown(two_steps());
  BOOST_TEST(holds(text, "| ours | 10 | 50 | 10 | 10.0 | 10.0 | 1.0 | 0 | 0.50 |"));
  BOOST_TEST(holds(text, "| CPU us, p50 / p99 | engine | 1 times | 10 times | p50 grows, times |"));
  BOOST_TEST(holds(text, "| six words | ours | 100 / 200 | 1000 / 2000 | 10.0 |"));
  BOOST_TEST(holds(text, "| six words | theirs | 50 / 100 | | |"));
}

BOOST_AUTO_TEST_CASE(json_has_a_step_a_size) {
  const ScratchFolder scratch;
  write_json(scratch.path() / "growth.json", two_steps());
  std::stringstream text;
  text << std::ifstream(scratch.path() / "growth.json").rdbuf();
  BOOST_TEST(holds(text.str(), "\"factor\": 10"));
  BOOST_TEST(holds(text.str(), "\"machine\": \"a small one\""));
}

BOOST_AUTO_TEST_CASE(the_picture_has_a_curve_an_engine_in_five_panels) {
  const std::string script = script_of_growth(two_steps(), "six words", "growth.svg");
  BOOST_TEST(holds(script, "$p0e0 << EOD\n1.000 1.0000\n10.000 10.0000\nEOD\n"));
  BOOST_TEST(holds(script, "$p3e1 << EOD\n1.000 50.0000\nEOD\n"));
  BOOST_TEST(holds(script, "$p4e0 << EOD\n1.000 200.0000\n10.000 2000.0000\nEOD\n"));
}

BOOST_AUTO_TEST_SUITE_END()
