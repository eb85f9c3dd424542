// whensaid_spelling: how often "did you mean" is right. Takes words and guests' names from the
// episodes of an evaluation folder, misspells them at random, and asks for them. README.md says how
// to read it.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "random.hpp"
#include "typos.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_spelling [DIR] [options]   misspelt words and names, asked of an index of DIR

  DIR               a folder with episodes.jsonl (default: ../shared/data/eval/dev)
  --index DIR       an index of these episodes (default: one is made in a scratch folder, and removed)
  --sample N        words a class (default 1000)
  --seed N          (default 1)
  --json            JSON instead of a table

Exit status: 0 measured, 77 skipped because DIR holds no data, 1 failed, 2 usage.
)";

struct Options {
  std::filesystem::path folder{};
  std::filesystem::path index{};
  std::size_t sample{0};
  std::uint64_t seed{0};
  bool json{false};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(words, {"index", "sample", "seed"}, {"json"});
  Options options;
  options.folder = data_folder(arguments);
  options.index = arguments.text("index", "");
  options.sample = arguments.number("sample", 1000);
  options.seed = arguments.number("seed", 1);
  options.json = arguments.has("json");
  return options;
}

/// What the episodes say, in lower case.
struct Said {
  std::map<std::string, std::size_t> words{};  ///< ASCII letters only, with how often
  std::set<std::string> name_words{};          ///< of guests and hosts
  std::set<std::string> guests{};  ///< whole names of two words and more, ASCII letters only
};

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void take_words(std::string_view text, Said& said) {
  for (auto& word : split_words(text)) {
    if (is_plain(word)) ++said.words[std::move(word)];
  }
}

void take_name(const std::string& name, bool guest, Said& said) {
  const auto words = split_words(name);
  if (!std::all_of(words.begin(), words.end(), is_plain)) return;
  said.name_words.insert(words.begin(), words.end());
  if (guest && words.size() > 1) said.guests.insert(join(words, " "));
  take_words(name, said);
}

void take(const Episode& episode, Said& said) {
  for (const auto& guest : episode.guests) take_name(guest, true, said);
  for (const auto& host : episode.hosts) take_name(host, false, said);
  take_words(episode.title, said);
  take_words(episode.description, said);
  for (const auto& chapter : episode.chapters) take_words(chapter.title, said);
  for (const auto& cue : episode.cues) take_words(cue.text, said);
}

/// A line of the table: where the answers come from, and what came of them.
struct Class {
  std::string name{};
  std::size_t eligible{0};
  std::size_t edits{0};
  std::vector<std::string> right{};  ///< the words to misspell
};

struct Outcome {
  std::size_t asked{0};
  std::size_t right{0};    ///< the suggestion is the word
  std::size_t wrong{0};    ///< it is another
  std::size_t found{0};    ///< none, and the query finds the word itself: they share a stem
  std::size_t is_word{0};  ///< none, because what was typed is a word of the index, too
  std::vector<double> cpu_ms{};
};

std::string suggestion(Searcher& searcher, const std::string& typed) {
  return searcher.search(Query::parse(typed)).value().suggestion.value_or("");
}

bool finds_anything(Searcher& searcher, const std::string& query) {
  SearchOptions one;
  one.limit = 1;
  return !searcher.search(Query::parse(query), one).value().hits.empty();
}

/// The best moments of both are the same.
bool find_the_same(Searcher& searcher, const std::string& a, const std::string& b) {
  const auto first = searcher.search(Query::parse(a)).value().hits;
  const auto second = searcher.search(Query::parse(b)).value().hits;
  return !first.empty() && std::equal(first.begin(), first.end(), second.begin(), second.end(),
                                      [](const Hit& x, const Hit& y) {
                                        return x.episode == y.episode &&
                                               x.time.start == y.time.start;
                                      });
}

Outcome ask(Searcher& searcher, const Class& of, std::uint64_t seed) {
  Random random(seed);
  Outcome outcome;
  for (const auto& word : of.right) {
    std::string typed = word;
    for (std::size_t i = 0; i < of.edits || typed == word; ++i) typed = misspelt(typed, random);
    const Nanos started = thread_cpu();
    const auto found = suggestion(searcher, typed);
    outcome.cpu_ms.push_back(milliseconds(thread_cpu() - started));
    ++outcome.asked;
    if (found == word) {
      ++outcome.right;
    } else if (!found.empty()) {
      ++outcome.wrong;
    } else if (find_the_same(searcher, typed, word)) {
      ++outcome.found;
    } else if (finds_anything(searcher, "=" + typed)) {
      ++outcome.is_word;
    }
  }
  return outcome;
}

std::vector<std::string> chosen(Searcher& searcher, std::vector<std::string> pool, bool exact,
                                const Options& options) {
  sample(pool, options.sample, options.seed);
  // "node.js" is one word to the library and two to split_words: only what is found as it is.
  std::erase_if(pool, [&](const std::string& word) {
    return exact && !finds_anything(searcher, "=" + word);
  });
  return pool;
}

/// The words and names of each line; each line once with one edit and once with two.
std::vector<Class> make_classes(Searcher& searcher, const Said& said, const Options& options) {
  struct Limits {
    std::size_t letters;
    std::size_t times;
    bool names;
  };
  constexpr Limits kLimits[] = {{5, 1, false}, {5, 1, true},  {4, 1, false}, {6, 1, false},
                                {8, 1, false}, {5, 5, false}, {5, 20, false}};
  std::vector<Class> classes;
  const auto add = [&](const std::string& name, std::size_t eligible,
                       const std::vector<std::string>& words) {
    for (const std::size_t edits : {1U, 2U}) classes.push_back({name, eligible, edits, words});
  };
  for (const auto& [letters, times, names] : kLimits) {
    std::vector<std::string> pool;
    for (const auto& [word, count] : said.words) {
      if (word.size() < letters || count < times) continue;
      if (!names || said.name_words.contains(word)) pool.push_back(word);
    }
    const auto eligible = pool.size();
    add(fmt::format("{}, {}+ letters, said {}+ times", names ? "words of names" : "words", letters,
                    times),
        eligible, chosen(searcher, std::move(pool), true, options));
  }
  const std::vector<std::string> guests(said.guests.begin(), said.guests.end());
  add("guests, whole names", guests.size(), chosen(searcher, guests, false, options));
  return classes;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void print_table(const std::vector<Class>& classes, const std::vector<Outcome>& outcomes) {
  fmt::print(
      "| class | eligible | edits | asked | right | wrong | none: finds the same | none: is a word "
      "| CPU ms, median | p99 |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& [asked, right, wrong, found, is_word, cpu] = outcomes[i];
    fmt::print("| {} | {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.2f} | {:.2f} |\n",
               classes[i].name, classes[i].eligible, classes[i].edits, asked, share(right, asked),
               share(wrong, asked), share(found, asked), share(is_word, asked), percentile(cpu, 50),
               percentile(cpu, 99));
  }
}

void print_json(const std::vector<Class>& classes, const std::vector<Outcome>& outcomes,
                const Options& options) {
  nlohmann::ordered_json report{{"machine", machine()},
                                {"sample", options.sample},
                                {"seed", options.seed},
                                {"results", nlohmann::ordered_json::array()}};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& [asked, right, wrong, found, is_word, cpu] = outcomes[i];
    report["results"].push_back({{"class", classes[i].name},
                                 {"eligible", classes[i].eligible},
                                 {"edits", classes[i].edits},
                                 {"asked", asked},
                                 {"right", share(right, asked)},
                                 {"wrong", share(wrong, asked)},
                                 {"finds_the_same", share(found, asked)},
                                 {"is_a_word", share(is_word, asked)},
                                 {"cpu_median_ms", percentile(cpu, 50)},
                                 {"cpu_p99_ms", percentile(cpu, 99)}});
  }
  std::cout << report.dump(2) << '\n';
}

/// What the episodes say; they are indexed on the way when there is no index to ask.
Said read_episodes(const Options& options, bool make_index) {
  Said said;
  std::unique_ptr<IndexWriter> writer;
  if (make_index) {
    writer = std::make_unique<IndexWriter>(IndexWriter::open(options.index).value());
  }
  read_episode_file(options.folder / "episodes.jsonl", [&](Episode&& episode) {
    take(episode, said);
    if (writer) writer->put(std::move(episode)).value();
  });
  if (writer) writer->commit().value();
  return said;
}

int spelling(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!has_data(options.folder / "episodes.jsonl")) return kSkipped;
  const bool make_index = options.index.empty();
  std::unique_ptr<ScratchFolder> scratch;
  if (make_index) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path() / "index";
  }
  const Said said = read_episodes(options, make_index);
  auto searcher = Searcher::open(options.index).value();
  const auto classes = make_classes(searcher, said, options);
  std::vector<Outcome> outcomes;
  for (const auto& of : classes) outcomes.push_back(ask(searcher, of, options.seed));
  if (options.json) {
    print_json(classes, outcomes, options);
  } else {
    print_table(classes, outcomes);
  }
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &spelling, argc, argv);
}
