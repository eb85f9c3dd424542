#include "peers/xapian.hpp"

#include <cstdint>
#include <utility>

#include <xapian.h>
#include <whensaid/result.hpp>

#include "words.hpp"

namespace whensaid::bench {
namespace {

constexpr Xapian::valueno kStart = 0;
constexpr Xapian::valueno kEnd = 1;
constexpr Xapian::valueno kPublished = 2;
/// With PassageOptions::complete; else a document's data is the episode's id.
constexpr Xapian::valueno kEpisode = 3;
constexpr const char* kTitlePrefix = "S";

template <typename Action>
auto guarded(const Action& action) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    throw Failure(Error{Errc::io, "Xapian: " + error.get_description()});
  }
}

Millis milliseconds(const Xapian::Document& document, Xapian::valueno slot) {
  return Millis{static_cast<std::int64_t>(Xapian::sortable_unserialise(document.get_value(slot)))};
}

class XapianEngine final : public Engine {
 public:
  explicit XapianEngine(const PassageOptions& options) : options_(options) {
    generator_.set_stemmer(stemmer_);
    parser_.set_stemmer(stemmer_);
  }

  std::string name() const override { return "stock Xapian"; }
  std::string version() const override { return Xapian::version_string(); }

  void create(const std::filesystem::path& path) override {
    guarded([&] {
      writable_ =
          Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    });
  }

  void add(Episode&& episode) override {
    guarded([&] {
      for (const Passage& passage : cut_passages(episode, options_)) {
        Xapian::Document document;
        document.set_data(options_.complete ? passage.text : episode.id);
        document.add_value(
            kStart, Xapian::sortable_serialise(static_cast<double>(passage.time.start.count())));
        document.add_value(
            kEnd, Xapian::sortable_serialise(static_cast<double>(passage.time.end.count())));
        generator_.set_document(document);
        generator_.set_termpos(0);
        generator_.index_text(passage.text);
        if (options_.complete) complete(document, passage, episode);
        writable_.add_document(document);
      }
    });
  }

  void finish() override {
    guarded([&] {
      writable_.commit();
      writable_.close();
    });
  }

  void open(const std::filesystem::path& path) override {
    guarded([&] {
      database_ = Xapian::Database(path.string(), Xapian::DB_BACKEND_GLASS);
      parser_.set_database(database_);
      path_ = path;
    });
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    return guarded([&] {
      std::vector<Found> found;
      Xapian::Enquire enquire(database_);
      enquire.set_query(filtered(ask));
      const Xapian::MSet matches = enquire.get_mset(0, kAnswers);
      for (auto match = matches.begin(); match != matches.end(); ++match) {
        const Xapian::Document document = match.get_document();
        const TimeSpan time{milliseconds(document, kStart), milliseconds(document, kEnd)};
        found.push_back(
            Found{options_.complete ? document.get_value(kEpisode) : document.get_data(),
                  time,
                  time.start,
                  {}});
        if (detail == Detail::whole) found.back().excerpt = snippet(matches, document);
      }
      return found;
    });
  }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<XapianEngine>(options_);
    engine->open(path_);
    return engine;
  }

 private:
  void complete(Xapian::Document& document, const Passage& passage, const Episode& episode) {
    document.add_value(kEpisode, episode.id);
    document.add_value(
        kPublished, Xapian::sortable_serialise(static_cast<double>(day_number(episode.published))));
    if (passage.metadata) generator_.index_text(episode.title, 1, kTitlePrefix);
  }

  std::string snippet(const Xapian::MSet& matches, const Xapian::Document& document) const {
    constexpr unsigned kFlags =
        Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE;
    return matches.snippet(document.get_data(), kExcerptBytes, stemmer_, kFlags,
                           std::string(kMarkBegin), std::string(kMarkEnd));
  }

  Xapian::Query filtered(const Ask& ask) {
    Xapian::Query query = parse(ask);
    if (!ask.published) return query;
    const auto day = [](Day of) {
      return Xapian::sortable_serialise(static_cast<double>(day_number(of)));
    };
    const Xapian::Query days(Xapian::Query::OP_VALUE_RANGE, kPublished, day(ask.published->first),
                             day(ask.published->last));
    return {Xapian::Query::OP_FILTER, query, days};
  }

  Xapian::Query parse(const Ask& ask) {
    using Parser = Xapian::QueryParser;
    parser_.set_default_op(ask.match == Match::all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR);
    switch (ask.match) {
      case Match::phrase: return parser_.parse_query(between_quotes(ask.text), Parser::FLAG_PHRASE);
      case Match::prefix: return parser_.parse_query(ask.text + '*', Parser::FLAG_WILDCARD);
      case Match::near: {
        const std::string near = " NEAR/" + std::to_string(kNearWords) + ' ';
        return parser_.parse_query(join(content_words(ask.text), near), Parser::FLAG_BOOLEAN);
      }
      case Match::title: return parser_.parse_query(ask.text, 0, kTitlePrefix);
      case Match::any:
      case Match::all: break;
    }
    // Operators are off, as they are for the other peers: a dash in a title excludes nothing.
    return parser_.parse_query(join(content_words(ask.text), " "), 0);
  }

  PassageOptions options_;
  Xapian::Stem stemmer_{"en"};
  Xapian::TermGenerator generator_;
  Xapian::QueryParser parser_;
  Xapian::WritableDatabase writable_;
  Xapian::Database database_;
  std::filesystem::path path_{};
};

}  // namespace

std::unique_ptr<Engine> xapian_engine(const PassageOptions& options) {
  return std::make_unique<XapianEngine>(options);
}

}  // namespace whensaid::bench
