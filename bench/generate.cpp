#include "generate.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "random.hpp"
#include "typos.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

constexpr std::array<GeneratedGroup, 8> kGroups{{{"quotes", &quotes_as_said},
                                                 {"quotes-wrong", &quotes_with_wrong_word},
                                                 {"quotes-missing", &quotes_without_word},
                                                 {"quotes-shuffled", &quotes_in_other_order},
                                                 {"quotes-misheard", &quotes_with_misheard_word},
                                                 {"names-misspelt", &misspelt_names},
                                                 {"plain-questions", &plain_questions},
                                                 {"names-topics", &names_with_topics}}};

/// A question's words around a topic.
struct Template {
  std::string_view before{};
  std::string_view after{};
};
constexpr std::array<Template, 12> kTemplates{{{"what did they say about ", "?"},
                                               {"when do they talk about ", "?"},
                                               {"where did they discuss ", "?"},
                                               {"find the part about ", ""},
                                               {"which episode was about ", "?"},
                                               {"what was that thing about ", "?"},
                                               {"who was talking about ", "?"},
                                               {"do you remember someone mentioning ", "?"},
                                               {"I heard somebody explain ", ""},
                                               {"the episode where they talk about ", ""},
                                               {"can you tell me what was said on ", "?"},
                                               {"when was ", " brought up?"}}};

std::string wrapped(std::string title, Random& random) {
  title.erase(title.find_last_not_of(" \t.?!:") + 1);
  const Template& around = kTemplates[random.below(kTemplates.size())];
  return std::string(around.before) + title + std::string(around.after);
}

/// Names of two words and more in ASCII letters, in lower case, with the guests' episodes.
std::map<std::string, std::vector<std::string>> plain_guests(const Material& material) {
  std::map<std::string, std::vector<std::string>> guests;
  for (const EpisodeFacts& episode : material.episodes) {
    for (const std::string& guest : episode.guests) {
      const std::vector<std::string> words = split_words(guest);
      const std::string name = join(words, " ");
      const bool plain =
          std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; });
      if (!plain || words.size() < 2) continue;
      std::vector<std::string>& episodes = guests[name];
      if (episodes.empty() || episodes.back() != episode.id) episodes.push_back(episode.id);
    }
  }
  return guests;
}

std::string misspelt_by(std::size_t edits, const std::string& name, Random& random) {
  std::string typed = name;
  for (std::size_t i = 0; i < edits || typed == name; ++i) typed = misspelt(typed, random);
  return typed;
}

}  // namespace

std::span<const GeneratedGroup> generated_groups() { return kGroups; }

std::vector<Question> misspelt_names(const Material& material, std::size_t size,
                                     std::uint64_t seed) {
  Random random(seed ^ stable_hash("names-misspelt"));
  const auto guests = plain_guests(material);
  std::vector<Question> questions;
  for (const std::size_t edits : {std::size_t{1}, std::size_t{2}}) {
    std::vector<std::string> names;
    names.reserve(guests.size());
    for (const auto& [name, episodes] : guests) names.push_back(name);
    shuffle(names, random);
    if (names.size() > size) names.resize(size);
    for (const std::string& name : names) {
      Question question;
      question.id = numbered("n" + std::to_string(edits) + '-', questions.size());
      question.classes = {"guest's name, " + std::to_string(edits) +
                          (edits == 1 ? " edit" : " edits")};
      question.content = Content::everything;
      question.ask.text = misspelt_by(edits, name, random);
      question.misspelt = true;
      question.target.episodes = guests.at(name);
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

std::vector<Question> plain_questions(const Material& material, std::size_t size,
                                      std::uint64_t seed) {
  const std::uint64_t own = seed ^ stable_hash("plain-questions");
  std::vector<Question> questions = material.chapters;
  sample(questions, size, own);
  Random random(own);
  for (Question& question : questions) {
    question.ask.text = wrapped(std::move(question.ask.text), random);
    for (std::string& line : question.classes) line += ", as plain questions";
  }
  return questions;
}

std::vector<Question> names_with_topics(const Material& material, std::size_t size,
                                        std::uint64_t seed) {
  std::unordered_map<std::string_view, const std::vector<std::string>*> guests;
  for (const EpisodeFacts& episode : material.episodes) {
    if (!episode.guests.empty()) guests.emplace(episode.id, &episode.guests);
  }
  std::vector<Question> questions = material.chapters;
  std::erase_if(questions, [&](const Question& question) {
    return !guests.contains(question.target.episodes.front());
  });
  const std::uint64_t own = seed ^ stable_hash("names-topics");
  sample(questions, size, own);
  Random random(own);
  for (Question& question : questions) {
    const std::vector<std::string>& names = *guests.at(question.target.episodes.front());
    question.ask.text = names[random.below(names.size())] + ' ' + question.ask.text;
    question.content = Content::named_passages;
    question.classes = {"guest's name and chapter title"};
  }
  return questions;
}

}  // namespace whensaid::bench
