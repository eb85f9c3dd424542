#include "index/shard_writer.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "index/document.hpp"
#include "index/form_pages.hpp"
#include "index/guard.hpp"
#include "index/normalise.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"
#include "timeline/forms.hpp"

namespace whensaid::index {

namespace fs = std::filesystem;

namespace {

/// The shard as its thread sees it. Always inside a Xapian transaction once something has changed:
/// without one Xapian commits by itself, in the middle of a batch and in its destructor. After an
/// error it is not used again: Xapian drops the pending batch and would go on with half of it.
class Session {
 public:
  Session(fs::path path, Xapian::WritableDatabase database)
      : path_(std::move(path)), database_(std::move(database)) {}

  Result<void> put(Episode episode) {
    auto normal = normalise(std::move(episode));
    if (!normal) return fail(normal.error());
    const auto sum = digest(*normal);
    return guard(path_, [&]() -> Result<void> {
      auto term = id_term(normal->id);
      if (is_waiting(term)) add_waiting();
      const auto id = find(term);
      if (id != 0 && database_.get_document(id).get_value(kDigestSlot) == sum) {
        ++pending_.unchanged;
        return {};
      }
      waiting_.push_back({std::move(term), id, maker_.make(*normal, sum)});
      waiting_bytes_ += waiting_.back().parts.bytes();
      ++(id != 0 ? pending_.updated : pending_.added);
      if (waiting_.size() >= kMostWaiting || waiting_bytes_ >= kMostWaitingBytes) add_waiting();
      return {};
    });
  }

  Result<void> remove(const std::string& episode_id) {
    return guard(path_, [&]() -> Result<void> {
      add_waiting();
      const auto id = find(id_term(episode_id));
      if (id == 0) return {};
      begin();
      take_back(database_.get_document(id));
      database_.delete_document(id);
      ++pending_.removed;
      return {};
    });
  }

  /// Safe on disk on return. Xapian syncs the files; the directory is ours to sync.
  Result<void> commit() {
    if (in_transaction_ || !waiting_.empty()) {
      auto committed = guard(path_, [&]() -> Result<void> {
        add_waiting();
        auto forms = maker_.take_forms();
        forms.subtract(std::exchange(gone_, {}));
        if (std::exchange(must_recount_, false)) forms = recount();
        change_forms(database_, forms);
        database_.commit_transaction();
        return {};
      });
      if (!committed) return committed;
      in_transaction_ = false;
      if (auto synced = sync_directory(path_); !synced) return synced;
    }
    safe_.added += pending_.added;
    safe_.updated += pending_.updated;
    safe_.unchanged += pending_.unchanged;
    safe_.removed += pending_.removed;
    pending_ = {};
    return {};
  }

  [[nodiscard]] const WriteCounts& safe() const { return safe_; }

 private:
  /// Xapian keeps what is added in trees of pointers, as large as the batch. One document after the
  /// other finds them in the processor's cache; each after the making of an episode does not, and
  /// takes twice as long. More than a few episodes at once gain nothing.
  static constexpr std::size_t kMostWaiting = 16;
  static constexpr std::size_t kMostWaitingBytes = std::size_t{2} << 20U;

  struct Waiting {
    std::string id_term{};
    Xapian::docid replaced{0};  ///< 0: none, it is new
    DocumentParts parts{};
  };

  [[nodiscard]] bool is_waiting(const std::string& id_term) const {
    return std::ranges::find(waiting_, id_term, &Waiting::id_term) != waiting_.end();
  }

  void add_waiting() {
    if (waiting_.empty()) return;
    begin();
    for (const auto& [term, replaced, parts] : waiting_) {
      if (replaced != 0) {
        take_back(database_.get_document(replaced));
        database_.replace_document(replaced, parts.document());
      } else {
        database_.add_document(parts.document());
      }
    }
    waiting_.clear();
    waiting_bytes_ = 0;
  }

  Xapian::docid find(const std::string& term) {
    const auto found = database_.postlist_begin(term);
    return found == database_.postlist_end(term) ? 0 : *found;
  }

  /// An episode leaves: what it said is said that much less. Its timeline lists its forms; where
  /// that is damaged the forms of all others are counted.
  void take_back(const Xapian::Document& document) {
    if (const auto opened = timeline::Timeline::open(document.get_value(kTimelineSlot))) {
      for (const auto& [form, count] : timeline::forms_of(*opened)) gone_.add(form, count);
      return;
    }
    must_recount_ = true;
  }

  /// What the lexicon lacks of the forms of all readable timelines, and what it has too much.
  FormCounts recount() {
    FormCounts forms;
    const std::string every;
    for (auto id = database_.postlist_begin(every); id != database_.postlist_end(every); ++id) {
      const auto opened =
          timeline::Timeline::open(database_.get_document(*id).get_value(kTimelineSlot));
      if (!opened) continue;
      for (const auto& [form, count] : timeline::forms_of(*opened)) forms.add(form, count);
    }
    const auto stored = read_forms(database_, page_begins(database_), {}, std::nullopt);
    for (std::size_t at = 0; at < stored.size(); ++at) {
      forms.add(stored.form(at), -static_cast<std::int64_t>(stored.count(at)));
    }
    return forms;
  }

  void begin() {
    if (in_transaction_) return;
    database_.begin_transaction(true);
    in_transaction_ = true;
  }

  fs::path path_;
  Xapian::WritableDatabase database_;
  DocumentMaker maker_;
  std::vector<Waiting> waiting_{};  ///< made and not yet given to Xapian
  std::size_t waiting_bytes_{0};
  FormCounts gone_{};         ///< forms of the documents replaced and removed since the last commit
  bool must_recount_{false};  ///< a document left whose forms nobody knows
  bool in_transaction_{false};
  WriteCounts pending_{};
  WriteCounts safe_{};
};

}  // namespace

ShardWriter::ShardWriter(const fs::path& index, unsigned number, const IndexInfo& info,
                         const ShardOptions& options)
    : options_(options) {
  std::packaged_task<void()> task([this, index, number, info] { run(index, number, info); });
  outcome_ = task.get_future();
  thread_ = std::jthread(std::move(task));
}

ShardWriter::~ShardWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
}

void ShardWriter::run(const fs::path& index, unsigned number, const IndexInfo& info) {
  // Whoever waits for this thread must hear of its end, also when memory runs out.
  struct AtEnd {
    ShardWriter& writer;
    ~AtEnd() {
      {
        const std::lock_guard lock(writer.mutex_);
        writer.ended_ = true;
        writer.jobs_.clear();  // whoever waits for their shares must not wait for ever
      }
      writer.changed_.notify_all();
    }
  } const at_end{*this};
  auto done = work(index, number, info);  // the lock of the shard is free again
  if (done) return;
  const std::lock_guard lock(mutex_);
  error_ = done.error();
}

Result<void> ShardWriter::work(const fs::path& index, unsigned number, const IndexInfo& info) {
  auto database = open_writable(index, number, info);
  if (!database) return fail(database.error());
  Session session(shard_path(index, number), *std::move(database));
  {
    const std::lock_guard lock(mutex_);
    open_ = true;
  }
  changed_.notify_all();

  std::size_t uncommitted_bytes = 0;
  while (auto job = next_job()) {
    const bool asked = !job->episode && !job->removed;
    Result<void> done;
    // A large episode does not come on top of what waits for a commit.
    if (uncommitted_bytes > 0 && uncommitted_bytes + job->bytes > 2 * options_.commit_bytes) {
      done = session.commit();
      uncommitted_bytes = 0;
    }
    uncommitted_bytes += job->bytes;
    if (done && job->episode) done = session.put(*std::move(job->episode));
    job->share = {};
    if (done && job->removed) done = session.remove(*job->removed);
    if (done && (asked || uncommitted_bytes >= options_.commit_bytes)) {
      done = session.commit();
      uncommitted_bytes = 0;
    }
    if (!done) return done;
    if (!asked) continue;
    {
      const std::lock_guard lock(mutex_);
      safe_ = session.safe();
      ++commits_done_;
    }
    changed_.notify_all();
  }
  return {};
}

std::optional<ShardWriter::Job> ShardWriter::next_job() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
  if (stopping_) return std::nullopt;
  auto job = std::move(jobs_.front());
  jobs_.pop_front();
  queued_bytes_ -= job.bytes;
  lock.unlock();
  changed_.notify_all();
  return job;
}

Unexpected ShardWriter::end_reason() {
  if (!error_ && outcome_.valid()) outcome_.get();  // throws what ended the thread
  if (!error_) error_ = Error{Errc::io, "the writer has ended: open a new one"};
  return fail(*error_);
}

Result<void> ShardWriter::opened() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return open_ || ended_; });
  if (ended_) return end_reason();
  return {};
}

Result<void> ShardWriter::post(Job job) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return ended_ || jobs_.empty() || queued_bytes_ + job.bytes <= options_.queue_bytes;
    });
    if (ended_) return end_reason();
    queued_bytes_ += job.bytes;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
  return {};
}

Result<void> ShardWriter::put(Episode episode, std::size_t bytes, Budget::Share share) {
  Job job;
  job.episode = std::move(episode);
  job.bytes = bytes;
  job.share = std::move(share);
  return post(std::move(job));
}

Result<void> ShardWriter::remove(std::string id) {
  Job job;
  job.bytes = id.size();
  job.removed = std::move(id);
  return post(std::move(job));
}

Result<void> ShardWriter::begin_commit() {
  auto posted = post({});
  if (posted) ++commits_asked_;
  return posted;
}

Result<WriteCounts> ShardWriter::committed() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || commits_done_ == commits_asked_; });
  if (ended_) return end_reason();
  return safe_;
}

}  // namespace whensaid::index
