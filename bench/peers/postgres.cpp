#include "peers/postgres.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <set>
#include <thread>
#include <utility>

#include <libpq-fe.h>
#include <pwd.h>
#include <unistd.h>

#include <whensaid/result.hpp>

#include "peers/fields.hpp"
#include "process.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

[[noreturn]] void refuse(Errc code, const std::string& what) {
  throw Failure(Error{code, "PostgreSQL: " + what});
}

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Rows = std::unique_ptr<PGresult, ClearResult>;

/// Where Debian keeps the newest server; empty: nowhere.
std::filesystem::path program_folder() {
  std::set<std::filesystem::path> found;
  std::error_code ignored;
  for (const auto& release : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
    const auto folder = release.path() / "bin";
    if (std::filesystem::exists(folder / "initdb", ignored)) found.insert(folder);
  }
  return found.empty() ? std::filesystem::path{} : *found.rbegin();
}

std::string server_user() { return geteuid() == 0 ? "postgres" : std::string{}; }

/// A running server of one folder. It ends with the last connection that holds it.
class Server {
 public:
  explicit Server(const std::filesystem::path& folder)
      : folder_(folder),
        process_(ProcessOptions{command(folder), server_user(), log(folder), false}) {}

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// A fast shutdown: all of it is on disk.
  ~Server() {
    process_.signal(SIGINT);
    process_.wait();
  }

  static void make_folder(const std::filesystem::path& folder) {
    std::filesystem::create_directory(folder);
    if (const std::string user = server_user(); !user.empty()) {
      const passwd* const entry = getpwnam(user.c_str());
      if (entry == nullptr || chown(folder.c_str(), entry->pw_uid, entry->pw_gid) != 0) {
        refuse(Errc::io, folder.string() + ": cannot be given to the user postgres");
      }
    }
    run(ProcessOptions{
        {(program_folder() / "initdb").string(), "--pgdata", folder.string(), "--username=whensaid",
         "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"},
        server_user(),
        log(folder),
        false});
  }

  /// Waits for the server to listen.
  PGconn* connect() {
    const std::string where = "host=" + folder_.string() + " user=whensaid dbname=postgres";
    for (int tries = 0; tries < 3000; ++tries) {
      PGconn* const connection = PQconnectdb(where.c_str());
      if (PQstatus(connection) == CONNECTION_OK) return connection;
      PQfinish(connection);
      if (process_.has_ended()) break;
      std::this_thread::sleep_for(Millis{10});
    }
    refuse(Errc::io, "the server does not answer; its log is " + log(folder_).string());
  }

 private:
  static std::vector<std::string> command(const std::filesystem::path& folder) {
    return {(program_folder() / "postgres").string(),
            "-D",
            folder.string(),
            "-c",
            "listen_addresses=",
            "-c",
            "unix_socket_directories=" + folder.string(),
            "-c",
            "max_parallel_workers_per_gather=0",
            "-c",
            "autovacuum=off"};
  }
  /// Beside the folder, which initdb wants empty.
  static std::filesystem::path log(const std::filesystem::path& folder) {
    return folder.string() + ".log";
  }

  std::filesystem::path folder_;
  Process process_;
};

constexpr std::array<const char*, 5> kBegin{
    "CREATE TEXT SEARCH DICTIONARY english_words (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION speech (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION speech ALTER MAPPING FOR asciiword, asciihword, "
    "hword_asciipart, word, hword, hword_part WITH english_words",
    "CREATE TABLE passage (episode text, start_ms int, end_ms int, day int, title text, body text, "
    "words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('speech', title), 'A') || "
    "setweight(to_tsvector('speech', body), 'D')) STORED)",
    "COPY passage (episode, start_ms, end_ms, day, title, body) FROM STDIN"};

/// to_tsquery's language; each word is quoted.
std::string words_of(const Ask& ask, std::string_view between, std::string_view after) {
  std::string text;
  for (std::string word : content_words(ask.text)) {
    std::erase(word, '\'');
    if (!text.empty()) text += between;
    text += '\'' + word + '\'';
    text += after;
  }
  return text;
}

/// The first parameter of the statement.
std::string query_text(const Ask& ask) {
  switch (ask.match) {
    case Match::any: return words_of(ask, " | ", "");
    case Match::all: return words_of(ask, " & ", "");
    case Match::prefix: return words_of(ask, " & ", ":*");
    case Match::title: return words_of(ask, " | ", ":A");
    case Match::phrase:
    case Match::near: break;
  }
  return ask.text;
}

std::string statement_name(const Ask& ask, Detail detail) {
  return std::string(ask.match == Match::phrase ? "phrase" : "words") +
         (ask.published ? "_of_days" : "") + (detail == Detail::whole ? "_whole" : "");
}

std::string statement_text(const Ask& ask, Detail detail) {
  const std::string shown = ask.match == Match::title ? "title" : "body";
  const std::string query = ask.match == Match::phrase ? "phraseto_tsquery" : "to_tsquery";
  const std::string days = ask.published ? " AND day BETWEEN $2 AND $3" : "";
  const std::string top = "SELECT episode, start_ms, end_ms, title, body, asked FROM passage, " +
                          query + "('speech', $1) asked WHERE words @@ asked" + days +
                          " ORDER BY ts_rank(words, asked) DESC LIMIT " + std::to_string(kAnswers);
  if (detail == Detail::ids) return "SELECT episode, start_ms, end_ms FROM (" + top + ") best";
  return "SELECT episode, start_ms, end_ms, ts_headline('speech', " + shown +
         ", asked, 'StartSel=" + std::string(kMarkBegin) + ", StopSel=" + std::string(kMarkEnd) +
         ", MaxWords=" + std::to_string(kExcerptWords) + ", MinWords=20') FROM (" + top + ") best";
}

std::int64_t number(const char* text) {
  std::int64_t value = 0;
  const std::string_view digits(text);
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Millis millis(const char* text) { return Millis{number(text)}; }

class PostgresEngine final : public Engine {
 public:
  explicit PostgresEngine(const PassageOptions& options) : options_(options) {}

  std::string name() const override { return "PostgreSQL"; }
  std::string version() const override { return version_; }

  void create(const std::filesystem::path& path) override {
    Server::make_folder(path);
    server_ = std::make_shared<Server>(path);
    connect();
    for (const char* const sql : kBegin) execute(sql);
  }

  void add(Episode&& episode) override {
    line_.clear();
    const std::string day = std::to_string(day_number(episode.published));
    for (const Passage& passage : cut_passages(episode, options_)) {
      append_escaped(line_, episode.id);
      line_ += '\t' + std::to_string(passage.time.start.count()) + '\t' +
               std::to_string(passage.time.end.count()) + '\t' + day + '\t';
      if (passage.metadata) append_escaped(line_, episode.title);
      line_ += '\t';
      append_escaped(line_, passage.text);
      line_ += '\n';
    }
    // The only byte that PostgreSQL's text cannot hold.
    std::erase(line_, '\0');
    if (PQputCopyData(connection_.get(), line_.data(), static_cast<int>(line_.size())) != 1) {
      refuse_last();
    }
  }

  void finish() override {
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) refuse_last();
    while (const Rows rows{PQgetResult(connection_.get())}) check(rows);
    execute("CREATE INDEX words ON passage USING gin(words)");
    execute("VACUUM ANALYZE passage");
    execute("CHECKPOINT");
    const Rows size{PQexec(connection_.get(), "SELECT pg_total_relation_size('passage')")};
    check(size);
    index_bytes_ = static_cast<std::uint64_t>(number(PQgetvalue(size.get(), 0, 0)));
    connection_.reset();
    server_.reset();
  }

  void open(const std::filesystem::path& path) override {
    connection_.reset();
    server_.reset();
    server_ = std::make_shared<Server>(path);
    connect();  // until the server is up
    connect();
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    if (split_words(ask.text).empty()) return {};
    const std::string name = prepared(ask, detail);
    const Nanos wall_before = wall();
    const Nanos cpu_before = thread_cpu() + process_cpu(PQbackendPID(connection_.get()));
    const std::string text = query_text(ask);
    const std::string first = ask.published ? std::to_string(day_number(ask.published->first)) : "";
    const std::string last = ask.published ? std::to_string(day_number(ask.published->last)) : "";
    const std::array<const char*, 3> values{text.c_str(), first.c_str(), last.c_str()};
    const Rows rows{PQexecPrepared(connection_.get(), name.c_str(), ask.published ? 3 : 1,
                                   values.data(), nullptr, nullptr, 0)};
    check(rows);
    std::vector<Found> found;
    for (int row = 0; row < PQntuples(rows.get()); ++row) {
      const auto value = [&](int column) { return PQgetvalue(rows.get(), row, column); };
      found.push_back(
          Found{value(0), TimeSpan{millis(value(1)), millis(value(2))}, millis(value(1)), {}});
      if (detail == Detail::whole) found.back().excerpt = value(3);
    }
    spent_ = Spent{wall() - wall_before,
                   thread_cpu() + process_cpu(PQbackendPID(connection_.get())) - cpu_before};
    return found;
  }

  std::optional<std::string> cannot(const Ask& ask) const override {
    if (ask.match != Match::near) return std::nullopt;
    return "only exact distances: a <3> b";
  }

  std::optional<std::uint64_t> index_bytes() const override { return index_bytes_; }

  std::optional<Spent> spent() const override { return spent_; }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<PostgresEngine>(options_);
    engine->server_ = server_;
    engine->connect();
    return engine;
  }

 private:
  [[noreturn]] void refuse_last() const { refuse(Errc::io, PQerrorMessage(connection_.get())); }

  void connect() {
    const Nanos wall_before = wall();
    const Nanos cpu_before = thread_cpu();
    connection_.reset(server_->connect());
    prepared_.clear();
    // The server process of this connection was made for it: all of its time is.
    spent_ = Spent{wall() - wall_before,
                   thread_cpu() - cpu_before + process_cpu(PQbackendPID(connection_.get()))};
    const char* const version = PQparameterStatus(connection_.get(), "server_version");
    version_ = version == nullptr ? "" : std::string(version, std::string_view(version).find(' '));
  }

  void check(const Rows& rows) const {
    const ExecStatusType status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) {
      refuse_last();
    }
  }

  void execute(const char* sql) { check(Rows{PQexec(connection_.get(), sql)}); }

  std::string prepared(const Ask& ask, Detail detail) {
    std::string name = statement_name(ask, detail) + (ask.match == Match::title ? "_title" : "");
    if (prepared_.insert(name).second) {
      check(Rows{PQprepare(connection_.get(), name.c_str(), statement_text(ask, detail).c_str(), 0,
                           nullptr)});
    }
    return name;
  }

  PassageOptions options_;
  std::shared_ptr<Server> server_;  // before the connection, which ends first
  std::unique_ptr<PGconn, CloseConnection> connection_;
  std::set<std::string> prepared_;
  std::string version_{};
  std::string line_{};
  std::optional<Spent> spent_{};
  std::optional<std::uint64_t> index_bytes_{};
};

}  // namespace

std::unique_ptr<Engine> postgres_engine(const PassageOptions& options) {
  if (program_folder().empty()) refuse(Errc::not_found, "the server is not installed");
  return std::make_unique<PostgresEngine>(options);
}

}  // namespace whensaid::bench
