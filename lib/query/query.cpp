// The public handle on a parsed query.

#include <utility>

#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/parser.hpp"
#include "query/tree.hpp"

namespace whensaid {

struct Query::State {
  query::Parsed parsed{};
};

Query::Query(std::shared_ptr<const State> state) : state_{std::move(state)} {}

Query Query::parse(std::string_view text) {
  return Query{std::make_shared<const State>(State{query::parse(text)})};
}

std::string Query::to_string() const { return query::print(root()); }

const std::vector<Warning>& Query::warnings() const { return state_->parsed.warnings; }

bool Query::empty() const {
  const auto* const group = std::get_if<query::Group>(&root().kind);
  return group != nullptr && group->must.empty() && group->should.empty();
}

const query::Node& Query::root() const { return state_->parsed.root; }

bool operator==(const Query& a, const Query& b) { return a.root() == b.root(); }

}  // namespace whensaid
