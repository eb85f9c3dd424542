#include "questions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>

#include <nlohmann/json.hpp>
#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

using nlohmann::json;

/// Titles whose content words are mostly spoken: those that a search of speech can find at all.
constexpr double kSpoken = 0.75;

constexpr Millis kAllowExact{std::chrono::seconds{5}};
constexpr Millis kAllowApproximate{std::chrono::seconds{60}};

std::vector<Question> read_file(const std::filesystem::path& path,
                                const std::function<Question(const json&)>& read_one) {
  std::ifstream file(path);
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be opened"});
  std::vector<Question> questions;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    try {
      questions.push_back(read_one(json::parse(line)));
    } catch (const json::exception& error) {
      throw Failure(Error{Errc::bad_format,
                          path.string() + ":" + std::to_string(number) + ": " + error.what()});
    }
  }
  return questions;
}

Millis to_millis(const json& seconds) { return Millis{std::llround(seconds.get<double>() * 1000)}; }

Question timed_question(const json& line) {
  Question question;
  line.at("qid").get_to(question.id);
  line.at("query").get_to(question.ask.text);
  question.target.episodes.push_back(line.at("episode").get<std::string>());
  question.target.time = TimeSpan{to_millis(line.at("start")), to_millis(line.at("end"))};
  set_exactness(question.target, !line.at("approx_times").get<bool>());
  return question;
}

Question chapter_question(const json& line) {
  Question question = timed_question(line);
  question.classes = {"chapters, all"};
  if (line.at("term_overlap").get<double>() >= kSpoken) {
    question.classes.emplace_back("chapters, term_overlap >= .75");
  }
  return question;
}

Question phrase_question(const json& line) {
  Question question = timed_question(line);
  question.ask.match = Match::phrase;
  const bool crossing = line.at("typ").get<std::string>() == "cross";
  question.classes = {"known item, phrase", crossing ? "known item, phrase across two cues"
                                                     : "known item, phrase in one cue"};
  return question;
}

Question bag_question(const json& line) {
  Question question = timed_question(line);
  question.classes = {"known item, bag of words"};
  return question;
}

Question metadata_question(const json& line) {
  Question question;
  line.at("qid").get_to(question.id);
  line.at("query").get_to(question.ask.text);
  line.at("episodes").get_to(question.target.episodes);
  question.content = Content::everything;
  question.classes = {"metadata, all", "metadata, " + line.at("kind").get<std::string>()};
  return question;
}

constexpr std::array<QuestionGroup, 4> kGroups{
    {{"chapters", "chapter_queries.jsonl", &read_chapter_questions},
     {"phrases", "known_item.jsonl", &read_phrase_questions},
     {"bags", "known_item.jsonl", &read_bag_questions},
     {"metadata", "metadata_queries.jsonl", &read_metadata_questions}}};

}  // namespace

void set_exactness(Target& target, bool exact) {
  target.exact_times = exact;
  target.allow = exact ? kAllowExact : kAllowApproximate;
}

std::string numbered(const std::string& prefix, std::size_t number) {
  constexpr std::size_t kDigits = 5;
  const std::string digits = std::to_string(number);
  return prefix + std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

std::span<const QuestionGroup> question_groups() { return kGroups; }

std::vector<Question> read_chapter_questions(const std::filesystem::path& path) {
  return read_file(path, chapter_question);
}

std::vector<Question> read_phrase_questions(const std::filesystem::path& path) {
  return read_file(path, phrase_question);
}

std::vector<Question> read_bag_questions(const std::filesystem::path& path) {
  return read_file(path, bag_question);
}

std::vector<Question> read_metadata_questions(const std::filesystem::path& path) {
  return read_file(path, metadata_question);
}

}  // namespace whensaid::bench
