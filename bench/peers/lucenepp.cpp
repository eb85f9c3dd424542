#include "peers/lucenepp.hpp"

#include <utility>

#include <ContribInc.h>
#include <FilteredQuery.h>
#include <Highlighter.h>
#include <LuceneHeaders.h>
#include <MapFieldSelector.h>
#include <QueryScorer.h>
#include <SimpleFragmenter.h>
#include <SimpleHTMLFormatter.h>
#include <SnowballAnalyzer.h>
#include <TermAttribute.h>
#include <whensaid/result.hpp>

#include "peers/fields.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

using Lucene::newLucene;
using Lucene::String;

template <typename Action>
auto guarded(const Action& action) {
  try {
    return action();
  } catch (const Lucene::LuceneException& error) {
    throw Failure(Error{Errc::io, "Lucene++: " + Lucene::StringUtils::toUTF8(error.getError())});
  }
}

String wide(std::string_view text) {
  return Lucene::StringUtils::toUnicode(reinterpret_cast<const uint8_t*>(text.data()),
                                        static_cast<int32_t>(text.size()));
}

class LuceneppEngine final : public Engine {
 public:
  explicit LuceneppEngine(const PassageOptions& options)
      : options_(options),
        analyzer_(newLucene<Lucene::SnowballAnalyzer>(Lucene::LuceneVersion::LUCENE_30,
                                                      String(L"english"))),
        place_(
            newLucene<Lucene::MapFieldSelector>(Lucene::newCollection<String>(String(L"place")))) {}

  std::string name() const override { return "Lucene++"; }
  std::string version() const override {
    return Lucene::StringUtils::toUTF8(Lucene::Constants::LUCENE_VERSION);
  }

  void create(const std::filesystem::path& path) override {
    guarded([&] {
      writer_ =
          newLucene<Lucene::IndexWriter>(Lucene::FSDirectory::open(wide(path.string())), analyzer_,
                                         true, Lucene::IndexWriter::MaxFieldLengthUNLIMITED);
    });
  }

  void add(Episode&& episode) override {
    guarded([&] {
      for (const Passage& passage : cut_passages(episode, options_)) {
        writer_->addDocument(document(passage, episode));
      }
    });
  }

  void finish() override {
    guarded([&] {
      writer_->close();
      writer_.reset();
    });
  }

  void open(const std::filesystem::path& path) override {
    guarded([&] {
      path_ = path;
      const auto reader =
          Lucene::IndexReader::open(Lucene::FSDirectory::open(wide(path.string())), true);
      searcher_ = newLucene<Lucene::IndexSearcher>(reader);
    });
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    return guarded([&] {
      const Lucene::QueryPtr asked = query(ask);
      const Lucene::TopDocsPtr top = searcher_->search(filtered(asked, ask), kAnswers);
      std::vector<Found> found;
      for (const Lucene::ScoreDocPtr& hit : top->scoreDocs) {
        const int32_t at = hit->doc;
        found.push_back(detail == Detail::ids ? found_at(searcher_->doc(at, place_))
                                              : whole_at(searcher_->doc(at), asked, ask));
      }
      return found;
    });
  }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<LuceneppEngine>(options_);
    engine->open(path_);
    return engine;
  }

 private:
  using Field = Lucene::Field;

  Lucene::DocumentPtr document(const Passage& passage, const Episode& episode) {
    std::string place;
    append_escaped(place, episode.id);
    place += '\t' + std::to_string(passage.time.start.count()) + '\t' +
             std::to_string(passage.time.end.count());
    auto document = newLucene<Lucene::Document>();
    document->add(newLucene<Field>(L"place", wide(place), Field::STORE_YES, Field::INDEX_NO));
    document->add(
        newLucene<Field>(L"text", wide(passage.text), Field::STORE_YES, Field::INDEX_ANALYZED));
    if (passage.metadata) {
      document->add(
          newLucene<Field>(L"title", wide(episode.title), Field::STORE_YES, Field::INDEX_ANALYZED));
    }
    const auto day = newLucene<Lucene::NumericField>(L"day");
    document->add(day->setLongValue(day_number(episode.published)));
    return document;
  }

  static Found found_at(const Lucene::DocumentPtr& document) {
    auto fields = split_fields(Lucene::StringUtils::toUTF8(document->get(L"place")));
    const Millis start{std::stoll(fields.at(1))};
    return Found{
        std::move(fields[0]), TimeSpan{start, Millis{std::stoll(fields.at(2))}}, start, {}};
  }

  Found whole_at(const Lucene::DocumentPtr& document, const Lucene::QueryPtr& asked,
                 const Ask& ask) {
    Found found = found_at(document);
    const String field = ask.match == Match::title ? L"title" : L"text";
    const auto scorer =
        newLucene<Lucene::QueryScorer>(asked->rewrite(searcher_->getIndexReader()), field);
    const auto highlighter = newLucene<Lucene::Highlighter>(
        newLucene<Lucene::SimpleHTMLFormatter>(wide(kMarkBegin), wide(kMarkEnd)), scorer);
    highlighter->setTextFragmenter(newLucene<Lucene::SimpleFragmenter>(int32_t{kExcerptBytes}));
    found.excerpt = Lucene::StringUtils::toUTF8(
        highlighter->getBestFragment(analyzer_, field, document->get(field)));
    return found;
  }

  Lucene::Collection<String> terms(const String& text) {
    auto terms = Lucene::Collection<String>::newInstance();
    const auto tokens = analyzer_->tokenStream(L"text", newLucene<Lucene::StringReader>(text));
    const auto term = tokens->getAttribute<Lucene::TermAttribute>();
    while (tokens->incrementToken()) terms.add(term->term());
    return terms;
  }

  Lucene::QueryPtr bag(const String& field, const Ask& ask, Lucene::BooleanClause::Occur occur) {
    const auto words = newLucene<Lucene::BooleanQuery>();
    for (const String& term : terms(wide(join(content_words(ask.text), " ")))) {
      words->add(newLucene<Lucene::TermQuery>(newLucene<Lucene::Term>(field, term)), occur);
    }
    return words;
  }

  Lucene::QueryPtr phrase(const Ask& ask, unsigned slop) {
    const auto words = newLucene<Lucene::PhraseQuery>();
    words->setSlop(static_cast<int32_t>(slop));
    for (const String& term : terms(wide(ask.text))) {
      words->add(newLucene<Lucene::Term>(L"text", term));
    }
    return words;
  }

  Lucene::QueryPtr query(const Ask& ask) {
    switch (ask.match) {
      case Match::any: return bag(L"text", ask, Lucene::BooleanClause::SHOULD);
      case Match::all: return bag(L"text", ask, Lucene::BooleanClause::MUST);
      case Match::title: return bag(L"title", ask, Lucene::BooleanClause::SHOULD);
      case Match::phrase: return phrase(ask, 0);
      case Match::near: return phrase(ask, kNearWords);
      case Match::prefix:
        return newLucene<Lucene::PrefixQuery>(newLucene<Lucene::Term>(L"text", wide(ask.text)));
    }
    return {};
  }

  static Lucene::QueryPtr filtered(const Lucene::QueryPtr& words, const Ask& ask) {
    if (!ask.published) return words;
    const auto days = Lucene::NumericRangeFilter::newLongRange(
        L"day", day_number(ask.published->first), day_number(ask.published->last), true, true);
    return newLucene<Lucene::FilteredQuery>(words, days);
  }

  PassageOptions options_;
  Lucene::AnalyzerPtr analyzer_;
  Lucene::FieldSelectorPtr place_;
  Lucene::IndexWriterPtr writer_;
  Lucene::IndexSearcherPtr searcher_;
  std::filesystem::path path_{};
};

}  // namespace

std::unique_ptr<Engine> lucenepp_engine(const PassageOptions& options) {
  return std::make_unique<LuceneppEngine>(options);
}

}  // namespace whensaid::bench
