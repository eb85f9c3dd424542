// The door to all readers: which format is it, and from there to episodes. Content decides, since
// names and declared types are wrong too often; the name breaks ties.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <whensaid/source.hpp>

#include "source/readers.hpp"
#include "source/remarks.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace whensaid {
namespace {

using source::Captions;
using namespace std::string_view_literals;

struct FormatName {
  Format format{Format::detect};
  std::string_view name{};
};
constexpr std::array<FormatName, 5> kFormats{{{Format::detect, "detect"},
                                              {Format::json_lines, "json_lines"},
                                              {Format::webvtt, "webvtt"},
                                              {Format::srt, "srt"},
                                              {Format::listing, "listing"}}};

/// Captions and pages are read as a whole, several copies at a time; a day of captions is 2 MB.
constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20U;

/// Enough to see what a file is.
constexpr std::size_t kProbeBytes = std::size_t{64} << 10U;

std::string_view file_name(std::string_view name) {
  if (name.find("://") != std::string_view::npos) name = name.substr(0, name.find_first_of("?#"));
  while (name.ends_with('/')) name.remove_suffix(1);
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

bool has_extension(std::string_view name, std::string_view extension) {
  name = file_name(name);
  if (name.size() < extension.size()) return false;
  const std::string_view end = name.substr(name.size() - extension.size());
  return std::equal(end.begin(), end.end(), extension.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

/// "for a.vtt" behind a message, nothing without a name.
std::string about(const ReadOptions& options) {
  return options.name.empty() ? std::string{} : options.name + ": ";
}

Unexpected refuse(const ReadOptions& options, std::string_view what) {
  return fail(Errc::bad_format, about(options) + std::string(what));
}

/// A format that is known but not read, by its first bytes.
std::string_view known_but_unread(std::string_view bytes) {
  struct Mark {
    std::size_t at{0};
    std::string_view bytes{};
    std::string_view what{};
  };
  constexpr std::string_view kMedia = "this is audio or video, not text: give its transcript";
  constexpr std::array<Mark, 11> kMarks{{{0, "ID3"sv, kMedia},
                                         {4, "ftyp"sv, kMedia},
                                         {0, "\x1A\x45\xDF\xA3"sv, kMedia},
                                         {0, "OggS"sv, kMedia},
                                         {0, "fLaC"sv, kMedia},
                                         {0, "RIFF"sv, kMedia},
                                         {0, "\xFF\xFB"sv, kMedia},
                                         {0, "PK\x03\x04"sv, "this is a zip archive: unpack it"},
                                         {0, "\x1F\x8B"sv, "this is gzip: unpack it"},
                                         {0, "%PDF"sv, "this is a PDF: save its text"},
                                         {0, "SQLite format 3"sv, "this is a database"}}};
  for (const Mark& mark : kMarks) {
    if (bytes.size() > mark.at && bytes.substr(mark.at).starts_with(mark.bytes)) return mark.what;
  }
  return {};
}

/// "{123}{456}text": MicroDVD, whose numbers are frames.
bool looks_like_microdvd(std::string_view text) {
  for (int i = 0; i < 2; ++i) {
    if (!text.starts_with('{')) return false;
    const std::size_t end = text.find_first_not_of("0123456789", 1);
    if (end == std::string_view::npos || end == 1 || text[end] != '}') return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

/// A brace or bracket that can begin JSON; "[Music]" cannot.
bool looks_like_json(std::string_view text) {
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos) return true;
  return text[0] == '{' ? text[next] == '"' || text[next] == '}'
                        : text[next] == '{' || text[next] == ']';
}

/// `head` is the beginning of the text as clean UTF-8.
Result<Format> detect(std::string_view head, const ReadOptions& options) {
  const std::string_view text = text::trim(head);
  if (text.empty()) return refuse(options, "nothing in it");
  if (source::looks_like_webvtt(text)) return Format::webvtt;
  if (looks_like_microdvd(text)) {
    return refuse(options, "MicroDVD subtitles count frames, not time: convert them to SRT");
  }
  if (looks_like_json(text)) return Format::json_lines;
  if (source::looks_like_srt(text)) {
    return has_extension(options.name, ".vtt") ? Format::webvtt : Format::srt;
  }
  if (source::looks_like_listing(text)) return Format::listing;
  if (text[0] == '<') return refuse(options, "HTML and XML are not read: save the page as text");
  return refuse(options,
                "no known format: JSON Lines, WebVTT, SRT or a show's page saved as plain text");
}

/// Hands episodes on, counts them, and says when an id comes again.
class Delivery {
 public:
  Delivery(const ReadOptions& options, const EpisodeSink& sink) : options_(options), sink_(sink) {}

  Result<void> give(Episode&& episode, std::size_t line) {
    if (episode.language.empty() || episode.language == "und") episode.language = options_.language;
    if (episode.show.empty()) episode.show = options_.show;
    const auto [found, is_new] = lines_.try_emplace(episode.id, line);
    if (!is_new) {
      std::string message = "the id \"" + episode.id + "\" comes again";
      if (found->second > 0) message += " (first on line " + std::to_string(found->second) + ")";
      repeated_.add(line, message);
      found->second = line;
    }
    ++count_;
    return sink_(std::move(episode));
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  std::vector<Warning> warnings() && { return std::move(repeated_).take(); }

 private:
  const ReadOptions& options_;
  const EpisodeSink& sink_;
  std::unordered_map<std::string, std::size_t> lines_;
  source::Remarks repeated_;
  std::size_t count_{0};
};

/// The same for the same name on every machine and in every version (FNV-1a).
std::string short_digest(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) {
    out.push_back("0123456789abcdef"[hash >> static_cast<unsigned>(shift) & 0xFU]);
  }
  return out;
}

/// "folder/ep-01_the_start.vtt" names episode "ep-01_the_start".
std::string stem(std::string_view name) {
  name = file_name(name);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
  std::string id{text::trim(text::repair(name))};
  if (id.size() <= kMaxIdBytes) return id;
  const std::string end = '-' + short_digest(id);
  return std::string(text::truncate(id, kMaxIdBytes - end.size())) + end;
}

/// "ep-01_the_start" reads "ep 01 the start"; names with spaces were written for people already.
std::string title_from(std::string stem) {
  if (stem.find(' ') == std::string::npos) {
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  }
  return std::string(text::trim(stem));
}

void append(std::vector<Warning>& to, std::vector<Warning> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

/// One bare transcript is one episode.
Result<void> give_captions(Captions captions, const ReadOptions& options, Delivery& delivery,
                           ReadReport& report) {
  if (captions.cues.empty()) return refuse(options, "no caption with times and text in it");
  append(report.warnings, std::move(captions.warnings));
  Episode episode;
  episode.id = stem(options.name);
  if (episode.id.empty()) {
    episode.id = "transcript";
    report.warnings.push_back(Warning{0, 0, "without a file name its id is \"transcript\""});
  } else {
    episode.title = title_from(episode.id);
  }
  episode.language = std::move(captions.language);
  episode.cues = std::move(captions.cues);
  return delivery.give(std::move(episode), 1);
}

Result<void> give_listing(std::string_view text, const ReadOptions& options, Delivery& delivery,
                          ReadReport& report) {
  source::Reading reading = source::read_listing(text, options);
  append(report.warnings, std::move(reading.warnings));
  append(report.rejected, std::move(reading.rejected));
  for (Episode& episode : reading.episodes) {
    if (auto given = delivery.give(std::move(episode), 0); !given) return given;
  }
  return {};
}

Result<void> give_json_lines(std::string_view bytes, Delivery& delivery, ReadReport& report) {
  auto faults = source::read_json_lines(bytes, [&](Episode&& episode, std::size_t line) {
    return delivery.give(std::move(episode), line);
  });
  if (!faults) return fail(faults.error());
  append(report.warnings, std::move(faults->warnings));
  append(report.rejected, std::move(faults->rejected));
  return {};
}

/// Text that is whole and clean, and a warning when it was in another encoding.
struct CleanText {
  std::string storage{};
  std::string_view view{};
};

CleanText clean_text(std::string_view bytes, std::vector<Warning>& warnings) {
  CleanText out;
  out.view = bytes;
  if (auto decoded = text::decode_foreign(bytes)) {
    warnings.push_back(Warning{0, 0, "read as " + decoded->encoding});
    out.storage = std::move(decoded->text);
    out.view = out.storage;
  }
  if (out.view.starts_with("\xEF\xBB\xBF")) out.view.remove_prefix(3);
  if (!text::is_clean(out.view)) {
    out.storage = text::repair(out.view);
    out.view = out.storage;
  }
  return out;
}

Result<Format> format_of(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > kMaxInputBytes) return refuse(options, "larger than 4 GB: split it");
  if (options.format != Format::detect) return options.format;
  if (const auto what = known_but_unread(bytes); !what.empty()) return refuse(options, what);
  std::vector<Warning> ignored;
  const CleanText head = clean_text(text::truncate(bytes, kProbeBytes), ignored);
  return detect(head.view, options);
}

}  // namespace

std::string_view to_string(Format format) {
  for (const FormatName& row : kFormats) {
    if (row.format == format) return row.name;
  }
  return "detect";
}

std::optional<Format> parse_format(std::string_view name) {
  for (const FormatName& row : kFormats) {
    if (row.name == name) return row.format;
  }
  return std::nullopt;
}

Result<ReadReport> read_episodes(std::string_view bytes, const ReadOptions& options,
                                 const EpisodeSink& sink) {
  const auto format = format_of(bytes, options);
  if (!format) return fail(format.error());
  ReadReport report;
  report.format = *format;
  Delivery delivery(options, sink);
  Result<void> given;
  if (*format == Format::json_lines) {
    const auto decoded = text::decode_utf16(bytes);
    given = give_json_lines(decoded ? std::string_view(decoded->text) : bytes, delivery, report);
  } else if (bytes.size() > kMaxTextBytes) {
    return refuse(options, "larger than 64 MB: no transcript is");
  } else {
    const CleanText text = clean_text(bytes, report.warnings);
    given = *format == Format::webvtt
                ? give_captions(source::read_webvtt(text.view), options, delivery, report)
            : *format == Format::srt
                ? give_captions(source::read_srt(text.view), options, delivery, report)
                : give_listing(text.view, options, delivery, report);
  }
  if (!given) return fail(given.error());
  report.episodes = delivery.count();
  append(report.warnings, std::move(delivery).warnings());
  return report;
}

Result<Transcript> read_transcript(std::string_view bytes, Format format) {
  ReadOptions options;
  options.format = format;
  const auto found = format_of(bytes, options);
  if (!found) return fail(found.error());
  if (*found != Format::webvtt && *found != Format::srt) {
    return fail(Errc::bad_format, "a transcript is WebVTT or SRT; this is " +
                                      std::string(to_string(*found)) + ": use read_episodes");
  }
  if (bytes.size() > kMaxTextBytes) return refuse(options, "larger than 64 MB: no transcript is");
  Transcript transcript;
  const CleanText text = clean_text(bytes, transcript.warnings);
  Captions captions =
      *found == Format::webvtt ? source::read_webvtt(text.view) : source::read_srt(text.view);
  transcript.cues = std::move(captions.cues);
  append(transcript.warnings, std::move(captions.warnings));
  return transcript;
}

}  // namespace whensaid
