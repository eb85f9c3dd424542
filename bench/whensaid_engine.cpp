#include "whensaid_engine.hpp"

#include <optional>
#include <utility>

#include <whensaid/whensaid.hpp>

#include "words.hpp"

namespace whensaid::bench {
namespace {

/// A bag of words is handed over as people type it, so that a dash or a bracket in a chapter's
/// title meets our query parser; the other two are what a person would write for them.
std::string query_text(const Ask& ask) {
  switch (ask.match) {
    case Match::any: return ask.text;
    case Match::all: return join(split_words(ask.text), " AND ");
    case Match::phrase: return between_quotes(ask.text);
  }
  return {};
}

class WhensaidEngine final : public Engine {
 public:
  WhensaidEngine(const SearchOptions& options, std::string name, Suggestions suggestions)
      : options_(options), name_(std::move(name)), suggestions_(suggestions) {
    options_.limit = kAnswers;
  }

  std::string name() const override { return name_; }
  std::string version() const override { return WHENSAID_BENCH_VERSION; }

  void create(const std::filesystem::path& path) override {
    writer_.emplace(IndexWriter::open(path).value());
  }

  void add(Episode&& episode) override { writer_->put(std::move(episode)).value(); }

  void finish() override {
    static_cast<void>(writer_->commit().value());
    writer_.reset();
  }

  void open(const std::filesystem::path& path) override {
    searcher_.emplace(Searcher::open(path).value());
  }

  std::vector<Found> search(const Ask& ask) override {
    Page page = searcher_->search(Query::parse(query_text(ask)), options_).value();
    if (suggestions_ == Suggestions::followed && page.suggestion) {
      page = searcher_->search(Query::parse(*page.suggestion), options_).value();
    }
    std::vector<Found> found;
    found.reserve(page.hits.size());
    for (const Hit& hit : page.hits) found.push_back(Found{hit.episode, hit.time, hit.entry});
    return found;
  }

 private:
  SearchOptions options_;
  std::string name_;
  Suggestions suggestions_;
  std::optional<IndexWriter> writer_;
  std::optional<Searcher> searcher_;
};

}  // namespace

std::unique_ptr<Engine> whensaid_engine(const SearchOptions& options, std::string name,
                                        Suggestions suggestions) {
  return std::make_unique<WhensaidEngine>(options, std::move(name), suggestions);
}

}  // namespace whensaid::bench
