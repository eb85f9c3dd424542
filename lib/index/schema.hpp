#pragma once

// The on-disk layout, in prose here and nowhere else, and the constants that spell it.
//
// An index is a directory of Xapian databases (glass) and nothing else: shard-0 to shard-(N-1). The
// hash of an episode's id picks its shard. N is fixed when the index is created. shard-0 is the
// first directory made and gets its metadata last, so an index whose shard-0 has metadata is whole.
//
// Metadata of each shard, by which a mixed-up or foreign directory is recognised:
//   whensaid.schema     kSchemaVersion
//   whensaid.analyzer   text::analyzer_fingerprint(): other stems would find nothing, silently
//   whensaid.shards     "3 of 8": this shard's number (from 0) and how many there are
//   whensaid.uuid       one name for all shards of an index
//
// The lexicon, every written form of the shard's episodes (all zones) with how often it stands
// there, is metadata as well:
//   whensaid.form.FORM  a page of up to 256 forms in order of bytes, the first not before FORM, the
//                       last before the next page's FORM. The first page's FORM is empty.
//                       u64 XXH3 of the rest; per form: bytes shared with the one before it, how
//                       many are its own, these, its count; all numbers as varints.
//
// One document per episode:
//   terms   every stem of its text, without prefix. The wdf is the sum over zones of
//           kZoneWeights * count, at least 1, so the document length is the weighted length: simple
//           BM25F with one posting list per word. No positions: the timeline has them. Stems are
//           case folded, so they never begin with A to Z and cannot meet a prefixed term.
//   terms with a prefix and wdf 0, for look-ups and filters:
//           Q id, as given       unique: one document has it
//           S show, folded       L base language       G guest, folded       H host, folded
//           XS, XP stems of the show's and of the speakers' names: these words are found only
//           where a query asks for a show or a speaker
//           XT, XG, XH stems of the title and of guests' and hosts' names, which are among the
//           stems without prefix as well: they only leave out episodes that have the word elsewhere
//   values  Slot below. The blobs are values and not document data because Xapian stores values as
//           they are (it tries zlib on document data), and because the pairs, read for each
//           candidate of a phrase, and the timeline, read for hundreds of candidates a search, must
//           not bring the rest with them.
//   data    empty

#include <array>
#include <cstdint>
#include <string_view>

#include <xapian.h>

namespace whensaid::index {

/// Raised with any change of the layout, of the timeline's or the record's encoding, of normalise()
/// or of digest().
inline constexpr unsigned kSchemaVersion = 6;

inline constexpr std::string_view kSchemaKey = "whensaid.schema";
inline constexpr std::string_view kAnalyzerKey = "whensaid.analyzer";
inline constexpr std::string_view kShardsKey = "whensaid.shards";
inline constexpr std::string_view kUuidKey = "whensaid.uuid";
inline constexpr std::string_view kFormsKey = "whensaid.form.";

/// Value slots. Numbers are written with Xapian::sortable_serialise; an absent one is empty.
enum Slot : Xapian::valueno {
  kTimelineSlot = 0,   ///< timeline::Built::bytes
  kRecordSlot = 1,     ///< encode_record()
  kDigestSlot = 2,     ///< digest(), 16 raw bytes
  kPublishedSlot = 3,  ///< days since 1970-01-01
  kDurationSlot = 4,   ///< milliseconds
  kSeasonSlot = 5,
  kNumberSlot = 6,
  kWordsSlot = 7,  ///< length of the timeline's axis: how many words the episode has
  kPairsSlot = 8,  ///< timeline::Built::pairs
};

inline constexpr char kIdPrefix = 'Q';
inline constexpr char kShowPrefix = 'S';
inline constexpr char kLanguagePrefix = 'L';
inline constexpr char kGuestPrefix = 'G';
inline constexpr char kHostPrefix = 'H';

/// Of a zone's stems, by Zone. Descriptions, chapter titles and speech have none: those of chapter
/// titles would make an index 3 % larger, those of descriptions nearly 4 %.
inline constexpr std::array<std::string_view, 8> kZonePrefixes{"XS", "XP", "XT", {},
                                                               "XG", "XH", {},   {}};

/// Glass refuses longer terms with an exception that would cost the whole batch.
inline constexpr std::size_t kMaxTermBytes = 245;

/// What one word counts for in the first stage, by Zone: show, speaker, title, description, guest,
/// host, chapter, speech. A title names the topic, a person is looked for by name; a word of speech
/// is one of thousands. Words of shows and speakers are not among the free ones.
inline constexpr std::array<std::uint32_t, 8> kZoneWeights{0, 0, 4, 1, 4, 4, 2, 1};

/// Without this flag Xapian follows stub files, and a stub file can name a program to run.
inline constexpr int kBackend = Xapian::DB_BACKEND_GLASS;

}  // namespace whensaid::index
