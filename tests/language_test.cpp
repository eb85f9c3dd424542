#include "text/language.hpp"

#include "text/fold.hpp"
#include "text/stem.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace whensaid::text;

namespace {

const std::vector<std::pair<std::string_view, std::string_view>> kTags{
    {"en", "en"},         {"EN_us", "en"},      {"pt-BR", "pt"},       {"pt_PT", "pt"},
    {"de-CH-1901", "de"}, {"eng", "en"},        {"deu", "de"},         {"ger", "de"},
    {"English", "en"},    {"german", "de"},     {"nb-NO", "no"},       {"nn", "no"},
    {"no", "no"},         {"zh-Hant-TW", "zh"}, {"cmn", "zh"},         {"yue-HK", "zh"},
    {"iw", "he"},         {"in", "id"},         {"cs", "cs"},          {"fil", "fil"},
    {"haw", "haw"},       {"", "und"},          {"-", "und"},          {"x-private", "und"},
    {"und", "und"},       {"e", "und"},         {"klingonese", "und"}, {"qq", "und"},
    {"12", "und"},        {"日本", "und"},      {"mul", "mul"},
};

// Invented; each some forty words of everyday talk.
const std::vector<std::pair<std::string_view, std::string_view>> kTalk{
    {"en",
     "So what we wanted to do is build a small greenhouse, and my brother said that it would never "
     "work because there was no water in that part of the garden. But you know how he is about "
     "these things."},
    {"de",
     "Also wir wollten eigentlich nur ein kleines Gewächshaus bauen, und mein Bruder hat gesagt, "
     "dass das nie funktionieren wird, weil es in dem Teil des Gartens kein Wasser gibt. Aber er "
     "ist ja immer so."},
    {"fr",
     "On voulait juste construire une petite serre, et mon frère a dit que ça ne marcherait jamais "
     "parce qu'il n'y a pas d'eau dans cette partie du jardin. Mais vous savez comment il est avec "
     "ces choses."},
    {"es",
     "Lo que queríamos era construir un pequeño invernadero, y mi hermano dijo que no iba a "
     "funcionar porque no hay agua en esa parte del jardín. Pero ya sabes cómo es él con estas "
     "cosas."},
    {"pt",
     "O que a gente queria era construir uma pequena estufa, e o meu irmão disse que não ia "
     "funcionar porque não há água nessa parte do jardim. Mas você sabe como ele é com essas "
     "coisas."},
    {"it",
     "Quello che volevamo era costruire una piccola serra, e mio fratello ha detto che non avrebbe "
     "mai funzionato perché non c'è acqua in quella parte del giardino. Ma sai come è lui con "
     "queste cose."},
    {"nl",
     "Wat we wilden was een kleine kas bouwen, en mijn broer zei dat het nooit zou werken omdat er "
     "geen water is in dat deel van de tuin. Maar je weet hoe hij is met deze dingen."},
    {"sv",
     "Vi ville bara bygga ett litet växthus, och min bror sa att det aldrig skulle fungera för det "
     "finns inget vatten i den delen av trädgården. Men du vet hur han är med sådana saker."},
    {"da",
     "Vi ville bare bygge et lille drivhus, og min bror sagde, at det aldrig ville virke, fordi "
     "der ikke er noget vand i den del af haven. Men du ved, hvordan han er, og hvad han siger om "
     "os."},
    {"no",
     "Vi ville bare bygge et lite drivhus, og broren min sa at det aldri kom til å virke fordi det "
     "ikke er noe vann i den delen av hagen. Men du vet hvordan han er, og hva han sier til meg."},
    {"fi",
     "Me halusimme vain rakentaa pienen kasvihuoneen, ja veljeni sanoi että se ei koskaan toimi, "
     "koska siinä osassa puutarhaa ei ole vettä. Mutta tiedät kyllä, mitä hän on ja niin edelleen, "
     "kun hän puhuu."},
    {"pl",
     "Chcieliśmy tylko zbudować małą szklarnię, ale mój brat powiedział, że to się nie uda, bo w "
     "tej części ogrodu nie ma wody. No i wiesz, jak on jest, czy to jest dla mnie tak ważne?"},
    {"hu",
     "Mi csak egy kis üvegházat akartunk építeni, de a bátyám azt mondta, hogy ez nem fog menni, "
     "mert nincs víz abban a részben. És te is tudod, hogy ő már ilyen, ha valami nem tetszik "
     "neki."},
    {"ro",
     "Noi am vrut doar să construim o mică seră, dar fratele meu a spus că nu va merge, pentru că "
     "nu este apă în acea parte a grădinii. Și știi cum este el cu lucrurile acestea, mai ales "
     "acum."},
    {"tr",
     "Biz sadece küçük bir sera yapmak istedik ama kardeşim bunun hiç olmayacağını söyledi, çünkü "
     "bahçenin o tarafında su yok. Sen de onun nasıl biri olduğunu bilirsin, her şey için bir şey "
     "söyler ve gider."},
    {"id",
     "Kami hanya ingin membangun rumah kaca kecil, tetapi kakak saya bilang itu tidak akan "
     "berhasil karena tidak ada air di bagian kebun itu. Tapi kamu tahu dia seperti apa dengan hal "
     "yang seperti ini."},
    {"ru",
     "Мы просто хотели построить небольшую теплицу, а мой брат сказал, что ничего не выйдет, "
     "потому что в этой части сада нет воды. Но вы же знаете, какой он, когда речь об этом."},
    {"uk",
     "Ми просто хотіли збудувати невелику теплицю, а мій брат сказав, що нічого не вийде, бо в цій "
     "частині саду немає води. Але ви ж знаєте, який він, коли йдеться про це."},
    {"el",
     "Θέλαμε απλώς να φτιάξουμε ένα μικρό θερμοκήπιο και ο αδελφός μου είπε ότι δεν θα πετύχει "
     "ποτέ γιατί δεν υπάρχει νερό σε εκείνο το μέρος του κήπου."},
    {"ar",
     "أردنا فقط أن نبني بيتا زجاجيا صغيرا وقال أخي إن ذلك لن ينجح أبدا لأنه لا يوجد ماء في ذلك "
     "الجزء من الحديقة وأنت تعرف كيف هو"},
    // It counts the width of joiners differently each time it runs.
    // clang-format off
    {"fa",
     "ما فقط می‌خواستیم یک گلخانه کوچک بسازیم و برادرم گفت که این کار هرگز نمی‌شود "
     "چون در آن بخش از باغ آب نیست و تو می‌دانی که او چگونه است"},
    // clang-format on
    {"he",
     "רק רצינו לבנות חממה קטנה, ואחי אמר שזה אף פעם לא יעבוד כי אין מים בחלק הזה של הגינה. אבל אתם "
     "יודעים איך הוא עם הדברים האלה."},
    {"hi",
     "हम बस एक छोटा सा ग्रीनहाउस बनाना चाहते थे और मेरे भाई ने कहा कि यह कभी काम नहीं करेगा क्योंकि बगीचे के "
     "उस हिस्से में पानी नहीं है"},
    {"th", "เราแค่อยากสร้างเรือนกระจกเล็ก ๆ แต่พี่ชายบอกว่ามันไม่มีทางสำเร็จเพราะตรงนั้นไม่มีน้ำ"},
    {"ja",
     "小さな温室を作りたかっただけなのに、兄は庭のその場所には水がないから絶対にうまくいかないと言"
     "いました。"},
    {"zh", "我们只是想建一个小温室，但是我哥哥说那是不可能成功的，因为花园的那个地方没有水。"},
    {"ko",
     "우리는 그냥 작은 온실을 짓고 싶었는데 형이 정원의 그 부분에는 물이 없어서 절대 안 될 거라고 "
     "말했어요. 형이 어떤 사람인지 여러분도 잘 알잖아요. 그래서 그만두고 다음 해에 다시 해 보기로 "
     "했어요."},
};

std::vector<std::string_view> listed_languages() {
  return {"da", "de", "en", "es", "fi", "fr", "hu", "id", "it",
          "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(language)

BOOST_AUTO_TEST_CASE(a_tag_gives_its_base_language) {
  for (const auto& [tag, base] : kTags) {
    BOOST_TEST_CONTEXT(tag) { BOOST_TEST(base_language(tag) == base); }
  }
}

BOOST_AUTO_TEST_CASE(every_named_stemmer_exists) {
  std::size_t named = 0;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      const std::string code{a, b};
      if (stemmer_name(code).empty()) continue;
      ++named;
      BOOST_TEST_CONTEXT(code) {
        BOOST_TEST(base_language(code) == code);
        BOOST_CHECK_NO_THROW(Stemmer{code});
      }
    }
  }
  BOOST_TEST(named == 28U);
  BOOST_TEST(stemmer_name("en") == "english");
  BOOST_TEST(stemmer_name("cs") == "");
  BOOST_TEST(stemmer_name("und") == "");
}

BOOST_AUTO_TEST_CASE(function_words_are_found_by_form_in_their_language_only) {
  for (const auto word : {"the", "don't", "it's", "i'm", "of"})
    BOOST_TEST(is_stop_word(word, "en"));
  for (const auto word : {"database", "The", "it’s", "", "und", "la"}) {
    BOOST_TEST(!is_stop_word(word, "en"));
  }
  BOOST_TEST(is_stop_word("und", "de"));
  BOOST_TEST(is_stop_word("fur", "de"));
  BOOST_TEST(is_stop_word("qu", "fr"));
  BOOST_TEST(is_stop_word("l", "fr"));
  BOOST_TEST(is_stop_word("nao", "pt"));
  BOOST_TEST(is_stop_word("pa", "da"));
  BOOST_TEST(is_stop_word("который", "ru"));
  BOOST_TEST(!is_stop_word("the", "und"));
  BOOST_TEST(!is_stop_word("the", "cs"));
}

BOOST_AUTO_TEST_CASE(every_function_word_of_the_lists_is_a_form) {
  // What is not folded would never be met.
  for (const auto language : listed_languages()) {
    std::size_t count = 0;
    for (const auto word : function_words(language)) {
      ++count;
      BOOST_TEST_CONTEXT(language << " " << word) { BOOST_TEST(fold(word) == word); }
    }
    BOOST_TEST_CONTEXT(language) { BOOST_TEST((count >= 40 && count <= 150)); }
  }
}

BOOST_AUTO_TEST_CASE(talk_is_recognised_by_script_and_function_words) {
  for (const auto& [code, talk] : kTalk) {
    BOOST_TEST_CONTEXT(code) { BOOST_TEST(guess_language(talk) == code); }
  }
}

BOOST_AUTO_TEST_CASE(too_little_text_or_no_winner_is_undetermined) {
  BOOST_TEST(guess_language("") == "und");
  BOOST_TEST(guess_language("The cat is on the mat.") == "und");
  BOOST_TEST(guess_language("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23") ==
             "und");
  std::string names;
  for (int i = 0; i < 30; ++i) names += "Kubernetes Terraform Postgres ";
  BOOST_TEST(guess_language(names) == "und");
  BOOST_TEST(guess_language(std::string(1000, '\xFF')) == "und");
  // Czech has no list here; it must not pass for a neighbour.
  BOOST_TEST(
      guess_language("Chtěli jsme jen postavit malý skleník a bratr řekl, že to nikdy nebude "
                     "fungovat, protože v té části zahrady není voda. Ale víte, jaký je, když "
                     "jde o takové věci, které nemá rád.") == "und");
}

BOOST_AUTO_TEST_CASE(only_the_first_64_kilobytes_are_looked_at) {
  std::string text;
  while (text.size() < (std::size_t{64} << 10)) text += "and that is what you have to do with it. ";
  BOOST_TEST(guess_language(text + std::string(text.size() * 3, 'x')) == "en");
  std::string late = std::string(std::size_t{64} << 10, '.') + text;
  BOOST_TEST(guess_language(late) == "und");
}

BOOST_AUTO_TEST_SUITE_END()
