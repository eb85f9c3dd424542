#include "source/names.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

using Kinds = std::unordered_map<std::string_view, WordKind>;

// Plain words of English, German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian,
// Polish.
struct KindWords {
  WordKind kind{WordKind::other};
  std::string_view words{};  // separated by spaces
};

constexpr std::array<KindWords, 16> kKindWords{{
    {WordKind::article,
     "the a an our my your her his their former ex longtime legendary special award-winning senior "
     "principal lead chief staff old good friend friends colleague fellow der die das den dem ein "
     "eine einen einem einer unser unserem unserer unsere le la les l un une notre el los las uno "
     "una "
     "nuestro nuestra nosso nossa o os as um uma il lo gli i nostro nostra de het een onze den det "
     "en "
     "ett var vart naszym naszego sondergast"},
    {WordKind::with, "with mit avec con com met med z ze cu s together zusammen"},
    {WordKind::to, "to"},
    {WordKind::join, "join joins joined joining rejoins rejoint nous-rejoint"},
    {WordKind::talk,
     "talk talks talked talking catch catches caught one-on-one chat chats chatted chatting speak "
     "speaks spoke speaking sit sits "
     "sat "
     "sitting conversation conversations discussion interview-with spricht sprechen sprach "
     "gesprach "
     "unterhalt unterhalten redet reden plaudert discute discutent discutons echange echangent "
     "entretien conversation parle parlent parlons habla hablan hablamos hablo charla charlan "
     "charlamos conversa conversan conversamos conversacion conversas converso fala falam falamos "
     "falo bate-papo conversaram chiacchiera chiacchierata chiacchieriamo parla parlano parliamo "
     "dialoga dialogo praat praten praatte gesprek spreekt spreken pratar pratade samtalar samtal "
     "snakker samtale taler rozmawia rozmawiamy rozmawiam rozmowa"},
    {WordKind::tell,
     "explains explain shares share discusses discuss tells tell walks breaks describes reveals "
     "reflects returns shows dives unpacks takes opens stops comes helps introduces demystifies "
     "teaches covers recounts details explores argues erklart erzahlt berichtet verrat zeigt "
     "explique "
     "raconte partage presente explica cuenta comparte presenta nos conta compartilha apresenta "
     "spiega racconta condivide vertelt legt deelt berattar forklarar delar forteller forklarer "
     "deler "
     "fortaeller opowiada wyjasnia tlumaczy"},
    {WordKind::guest,
     "guest guests featuring feat ft gast gaste gastin invite invitee invitado invitada "
     "invitados convidado convidada convidados ospite ospiti gasten gast gaest gjest gjester "
     "gaester "
     "gosc gosciem goscie goscia gosciu vieras"},
    {WordKind::welcome,
     "welcome welcomes welcoming invited invites interview interviews interviewed interviewing "
     "meet meets "
     "introducing "
     "begrussen begrusst interviewt trifft recoit recevons accueille accueillons interroge "
     "entrevista "
     "entrevistamos entrevisto recibe recibimos recebe recebemos intervista intervistiamo ospita "
     "ospitiamo interviewen ontvangt ontvangen verwelkomen intervjuar moter intervjuer moder "
     "goscimy "
     "gosci"},
    {WordKind::host,
     "host hosts hosted hosting co-host co-hosts cohost cohosts presenter presented moderator "
     "moderatorin moderiert gastgeber gastgeberin gastgeberinnen hote animateur animatrice anime "
     "anfitrion anfitriona presentador presentadora presentado conducido apresentador "
     "apresentadora "
     "apresentado conduttore conduttrice condotto presentator presentatrice gepresenteerd "
     "programledare "
     "programleder vaert vert prowadzacy prowadzaca prowadzi"},
    {WordKind::role,
     "ceo cto cfo coo cpo cmo cio ciso cro cso vp svp evp md phd dr prof professor founder "
     "founders "
     "co-founder cofounder co-founders cofounders creator creators co-creator cocreator inventor "
     "author "
     "authors co-author engineer engineers developer developers director manager head president "
     "chairman chair partner investor researcher scientist designer writer journalist editor "
     "architect "
     "maintainer maintainers contributor lead leader advocate evangelist consultant analyst coach "
     "teacher lecturer historian artist musician singer producer composer actor actress comedian "
     "chef "
     "doctor physician psychologist therapist economist philosopher biologist physicist "
     "mathematician astronomer astronaut entrepreneur executive officer boss expert specialist "
     "educator "
     "instructor student owner host-of novelist poet photographer filmmaker lawyer attorney judge "
     "senator minister mayor governor ambassador captain pilot athlete champion player trainer "
     "farmer "
     "baker brewer gardener ranger librarian curator keeper restorer grunder grunderin mitgrunder "
     "mitgrunderin geschaftsfuhrer geschaftsfuhrerin autor autorin entwickler entwicklerin "
     "ingenieur ingenieurin leiter leiterin chefin chef forscher forscherin professorin "
     "journalistin "
     "schriftsteller schriftstellerin kunstler kunstlerin arzt arztin fondateur fondatrice "
     "cofondateur cofondatrice auteur autrice auteure ingenieure chercheur chercheuse directeur "
     "directrice createur creatrice professeur professeure ecrivain ecrivaine historien "
     "historienne "
     "fundador fundadora cofundador cofundadora autora ingeniero ingeniera director directora "
     "creador "
     "creadora investigador investigadora escritor escritora profesor profesora periodista "
     "engenheiro "
     "engenheira diretor diretora criador criadora pesquisador pesquisadora professora jornalista "
     "fondatore fondatrice cofondatore cofondatrice autore ingegnere direttore direttrice "
     "ricercatore "
     "ricercatrice scrittore scrittrice professore professoressa giornalista oprichter oprichtster "
     "medeoprichter schrijver schrijfster ontwikkelaar onderzoeker hoogleraar directeur grundare "
     "medgrundare forfattare utvecklare forskare ingenjor vd grunnlegger forfatter utvikler "
     "forsker "
     "grundlaegger zalozyciel zalozycielka wspolzalozyciel autor autorka inzynier dyrektor badacz "
     "badaczka pisarz pisarka profesor"},
    {WordKind::conjunction, "and und et y e en och og i oraz & plus sowie"},
    {WordKind::pronoun,
     "me us we i you he she they him them it mir uns ich wir moi nous je mi nosotros yo mim nos eu "
     "comigo conmigo noi io meco mij ons ik mig oss jag meg os jeg mna nami"},
    {WordKind::follow,
     "follow connect find folge folgt suivez suivre sigue siga sigan segui seguite volg folj folg "
     "obserwuj"},
    {WordKind::function,
     "of for in on at by from as is are was were be been that this these those how why what when "
     "where "
     "who which if but or not no so than then there here it its into onto over under about after "
     "before between through during without within up down out off all any some more most new "
     "episode "
     "episodes part season show podcast today also just only can could will would should do does "
     "did "
     "have has had use using used learn building build making make get gets got let lets deep dive "
     "intro introduction question questions answer answers bonus trailer best top want order check "
     "links link resources sponsor sponsors sponsored support thanks thank visit read listen watch "
     "subscribe twitter linkedin website github youtube instagram facebook mastodon bluesky "
     "discord "
     "blog book newsletter chapters timestamps von vom zu zum zur im am auf fur uber bei nach aus "
     "als "
     "wie was warum wenn wo wer ist sind war und oder nicht diese dieser dieses folge ausgabe "
     "heute "
     "du des au aux dans sur pour par chez est sont qui que quoi comment pourquoi ce cet cette ces "
     "dans episode aujourd'hui del al en por para sobre es son que quien como cuando donde este "
     "esta "
     "estos estas episodio hoy do da dos das no na nos nas ao pelo pela e sao quem quando onde "
     "esse "
     "essa episodio hoje della del dei delle nel nella sul sulla per su chi cosa come perche "
     "quando "
     "questo questa oggi puntata van voor op bij uit door over is zijn wie wat hoe waarom deze dit "
     "vandaag aflevering av om pa for fran till ar som hur varfor vad denna detta idag avsnitt na "
     "do "
     "o w we od dla jest kto co jak dlaczego ten ta to dzis dzisiaj odcinek odcinku"},
    {WordKind::thing,
     "inc ltd llc gmbh corp corporation company labs lab cloud data database databases studio "
     "studios "
     "school university institute foundation college academy systems software technologies "
     "technology server engine framework language learning intelligence security network networks "
     "museum society association group media press books club team project store market bank "
     "conference summit fest festival awards apache amazon google microsoft azure apple meta "
     "oracle "
     "ibm intel nvidia visual ruby react python rust java swift linux ubuntu debian redis kafka "
     "postgres mysql sqlite kubernetes docker wordpress city county street park island islands "
     "river lake mountain valley bay new north south east west great united san los las saint "
     "january february march july september october november december "
     "monday tuesday wednesday thursday friday saturday sunday christmas easter artificial machine "
     "web mobile open source free black white red green blue"},
    {WordKind::other, ""},
}};

const Kinds& kinds() {
  static const Kinds made = [] {
    Kinds fresh;
    for (const KindWords& row : kKindWords) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (end > 0) fresh.emplace(rest.substr(0, end), row.kind);  // the first row wins
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return fresh;
  }();
  return made;
}

constexpr std::array<std::string_view, 24> kParticles{
    "de",  "da",  "do",  "dos", "das", "du",  "di",  "del", "della", "van", "von", "der",
    "den", "ter", "ten", "la",  "le",  "bin", "ibn", "al",  "el",    "y",   "af",  "zu"};

bool is_particle(std::string_view word) {
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

bool is_apostrophe(char32_t c) { return c == U'’' || c == U'\''; }

bool is_word_character(char32_t c) {
  return text::is_letter(c) || text::is_mark(c) || is_apostrophe(c) || c == U'-' || c == U'‑' ||
         c == U'&' || (c >= U'0' && c <= U'9');
}

// A capital, then small letters; a second capital only after a hyphen, an apostrophe or a prefix of
// names (McCoy, DeVito). "PlanetScale" and "SQL" are things.
bool is_name_like(std::string_view word) {
  constexpr auto kPrefixes =
      std::to_array<std::string_view>({"Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "Du"});
  std::size_t part = 0;  // where the part after the last hyphen or apostrophe begins
  for (std::size_t at = 0; at < word.size();) {
    const text::Character c = text::character_at(word, at);
    if ((c.code >= U'0' && c.code <= U'9') || c.code == U'&') return false;
    if (text::is_upper(c.code)) {
      const std::string_view head = word.substr(part, at - part);
      const bool prefix = std::find(kPrefixes.begin(), kPrefixes.end(), head) != kPrefixes.end();
      if (at > part && !prefix) return false;
    } else if (at == 0) {
      return false;
    }
    at += c.length;
    if (c.code == U'-' || c.code == U'‑' || is_apostrophe(c.code)) part = at;
  }
  return !word.empty();
}

bool is_sentence_end(std::string_view gap) {
  for (const std::string_view sign :
       {". ", "! ", "? ", ".\n", "\n", "…", "。", "！", "？", ": ", "://", "  "}) {
    if (gap.find(sign) != std::string_view::npos) return true;
  }
  return gap.ends_with('.') || gap.ends_with('!') || gap.ends_with('?');
}

bool has_pause(std::string_view gap) {
  for (const std::string_view sign : {",", "(", ")", "–", "—", " - ", "|", "、", ";"}) {
    if (gap.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

std::size_t url_size(std::string_view text) {
  const bool url =
      text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
  return url ? std::min(text.find_first_of(" \t\n"), text.size()) : 0;
}

// "Josh's" to "Josh"; "Denis'" needs nothing, its apostrophe is trimmed.
void strip_possessive(NameWord& word) {
  for (const std::string_view ending : {"’s", "'s", "’S", "'S"}) {
    if (word.text.size() > ending.size() && word.text.ends_with(ending)) {
      word.text.remove_suffix(ending.size());
      word.possessive = true;
    }
  }
  for (const std::string_view sign : {"’", "'", "-"}) {
    while (word.text.size() > sign.size() && word.text.ends_with(sign)) {
      word.text.remove_suffix(sign.size());
      word.possessive = word.possessive || sign != "-";
    }
  }
}

// Words that keep their full stop: it is no end of a sentence.
bool is_abbreviation(std::string_view plain) {
  constexpr auto kAbbreviations = std::to_array<std::string_view>(
      {"feat", "ft", "dr", "prof", "mr", "mrs", "ms", "st", "sr", "sra", "hr", "fr", "inkl", "ca"});
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), plain) != kAbbreviations.end();
}

// "J. Smith"
bool is_initial(std::string_view word) {
  const text::Character c = text::character_at(word, 0);
  return word.size() == c.length && text::is_upper(c.code);
}

NameWord make_word(std::string_view text, std::size_t begin, std::size_t end) {
  NameWord word;
  word.begin = begin;
  word.end = end;
  word.text = text.substr(begin, end - begin);
  strip_possessive(word);
  word.plain = text::plain(word.text);
  const auto kind = kinds().find(word.plain);
  if (kind != kinds().end()) word.kind = kind->second;
  word.capital = is_name_like(word.text);
  word.particle = !word.capital && is_particle(word.plain);
  return word;
}

void describe_gap(std::string_view gap, NameWord* before, NameWord& word) {
  const bool full_stop = gap.starts_with(". ");
  const bool initial = before != nullptr && is_initial(before->text) && gap == ". ";
  const bool abbreviated = before != nullptr && full_stop && is_abbreviation(before->plain);
  const std::string_view sign = text::trim(gap);
  if (before != nullptr) before->colon_after = sign.starts_with(':') || sign.starts_with("：");
  word.tight = gap == " " || gap == "\u00A0" || initial;
  word.sentence_start = before == nullptr || (is_sentence_end(gap) && !initial && !abbreviated);
  word.after_comma = !word.sentence_start && has_pause(gap);
  // "Tides w/ NAME": in Polish "w" alone is "in".
  if (before != nullptr && before->plain == "w" && gap.starts_with('/')) {
    before->kind = WordKind::with;
  }
}

}  // namespace

std::vector<NameWord> words_of(std::string_view text) {
  std::vector<NameWord> words;
  std::size_t gap = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t url = url_size(text.substr(at));
    if (url > 0) {
      at += url;
      continue;
    }
    const text::Character first = text::character_at(text, at);
    if (!is_word_character(first.code) || first.code == U'-' || is_apostrophe(first.code)) {
      at += first.length;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const text::Character c = text::character_at(text, end);
      if (!is_word_character(c.code)) break;
      end += c.length;
    }
    NameWord word = make_word(text, at, end);
    NameWord* before = words.empty() ? nullptr : &words.back();
    describe_gap(text.substr(gap, at - gap), before, word);
    words.push_back(std::move(word));
    at = end;
    gap = end;
  }
  return words;
}

namespace {

// Trades and things that are also surnames: "Josh Baker", "Nick Park".
constexpr auto kSurnames = std::to_array<std::string_view>(
    {"baker", "farmer", "judge", "brewer", "gardener", "singer", "keeper", "ranger", "chase",
     "park",  "street", "black", "white",  "green",    "west",   "north",  "bay",    "lake",
     "march", "rust",   "press", "valley", "meta",     "swift",  "friend", "best",   "deep",
     "book",  "good",   "head",  "chair",  "coach",    "pilot",  "rose",   "page",   "may"});

bool is_surname_too(std::string_view plain) {
  return std::find(kSurnames.begin(), kSurnames.end(), plain) != kSurnames.end();
}

bool may_begin_name(const NameWord& word) {
  return word.capital && word.kind == WordKind::other && !word.possessive;
}

bool may_continue_name(const NameWord& word) {
  return word.capital && (word.kind == WordKind::other || is_surname_too(word.plain));
}

// The words after the first that go on with the name that begins at `begin`.
NameChain chain_from(const std::vector<NameWord>& words, std::size_t begin, std::size_t& capitals) {
  NameChain chain{begin, begin + 1};
  capitals = 1;
  while (chain.end < words.size() && words[chain.end].tight) {
    std::size_t next = chain.end;
    while (next + 1 < words.size() && next - chain.end < 2 && words[next].tight &&
           words[next].particle) {
      ++next;
    }
    if (!words[next].tight || !may_continue_name(words[next])) break;
    ++capitals;
    chain.end = next + 1;
    if (words[next].possessive) break;
  }
  return chain;
}

// "Chroma Cloud" and "Redis Labs" go on with a word for things: the whole is one.
bool goes_on_as_thing(const std::vector<NameWord>& words, std::size_t end) {
  return end < words.size() && words[end].tight && words[end].capital &&
         words[end].kind == WordKind::thing;
}

}  // namespace

std::vector<NameChain> chains_of(const std::vector<NameWord>& words) {
  std::vector<NameChain> chains;
  for (std::size_t i = 0; i < words.size();) {
    if (!may_begin_name(words[i])) {
      ++i;
      continue;
    }
    std::size_t capitals = 0;
    const NameChain chain = chain_from(words, i, capitals);
    const bool after_thing = i > 0 && words[i].tight && words[i - 1].capital &&
                             words[i - 1].kind == WordKind::thing && !words[i - 1].possessive;
    const bool thing = after_thing || goes_on_as_thing(words, chain.end);
    if (capitals >= 2 && capitals <= 4 && !thing) chains.push_back(chain);
    i = chain.end;
  }
  return chains;
}

std::string spell(const std::vector<NameWord>& words, const NameChain& chain) {
  std::string name;
  for (std::size_t i = chain.begin; i < chain.end; ++i) {
    if (!name.empty()) name += ' ';
    name += words[i].text;
    if (is_initial(words[i].text) && i + 1 < chain.end) name += '.';
  }
  return name;
}

namespace {

// Letters to change, add or drop; names are short, longer ones are cut.
std::size_t distance(std::string_view a, std::string_view b) {
  constexpr std::size_t kMost = 48;
  a = a.substr(0, kMost);
  b = b.substr(0, kMost);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, corner + 1});
    }
  }
  return row[b.size()];
}

std::pair<std::string, std::string> first_and_last(std::string_view name) {
  const std::string plain = text::plain(name);
  const std::size_t first = plain.find(' ');
  const std::size_t last = plain.rfind(' ');
  if (first == std::string::npos) return {plain, {}};
  return {plain.substr(0, first), plain.substr(last + 1)};
}

}  // namespace

bool is_same_person(std::string_view a, std::string_view b) {
  const auto [first_a, last_a] = first_and_last(a);
  const auto [first_b, last_b] = first_and_last(b);
  if (last_a.empty() || last_b.empty() || first_a.front() != first_b.front()) return false;
  const std::size_t firsts = distance(first_a, first_b);
  const std::size_t lasts = distance(last_a, last_b);
  if (lasts == 0) return firsts <= 2 && firsts * 2 < std::max(first_a.size(), first_b.size());
  return firsts == 0 && lasts <= 2 && lasts * 3 < std::max(last_a.size(), last_b.size());
}

}  // namespace whensaid::source
