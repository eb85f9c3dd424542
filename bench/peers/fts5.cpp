#include "peers/fts5.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

#include <sqlite3.h>
#include <whensaid/result.hpp>

#include "words.hpp"

namespace whensaid::bench {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

void require(int code, int wanted, sqlite3* database) {
  if (code == wanted) return;
  throw Failure(Error{Errc::io, std::string("SQLite: ") + sqlite3_errmsg(database)});
}

std::string quoted_words(const Ask& ask, std::string_view between) {
  std::string expression;
  for (const std::string& word : content_words(ask.text)) {
    if (!expression.empty()) expression += between;
    expression += '"' + word + '"';
  }
  return expression;
}

/// FTS5's own query language; each word is quoted, so that none is an operator. Empty: no words.
std::string match_expression(const Ask& ask) {
  switch (ask.match) {
    case Match::any:
    case Match::title: return quoted_words(ask, " OR ");
    case Match::all: return quoted_words(ask, " AND ");
    case Match::phrase: return ask.text.empty() ? std::string{} : between_quotes(ask.text);
    case Match::prefix: return between_quotes(ask.text) + " *";
    case Match::near:
      return "NEAR(" + quoted_words(ask, " ") + ", " + std::to_string(kNearWords) + ')';
  }
  return {};
}

constexpr std::string_view kSelect =
    "SELECT episode, start, end FROM passage WHERE passage MATCH ?1 ORDER BY rank LIMIT ?2";
constexpr std::string_view kSelectWhole =
    "SELECT episode, start, end, snippet(passage, -1, ?5, ?6, '...', ?7) FROM passage "
    "WHERE passage MATCH ?1 ORDER BY rank LIMIT ?2";
constexpr std::string_view kOfDays = " AND published BETWEEN ?3 AND ?4 ORDER";

std::string of_days(std::string_view select) {
  std::string sql(select);
  const std::string_view order = " ORDER";
  return sql.replace(sql.find(order), order.size(), kOfDays);
}

class Fts5Engine final : public Engine {
 public:
  explicit Fts5Engine(const PassageOptions& options) : options_(options) {}

  std::string name() const override { return "SQLite FTS5"; }
  std::string version() const override { return sqlite3_libversion(); }

  void create(const std::filesystem::path& path) override {
    connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (options_.complete) {
      execute(
          "CREATE VIRTUAL TABLE passage USING fts5(text, title, episode UNINDEXED, start "
          "UNINDEXED, end UNINDEXED, published UNINDEXED, tokenize='porter unicode61')");
    } else {
      execute(
          "CREATE VIRTUAL TABLE passage USING fts5(text, episode UNINDEXED, start UNINDEXED, "
          "end UNINDEXED, tokenize='porter unicode61')");
    }
    execute("BEGIN");
    insert_ = prepare(
        options_.complete
            ? "INSERT INTO passage(text, episode, start, end, title, published) VALUES(?1, ?2, ?3, "
              "?4, ?5, ?6)"
            : "INSERT INTO passage(text, episode, start, end) VALUES(?1, ?2, ?3, ?4)");
  }

  void add(Episode&& episode) override {
    sqlite3_stmt* const row = insert_.get();
    for (const Passage& passage : cut_passages(episode, options_)) {
      bind(row, 1, passage.text);
      bind(row, 2, episode.id);
      check(sqlite3_bind_int64(row, 3, passage.time.start.count()));
      check(sqlite3_bind_int64(row, 4, passage.time.end.count()));
      if (options_.complete) {
        bind(row, 5, passage.metadata ? std::string_view(episode.title) : std::string_view{});
        check(sqlite3_bind_int64(row, 6, day_number(episode.published)));
      }
      require(sqlite3_step(row), SQLITE_DONE, database_.get());
      check(sqlite3_reset(row));
    }
  }

  void finish() override {
    insert_.reset();
    execute("COMMIT");
    database_.reset();
  }

  void open(const std::filesystem::path& path) override {
    connect(path, SQLITE_OPEN_READONLY);
    path_ = path;
    execute("PRAGMA cache_size=-65536");
    ids_ = prepare(kSelect);
    if (!options_.complete) return;
    ids_of_days_ = prepare(of_days(kSelect));
    whole_ = prepare(kSelectWhole);
    whole_of_days_ = prepare(of_days(kSelectWhole));
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    std::string expression = match_expression(ask);
    if (expression.empty() || expression == "\"\"") return {};
    if (options_.complete) {
      // Titles stand in the text of the metadata passage, too.
      expression = (ask.match == Match::title ? "{title} : (" : "{text} : (") + expression + ')';
    }
    sqlite3_stmt* const row = statement(ask, detail);
    bind(row, 1, expression);
    check(sqlite3_bind_int64(row, 2, static_cast<sqlite3_int64>(kAnswers)));
    if (ask.published) {
      check(sqlite3_bind_int64(row, 3, day_number(ask.published->first)));
      check(sqlite3_bind_int64(row, 4, day_number(ask.published->last)));
    }
    if (detail == Detail::whole) {
      bind(row, 5, kMarkBegin);
      bind(row, 6, kMarkEnd);
      check(sqlite3_bind_int64(row, 7, kExcerptWords));
    }
    std::vector<Found> found;
    int code = sqlite3_step(row);
    for (; code == SQLITE_ROW; code = sqlite3_step(row)) {
      const Millis start{sqlite3_column_int64(row, 1)};
      const Millis end{sqlite3_column_int64(row, 2)};
      found.push_back(Found{text(row, 0), TimeSpan{start, end}, start, {}});
      if (detail == Detail::whole) found.back().excerpt = text(row, 3);
    }
    require(code, SQLITE_DONE, database_.get());
    check(sqlite3_reset(row));
    return found;
  }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<Fts5Engine>(options_);
    engine->open(path_);
    return engine;
  }

 private:
  sqlite3_stmt* statement(const Ask& ask, Detail detail) const {
    if (detail == Detail::ids) return (ask.published ? ids_of_days_ : ids_).get();
    return (ask.published ? whole_of_days_ : whole_).get();
  }

  static std::string text(sqlite3_stmt* row, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return bytes == nullptr ? std::string{} : std::string(bytes);
  }

  void check(int code) { require(code, SQLITE_OK, database_.get()); }

  void connect(const std::filesystem::path& path, int flags) {
    for (Statement* const statement : {&ids_, &ids_of_days_, &whole_, &whole_of_days_}) {
      statement->reset();
    }
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    database_.reset(database);
    check(code);
  }

  void execute(const char* sql) {
    check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
  }

  Statement prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement,
                             nullptr));
    return Statement(statement);
  }

  /// `text` must live until the statement is reset.
  void bind(sqlite3_stmt* statement, int column, std::string_view text) {
    check(sqlite3_bind_text(statement, column, text.data(), static_cast<int>(text.size()),
                            SQLITE_STATIC));
  }

  PassageOptions options_;
  Database database_;
  Statement insert_;
  Statement ids_;
  Statement ids_of_days_;
  Statement whole_;
  Statement whole_of_days_;
  std::filesystem::path path_{};
};

}  // namespace

std::unique_ptr<Engine> fts5_engine(const PassageOptions& options) {
  return std::make_unique<Fts5Engine>(options);
}

}  // namespace whensaid::bench
