#include "query/synonyms.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "text/utf8.hpp"

namespace whensaid {

struct Synonyms::State {
  std::vector<query::SynonymGroup> groups{};
  std::vector<Warning> warnings{};
};

namespace {

constexpr char kEscape = '\\';

/// The sides of a line, and where its arrow stands among them.
struct Line {
  std::vector<std::string> before{};
  std::vector<std::string> after{};
  std::size_t arrows{0};
};

/// Cuts at commas and arrows that no backslash stands before, and drops those backslashes.
Line cut(std::string_view text) {
  Line line;
  std::string side;
  const auto end_side = [&] {
    const auto trimmed = text::trim(side);
    auto& sides = line.arrows == 0 ? line.before : line.after;
    if (!trimmed.empty()) sides.emplace_back(trimmed);
    side.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == kEscape && at + 1 < text.size()) {
      side += text[++at];
    } else if (text[at] == ',') {
      end_side();
    } else if (text.substr(at).starts_with("=>")) {
      end_side();
      ++line.arrows;
      ++at;
    } else {
      side += text[at];
    }
  }
  end_side();
  return line;
}

/// "de" of "[de]" or "[de-AT]", "*" of "[*]"; nothing where it names no language.
std::optional<std::string> language_of(std::string_view line) {
  line = text::trim(line.substr(1, line.size() - 2));
  line = line.substr(0, line.find_first_of("-_"));
  std::string tag(line);
  for (char& c : tag) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  const bool letters =
      std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool names = letters && tag.size() >= 2 && tag.size() <= 8;
  if (!names && tag != "*") return std::nullopt;
  return tag;
}

class Reader {
 public:
  void read(std::string_view text) {
    if (text.size() > kMaxSynonymBytes) {
      warn("longer than " + std::to_string(kMaxSynonymBytes) + " bytes: the rest is left out");
      const auto end = text.substr(0, kMaxSynonymBytes).rfind('\n');
      text = text.substr(0, end == text.npos ? 0 : end);
    }
    const auto clean = text::repair(text);
    for (std::string_view rest = clean; !rest.empty() && !full_;) {
      const auto end = std::min(rest.find('\n'), rest.size());
      ++line_;
      read_line(text::trim(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::vector<query::SynonymGroup> groups{};
  std::vector<Warning> warnings{};

 private:
  void warn(std::string message) {
    if (warnings.size() < kMaxSynonymWarnings) warnings.push_back({line_, 0, std::move(message)});
  }

  void read_line(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (line.front() == '[' && line.back() == ']') return read_language(line);
    if (!language_) return;  // of a language that was not understood
    auto parts = cut(line);
    if (parts.arrows > 1) return warn("more than one arrow: the line is left out");
    bound(parts.before);
    bound(parts.after);
    if (parts.arrows == 0) {
      if (parts.before.size() < 2) return warn("nothing that it could be a synonym of");
      parts.after = parts.before;
    } else if (parts.before.empty() || parts.after.empty()) {
      return warn("an arrow needs words on both sides");
    }
    if (groups.size() == kMaxSynonymGroups) {
      full_ = true;
      return warn("more than " + std::to_string(kMaxSynonymGroups) +
                  " groups: the rest is left out");
    }
    groups.push_back({*language_, std::move(parts.before), std::move(parts.after)});
  }

  void read_language(std::string_view line) {
    language_ = language_of(line);
    if (!language_) {
      warn("no language: the lines below are left out, up to the next one in brackets");
    } else if (language_ == "*") {
      language_->clear();
    }
  }

  void bound(std::vector<std::string>& sides) {
    std::erase_if(sides, [&](const std::string& side) {
      if (side.size() <= kMaxSynonymSideBytes) return false;
      warn("longer than " + std::to_string(kMaxSynonymSideBytes) +
           " bytes, left out: " + std::string(text::truncate(side, 40)) + "...");
      return true;
    });
    if (sides.size() <= kMaxSynonymSides) return;
    warn("more than " + std::to_string(kMaxSynonymSides) + " synonyms: the rest is left out");
    sides.resize(kMaxSynonymSides);
  }

  std::size_t line_{0};
  bool full_{false};
  std::optional<std::string> language_{std::string()};
};

}  // namespace

Synonyms Synonyms::parse(std::string_view text) {
  Reader reader;
  reader.read(text);
  Synonyms made;
  made.state_ =
      std::make_shared<const State>(State{std::move(reader.groups), std::move(reader.warnings)});
  return made;
}

Result<Synonyms> Synonyms::read(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Errc::not_found, file.string() + ": no such file of synonyms");
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(kMaxSynonymBytes + 1, '\0');  // one more tells that there is more
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    return fail(Errc::io, file.string() + ": cannot be read");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return parse(text);
}

const std::vector<Warning>& Synonyms::warnings() const {
  static const std::vector<Warning> none;
  return state_ ? state_->warnings : none;
}

bool Synonyms::empty() const { return groups().empty(); }

const std::vector<query::SynonymGroup>& Synonyms::groups() const {
  static const std::vector<query::SynonymGroup> none;
  return state_ ? state_->groups : none;
}

bool operator==(const Synonyms& a, const Synonyms& b) {
  return a.state_ == b.state_ || a.groups() == b.groups();
}

}  // namespace whensaid
