// Marking as a whole: what a fair teacher would say, pair by pair. The verdicts of the
// tables were written before the code was run.

#include "study/marking.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "cards/answer_text.h"
#include "study/spelling.h"

using namespace attache;

namespace {

constexpr Verdict kRight = Verdict::kRight;
constexpr Verdict kNearly = Verdict::kNearly;
constexpr Verdict kWrong = Verdict::kWrong;

Prompt typed(std::vector<std::string> accepted,
             std::vector<std::string> names = {},
             std::string type = {}) {
  Prompt prompt;
  prompt.form = Form::kTyped;
  prompt.accepted = std::move(accepted);
  if (!names.empty()) prompt.names = std::make_shared<const NameIndex>(std::move(names));
  prompt.answer_type = std::move(type);
  return prompt;
}

Response text(std::string given) {
  return {{}, {std::move(given)}};
}

struct Case {
  std::vector<std::string> accepted;
  std::string given;
  Verdict fair;
  std::vector<std::string> names = {};  ///< of the deck
  std::string type = {};                ///< of what is asked for
};

Prompt typed(const Case& pair) {
  return typed(pair.accepted, pair.names, pair.type);
}

const std::vector<std::string> kCommand{"U.S. Indo-Pacific Command", "INDOPACOM",
                                        "Indo-Pacific Command"};
const std::vector<std::string> kCommander{"Commander, INDOPACOM",
                                          "Commander of U.S. Indo-Pacific Command"};
const std::vector<std::string> kPeople{"Yoko Kamikawa", "Lloyd Austin", "Antony Blinken"};
const std::vector<std::string> kOfficials{
    "Yoko Kamikawa",        "Minoru Kihara",      "Lloyd J. Austin III",
    "Antony Blinken",       "Mary Smith",         "John Smith",
    "Jane Smith",           "George W. Bush",     "George H. W. Bush",
    "Xi Jinping",           "Kim Jong Un",        "Kim Yo Jong",
    "Moon Jae-in",          "Ban Ki-moon",        "Emperor Naruhito",
    "Charles III",          "Joseph Biden",       "Harry S. Truman",
    "Ursula von der Leyen", "Jean-Yves Le Drian", "Samuel Paparo",
    "Stephen Jost",         "John Major",         "Fumio Kishida",
    "Nobuo Kishi",          "Yoshihide Yoshida",  "U.S. Forces Japan",
    "Ministry of Defense"};
const std::string kPerson = "person";

// clang-format off
const std::vector<Case> kTypedCases{
    // The answer itself, and what no teacher looks at.
    {{"Yokota"}, "Yokota", kRight},
    {{"Yokota"}, "yokota", kRight},
    {{"Yokota"}, "YOKOTA", kRight},
    {{"Yokota"}, "  Yokota  ", kRight},
    {{"Yokota"}, "Yokota.", kRight},
    {{"Yokota"}, "\"Yokota\"", kRight},
    {{"Yokota"}, "Ｙｏｋｏｔａ", kRight},
    {{"Tōkyō"}, "Tokyo", kRight},
    {{"Tokyo"}, "Tōkyō", kRight},
    {{"Łódź"}, "Lodz", kRight},
    {{"Lars Løkke Rasmussen"}, "lars lokke rasmussen", kRight},
    {{"São Tomé and Príncipe"}, "Sao Tome & Principe", kRight},
    {{"Côte d'Ivoire"}, "Cote d’Ivoire", kRight},
    {{"İstanbul"}, "istanbul", kRight},
    {{"Diyarbakır"}, "Diyarbakir", kRight},
    {{"Großbritannien"}, "Grossbritannien", kRight},
    // Articles, small words, apostrophes.
    {{"the Pentagon"}, "Pentagon", kRight},
    {{"Pentagon"}, "The Pentagon", kRight},
    {{"an arms race"}, "arms race", kRight},
    {{"arms race"}, "a arms race", kRight},
    {{"The Hague"}, "Hague", kRight},
    {{"Ministry of Defense"}, "ministry of the defense", kRight},
    {{"Commander of U.S. Forces Japan"}, "Commander, U.S. Forces Japan", kRight},
    {{"People's Liberation Army"}, "Peoples Liberation Army", kRight},
    {{"Japan's constitution"}, "Japans constitution", kRight},
    {{"Minister for Foreign Affairs"}, "Minister of Foreign Affairs", kRight},
    {{"Group of Seven"}, "Group Seven", kRight},
    {{"the"}, "the", kRight},
    {{"The The"}, "of", kWrong},
    // Hyphens, joins, signs.
    {{"Indo-Pacific"}, "Indo Pacific", kRight},
    {{"Indo-Pacific"}, "Indopacific", kRight},
    {{"Indo-Pacific"}, "Indo‑Pacific", kRight},
    {{"Air Self-Defense Force"}, "air self defense force", kRight},
    {{"hypersonic"}, "hyper-sonic", kRight},
    {{"Research and Development"}, "Research & Development", kRight},
    {{"AT&T"}, "AT and T", kRight},
    {{"two-plus-two"}, "2+2", kRight},
    {{"Two Plus Two"}, "2 plus 2", kRight},
    {{"ASEAN+3"}, "ASEAN Plus Three", kRight},
    // Acronyms.
    {{"U.S. Forces Japan"}, "US Forces Japan", kRight},
    {{"U.S. Forces Japan"}, "U. S. Forces Japan", kRight},
    {{"US Forces Japan"}, "u.s. forces japan", kRight},
    {{"U.S. Forces Japan"}, "United States Forces Japan", kRight},
    {{"USFJ"}, "usfj", kRight},
    {{"USFJ"}, "U.S.F.J.", kRight},
    {{"USFJ"}, "USJF", kWrong},
    {{"USFJ"}, "USFK", kWrong},
    {{"NATO"}, "NAFO", kWrong},
    {{"NATO"}, "NATOO", kWrong},
    {{"INDOPACOM"}, "INDOPACM", kWrong},
    {{"UN"}, "United Nations", kWrong},
    {{"F-35"}, "F35", kRight},
    {{"F-35"}, "f 35", kRight},
    {{"F-35"}, "F-16", kWrong},
    {{"F-35 Lightning"}, "F-35 Lightnng", kNearly},
    {{"F-35 Lightning"}, "F-36 Lightning", kWrong},
    {{"A-10"}, "A10", kRight},
    {{"A-10"}, "a 10", kRight},
    {{"AUKUS pact"}, "AUKUS pakt", kNearly},
    {{"AUKUS pact"}, "AUCUS pact", kWrong},
    // Aliases.
    {kCommand, "INDOPACOM", kRight},
    {kCommand, "Indo-Pacific Command", kRight},
    {kCommand, "US Indo-Pacific Command", kRight},
    {kCommand, "United States Indo-Pacific Command", kRight},
    {kCommand, "indopacific command", kRight},
    {kCommand, "Indo-Pacific Comand", kNearly},
    {kCommand, "Indopacfic Command", kNearly},
    {kCommand, "European Command", kWrong},
    {kCommander, "commander of us indo-pacific command", kRight},
    {kCommander, "Commander INDOPACOM", kRight},
    {kCommander, "INDOPACOM", kWrong},
    {kCommander, "Comander, INDOPACOM", kNearly},
    // Slips of spelling.
    {{"Yokota"}, "Yokata", kNearly},
    {{"Yokota"}, "Yokta", kNearly},
    {{"Yokota"}, "Yokoata", kNearly},
    {{"Yokota"}, "Yoktoa", kNearly},
    {{"Yokota"}, "Yakata", kWrong},
    {{"Yokota"}, "Atsugi", kWrong},
    {{"Okinawa"}, "Okinowa", kNearly},
    {{"Futenma"}, "Futemma", kNearly},
    {{"Washington"}, "Washingtn", kNearly},
    {{"Reconstitution"}, "reconstituton", kNearly},
    {{"deterrence"}, "deterence", kNearly},
    {{"deterrence"}, "deterance", kNearly},
    {{"deterrence"}, "detente", kWrong},
    {{"Guam"}, "Gaum", kNearly},
    {{"Guam"}, "Gum", kNearly},
    {{"Fiji"}, "Tahiti", kWrong},
    {{"Oslo Accords"}, "Oslo Acords", kNearly},
    {{"Quad"}, "Squad", kNearly},
    {{"ROK"}, "ROC", kWrong},
    {{"Xi"}, "Li", kWrong},
    {{"Seoul"}, "Soeul", kNearly},
    {{"Kyiv"}, "Kiev", kWrong},
    {{"Strait of Malacca"}, "Strait of Mallaca", kNearly},
    {{"Strait of Malacca"}, "Straits of Malacca", kNearly},
    {{"Tomahawk missile"}, "Tomahawk missiles", kNearly},
    {{"Joint Operations Command"}, "Joint Operatons Comand", kNearly},
    {{"Joint Operations Command"}, "Joint Command", kWrong},
    {{"Joint Operations Command"}, "Joint Operations", kWrong},
    {{"Joint Operations Command"}, "Joint Naval Operations Command", kWrong},
    {{"freedom of navigation"}, "freedom of navagation", kNearly},
    // British and American.
    {{"Ministry of Defence"}, "Ministry of Defense", kRight},
    {{"reorganization"}, "reorganisation", kRight},
    {{"Pearl Harbor"}, "Pearl Harbour", kRight},
    {{"Self-Defence Forces"}, "Self-Defense Forces", kRight},
    {{"export licence"}, "export license", kRight},
    {{"space programme"}, "space program", kRight},
    // The opposite, or another country, is no slip.
    {{"exports"}, "imports", kWrong},
    {{"importers"}, "exporters", kWrong},
    {{"bilateral"}, "trilateral", kWrong},
    {{"bilateral"}, "unilateral", kWrong},
    {{"bilateral"}, "bilatral", kNearly},
    {{"multilateral"}, "unilateral", kWrong},
    {{"northern"}, "southern", kWrong},
    {{"North Korea"}, "South Korea", kWrong},
    {{"northeast"}, "northwest", kWrong},
    {{"Eastern Europe"}, "Western Europe", kWrong},
    {{"proliferation"}, "nonproliferation", kWrong},
    {{"nonproliferation"}, "non-proliferation", kRight},
    {{"direct"}, "indirect", kWrong},
    {{"independent"}, "dependent", kWrong},
    {{"stable"}, "unstable", kWrong},
    {{"symmetric"}, "asymmetric", kWrong},
    {{"offensive"}, "defensive", kWrong},
    {{"increase"}, "decrease", kWrong},
    {{"majority"}, "minority", kWrong},
    {{"no first use"}, "first use", kWrong},
    {{"Iran"}, "Iraq", kWrong},
    {{"Australia"}, "Austria", kWrong},
    {{"Austrian"}, "Australian", kWrong},
    {{"Ireland"}, "Iceland", kWrong},
    {{"Slovakia"}, "Slovenia", kWrong},
    {{"Gambia"}, "Zambia", kWrong},
    {{"Niger"}, "Nigeria", kWrong},
    {{"Republic of Ireland"}, "Republic of Iceland", kWrong},
    {{"Australia"}, "Austrlia", kNearly},
    {{"Philippines"}, "Phillipines", kNearly},
    // Another name of the deck is never a slip.
    {{"Minoru Kihara"}, "Minoru Kihara", kRight, kPeople},
    {{"Minoru Kihara"}, "Minoru Kihera", kNearly, kPeople},
    {{"Kihara"}, "Kamikawa", kWrong, {"Kamikawa"}},
    {{"Kihara"}, "Kihira", kWrong, {"Kihira"}},
    {{"Kihara"}, "Kihora", kNearly, {"Kamikawa"}},
    {{"Kihara"}, "Kihura", kWrong, {"Kihuro"}},
    {{"Minoru Kihara"}, "Minora Kihara", kWrong, {"Minora Kihara"}},
    {{"Ministry of Defense"}, "Minister of Defense", kWrong, {"Minister for Foreign Affairs"}},
    {{"Minister of Defense"}, "Ministr of Defense", kWrong, {"Ministry of Defense"}},
    {{"Air Self-Defense Force"}, "Air Self-Defense Forces", kNearly, {"U.S. Forces Japan"}},
    {{"Yokota Air Base"}, "Yokosuka Air Base", kWrong, {"Yokosuka Naval Base"}},
    // Numbers inside answers are exact, however they are written.
    {{"Article 9"}, "Article Nine", kRight},
    {{"Article 9"}, "article 9", kRight},
    {{"Article 9"}, "Article 5", kWrong},
    {{"Article 9"}, "Artcle 9", kNearly},
    {{"World War II"}, "World War 2", kRight},
    {{"World War II"}, "World War Two", kRight},
    {{"World War II"}, "World War I", kWrong},
    {{"Seventh Fleet"}, "7th Fleet", kRight},
    {{"Seventh Fleet"}, "Third Fleet", kWrong},
    {{"7th Fleet"}, "seventh fleet", kRight},
    {{"twenty-one demands"}, "21 demands", kRight},
    {{"Twenty-One Demands"}, "twenty one demands", kRight},
    {{"2025"}, "2025", kRight},
    {{"2025"}, "2026", kWrong},
    {{"2025"}, "20255", kWrong},
    {{"1,000"}, "1000", kRight},
    {{"1,000 km"}, "1 000 km", kRight},
    {{"1.5 percent"}, "15 percent", kWrong},
    {{"1.5 percent"}, "1.5 %", kRight},
    {{"2 percent of GDP"}, "2% of GDP", kRight},
    {{"2 per cent"}, "two percent", kRight},
    {{"43 trillion yen"}, "¥43 trillion", kRight},
    {{"43 trillion yen"}, "43 trillion", kRight},
    {{"43 trillion yen"}, "$43 trillion", kWrong},
    {{"43 trillion yen"}, "34 trillion yen", kWrong},
    {{"3 million"}, "three million", kRight},
    {{"3 million"}, "3,000,000", kRight},
    {{"3 million"}, "3 billion", kWrong},
    {{"fiscal year 2027"}, "fical year 2027", kNearly},
    {{"fiscal year 2027"}, "fiscal year 2072", kWrong},
    {{"9/11"}, "9-11", kRight},
    {{"9/11"}, "91/1", kWrong},
    // Dates in words and figures.
    {{"28 July 2024"}, "July 28, 2024", kRight},
    {{"28 July 2024"}, "2024-07-28", kRight},
    {{"28 July 2024"}, "28th of July 2024", kRight},
    {{"28 July 2024"}, "28 June 2024", kWrong},
    {{"July 2024"}, "2024-07", kRight},
    // Japanese.
    {{"Yokota", "横田基地"}, "横田基地", kRight},
    {{"横田基地"}, "横須基地", kWrong},
    {{"ヨコタ"}, "ﾖｺﾀ", kRight},
    {{"がいむしょう"}, "かいむしょう", kWrong},
    // Odds and ends.
    {{"COVID-19"}, "covid19", kRight},
    {{"COVID-19"}, "COVID-18", kWrong},
    {{"Hwasong-17"}, "Hwasong 17", kRight},
    {{"Type 12 missile"}, "type-12 missle", kNearly},
    {{"Type 12 missile"}, "type-21 missile", kWrong},
    {{"Xi Jinping"}, "XI JINPING", kRight},
    {{"Xi Jinping"}, "Xi Jingping", kNearly},
    {{"Louis XIV"}, "Louis XVI", kWrong},
    {{"Charles VI"}, "Charles IV", kWrong},
    {{"Harry S. Truman"}, "Harry S Truman", kRight},
    {{"J.R.R. Tolkien"}, "JRR Tolkien", kRight},
    {{"Ph.D."}, "PhD", kRight},
    {{"Plan B"}, "Plan C", kWrong},
    {{"inflation"}, "deflation", kWrong},
    {{"internal"}, "external", kWrong},
    {{"macroeconomic"}, "microeconomic", kWrong},
    {{"one hundred and ten"}, "110", kRight},
    {{"three countries"}, "3 countries", kRight},
    {{"three countries"}, "four countries", kWrong},
    {{"-5 percent"}, "5 percent", kWrong},
    {{"United States"}, "US", kWrong},
    {{"United States", "US"}, "U.S.", kRight},
    {{"per capita income"}, "per-capita income", kRight},
    {{"three"}, "thre", kWrong},
    {{"+"}, "+", kRight},
    {{"$5"}, "5 dollars", kRight},
    {{"$5"}, "US$5", kRight},
    {{"€5"}, "£5", kWrong},
    {{"28.7.2024"}, "28-7-2024", kRight},
    // Commands, their commanders and their short names.
    {kCommand, "the Indo-Pacific Command", kRight},
    {kCommand, "U.S. INDOPACOM", kRight},
    {kCommand, "Indo-Pacific Commnd", kNearly},
    {kCommand, "INDOPAC", kWrong},
    {kCommand, "PACOM", kWrong},
    {kCommand, "Commander of U.S. Indo-Pacific Command", kWrong},
    {kCommand, "Commander, INDOPACOM", kWrong, {"Commander, INDOPACOM"}},
    {kCommander, "Commander of U.S. Indo-Pacific Command", kRight},
    {kCommander, "the commander of the U.S. Indo-Pacific Command", kRight},
    {kCommander, "Commander U.S. INDOPACOM", kRight},
    {kCommander, "U.S. Indo-Pacific Command", kWrong, kCommand},
    {kCommander, "Commander, USFJ", kWrong},
    {{"Joint Operations Command", "JJOC"}, "J.J.O.C.", kRight},
    {{"Joint Operations Command", "JJOC"}, "JJOC", kRight},
    {{"Joint Operations Command", "JJOC"}, "JOC", kWrong},
    {{"Joint Operations Command", "JJOC"}, "joint operation command", kNearly},
    {{"Quad", "Quadrilateral Security Dialogue"}, "the Quad", kRight},
    {{"Quad", "Quadrilateral Security Dialogue"}, "Quadrilateral Security Dialog", kNearly},
    {{"AUKUS"}, "A.U.K.U.S.", kRight},
    {{"AUKUS"}, "ANZUS", kWrong},
    {{"ANZUS Treaty"}, "Anzus treaty", kRight},
    {{"NSC"}, "N S C", kRight},
    {{"IAEA"}, "IEA", kWrong},
    {{"G7", "Group of Seven"}, "G-7", kRight},
    {{"G7", "Group of Seven"}, "G8", kWrong},
    {{"G7", "Group of Seven"}, "the group of 7", kRight},
    {{"WTO"}, "WHO", kWrong},
    {{"P5+1"}, "P5 plus one", kRight},
    {{"5G"}, "5g", kRight},
    {{"5G"}, "4G", kWrong},
    {{"C4ISR"}, "C4ISTAR", kWrong},
    {{"SM-3 Block IIA"}, "SM-3 Block IIB", kWrong},
    {{"SM-3"}, "SM3", kRight},
    {{"SM-3"}, "SM-6", kWrong},
    {{"Patriot PAC-3"}, "Patriot PAC 3", kRight},
    {{"Patriot PAC-3"}, "Patroit PAC-3", kNearly},
    {{"Patriot PAC-3"}, "Patriot PAC-2", kWrong},
    // Length decides how much is a slip.
    {{"Oki"}, "Oku", kWrong},
    {{"Lima"}, "Lema", kNearly},
    {{"Lima"}, "Lemo", kWrong},
    {{"Hiroshima"}, "Hirosima", kNearly},
    {{"Hiroshima"}, "Hirosimma", kNearly},
    {{"Hiroshima"}, "Fukushima", kWrong},
    {{"extended deterrence"}, "extended deterence", kNearly},
    {{"extended deterrence"}, "extended detterence", kNearly},
    {{"extended deterrence"}, "extended defense", kWrong},
    {{"counterintelligence"}, "counterinteligence", kNearly},
    {{"counterintelligence"}, "intelligence", kWrong},
    {{"Treaty of Westphalia"}, "Treaty of Westfalia", kNearly},
    {{"Treaty of Westphalia"}, "Westphalia", kWrong},
    {{"Bundesrat"}, "Bundestag", kWrong, {"Bundestag"}},
    {{"Sasebo"}, "Sasebo Naval Base", kWrong},
    {{"interoperability"}, "interoperabilty", kNearly},
    {{"interoperability"}, "operability", kWrong},
    // Punctuation, quotes, brackets, widths.
    {{"Yokota"}, "(Yokota)", kRight},
    {{"Yokota"}, "«Yokota»", kRight},
    {{"Yokota"}, "Yokota!", kRight},
    {{"Yokota"}, "Yo kota", kRight},
    {{"Guidelines for Japan-U.S. Defense Cooperation"}, "Guidelines for Japan–US Defense Cooperation", kRight},
    {{"Guidelines for Japan-U.S. Defense Cooperation"}, "guidelines japan us defence co-operation", kRight},
    {{"Black, White & Grey"}, "black white and grey", kRight},
    {{"Curaçao"}, "CURACAO", kRight},
    {{"Straße"}, "strasse", kRight},
    {{"Malmö"}, "Malmo", kRight},
    {{"Malmö"}, "Malmø", kRight},
    {{"Þingvellir"}, "Thingvellir", kRight},
    {{"the Netherlands"}, "Netherlands", kRight},
    {{"the Netherlands"}, "Neatherlands", kNearly},
    {{"１２３"}, "123", kRight},
    {{"ＮＡＴＯ"}, "NATO", kRight},
    // Forms in Japanese, where the deck gives them.
    {{"Ministry of Defense", "防衛省"}, "防衛省", kRight},
    {{"Ministry of Defense", "防衛省"}, "防衛相", kWrong},
    {{"Ministry of Defense", "防衛省"}, "外務省", kWrong},
    {{"Okinawa", "沖縄", "おきなわ"}, "おきなわ", kRight},
    {{"Okinawa", "沖縄", "おきなわ"}, "沖繩", kWrong},
    {{"トマホーク"}, "ﾄﾏﾎｰｸ", kRight},
    {{"トマホーク"}, "トマホク", kWrong},
    {{"F-35戦闘機"}, "Ｆ－３５戦闘機", kRight},
    {{"上川陽子"}, "上川 陽子", kRight, {}, "person"},
    {{"Yoko Kamikawa", "上川 陽子"}, "上川", kRight, {"Yoko Kamikawa", "上川 陽子"}, "person"},
    // Numbers in words and figures.
    {{"Forty-three trillion yen"}, "43 trillion yen", kRight},
    {{"Forty-three trillion yen"}, "43 billion yen", kWrong},
    {{"two thirds"}, "2 thirds", kRight},
    {{"Five Eyes"}, "5 Eyes", kRight},
    {{"Five Eyes"}, "Six Eyes", kWrong},
    {{"Five Eyes"}, "Five Eys", kNearly},
    {{"Fourteen Points"}, "14 points", kRight},
    {{"Fourteen Points"}, "Forteen Points", kWrong},
    {{"Nineteenth Amendment"}, "19th Amendment", kRight},
    {{"Nineteenth Amendment"}, "18th Amendment", kWrong},
    {{"Resolution 1441"}, "resolution 1,441", kRight},
    {{"Resolution 1441"}, "Resolution 1414", kWrong},
    {{"UNSC Resolution 1441"}, "UNSC Resoluton 1441", kNearly},
    {{"Agenda 2030"}, "Agenda 2063", kWrong},
    {{"0.7 percent of GNI"}, "0.7% of GNI", kRight},
    {{"0.7 percent of GNI"}, "7% of GNI", kWrong},
    {{"0.7 percent of GNI"}, "0.7% of GDP", kWrong},
    {{"four-star general"}, "4-star general", kRight},
    {{"four-star general"}, "three-star general", kWrong},
    {{"1951"}, "１９５１", kRight},
    {{"1951"}, "1952", kWrong},
    {{"8 September 1951"}, "Sept. 8, 1951", kRight},
    {{"8 September 1951"}, "1951年9月8日", kRight},
    {{"8 September 1951"}, "8 September 1952", kWrong},
    {{"September 1951"}, "Sep 1951", kRight},
    // Never another name of the deck, however close.
    {{"Minoru Kihara"}, "Yoko Kamikawa", kWrong, kOfficials, kPerson},
    {{"Yokosuka"}, "Yokota", kWrong, {"Yokota", "Yokosuka"}},
    {{"Yokosuka"}, "Yokosuko", kNearly, {"Yokota", "Yokosuka"}},
    {{"Kadena"}, "Katena", kWrong, {"Katena"}},
    {{"Ministry of Finance"}, "Ministry of Defense", kWrong, kOfficials},
    {{"7th Fleet"}, "5th Fleet", kWrong, {"5th Fleet", "7th Fleet"}},
    {{"USFJ"}, "USFK", kWrong, {"USFJ", "USFK"}},
    {{"U.S. Forces Korea"}, "U.S. Forces Japan", kWrong, kOfficials},
    {{"Marines"}, "Marine", kNearly, {"Maritime Self-Defense Force"}},
    {{"Iwakuni"}, "Iwakini", kNearly, kOfficials},
    // People: titles.
    {{"Antony Blinken"}, "Antony Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Secretary of State Antony Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Mr. Antony Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Mr Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "U.S. Secretary of State Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Secretary Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Blinken, Secretary of State", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Secretary of State", kWrong, kOfficials, kPerson},
    {{"Antony Blinken"}, "Secretary", kWrong, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Foreign Minister Yoko Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Foreign Minister Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Japanese Foreign Minister Kamikawa Yoko", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Ms. Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kamikawa-san", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Foreign Minister", kWrong, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Defence Minister Kihara", kRight, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Minister of Defense Minoru Kihara", kRight, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Defense Minister Kamikawa", kWrong, kOfficials, kPerson},
    {{"Samuel Paparo"}, "Adm. Samuel Paparo", kRight, kOfficials, kPerson},
    {{"Samuel Paparo"}, "Admiral Paparo", kRight, kOfficials, kPerson},
    {{"Stephen Jost"}, "Lt. Gen. Stephen Jost", kRight, kOfficials, kPerson},
    {{"Stephen Jost"}, "Lieutenant General Jost", kRight, kOfficials, kPerson},
    {{"Yoshihide Yoshida"}, "Gen. Yoshida", kRight, kOfficials, kPerson},
    {{"Fumio Kishida"}, "Prime Minister Fumio Kishida", kRight, kOfficials, kPerson},
    {{"Fumio Kishida"}, "Prime Minister", kWrong, kOfficials, kPerson},
    {{"Joseph Biden", "Joe Biden"}, "President Joe Biden", kRight, kOfficials, kPerson},
    {{"Joseph Biden", "Joe Biden"}, "President Biden", kRight, kOfficials, kPerson},
    {{"Emperor Naruhito"}, "Naruhito", kRight, kOfficials, kPerson},
    {{"Emperor Naruhito"}, "Emperor", kWrong, kOfficials, kPerson},
    {{"John Major"}, "Major", kRight, kOfficials, kPerson},
    {{"John Major"}, "Sir John Major", kRight, kOfficials, kPerson},
    {{"John Major"}, "John", kWrong, kOfficials, kPerson},
    // People: initials and suffixes.
    {{"Lloyd J. Austin III"}, "Lloyd J. Austin III", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd J Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd Austin III", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd Austin 3rd", kWrong, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd Austin II", kWrong, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd K. Austin", kWrong, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd James Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Secretary of Defense Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "L. Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "L. J. Austin", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Austin, Lloyd", kRight, kOfficials, kPerson},
    {{"Lloyd J. Austin III"}, "Lloyd Austen", kNearly, kOfficials, kPerson},
    {{"Lloyd Austin"}, "Lloyd J. Austin III", kRight, {"Lloyd Austin"}, kPerson},
    {{"Lloyd Austin"}, "Lloyd Austin Jr.", kRight, {"Lloyd Austin"}, kPerson},
    {{"Harry S. Truman"}, "Harry Truman", kRight, kOfficials, kPerson},
    {{"Harry S. Truman"}, "Truman", kRight, kOfficials, kPerson},
    {{"Harry S. Truman"}, "Harry", kWrong, kOfficials, kPerson},
    {{"Martin Luther King Jr."}, "Martin Luther King", kRight, {}, kPerson},
    {{"Charles III"}, "Charles", kWrong, kOfficials, kPerson},
    {{"Charles III"}, "King Charles III", kRight, kOfficials, kPerson},
    {{"Charles III"}, "King Charles II", kWrong, kOfficials, kPerson},
    // People: the first name as its initial.
    {{"Antony Blinken"}, "A. Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "A Blinken", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "Blinken, A.", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "B. Blinken", kWrong, kOfficials, kPerson},
    {{"Antony Blinken"}, "A. B.", kWrong, kOfficials, kPerson},
    {{"Mary Smith"}, "M. Smith", kRight, kOfficials, kPerson},
    {{"John Smith"}, "J. Smith", kWrong, kOfficials, kPerson},
    {{"Jane Smith"}, "J. Smith", kWrong, kOfficials, kPerson},
    {{"John Smith"}, "J. Smith", kRight, {"John Smith", "Mary Smith"}, kPerson},
    // People: the family name first, or alone.
    {{"Yoko Kamikawa"}, "Kamikawa Yoko", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "KAMIKAWA Yoko", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kamikawa, Yoko", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Yoko", kWrong, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kamikava", kNearly, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kamikava Yoko", kNearly, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Kihara", kWrong, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Kihara", kRight, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Kamikawa", kWrong, kOfficials, kPerson},
    {{"Minoru Kihara"}, "Kihara Yoko", kWrong, kOfficials, kPerson},
    {{"Mary Smith"}, "Smith", kWrong, kOfficials, kPerson},
    {{"Mary Smith"}, "Smith", kRight, {"Mary Smith", "John Major"}, kPerson},
    {{"Mary Smith"}, "Smith, Mary", kRight, kOfficials, kPerson},
    {{"Mary Smith"}, "Gary Smith", kNearly, {"Mary Smith"}, kPerson},
    {{"Mary Smith"}, "Gary Smith", kWrong, {"Mary Smith", "Gary Smith"}, kPerson},
    {{"Mary Smith"}, "Smith Gary", kWrong, {"Mary Smith", "Gary Smith"}, kPerson},
    {{"Mary Smith"}, "Gen. Gary Smith", kWrong, {"Mary Smith", "Gary Smith"}, kPerson},
    {{"George W. Bush"}, "George W. Bush", kRight, kOfficials, kPerson},
    {{"George W. Bush"}, "George Bush", kWrong, kOfficials, kPerson},
    {{"George W. Bush"}, "George H. W. Bush", kWrong, kOfficials, kPerson},
    {{"George W. Bush"}, "President George W. Bush", kRight, kOfficials, kPerson},
    {{"George W. Bush"}, "Bush", kWrong, kOfficials, kPerson},
    {{"George W. Bush"}, "George Bush", kRight, {"George W. Bush"}, kPerson},
    {{"George W. Bush"}, "George H. W. Bush", kWrong, {"George W. Bush"}, kPerson},
    {{"Fumio Kishida"}, "Kishi", kWrong, kOfficials, kPerson},
    {{"Nobuo Kishi"}, "Kishida", kWrong, kOfficials, kPerson},
    {{"Xi Jinping"}, "Xi", kRight, kOfficials, kPerson},
    {{"Xi Jinping"}, "President Xi", kRight, kOfficials, kPerson},
    {{"Xi Jinping"}, "Jinping Xi", kRight, kOfficials, kPerson},
    {{"Xi Jinping"}, "Jinping", kWrong, kOfficials, kPerson},
    {{"Xi Jinping"}, "Li", kWrong, kOfficials, kPerson},
    {{"Moon Jae-in"}, "Moon Jae In", kRight, kOfficials, kPerson},
    {{"Moon Jae-in"}, "Jae-in Moon", kRight, kOfficials, kPerson},
    {{"Moon Jae-in"}, "President Moon", kWrong, kOfficials, kPerson},
    {{"Moon Jae-in"}, "President Moon", kRight, {"Moon Jae-in"}, kPerson},
    {{"Kim Jong Un"}, "Kim", kWrong, kOfficials, kPerson},
    {{"Kim Jong Un"}, "Kim", kRight, {"Kim Jong Un"}, kPerson},
    {{"Kim Jong Un"}, "Kim Jong-un", kRight, kOfficials, kPerson},
    {{"Kim Jong Un"}, "Kim Yo Jong", kWrong, kOfficials, kPerson},
    {{"Kim Jong Un"}, "Kim Jong Il", kWrong, kOfficials, kPerson},
    {{"Ursula von der Leyen"}, "von der Leyen", kRight, kOfficials, kPerson},
    {{"Ursula von der Leyen"}, "Leyen", kRight, kOfficials, kPerson},
    {{"Ursula von der Leyen"}, "U. von der Leyen", kRight, kOfficials, kPerson},
    {{"Ursula von der Leyen"}, "President von der Leyen", kRight, kOfficials, kPerson},
    {{"Jean-Yves Le Drian"}, "Le Drian", kRight, kOfficials, kPerson},
    {{"Jean-Yves Le Drian"}, "Jean Yves Le Drian", kRight, kOfficials, kPerson},
    {{"Jean-Yves Le Drian"}, "J.-Y. Le Drian", kRight, kOfficials, kPerson},
    {{"Lars Løkke Rasmussen"}, "Lars Rasmussen", kRight, {}, kPerson},
    {{"Bashar al-Assad"}, "Assad", kRight, {}, kPerson},
    {{"Bashar al-Assad"}, "al-Assad", kRight, {}, kPerson},
    {{"Bashar al-Assad"}, "President al Assad", kRight, {}, kPerson},
    {{"Bashar al-Assad"}, "Bashar", kWrong, {}, kPerson},
    {{"Luiz Inácio Lula da Silva"}, "President da Silva", kRight, {}, kPerson},
    {{"Franklin Delano Roosevelt"}, "Franklin D. Roosevelt", kRight, {}, kPerson},
    {{"Franklin Delano Roosevelt"}, "Theodore Roosevelt", kWrong, {}, kPerson},
    {{"Lee Hsien Loong"}, "Prime Minister Lee", kRight, {}, kPerson},
    {{"Lee Hsien Loong"}, "Loong", kWrong, {}, kPerson},
    {{"Lee Harvey Oswald"}, "Oswald", kRight, {}, kPerson},
    {{"Lee Harvey Oswald"}, "Lee", kWrong, {}, kPerson},
    {{"Ban Ki-moon"}, "Secretary-General Ban", kRight, {}, kPerson},
    {{"Tsai Ing-wen"}, "Tsai", kRight, {}, kPerson},
    {{"Antony Blinken"}, "Blinken Antony J.", kRight, kOfficials, kPerson},
    {{"Antony Blinken"}, "the American", kWrong, kOfficials, kPerson},
    {{"Antony Blinken"}, "U.S. Blinken", kWrong, kOfficials, kPerson},
    {{"Antony Blinken"}, "Antony Blinkin of the U.S.", kNearly, kOfficials, kPerson},
    {{"Antony Blinken"}, "Antny Blinken", kNearly, kOfficials, kPerson},
    {{"Antony Blinken"}, "one two or three or four or five or six or seven or eight or nine or ten", kWrong, kOfficials, kPerson},
    {{"Naruhito"}, "Emperor Naruhito", kRight, {"Naruhito"}, kPerson},
    {{"上川陽子"}, "上川", kWrong, {}, kPerson},
    {{"Alexander Hamilton Jr."}, "Alexander Hamilton Sr.", kWrong, {}, kPerson},
    {{"Ken Kamikama"}, "K. Kamikava", kWrong, {"Ken Kamikama", "Kei Kamikawa"}, kPerson},
    {{"Ken Kamikama"}, "Kamikava Ken", kWrong, {"Ken Kamikama", "Ken Kamikawa"}, kPerson},
    {{"Ken Kamikama"}, "Kamikava Ken", kNearly, {"Ken Kamikama", "Yoko Kamikawa"}, kPerson},
    {{"Ken Kamikama"}, "Kamikava", kWrong, {"Ken Kamikama", "Yoko Kamikawa"}, kPerson},
    // What is allowed for people is not allowed for others.
    {{"Mary Smith"}, "Smith", kWrong, {"Mary Smith"}},
    {{"Charles de Gaulle"}, "Gaulle", kWrong, {"Charles de Gaulle"}, "ship"},
    {{"Lloyd Austin"}, "Austin Lloyd", kWrong, kPeople},
    {{"Lloyd Austin"}, "Mr. Lloyd Austin", kWrong, kPeople},
    // Slips in small words.
    {{"Speaker of the House of Commons"}, "the Speaker of th House of Commons", kNearly},
    {{"Speaker of the House of Commons"}, "Speaker fo the House of Commons", kNearly},
    {{"Speaker of the House of Commons"}, "Speaker of teh House of Comons", kNearly},
    {{"Speaker of the House of Commons"}, "th Speaker of the House of Lords", kWrong},
    {{"Te Anau"}, "te Anau", kRight},
    {{"Yoko Kamikawa"}, "th Kamikawa", kNearly, kOfficials, kPerson},
    // A preposition that the question asks for.
    {{"Tokyo"}, "in Tokyo", kRight},
    {{"Tokyo"}, "In the Tokyo", kRight},
    {{"Tokyo"}, "in Tokio", kNearly},
    {{"Tokyo"}, "in Osaka", kWrong, {"Tokyo", "Osaka"}},
    {{"the west", "west"}, "in the west", kRight},
    {{"Yokota Air Base"}, "at Yokota Air Base", kRight},
    {{"28 July 2024"}, "on 28 July 2024", kRight},
    {{"ballot"}, "by ballot", kRight},
    {{"Hiroshima"}, "to Hiroshima", kRight},
    {{"Hiroshima"}, "from Hiroshima", kRight},
    {{"Australia"}, "with Australia", kRight},
    {{"Australia"}, "with Austria", kWrong},
    {{"from Tokyo"}, "to Tokyo", kWrong},
    {{"by sea"}, "at sea", kWrong},
    {{"On Liberty"}, "in Liberty", kWrong},
    {{"Antony Blinken"}, "by Antony Blinken", kRight, kOfficials, kPerson},
    {{"Tokyo"}, "in", kWrong},
    {{"Tokyo"}, "not in Tokyo", kWrong},
    // Countries inside names, "of" and the possessive.
    {{"President of the United States"}, "President of the USA", kRight},
    {{"President of the United States"}, "the president of the United States of America", kRight},
    {{"President of the United States"}, "American president", kRight},
    {{"President of the United States"}, "President of the U.S.", kRight},
    {{"President of the United States"}, "US President", kRight},
    {{"President of the United States"}, "Vice President of the USA", kWrong},
    {{"President of the United States"}, "President of the UK", kWrong},
    {{"President of the United States"}, "the United States", kWrong},
    {{"U.S. secretary of state", "Secretary of state"}, "American secretary of state", kRight},
    {{"U.S. secretary of defense"}, "American Secretary of Defence", kRight},
    {{"U.S. secretary of defense"}, "American secretary of state", kWrong},
    {{"Japanese defense minister"}, "minister of defence of Japan", kRight},
    {{"Japanese defense minister"}, "Japan's minister of defense", kRight},
    {{"Japanese defense minister"}, "Japan’s defence minister", kRight},
    {{"Japanese defense minister"}, "South Korea's defense minister", kWrong},
    {{"Japanese defense minister"}, "minister of defence of China", kWrong},
    {{"Japanese defense minister"}, "minister of foreign affairs of Japan", kWrong},
    {{"Japan's Southwest Islands"}, "Southwest Islands of Japan", kRight},
    {{"Japan's Southwest Islands"}, "Japanese Southwest Islands", kRight},
    {{"Japan's Southwest Islands"}, "Northeast Islands of Japan", kWrong},
    {{"South Korean president", "President of South Korea"}, "South Korea's president", kRight},
    {{"South Korean president", "President of South Korea"}, "North Korea's president", kWrong},
    {{"Japanese"}, "Japan", kWrong},
    {{"Japan"}, "Japanese", kWrong},
    {{"American"}, "USA", kWrong},
    {{"U.S. Forces Japan"}, "US Forces in Japan", kRight},
    {{"U.S. Forces Japan"}, "US Forces of Japan", kRight},
    {{"U.S. Forces Japan"}, "US Forces in Korea", kWrong},
    {{"commander of USINDOPACOM"}, "USINDOPACOM commander", kRight},
    {{"commander of USINDOPACOM"}, "USINDOPACOM's commander", kRight},
    {{"commander of USINDOPACOM"}, "USFJ commander", kWrong},
    {{"Speaker of the House of Commons"}, "House of Commons Speaker", kRight},
    {{"Speaker of the House of Commons"}, "Commons Speaker", kWrong},
    {{"Treaty of Rome"}, "Rome Treaty", kRight},
    {{"Department of State"}, "State Department", kRight},
    {{"Department of State"}, "State's Department", kWrong, {"State Department"}},
    {{"Tokyo Trial"}, "Trial Tokyo", kWrong},
    {{"China attacks Japan"}, "Japan attacks China", kWrong},
    {{"Yoko Kamikawa"}, "Japan's Foreign Minister Yoko Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "Japan's Foreign Minister", kWrong, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "FM Kamikawa", kRight, kOfficials, kPerson},
    {{"Yoko Kamikawa"}, "FM Kihara", kWrong, kOfficials, kPerson},
    // A place and its country.
    {{"Tokyo"}, "Tokyo, Japan", kNearly},
    {{"Tokyo"}, "in Tokyo, Japan", kNearly},
    {{"Tokyo"}, "Osaka, Japan", kWrong},
    {{"Tokyo"}, "Tokyo, Osaka", kWrong},
    {{"Tokyo"}, "Japan, Tokyo", kWrong},
    {{"Tokyo"}, "Japan", kWrong},
    // Years in words, and "about".
    {{"1957"}, "nineteen fifty-seven", kRight},
    {{"1957"}, "in nineteen fifty seven", kRight},
    {{"1957"}, "nineteen fifty-eight", kWrong},
    {{"2004"}, "two thousand and four", kRight},
    {{"2024"}, "twenty twenty-four", kRight},
    {{"1905"}, "nineteen oh five", kRight},
    {{"1900"}, "nineteen hundred", kRight},
    {{"1957"}, "ca. 1957", kRight},
    {{"1957"}, "c. 1957", kRight},
    {{"1957"}, "circa 1957", kRight},
    {{"1957"}, "about 1957", kRight},
    {{"1957"}, "about 1958", kWrong},
    // A surname of four letters is short enough for every letter to count.
    {{"Yoon Suk-yeol", "Yoon"}, "Yoo", kWrong, {}, kPerson},
    {{"Yoon Suk-yeol"}, "Yoo", kWrong, {}, kPerson},
    {{"Yoon Suk-yeol"}, "President Yoo", kWrong, {}, kPerson},
    {{"Yoon Suk-yeol"}, "Yoon", kRight, {}, kPerson},
    {{"Yoon Suk-yeol"}, "Yoon Suk-yol", kNearly, {}, kPerson},
    // Japanese numbers, eras, kana and honorifics.
    {{"110"}, "百十", kRight},
    {{"110"}, "一一〇", kRight},
    {{"110"}, "百十一", kWrong},
    {{"4 October 2021"}, "二〇二一年十月四日", kRight},
    {{"4 October 2021"}, "令和3年10月4日", kRight},
    {{"4 October 2021"}, "令和三年十月四日", kRight},
    {{"4 October 2021"}, "令和4年10月4日", kWrong},
    {{"2021年10月4日"}, "二〇二一年十月四日", kRight},
    {{"千葉"}, "1000葉", kWrong},
    {{"三重"}, "二重", kWrong},
    {{"かみかわようこ"}, "カミカワヨウコ", kRight},
    {{"ヨコタ"}, "よこた", kRight},
    {{"ヨコタ"}, "よこだ", kWrong},
    {{"上川陽子"}, "上川陽子さん", kRight, {}, kPerson},
    {{"上川陽子"}, "上川陽子氏", kRight, {}, kPerson},
    {{"上川陽子"}, "上川陽子外相", kRight, {}, kPerson},
    {{"岸田文雄"}, "岸田文雄首相", kRight, {}, kPerson},
    {{"岸田文雄"}, "上川陽子首相", kWrong, {"岸田文雄", "上川陽子"}, kPerson},
    {{"岸田文雄"}, "首相", kWrong, {}, kPerson},
    {{"外務省"}, "外務省氏", kWrong},
    // No answer, or none to speak of.
    {{"Yokota"}, "", kWrong},
    {{"Yokota"}, "   ", kWrong},
    {{"Yokota"}, "?", kWrong},
    {{"Yokota"}, "I don't know", kWrong},
    {{"Tokyo"}, "Tokyo or Osaka", kWrong},
};
// clang-format on

Prompt choice(Form form = Form::kChoice) {
  Prompt prompt;
  prompt.form = form;
  prompt.options = {{"Tokyo", true, ""},
                    {"Kyoto", false, "Kyoto was the capital until 1868."},
                    {"Osaka", true, ""},
                    {"Nara", false, ""}};
  if (form == Form::kChoice) prompt.options[2].right = false;
  return prompt;
}

/// Items a b c d are shown as c a d b.
Prompt order() {
  Prompt prompt;
  prompt.form = Form::kOrder;
  prompt.items = {"c", "a", "d", "b"};
  prompt.key = {1, 3, 0, 2};
  return prompt;
}

Prompt match() {
  Prompt prompt;
  prompt.form = Form::kMatch;
  prompt.items = {"Japan", "France", "India"};
  prompt.counterparts = {"Paris", "New Delhi", "Tokyo"};
  prompt.key = {2, 0, 1};
  return prompt;
}

Prompt cloze() {
  Prompt prompt;
  prompt.form = Form::kCloze;
  prompt.cloze =
      ClozeText{{"", " reports to ", "."},
                {{{"U.S. Forces Japan", "USFJ"}, ""}, {{"INDOPACOM"}, "command"}}};
  return prompt;
}

}  // namespace

TEST_CASE("a typed answer gets the verdict of a fair teacher") {
  REQUIRE(kTypedCases.size() >= 300);
  for (const Case& pair : kTypedCases) {
    const Marked marked = mark(typed(pair), text(pair.given));
    CAPTURE(pair.accepted.front());
    CAPTURE(pair.given);
    CHECK(std::string(name_of(marked.verdict)) == name_of(pair.fair));
    CHECK(marked.credit == (pair.fair == kWrong ? 0 : 1));
    CHECK(marked.parts == std::vector{pair.fair});
  }
}

TEST_CASE("the remark names the right spelling as the author wrote it") {
  CHECK(mark(typed({"Yokota"}), text("yokata")).remark == "Spelling: Yokota.");
  CHECK(mark(typed(kCommand), text("Indo-Pacific Comand")).remark ==
        "Spelling: Indo-Pacific Command.");
  CHECK(mark(typed({"Yokota"}), text("Yokota")).remark.empty());
}

TEST_CASE("the remark says that nothing was given") {
  CHECK(mark(typed({"Yokota"}), text(" ")).remark == "No answer was given.");
  CHECK(mark(typed({"Yokota"}), {}).remark == "No answer was given.");
  CHECK(mark(choice(), {}).remark == "No answer was given.");
  CHECK(mark(choice(Form::kSelect), {}).remark == "No answer was given.");
  CHECK(mark(order(), {}).remark == "No answer was given.");
  CHECK(mark(match(), {}).remark == "No answer was given.");
  CHECK(mark(cloze(), {{}, {"", " "}}).remark == "No answer was given.");
}

TEST_CASE("the remark says when the answer is another name of the deck") {
  CHECK(mark(typed({"Kihara"}, kPeople), text("yoko kamikawa")).remark ==
        "Yoko Kamikawa is something else in this deck.");
}

TEST_CASE("the remark names a person in full when the family name alone was given") {
  const auto remark = [](const std::string& right, const std::string& given) {
    return mark(typed({right}, kOfficials, kPerson), text(given)).remark;
  };
  CHECK(remark("Yoko Kamikawa", "Kamikawa") == "The full name is Yoko Kamikawa.");
  CHECK(remark("Yoko Kamikawa", "Ms Kamikawa") == "The full name is Yoko Kamikawa.");
  CHECK(remark("Yoko Kamikawa", "Kamikawa Yoko").empty());
  CHECK(remark("Yoko Kamikawa", "Kamikava") == "Spelling: Kamikawa.");
  CHECK(remark("Mary Smith", "Smith") ==
        "Smith may be somebody else in this deck. Give the full name.");
  CHECK(remark("John Smith", "J. Smith") ==
        "J. Smith may be somebody else in this deck. Give the full name.");
  CHECK(remark("Yoko Kamikawa", "Defense Minister Minoru Kihara") ==
        "Minoru Kihara is something else in this deck.");
}

TEST_CASE("a slip is shown letter by letter, and so is a wrong answer that is close") {
  using Pieces = std::vector<DifferencePiece>;
  constexpr auto kSame = DifferenceKind::kSame;
  const auto difference_of = [](const Prompt& prompt, const std::string& given) {
    return mark(prompt, text(given)).difference;
  };
  CHECK(difference_of(typed({"Kadena"}), "Kadna") ==
        Pieces{{kSame, "Kad"}, {DifferenceKind::kMissing, "e"}, {kSame, "na"}});
  CHECK(difference_of(typed({"Air Base", "Kadena"}), "kaddena") ==
        Pieces{{kSame, "Kad"}, {DifferenceKind::kExtra, "d"}, {kSame, "ena"}});
  const Pieces wrong{
      {kSame, "USF"}, {DifferenceKind::kExtra, "K"}, {DifferenceKind::kMissing, "J"}};
  CHECK(difference_of(typed({"U.S. Forces Japan", "USFJ"}), "USFK") == wrong);
  CHECK(mark(typed({"USFJ"}), text("USFK")).remark ==
        "Not quite: one letter is different.");
  CHECK(difference_of(typed({"Antony Blinken"}, {}, kPerson), "Secretary Blinkn") ==
        Pieces{{kSame, "Blink"}, {DifferenceKind::kMissing, "e"}, {kSame, "n"}});
  // Nothing to learn from it.
  CHECK(difference_of(typed({"Kadena"}), "Kadena").empty());
  CHECK(difference_of(typed({"Kadena"}), "Misawa").empty());
  CHECK(difference_of(typed({"Kadena"}), "").empty());
  CHECK(difference_of(typed({"Kadena"}, {"Kadina"}), "Kadina").empty());
  CHECK(difference_of(typed({"-5 percent"}), "5 percent").empty());
  CHECK(mark(typed({"-5 percent"}), text("5 percent")).remark.empty());
}

TEST_CASE("a cloze shows the difference if it has one blank") {
  Prompt prompt;
  prompt.form = Form::kCloze;
  prompt.cloze = ClozeText{{"At ", "."}, {{{"Kadena"}, ""}}};
  CHECK(mark(prompt, text("Kadna")).difference.size() == 3);
  CHECK(mark(cloze(), {{}, {"US Forces Japn", "INDOPACOM"}}).difference.empty());
}

TEST_CASE("a student may overrule a mark, and go back") {
  const Marked own = mark(typed({"Kadena"}), text("the air base"));
  const Marked right = overruled(own, kRight);
  CHECK(right.verdict == kRight);
  CHECK(right.credit == 1);
  CHECK(right.suggested == Rating::kGood);
  CHECK(right.overruled);
  CHECK(right.own_verdict == kWrong);
  CHECK(overruled(right, kNearly).own_verdict == kWrong);
  const Marked back = overruled(right, kWrong);
  CHECK_FALSE(back.overruled);
  CHECK(back.verdict == kWrong);
  CHECK(back.credit == 0);
  CHECK(back.suggested == Rating::kAgain);
  CHECK_FALSE(overruled(own, kWrong).overruled);
}

TEST_CASE("an overruled mark is logged with the program's own verdict") {
  const Prompt prompt = typed({"Kadena"});
  const Marked own = mark(prompt, text("KAB"));
  CHECK(
      response_json(prompt, text("KAB"), overruled(own, kRight)) ==
      R"({"form":"typed","level":"recognition","texts":["KAB"],"verdict":"right","credit":1.0,"overruled":true,"marked":"wrong"})");
}

TEST_CASE("forms of one right option are marked and logged like a choice") {
  for (const Form form : {Form::kBeforeAfter, Form::kNearest, Form::kPlace}) {
    Prompt prompt = choice();
    prompt.form = form;
    CHECK(mark(prompt, {{0}, {}}).verdict == kRight);
    CHECK(mark(prompt, {{1}, {}}).remark == "Kyoto was the capital until 1868.");
    CHECK(response_text(response_json(prompt, {{1}, {}}, {})) == "Kyoto");
  }
}

TEST_CASE("a set is logged by its texts") {
  Prompt prompt;
  prompt.form = Form::kSet;
  prompt.wanted = {{"Japan"}, {"India"}};
  const Response response{{}, {"Japan, India"}};
  CHECK(
      response_json(prompt, response, mark(prompt, response)) ==
      R"({"form":"set","level":"recognition","texts":["Japan, India"],"verdict":"right","credit":1.0})");
}

TEST_CASE("a name that is also an accepted answer is no confusion") {
  const Prompt prompt = typed({"Yokota Air Base", "Yokota"}, {"YOKOTA", "Atsugi"});
  CHECK(mark(prompt, text("Yokota")).verdict == kRight);
  CHECK(mark(prompt, text("Yokata")).verdict == kNearly);
}

TEST_CASE("the nearest of several accepted answers is meant") {
  const Prompt prompt = typed({"Kadena Air Base", "Kadena"});
  CHECK(mark(prompt, text("Kadina")).remark == "Spelling: Kadena.");
  CHECK(mark(prompt, text("Kadina Air Base")).remark == "Spelling: Kadena Air Base.");
}

TEST_CASE("a long answer is wrong without delay") {
  CHECK(mark(typed({"Yokota Air Base"}, kPeople), text(std::string(200'000, 'a')))
            .verdict == kWrong);
  std::string many;
  for (int i = 0; i < 20'000; ++i)
    many += "air base ";
  CHECK(mark(typed({"Yokota Air Base"}, kPeople), text(many)).verdict == kWrong);
}

TEST_CASE("the suggested rating follows the verdict") {
  CHECK(mark(typed({"Yokota"}), text("Yokota")).suggested == Rating::kGood);
  CHECK(mark(typed({"Yokota"}), text("Yokata")).suggested == Rating::kHard);
  CHECK(mark(typed({"Yokota"}), text("Atsugi")).suggested == Rating::kAgain);
}

TEST_CASE("every form but recall is marked") {
  for (const Form form :
       {Form::kChoice, Form::kTrueFalse, Form::kBeforeAfter, Form::kNearest, Form::kPlace,
        Form::kSelect, Form::kMatch, Form::kOrder, Form::kCloze, Form::kSet, Form::kTyped,
        Form::kNumber, Form::kDate})
    CHECK(is_marked(form));
  CHECK_FALSE(is_marked(Form::kRecall));
  CHECK(mark(Prompt{}, {}).verdict == kWrong);
}

TEST_CASE("a choice is right or wrong, and a wrong one is explained") {
  const Marked right = mark(choice(), {{0}, {}});
  CHECK(right.verdict == kRight);
  CHECK(right.credit == 1);
  CHECK(right.remark.empty());
  CHECK(right.parts == std::vector(4, kRight));
  const Marked wrong = mark(choice(), {{1}, {}});
  CHECK(wrong.verdict == kWrong);
  CHECK(wrong.credit == 0);
  CHECK(wrong.remark == "Kyoto was the capital until 1868.");
  CHECK(wrong.parts == std::vector{kWrong, kWrong, kRight, kRight});
  CHECK(mark(choice(), {{3}, {}}).remark.empty());
}

TEST_CASE("a choice of two options or of one that is not there is wrong") {
  CHECK(mark(choice(), {{0, 1}, {}}).verdict == kWrong);
  CHECK(mark(choice(), {{9}, {}}).verdict == kWrong);
}

TEST_CASE("true or false is marked like a choice") {
  Prompt prompt;
  prompt.form = Form::kTrueFalse;
  prompt.options = {{"True", false, ""}, {"False", true, ""}};
  CHECK(mark(prompt, {{1}, {}}).verdict == kRight);
  CHECK(mark(prompt, {{0}, {}}).verdict == kWrong);
}

TEST_CASE("a selection earns right ones minus wrong ones, and is right only if exact") {
  const Prompt prompt = choice(Form::kSelect);  // Tokyo and Osaka are right
  CHECK(mark(prompt, {{0, 2}, {}}).verdict == kRight);
  CHECK(mark(prompt, {{2, 0}, {}}).credit == 1);
  CHECK(mark(prompt, {{0}, {}}).credit == 0.5);
  CHECK(mark(prompt, {{0}, {}}).verdict == kWrong);
  CHECK(mark(prompt, {{0}, {}}).remark == "1 of 2 found.");
  CHECK(mark(prompt, {{0, 2, 3}, {}}).credit == 0.5);
  CHECK(mark(prompt, {{0, 2, 3}, {}}).remark ==
        "2 of 2 found, and 1 that does not belong.");
  CHECK(mark(prompt, {{0, 1}, {}}).credit == 0);
  CHECK(mark(prompt, {{0, 1}, {}}).remark ==
        "1 of 2 found, and 1 that does not belong. Kyoto was the capital until 1868.");
  CHECK(mark(prompt, {{1, 3}, {}}).credit == 0);
  CHECK(mark(prompt, {{1, 3}, {}}).remark ==
        "0 of 2 found, and 2 that do not belong. Kyoto was the capital until 1868.");
  CHECK(mark(prompt, {{0, 3}, {}}).parts == std::vector{kRight, kRight, kWrong, kWrong});
}

TEST_CASE("an order earns Kendall's tau") {
  CHECK(mark(order(), {{1, 3, 0, 2}, {}}).verdict == kRight);
  CHECK(mark(order(), {{1, 3, 0, 2}, {}}).credit == 1);
  // b a c d: one of six pairs is the wrong way round, (5 - 1) / 6.
  const Marked swapped = mark(order(), {{3, 1, 0, 2}, {}});
  CHECK(swapped.verdict == kWrong);
  CHECK(swapped.credit == doctest::Approx(4.0 / 6));
  CHECK(swapped.parts == std::vector{kWrong, kWrong, kRight, kRight});
  // Back to front.
  CHECK(mark(order(), {{2, 0, 3, 1}, {}}).credit == 0);
  // An order that is not complete earns nothing.
  CHECK(mark(order(), {{1, 3}, {}}).credit == 0);
  CHECK(mark(order(), {{1, 1, 1, 1}, {}}).remark == "Every item needs its place.");
}

TEST_CASE("matched pairs earn their share") {
  CHECK(mark(match(), {{2, 0, 1}, {}}).verdict == kRight);
  const Marked one = mark(match(), {{2, 1, 0}, {}});
  CHECK(one.verdict == kWrong);
  CHECK(one.credit == doctest::Approx(1.0 / 3));
  CHECK(one.parts == std::vector{kRight, kWrong, kWrong});
  CHECK(one.remark == "1 of 3 pairs are right.");
  CHECK(mark(match(), {{2}, {}}).credit == doctest::Approx(1.0 / 3));
  CHECK(mark(match(), {{9, 9, 9}, {}}).credit == 0);
}

TEST_CASE("counterparts with the same text are the same answer") {
  Prompt prompt = match();
  prompt.counterparts = {"Asia", "Europe", "Asia"};
  prompt.key = {0, 1, 2};
  CHECK(mark(prompt, {{2, 1, 0}, {}}).verdict == kRight);
}

TEST_CASE("each blank of a cloze is marked like a typed answer") {
  const Marked right = mark(cloze(), {{}, {"usfj", "indopacom"}});
  CHECK(right.verdict == kRight);
  CHECK(right.credit == 1);
  const Marked nearly = mark(cloze(), {{}, {"US Forces Japn", "INDOPACOM"}});
  CHECK(nearly.verdict == kNearly);
  CHECK(nearly.credit == 1);
  CHECK(nearly.remark == "Spelling: U.S. Forces Japan.");
  CHECK(nearly.parts == std::vector{kNearly, kRight});
  const Marked half = mark(cloze(), {{}, {"USFJ"}});
  CHECK(half.verdict == kWrong);
  CHECK(half.credit == 0.5);
  CHECK(half.parts == std::vector{kRight, kWrong});
}

TEST_CASE("a cloze with several blanks tells how many of them are right") {
  const auto remark = [](std::vector<std::string> given) {
    return mark(cloze(), {{}, std::move(given)}).remark;
  };
  CHECK(remark({"USFJ", "NATO"}) == "1 of 2 blanks are right.");
  CHECK(remark({"NATO", "USFK"}) == "0 of 2 blanks are right.");
  CHECK(remark({"US Forces Japn", "NATO"}) ==
        "1 of 2 blanks are right. Spelling: U.S. Forces Japan.");
  CHECK(remark({"USFJ", "INDOPACOM"}).empty());
}

TEST_CASE("the remark says that a country after a place was not looked at") {
  CHECK(mark(typed({"Tokyo"}), text("Tokyo, Japan")).remark ==
        "Tokyo is right. The country was not asked for, so judge it yourself.");
}

TEST_CASE("number and date forms are marked by their keys") {
  Prompt prompt;
  prompt.form = Form::kNumber;
  prompt.number = NumberKey{110, {}, "km"};
  CHECK(mark(prompt, text("110 kilometres")).verdict == kRight);
  CHECK(mark(prompt, text("110 miles")).remark ==
        "The number is right, but the unit is km.");
  CHECK(mark(prompt, text("")).remark == "No answer was given.");
  prompt = {};
  prompt.form = Form::kDate;
  prompt.date = DateKey{{2024, 7, 28}, Precision::kDay};
  CHECK(mark(prompt, text("July 28, 2024")).verdict == kRight);
  CHECK(mark(prompt, text("28 Agust 2024")).verdict == kWrong);
}

namespace {

const std::vector<std::vector<std::string>> kAnswers{
    {"U.S. Indo-Pacific Command", "INDOPACOM", "Indo-Pacific Command"},
    {"Yokota Air Base"},
    {"Strait of Malacca"},
    {"Minister for Foreign Affairs"},
    {"28 July 2024"},
    {"43 trillion yen"},
    {"the Pentagon"},
    {"Côte d'Ivoire"},
    {"7th Fleet", "Seventh Fleet"},
    {"横田基地"},
    {"nonproliferation"},
    {"Plan B"},
    {"F-35"},
};

/// One of the letters of ASCII in the other case, an accent added after a letter, or a
/// mark at the end.
std::string dressed(const std::string& answer, int seed) {
  std::string out;
  int i = seed;
  for (const char c : answer) {
    ++i;
    const bool small = c >= 'a' && c <= 'z';
    const bool big = c >= 'A' && c <= 'Z';
    if (small && i % 3 == 0)
      out += static_cast<char>(c - 'a' + 'A');
    else if (big && i % 2 == 0)
      out += static_cast<char>(c - 'A' + 'a');
    else if (c == ' ' && i % 4 == 0)
      out += "  ";
    else
      out += c;
    if ((small || big) && i % 5 == 0) out += "\u0301";
  }
  static const std::vector<std::string> kEnds{"", ".", "!", " ", "?", "…", ")"};
  return out + kEnds.at(static_cast<std::size_t>(seed) % kEnds.size());
}

/// A text of two or three made-up words.
rc::Gen<std::string> name() {
  const auto word = rc::gen::container<std::string>(
      6, rc::gen::elementOf(std::string("abcdefghiklmnoprstuvwyz")));
  return rc::gen::map(rc::gen::pair(word, word),
                      [](const auto& pair) { return pair.first + " " + pair.second; });
}

}  // namespace

TEST_CASE("property: the model answer and every alias are right") {
  CHECK(rc::check("aliases", [] {
    const auto accepted = *rc::gen::elementOf(kAnswers);
    const auto given = *rc::gen::elementOf(accepted);
    return mark(typed(accepted, {"Yokosuka", "Atsugi"}), text(given)).verdict == kRight;
  }));
}

TEST_CASE("property: case, accents and punctuation never change the verdict") {
  CHECK(rc::check("dressed right answers", [] {
    const auto accepted = *rc::gen::elementOf(kAnswers);
    const auto given = *rc::gen::elementOf(accepted);
    return mark(typed(accepted), text(dressed(given, *rc::gen::inRange(0, 1000))))
               .verdict == kRight;
  }));
  CHECK(rc::check("dressed answers of any kind", [] {
    const Case pair = *rc::gen::elementOf(kTypedCases);
    const std::string given = pair.given;
    if (given.find_first_not_of(" ?+") == std::string::npos) return true;
    const Prompt prompt = typed(pair);
    return mark(prompt, text(dressed(given, *rc::gen::inRange(0, 1000)))).verdict ==
           mark(prompt, text(given)).verdict;
  }));
}

TEST_CASE(
    "property: another name of the deck is never accepted, and neither is what is nearer "
    "to it") {
  CHECK(rc::check("confusable", [] {
    const std::string right = *name();
    std::string other = right;
    const auto at = *rc::gen::inRange<std::size_t>(0, 6);
    other[at] = other[at] == 'a' ? 'o' : 'a';
    return mark(typed({right}, {other}), text(other)).verdict == kWrong &&
           mark(typed({right}, {other}), text(right)).verdict == kRight;
  }));
}

namespace {

/// Marks by going through all names, as slowly as it likes.
Verdict verdict_by_going_through(const std::string& given,
                                 const std::string& right,
                                 const std::vector<std::string>& names) {
  const AnswerText answer = read_answer(given);
  const AnswerText wanted = read_answer(right);
  if (same_answer(answer, wanted)) return kRight;
  const std::size_t distance = slip_distance(answer.joined, wanted.joined);
  std::set<std::string> words;
  for (const std::string& name : names) {
    const AnswerText other = read_answer(name);
    if (same_answer(other, wanted)) continue;
    if (slip_distance(answer.joined, other.joined) <= distance) return kWrong;
    for (const AnswerWord& word : other.words)
      words.insert(word.text);
  }
  if (!slips_between(answer, wanted, {})) return kWrong;
  // A word of another name is no slip, unless it is right or only a plural.
  for (const AnswerWord& word : answer.words) {
    const bool ours = std::any_of(
        wanted.words.begin(), wanted.words.end(),
        [&](const AnswerWord& right_word) { return right_word.text == word.text; });
    if (words.contains(word.text) && !ours) return kWrong;
  }
  return kNearly;
}

}  // namespace

TEST_CASE("property: marking gives what going through all names of the deck gives") {
  CHECK(rc::check("names that are alike", [] {
    const auto letters = rc::gen::elementOf(std::string("aeo"));
    const auto varied = rc::gen::map(rc::gen::container<std::string>(8, letters),
                                     [](const std::string& vowels) {
                                       std::string text = "k_r_n_w_ t_m_s_l_";
                                       std::size_t next = 0;
                                       for (char& c : text)
                                         if (c == '_') c = vowels.at(next++);
                                       return text;
                                     });
    auto names = *rc::gen::container<std::vector<std::string>>(varied);
    const std::string right = *varied;
    std::string given = right;
    given[*rc::gen::elementOf(std::vector<std::size_t>{1, 3, 5, 7, 10, 12})] = *letters;
    if (!names.empty() && *rc::gen::arbitrary<bool>()) {
      names[0] = given;
      names[0][*rc::gen::elementOf(std::vector<std::size_t>{1, 3, 5, 7, 10, 12})] =
          *letters;
    }
    return mark(typed({right}, names), text(given)).verdict ==
           verdict_by_going_through(given, right, names);
  }));
}

TEST_CASE("property: a person is never another person of the deck") {
  const std::vector<std::string> first{"John", "Jane", "Joan", "Mary", "Gary", "J."};
  const std::vector<std::string> family{"Smith", "Smyth", "Kihara", "Kihira", "Kishi"};
  CHECK(rc::check("people", [&] {
    std::vector<std::string> names;
    for (const auto& [one, other] :
         *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
             rc::gen::pair(rc::gen::elementOf(first), rc::gen::elementOf(family))))
      names.push_back(one + " " + other);
    const std::string right =
        *rc::gen::elementOf(first) + " " + *rc::gen::elementOf(family);
    names.push_back(right);
    const std::string given = *rc::gen::elementOf(names);
    const std::size_t blank = given.find(' ');
    const std::string turned = given.substr(blank + 1) + " " + given.substr(0, blank);
    const Verdict fair = given == right ? kRight : kWrong;
    const Prompt prompt = typed({right}, names, kPerson);
    return mark(prompt, text(given)).verdict == fair &&
           mark(prompt, text("Gen. " + given)).verdict == fair &&
           (given == right || mark(prompt, text(turned)).verdict == kWrong);
  }));
}

TEST_CASE("property: a slip never changes a digit") {
  CHECK(rc::check("digits", [] {
    const int year = *rc::gen::inRange(1000, 2100);
    const int other = *rc::gen::inRange(1000, 2100);
    const std::string right = "Defense Guidelines " + std::to_string(year);
    const std::string given = "Defence Guidelines " + std::to_string(other);
    return mark(typed({right}), text(given)).verdict == (year == other ? kRight : kWrong);
  }));
}

TEST_CASE("property: credit is between 0 and 1, and 1 exactly when nothing is wrong") {
  CHECK(rc::check("order", [] {
    const auto chosen = *rc::gen::container<std::vector<std::size_t>>(
        4, rc::gen::inRange<std::size_t>(0, 5));
    const Marked marked = mark(order(), {chosen, {}});
    return marked.credit >= 0 && marked.credit <= 1 &&
           (marked.credit == 1) == (marked.verdict == kRight);
  }));
  CHECK(rc::check("select", [] {
    const auto chosen = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, 5));
    const Marked marked = mark(choice(Form::kSelect), {chosen, {}});
    return marked.credit >= 0 && marked.credit <= 1 &&
           (marked.credit == 1) == (marked.verdict == kRight);
  }));
}

TEST_CASE("a response is logged by its texts, in the order shown") {
  const Prompt prompt = choice(Form::kSelect);
  const Response response{{2, 1}, {}};
  CHECK(
      response_json(prompt, response, mark(prompt, response)) ==
      R"({"form":"select","level":"recognition","options":["Tokyo","Kyoto","Osaka","Nara"],"chosen":["Osaka","Kyoto"],"verdict":"wrong","credit":0.0})");
  CHECK(
      response_json(typed({"Yokota"}), text("Yokata"),
                    mark(typed({"Yokota"}), text("Yokata"))) ==
      R"({"form":"typed","level":"recognition","texts":["Yokata"],"verdict":"nearly","credit":1.0})");
  CHECK(
      response_json(order(), {{1, 3, 0, 2}, {}}, {}) ==
      R"({"form":"order","level":"recognition","options":["c","a","d","b"],"chosen":["a","b","c","d"]})");
  CHECK(
      response_json(match(), {{2, 1, 9}, {}}, {}) ==
      R"({"form":"match","level":"recognition","options":["Japan","France","India"],"counterparts":["Paris","New Delhi","Tokyo"],"pairs":[["Japan","Tokyo"],["France","New Delhi"]]})");
  CHECK(response_json(Prompt{}, {}, {}) == R"({"form":"recall","level":"recognition"})");
}

TEST_CASE("a logged response reads as an answer") {
  CHECK(response_text(response_json(choice(Form::kSelect), {{0, 2}, {}}, {})) ==
        "Tokyo; Osaka");
  CHECK(response_text(response_json(choice(), {{1, 99}, {}}, {})) == "Kyoto");
  CHECK(response_text(response_json(match(), {{2, 1}, {}}, {})) ==
        "Japan – Tokyo; France – New Delhi");
  CHECK(response_text(response_json(cloze(), {{}, {"USFJ", "", "x"}}, {})) == "USFJ; x");
  CHECK(response_text(response_json(typed({"a"}), text("a \"quoted\" 答え"), {})) ==
        "a \"quoted\" 答え");
  CHECK(response_text(response_json(Prompt{}, {}, {})).empty());
}

TEST_CASE(
    "a row that is damaged reads as nothing, and bytes that are no text can be logged") {
  CHECK(response_text("").empty());
  CHECK(response_text("[1]").empty());
  CHECK(response_text("{\"texts\":7,\"chosen\":[1,{}]}").empty());
  CHECK(response_text(response_json(typed({"a"}), text("a\xFF"), {})) == "a\uFFFD");
}
