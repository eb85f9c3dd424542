#include "material.hpp"

#include <algorithm>
#include <unordered_map>

#include "input.hpp"

namespace whensaid::bench {
namespace {

std::string_view source_of(std::string_view episode) {
  return episode.substr(0, episode.find('/'));
}

}  // namespace

void Material::add(const Episode& episode) {
  episodes.push_back(EpisodeFacts{episode.id, episode.show, episode.guests});
  speech.add(episode);
}

void Material::learn_times(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    if (question.target.exact_times) continue;
    for (const std::string& episode : question.target.episodes) {
      approximate.emplace(source_of(episode));
    }
  }
}

bool Material::exact_times(std::string_view episode) const {
  return !approximate.contains(source_of(episode));
}

Material read_material(const std::filesystem::path& folder) {
  Material material;
  material.chapters = read_chapter_questions(folder / "chapter_queries.jsonl");
  material.learn_times(material.chapters);
  material.learn_times(read_bag_questions(folder / "known_item.jsonl"));
  read_episode_file(folder / "episodes.jsonl", [&](Episode&& episode) { material.add(episode); });
  return material;
}

Half half_of(std::string_view show) { return (stable_hash(show) >> 63U) == 0 ? Half::a : Half::b; }

void keep_half(std::vector<Question>& questions, Half half, const Material& material) {
  std::unordered_map<std::string_view, Half> halves;
  for (const EpisodeFacts& episode : material.episodes) {
    halves.emplace(episode.id, half_of(episode.show));
  }
  std::erase_if(questions, [&](const Question& question) {
    return !std::ranges::all_of(question.target.episodes, [&](const std::string& episode) {
      const auto found = halves.find(episode);
      return found != halves.end() && found->second == half;
    });
  });
}

}  // namespace whensaid::bench
