#include "whensaid_engine.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <whensaid/whensaid.hpp>

#include "words.hpp"

namespace whensaid::bench {
namespace {

/// A bag of words is handed over as people type it, so that a dash or a bracket in a chapter's
/// title meets our query parser; the other two are what a person would write for them.
std::string words_of(const Ask& ask) {
  switch (ask.match) {
    case Match::any: return ask.text;
    case Match::all: return join(split_words(ask.text), " AND ");
    case Match::phrase: return between_quotes(ask.text);
    case Match::prefix: return ask.text + '*';
    case Match::near: {
      return join(split_words(ask.text), " NEAR/" + std::to_string(kNearWords) + ' ');
    }
    case Match::title: return "title:(" + join(split_words(ask.text), " OR ") + ')';
  }
  return {};
}

std::string date(Day day) {
  const std::chrono::year_month_day parts(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                     static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

std::string marked(const Excerpt& excerpt) {
  std::string text;
  std::size_t done = 0;
  for (const ByteRange& match : excerpt.matches) {
    text.append(excerpt.text, done, match.begin - done);
    text += kMarkBegin;
    text.append(excerpt.text, match.begin, match.end - match.begin);
    text += kMarkEnd;
    done = match.end;
  }
  return text.append(excerpt.text, done);
}

class WhensaidEngine final : public Engine {
 public:
  WhensaidEngine(SearchOptions options, std::string name, Suggestions suggestions)
      : options_(std::move(options)), name_(std::move(name)), suggestions_(suggestions) {
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
    path_ = path;
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    SearchOptions options = options_;
    if (detail == Detail::ids) options.excerpt_bytes = 0;
    Page page = searcher_->search(Query::parse(query_text(ask)), options).value();
    if (suggestions_ == Suggestions::followed && page.suggestion) {
      page = searcher_->search(Query::parse(*page.suggestion), options).value();
    }
    std::vector<Found> found;
    found.reserve(page.hits.size());
    for (Hit& hit : page.hits) {
      found.push_back(Found{std::move(hit.episode), hit.time, hit.entry, {}});
      if (detail == Detail::whole) found.back().excerpt = marked(hit.excerpt);
    }
    return found;
  }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<WhensaidEngine>(options_, name_, suggestions_);
    engine->open(path_);
    return engine;
  }

 private:
  SearchOptions options_;
  std::string name_;
  Suggestions suggestions_;
  std::optional<IndexWriter> writer_;
  std::optional<Searcher> searcher_;
  std::filesystem::path path_{};
};

}  // namespace

std::string query_text(const Ask& ask) {
  std::string text = words_of(ask);
  if (ask.published) {
    // In brackets one of the words is required; free ones would only be wished for beside a filter.
    if (ask.match == Match::any) text = '(' + join(split_words(ask.text), " OR ") + ')';
    text += " published:" + date(ask.published->first) + ".." + date(ask.published->last);
  }
  return text;
}

std::unique_ptr<Engine> whensaid_engine(const SearchOptions& options, std::string name,
                                        Suggestions suggestions) {
  return std::make_unique<WhensaidEngine>(options, std::move(name), suggestions);
}

}  // namespace whensaid::bench
