// check_index: what is stored against what would be stored. From each episode as it is read, which
// its digest must confirm, the whole document is made again and compared with the one in the index,
// and every posting list is read to the end and compared with the documents it should name, because
// Xapian's blocks have no checksums.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <whensaid/index.hpp>

#include <xxhash.h>

#include "index/document.hpp"
#include "index/form_pages.hpp"
#include "index/guard.hpp"
#include "index/normalise.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/shards.hpp"
#include "index/terms.hpp"
#include "timeline/timeline.hpp"

namespace whensaid {

namespace {

namespace fs = std::filesystem;

/// More lines of one shard help nobody.
constexpr std::size_t kMaxProblems = 100;

/// A set of postings of one document as one number: equal sets, in any order, have equal sums.
std::uint64_t posting_hash(const std::string& term, Xapian::termcount wdf) {
  return XXH3_64bits_withSeed(term.data(), term.size(), wdf);
}

class ShardCheck {
 public:
  ShardCheck(fs::path path, unsigned number, unsigned shards, CheckReport& report)
      : path_(std::move(path)), number_(number), shards_(shards), report_(report) {}

  Result<void> run(Xapian::Database& database) {
    auto checked = index::guard_reader(
        path_, [&] { database.reopen(); },
        [&]() -> Result<void> {
          episodes_ = 0;
          found_.clear();
          postings_.clear();
          all_readable_ = true;
          maker_.take_forms();
          check_structures();
          check_documents(database);
          check_postings(database);
          check_lexicon(database);
          return {};
        });
    if (!checked && checked.error().code != Errc::corrupt) return checked;
    if (!checked) problem("", checked.error().message);
    report_.episodes += episodes_;
    for (std::size_t i = 0; i < found_.size() && i < kMaxProblems; ++i) {
      report_.problems.push_back(found_[i]);
    }
    if (found_.size() > kMaxProblems) {
      report_.problems.push_back(path_.filename().string() + ": " +
                                 std::to_string(found_.size() - kMaxProblems) + " more problems");
    }
    return {};
  }

 private:
  void problem(const std::string& episode, const std::string& what) {
    found_.push_back(path_.filename().string() + (episode.empty() ? "" : ", episode " + episode) +
                     ": " + what);
  }

  void check_structures() {
    const auto errors = Xapian::Database::check(path_.string());
    if (errors > 0) {
      problem("", "Xapian finds " + std::to_string(errors) +
                      " errors in its structures: xapian-check shows them");
    }
  }

  void check_documents(const Xapian::Database& database) {
    const std::string every;
    for (auto id = database.postlist_begin(every); id != database.postlist_end(every); ++id) {
      ++episodes_;
      check_document(*id, database.get_document(*id));
    }
    if (episodes_ != database.get_doccount()) {
      problem("", "has " + std::to_string(database.get_doccount()) + " documents, but lists " +
                      std::to_string(episodes_));
    }
  }

  void check_document(Xapian::docid id, const Xapian::Document& stored) {
    const auto name = "in document " + std::to_string(id);
    const auto record = index::Record::open(stored.get_value(index::kRecordSlot));
    all_readable_ = all_readable_ && record.has_value();
    if (!record) return problem(name, record.error().message);
    const auto& episode_id = record->card().id;
    const auto timeline = timeline::Timeline::open(stored.get_value(index::kTimelineSlot));
    all_readable_ = all_readable_ && timeline.has_value();
    if (!timeline) return problem(episode_id, timeline.error().message);
    const bool has_times = timeline->is_sound();
    all_readable_ = all_readable_ && has_times;
    if (!has_times) return problem(episode_id, "the times of its timeline are damaged");
    const auto episode = record->episode(*timeline);
    all_readable_ = all_readable_ && episode.has_value();
    if (!episode) return problem(episode_id, episode.error().message);
    if (index::shard_of(episode_id, shards_) != number_) {
      problem(episode_id, "is in the wrong shard");
    }
    const auto sum = index::digest(*episode);
    compare(episode_id, stored, maker_.make(*episode, sum).document());
    auto& postings = postings_[id];
    postings.episode = episode_id;
    for (auto term = stored.termlist_begin(); term != stored.termlist_end(); ++term) {
      postings.expected += posting_hash(*term, term.get_wdf());
    }
  }

  void compare(const std::string& episode, const Xapian::Document& stored,
               const Xapian::Document& made) {
    static const std::pair<index::Slot, const char*> kSlots[] = {
        {index::kTimelineSlot, "timeline"}, {index::kPairsSlot, "filter of pairs"},
        {index::kDigestSlot, "digest"},     {index::kPublishedSlot, "published"},
        {index::kDurationSlot, "duration"}, {index::kSeasonSlot, "season"},
        {index::kNumberSlot, "number"},
    };
    for (const auto& [slot, name] : kSlots) {
      if (stored.get_value(slot) == made.get_value(slot)) continue;
      problem(episode, std::string("its ") + name + " does not agree with its record");
    }
    auto a = stored.termlist_begin();
    auto b = made.termlist_begin();
    for (; a != stored.termlist_end() && b != made.termlist_end(); ++a, ++b) {
      if (*a != *b || a.get_wdf() != b.get_wdf()) break;
    }
    if (a != stored.termlist_end() || b != made.termlist_end()) {
      problem(episode, "its terms do not agree with its record");
    }
  }

  /// The lists of documents by term against the lists of terms by document.
  void check_postings(const Xapian::Database& database) {
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const auto name = *term;
      if (name.front() == index::kIdPrefix && term.get_termfreq() != 1) {
        problem(name.substr(1), "stands in " + std::to_string(term.get_termfreq()) + " documents");
      }
      for (auto id = database.postlist_begin(name); id != database.postlist_end(name); ++id) {
        postings_[*id].found += posting_hash(name, id.get_wdf());
      }
    }
    for (const auto& [id, postings] : postings_) {
      if (postings.found == postings.expected) continue;
      problem(postings.episode.empty() ? "in document " + std::to_string(id) : postings.episode,
              "searches by word do not find it as they should");
    }
  }

  /// Against the forms of the documents, which were all made again.
  void check_lexicon(const Xapian::Database& database) {
    const auto forms = index::read_forms(database, index::page_begins(database), {}, std::nullopt);
    if (!all_readable_) return;  // the lexicon knows more than can be read
    auto difference = maker_.take_forms();
    for (std::size_t at = 0; at < forms.size(); ++at) {
      difference.add(forms.form(at), -static_cast<std::int64_t>(forms.count(at)));
    }
    const auto changes = difference.changes();
    if (changes.empty()) return;
    problem("", "its lexicon does not agree with its episodes in " +
                    std::to_string(changes.size()) + " words, \"" +
                    std::string(changes.front().first) + "\" among them");
  }

  struct Postings {
    std::string episode{};
    std::uint64_t expected{0};
    std::uint64_t found{0};
  };

  const fs::path path_;
  const unsigned number_;
  const unsigned shards_;
  CheckReport& report_;
  index::DocumentMaker maker_;
  std::size_t episodes_{0};
  bool all_readable_{true};  ///< every record could be read
  std::vector<std::string> found_;
  std::map<Xapian::docid, Postings> postings_;
};

}  // namespace

Result<CheckReport> check_index(const fs::path& path) {
  CheckReport report;
  const auto info = index::read_info(path);
  if (!info && info.error().code != Errc::corrupt) return fail(info.error());
  if (!info) {
    report.problems.push_back(info.error().message);
    return report;
  }
  report.shards = info->shards;
  for (unsigned number = 0; number < info->shards; ++number) {
    auto shard = index::open_shard(path, number, *info);
    if (!shard && shard.error().code != Errc::corrupt) return fail(shard.error());
    if (!shard) {
      report.problems.push_back(shard.error().message);
      continue;
    }
    ShardCheck check(index::shard_path(path, number), number, info->shards, report);
    if (auto done = check.run(*shard); !done) return fail(done.error());
  }
  return report;
}

}  // namespace whensaid
