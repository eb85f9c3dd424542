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
    generator_.set_stemmer(Xapian::Stem("en"));
    parser_.set_stemmer(Xapian::Stem("en"));
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
        document.set_data(episode.id);
        document.add_value(
            kStart, Xapian::sortable_serialise(static_cast<double>(passage.time.start.count())));
        document.add_value(
            kEnd, Xapian::sortable_serialise(static_cast<double>(passage.time.end.count())));
        generator_.set_document(document);
        generator_.set_termpos(0);
        generator_.index_text(passage.text);
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
    });
  }

  std::vector<Found> search(const Ask& ask) override {
    return guarded([&] {
      std::vector<Found> found;
      Xapian::Enquire enquire(database_);
      enquire.set_query(parse(ask));
      const Xapian::MSet matches = enquire.get_mset(0, kAnswers);
      for (auto match = matches.begin(); match != matches.end(); ++match) {
        const Xapian::Document document = match.get_document();
        const TimeSpan time{milliseconds(document, kStart), milliseconds(document, kEnd)};
        found.push_back(Found{document.get_data(), time, time.start});
      }
      return found;
    });
  }

 private:
  Xapian::Query parse(const Ask& ask) {
    parser_.set_default_op(ask.match == Match::all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR);
    if (ask.match == Match::phrase) {
      return parser_.parse_query(between_quotes(ask.text), Xapian::QueryParser::FLAG_PHRASE);
    }
    // Operators are off, as they are for the other peer: a dash in a title excludes nothing.
    return parser_.parse_query(join(content_words(ask.text), " "), 0);
  }

  PassageOptions options_;
  Xapian::TermGenerator generator_;
  Xapian::QueryParser parser_;
  Xapian::WritableDatabase writable_;
  Xapian::Database database_;
};

}  // namespace

std::unique_ptr<Engine> xapian_engine(const PassageOptions& options) {
  return std::make_unique<XapianEngine>(options);
}

}  // namespace whensaid::bench
