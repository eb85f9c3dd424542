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

/// FTS5's own query language; each word is quoted, so that none is an operator.
std::string match_expression(const Ask& ask) {
  if (ask.match == Match::phrase) return between_quotes(ask.text);
  std::string expression;
  for (const std::string& word : content_words(ask.text)) {
    if (!expression.empty()) expression += ask.match == Match::any ? " OR " : " AND ";
    expression += '"' + word + '"';
  }
  return expression;
}

class Fts5Engine final : public Engine {
 public:
  explicit Fts5Engine(const PassageOptions& options) : options_(options) {}

  std::string name() const override { return "SQLite FTS5"; }
  std::string version() const override { return sqlite3_libversion(); }

  void create(const std::filesystem::path& path) override {
    connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    execute(
        "CREATE VIRTUAL TABLE passage USING fts5(text, episode UNINDEXED, start UNINDEXED, "
        "end UNINDEXED, tokenize='porter unicode61')");
    execute("BEGIN");
    insert_ = prepare("INSERT INTO passage(text, episode, start, end) VALUES(?1, ?2, ?3, ?4)");
  }

  void add(Episode&& episode) override {
    sqlite3_stmt* const row = insert_.get();
    for (const Passage& passage : cut_passages(episode, options_)) {
      bind(row, 1, passage.text);
      bind(row, 2, episode.id);
      check(sqlite3_bind_int64(row, 3, passage.time.start.count()));
      check(sqlite3_bind_int64(row, 4, passage.time.end.count()));
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
    execute("PRAGMA cache_size=-65536");
    select_ = prepare(
        "SELECT episode, start, end FROM passage WHERE passage MATCH ?1 ORDER BY rank LIMIT ?2");
  }

  std::vector<Found> search(const Ask& ask) override {
    const std::string expression = match_expression(ask);
    if (expression.empty() || expression == "\"\"") return {};
    sqlite3_stmt* const row = select_.get();
    bind(row, 1, expression);
    check(sqlite3_bind_int64(row, 2, static_cast<sqlite3_int64>(kAnswers)));
    std::vector<Found> found;
    int code = sqlite3_step(row);
    for (; code == SQLITE_ROW; code = sqlite3_step(row)) {
      const auto* id = reinterpret_cast<const char*>(sqlite3_column_text(row, 0));
      const Millis start{sqlite3_column_int64(row, 1)};
      const Millis end{sqlite3_column_int64(row, 2)};
      found.push_back(Found{id == nullptr ? "" : id, TimeSpan{start, end}, start});
    }
    require(code, SQLITE_DONE, database_.get());
    check(sqlite3_reset(row));
    return found;
  }

 private:
  void check(int code) { require(code, SQLITE_OK, database_.get()); }

  void connect(const std::filesystem::path& path, int flags) {
    select_.reset();
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
  Statement select_;
};

}  // namespace

std::unique_ptr<Engine> fts5_engine(const PassageOptions& options) {
  return std::make_unique<Fts5Engine>(options);
}

}  // namespace whensaid::bench
