#include "index/loosen.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace whensaid::index {

namespace {

/// The parts of a free word, as typed; none where it is one.
std::vector<query::Node> parts_of(const query::Node& node, text::Analyzer& analyzer) {
  std::vector<query::Node> parts;
  const auto* const word = std::get_if<query::Word>(&node.kind);
  if (word == nullptr || word->exact) return parts;
  std::vector<text::Token> tokens;
  analyzer.analyze(word->text, tokens);
  if (tokens.size() < 2) return parts;
  for (const auto& token : tokens) {
    auto part = word->text.substr(token.begin, token.end - token.begin);
    parts.push_back(query::Node{query::Word{std::move(part), false}});
  }
  return parts;
}

void loosen(query::Group& group, text::Analyzer& analyzer) {
  if (group.must.empty() && group.should.size() < 2) return;
  std::vector<query::Node> wishes;
  for (auto& node : group.should) {
    auto parts = parts_of(node, analyzer);
    if (parts.empty()) parts.push_back(std::move(node));
    for (auto& part : parts) wishes.push_back(std::move(part));
  }
  group.should = std::move(wishes);
}

}  // namespace

query::Node loosened(query::Node root, text::Analyzer& analyzer) {
  auto* asked = &root;
  while (auto* const within = std::get_if<query::Within>(&asked->kind)) {
    asked = &within->child.front();
  }
  if (auto* const group = std::get_if<query::Group>(&asked->kind)) loosen(*group, analyzer);
  return root;
}

}  // namespace whensaid::index
