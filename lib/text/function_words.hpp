#pragma once

// Function words: the commonest words of a language that carry no topic. Only language.cpp reads
// them. They are forms: lower case, accents folded, plain apostrophes; elided articles ("l", "qu")
// stand alone because the analyzer cuts after them. A word that may name a topic stays out, however
// common it is ("time", "people", "think").

#include <string_view>

namespace whensaid::text::word_lists {

inline constexpr std::string_view kEnglish =
    "the and to of a i that in it is you for was on with as are this but so have be not they we "
    "what or if at he from just do all about like can there my one your me had an how when by up "
    "because who out which more them were no would she then has her his some their our us am been "
    "being did does will could should may might must shall than too very also where why into over "
    "its him these those any most other such only own same each both few here now while until "
    "don't it's i'm that's you're we're they're he's she's there's what's i've you've we've i'll "
    "you'll we'll i'd you'd can't didn't doesn't isn't wasn't won't wouldn't couldn't aren't "
    "let's who's here's they've it'll haven't hasn't weren't";

inline constexpr std::string_view kGerman =
    "der die das und ich ist nicht ein eine zu in den mit es sie wir auch so auf dem dass was man "
    "ja da wie von aber fur im sind hat wenn noch nur oder als an er habe haben war werden wird "
    "dann schon einen einer einem eines mir mich du uns doch hier jetzt kann des aus bei nach um "
    "am zum zur vom uber ihr ihm ihn ihre sein seine mein meine dein kein keine diese dieser "
    "dieses "
    "bin bist sich sehr durch vor weil wo mal also denn";

inline constexpr std::string_view kFrench =
    "le la les l de des du d un une et a au aux en dans que qu qui ce c cette ces cet il ils elle "
    "elles on nous vous je j tu me m te t se s ne n pas y est sont etait ai as avons avez ont ete "
    "etre avoir pour par sur avec sans mais ou donc si plus tres comme tout tous toute bien aussi "
    "son sa ses mon ma mes ton leur leurs notre votre ca cela fait alors quand meme quoi dont "
    "apres "
    "lorsqu puisqu quoiqu jusqu";

inline constexpr std::string_view kSpanish =
    "el la los las un una unos unas de del a al y e o u que en es no se lo le les por con para su "
    "sus como mas pero me mi te tu si ya esta este esto esa ese eso estos estas hay muy porque "
    "cuando donde quien ser son era fue ha he han haber yo nosotros ellos ella usted tambien entre "
    "sin sobre hasta desde todo todos toda nos cual tan asi ni pues";

inline constexpr std::string_view kPortuguese =
    "o a os as um uma uns umas de do da dos das em no na nos nas e que nao se por para com como "
    "mas "
    "mais eu ele ela eles elas voce voces nos a gente me te lhe isso isto esse essa este esta ao "
    "aos "
    "pelo pela ser e foi era sao esta estao tem ter ha ja tambem muito quando onde quem qual "
    "porque "
    "entao so ate sem sobre entre meu minha seu sua seus suas num numa ou";

inline constexpr std::string_view kItalian =
    "il lo la l i gli le un uno una di d del dello della dei degli delle dell a al allo alla ai "
    "agli "
    "alle all da dal dalla in nel nella nei nelle nell su sul sulla sull con per tra fra e ed o ma "
    "che c non si mi ti ci vi ne se come anche piu quando dove chi cosa questo questa quello "
    "quella "
    "io lui lei noi voi loro sono e era ha ho hanno essere perche poi molto tutto tutti suo sua "
    "mio "
    "mia cioe quindi un dall";

inline constexpr std::string_view kDutch =
    "de het een en van ik je dat die in is te niet we op zijn er maar met voor aan ook als wat dan "
    "nog om hij ze zij naar heb bij heeft hebben was waar door over uit kan dit wel geen hoe deze "
    "jij jullie u ons onze mijn haar hem hun zo of want worden wordt werd zou al toch tot omdat "
    "moet daar hier gewoon";

inline constexpr std::string_view kSwedish =
    "och att det i en ett som pa ar av for med den till inte jag du vi de han hon om har hade sa "
    "men "
    "var vad kan ska skulle eller nar da dar har nu sig min mitt din sin fran ut upp ocksa alla "
    "mycket bara blir blev varit vara dem oss er man dom detta denna efter under utan";

inline constexpr std::string_view kNorwegian =
    "og i det er en et jeg pa til som for at ikke med de vi han hun den av har om du men var seg "
    "sa "
    "kan hva vil skal dette ble bli blir fra eller der da nar ogsa etter ved ut opp min din sin "
    "meg "
    "deg oss dem hadde vaere vaert noe noen na bare hvor hvordan hvis veldig mye fordi";

inline constexpr std::string_view kDanish =
    "og i det er en et jeg pa til som for at ikke med de vi han hun den af har om du men var sig "
    "sa "
    "kan hvad vil skal dette blev blive bliver fra eller der da nar ogsa efter ved ud op min din "
    "sin "
    "mig dig os dem havde vaere vaeret noget nogen nu bare hvor hvordan hvis meget fordi";

inline constexpr std::string_view kFinnish =
    "ja on ei se etta han mina sina me te he joka mutta kun niin kuin oli ovat olen olet myos tai "
    "jos mita mika kuka missa nyt viela vain sen sita siita siina tama taman tata naa nama ne "
    "niita "
    "hanen minun sinun meidan heidan ole olla ollut eika en et emme eivat jo koska siis sitten "
    "kanssa "
    "kaikki hyvin tassa tuo";

inline constexpr std::string_view kRussian =
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне "
    "было вот от меня еще нет о из ему когда даже ну если уже или ни быть был него до вас опять уж "
    "вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам "
    "чтоб без будто это этот эта эти того потому какой чтобы который";

inline constexpr std::string_view kTurkish =
    "ve bir bu da de ne icin cok ben sen o biz siz onlar ile gibi daha ama var yok mi mu en kadar "
    "sonra ki her sey hem ya veya cunku eger bunu bunun buna onun ona beni bana sana benim bizim "
    "senin degil olan olarak oldu nasil neden boyle soyle hic artik simdi bile yani iste";

inline constexpr std::string_view kPolish =
    "i w we z ze na do nie to sie jest jak ale co o od po za ja ty on ona my wy oni ten ta te tego "
    "tej tym tak czy juz tylko dla przez przy bardzo moze byl byla bylo byc sa jestem mam ma go mu "
    "ich jego jej mnie mi nas nam wam sobie ktory ktora ktore kiedy gdzie bo wiec tez jeszcze lub "
    "u "
    "zeby oraz";

inline constexpr std::string_view kHungarian =
    "a az es hogy nem is ez egy van volt meg de csak mint ha ki mi mar en te o mert vagy akkor ezt "
    "azt itt ott most nagyon lesz lehet igen majd sem kell nekem neki ami aki amit ezek azok olyan "
    "ilyen igy ugy be fel le el minden tehat utan miatt vannak voltak";

inline constexpr std::string_view kRomanian =
    "si de la in a o un pe nu ca sa se cu este e au am ai are din pentru care mai ce sunt dar fi "
    "fost "
    "eu tu el ea noi voi ei ele lui lor sau cum cand unde daca acest aceasta asta acum tot foarte "
    "doar prin dupa pana ii il le imi isi era al ale cel cea cei";

inline constexpr std::string_view kIndonesian =
    "yang dan di ke dari ini itu untuk dengan tidak ada dalam adalah pada saya kami kita kamu anda "
    "dia mereka akan bisa juga sudah karena oleh atau tapi tetapi jadi lebih seperti bukan belum "
    "saat kalau apa siapa bagaimana hanya lagi masih telah dapat harus sangat nya nggak gak aku yg "
    "sebagai agar maka";

}  // namespace whensaid::text::word_lists
