#include "deckfile/rules.h"

#include <algorithm>
#include <array>

namespace attache {

namespace {

using enum AttributeType;

/// The forms in which questions of facts can be put.
constexpr std::string_view kForms =
    "choice true-false before-after nearest place select order cloze set typed number "
    "date";

// Elements that hold text alone.

constexpr std::array<AttributeRule, 1> kAliasAttributes{{{"lang", kLanguage}}};
constexpr std::array<AttributeRule, 1> kAsksAttributes{
    {{"for", kWord, true, "object subject"}}};
constexpr std::array<AttributeRule, 1> kObjectAttributes{
    {{"ref", kReference, true, "entity"}}};
constexpr std::array<AttributeRule, 1> kWrongAttributes{{{"why"}}};

constexpr ElementRule kTitle{"title", "title"};
constexpr ElementRule kDescription{"description", "description"};
constexpr ElementRule kAuthor{"author", "author"};
constexpr ElementRule kLicence{"licence", "licence"};
constexpr ElementRule kName{"name", "name"};
constexpr ElementRule kAlias{"alias", "alias", Content::kText, kAliasAttributes};
constexpr ElementRule kNote{"note", "note"};
constexpr ElementRule kSays{"says", "sentence"};
constexpr ElementRule kAsks{"asks", "question", Content::kText, kAsksAttributes};
constexpr ElementRule kObject{"object", "object", Content::kNothing, kObjectAttributes};
constexpr ElementRule kValue{"value", "value"};
constexpr ElementRule kExplain{"explain", "explanation"};
constexpr ElementRule kSupport{"support", "support"};
constexpr ElementRule kAsk{"ask", "question"};
constexpr ElementRule kAnswer{"answer", "answer"};
constexpr ElementRule kWrong{"wrong", "wrong option", Content::kText, kWrongAttributes};
constexpr ElementRule kAccept{"accept", "accepted answer"};
constexpr ElementRule kItem{"item", "item"};
constexpr ElementRule kLeft{"left", "left side"};
constexpr ElementRule kRight{"right", "right side"};

constexpr std::array<ChildRule, 2> kPairChildren{{{&kLeft, 1, 1}, {&kRight, 1, 1}}};
constexpr ElementRule kPair{"pair", "pair", Content::kElements, {}, kPairChildren};

// Pictures.

constexpr std::array<AttributeRule, 2> kImageAttributes{
    {{"file", kPicture, true}, {"alt", kText, true}}};
constexpr ElementRule kImage{"image", "image", Content::kNothing, kImageAttributes};
constexpr std::array<AttributeRule, 5> kRegionAttributes{{{"id", kLocalId, true},
                                                          {"x", kPercent, true},
                                                          {"y", kPercent, true},
                                                          {"width", kPercent, true},
                                                          {"height", kPercent, true}}};
constexpr std::array<ChildRule, 2> kRegionChildren{{{&kAnswer, 1, 1}, {&kAccept}}};
constexpr ElementRule kRegion{"region", "region", Content::kElements, kRegionAttributes,
                              kRegionChildren};

// The parts of a deck.

constexpr std::array<AttributeRule, 6> kSourceAttributes{{{"id", kId, true},
                                                          {"title", kText, true},
                                                          {"publisher"},
                                                          {"author"},
                                                          {"date", kDate},
                                                          {"url", kUrl}}};
constexpr ElementRule kSource{"source", "source", Content::kNothing, kSourceAttributes};

constexpr std::array<AttributeRule, 3> kTopicAttributes{
    {{"id", kId, true},
     {"parent", kReference, false, "topic"},
     {"forms", kWords, false, kForms}}};
constexpr ElementRule kTopic{"topic", "topic", Content::kText, kTopicAttributes};

constexpr std::array<AttributeRule, 4> kPassageAttributes{
    {{"id", kId, true},
     {"source", kReference, false, "source"},
     {"at"},
     {"topic", kReference, false, "topic"}}};
constexpr ElementRule kPassage{"passage", "passage", Content::kText, kPassageAttributes};

constexpr std::array<AttributeRule, 5> kEntityAttributes{
    {{"id", kId, true},
     {"type", kText, true},
     {"group", kTags},
     {"article"},
     {"plural", kWord, false, "yes no"}}};
constexpr std::array<ChildRule, 3> kEntityChildren{
    {{&kName, 1, 1}, {&kAlias}, {&kNote, 0, 1}}};
constexpr ElementRule kEntity{"entity", "entity", Content::kElements, kEntityAttributes,
                              kEntityChildren};

constexpr std::array<AttributeRule, 2> kRelationAttributes{
    {{"id", kId, true}, {"shape", kWord, false, "plain hierarchy timeline"}}};
constexpr std::array<ChildRule, 2> kRelationChildren{{{&kSays, 1, 1}, {&kAsks, 1, 2}}};
constexpr ElementRule kRelation{"relation", "relation", Content::kElements,
                                kRelationAttributes, kRelationChildren};

constexpr std::array<AttributeRule, 16> kFactAttributes{
    {{"id", kId, true},
     {"relation", kReference, true, "relation"},
     {"subject", kReference, true, "entity"},
     {"object", kReference, false, "entity"},
     {"value"},
     {"type", kWord, false, "text year date number"},
     {"unit"},
     {"tolerance", kTolerance},
     {"topic", kReference, false, "topic"},
     {"passage", kReference, false, "passage"},
     {"as-of", kDate},
     {"check-after", kDate},
     {"meaning", kWhole},
     {"tags", kTags},
     {"forms", kWords, false, kForms},
     {"omit", kWords, false, "object subject"}}};
constexpr std::array<ChildRule, 6> kFactChildren{{{&kObject},
                                                  {&kValue},
                                                  {&kSays, 0, 1},
                                                  {&kAsks, 0, 2},
                                                  {&kExplain, 0, 1},
                                                  {&kSupport}}};
constexpr ElementRule kFact{"fact", "fact", Content::kElements, kFactAttributes,
                            kFactChildren};

// Cards: what all have comes first, so that the plain kinds can share the beginning of
// the list.

constexpr std::array<AttributeRule, 13> kCardAttributes{
    {{"id", kId, true},
     {"kind", kWord, true,
      "recall choice select true-false typed cloze number date order match image"},
     {"topic", kReference, false, "topic"},
     {"passage", kReference, false, "passage"},
     {"fact", kReference, false, "fact"},
     {"as-of", kDate},
     {"check-after", kDate},
     {"meaning", kWhole},
     {"tags", kTags},
     {"precision", kWord, false, "day month year"},
     {"unit"},
     {"tolerance", kTolerance},
     {"hide", kWord, false, "all one"}}};
constexpr std::span<const AttributeRule> kAllAttributes = kCardAttributes;
constexpr auto kPlainAttributes = kAllAttributes.first(9);
constexpr auto kDateAttributes = kAllAttributes.first(10);

/// The plain attributes, and those that are named.
template <std::size_t kCount>
constexpr std::array<AttributeRule, 9 + kCount> plain_and(
    const std::array<std::string_view, kCount>& names) {
  std::array<AttributeRule, 9 + kCount> kept{};
  auto* next = std::copy(kPlainAttributes.begin(), kPlainAttributes.end(), kept.begin());
  for (const AttributeRule& rule : kCardAttributes)
    if (std::find(names.begin(), names.end(), rule.name) != names.end()) *next++ = rule;
  return kept;
}
constexpr auto kNumberAttributes =
    plain_and(std::array<std::string_view, 2>{"unit", "tolerance"});
constexpr auto kPictureAttributes = plain_and(std::array<std::string_view, 1>{"hide"});

constexpr ChildRule kOneAsk{&kAsk, 1, 1};
constexpr ChildRule kOneExplain{&kExplain, 0, 1};
constexpr ChildRule kSupports{&kSupport};
constexpr ChildRule kOneAnswer{&kAnswer, 1, 1};

constexpr std::array<ChildRule, 4> kAnswerChildren{
    {kOneAsk, kOneAnswer, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 5> kChoiceChildren{
    {kOneAsk, kOneAnswer, {&kWrong, 2, 8}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 5> kSelectChildren{
    {kOneAsk, {&kAnswer, 1}, {&kWrong, 1}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 5> kTypedChildren{
    {kOneAsk, kOneAnswer, {&kAccept}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 3> kClozeChildren{{kOneAsk, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 4> kOrderChildren{
    {kOneAsk, {&kItem, 3, 12}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 4> kMatchChildren{
    {kOneAsk, {&kPair, 3, 10}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 5> kPictureChildren{
    {kOneAsk, {&kImage, 1, 1}, {&kRegion, 1, 40}, kOneExplain, kSupports}};
constexpr std::array<ChildRule, 10> kAnyChildren{{kOneAsk,
                                                  {&kAnswer},
                                                  {&kWrong},
                                                  {&kAccept},
                                                  {&kItem},
                                                  {&kPair},
                                                  {&kImage},
                                                  {&kRegion},
                                                  kOneExplain,
                                                  kSupports}};

constexpr ElementRule card(std::string_view noun,
                           std::span<const AttributeRule> attributes,
                           std::span<const ChildRule> children) {
  return {"card", noun, Content::kElements, attributes, children};
}
constexpr ElementRule kAnyCard = card("card", kAllAttributes, kAnyChildren);

struct NamedCard {
  std::string_view kind;
  ElementRule rule;
};
constexpr std::array<NamedCard, 11> kCards{
    {{"recall", card("recall card", kPlainAttributes, kAnswerChildren)},
     {"choice", card("choice card", kPlainAttributes, kChoiceChildren)},
     {"select", card("select card", kPlainAttributes, kSelectChildren)},
     {"true-false", card("true-false card", kPlainAttributes, kAnswerChildren)},
     {"typed", card("typed card", kPlainAttributes, kTypedChildren)},
     {"cloze", card("cloze card", kPlainAttributes, kClozeChildren)},
     {"number", card("number card", kNumberAttributes, kAnswerChildren)},
     {"date", card("date card", kDateAttributes, kAnswerChildren)},
     {"order", card("order card", kPlainAttributes, kOrderChildren)},
     {"match", card("match card", kPlainAttributes, kMatchChildren)},
     {"image", card("image card", kPictureAttributes, kPictureChildren)}}};

// The deck.

constexpr std::array<AttributeRule, 6> kDeckAttributes{
    {{"format", kWhole, true},
     {"id", kId, true},
     {"edition", kWhole, true},
     {"lang", kLanguage, true},
     {"as-of", kDate},
     {"forms", kWords, false, kForms}}};
constexpr std::array<ChildRule, 11> kDeckChildren{{{&kTitle, 1, 1},
                                                   {&kDescription, 0, 1},
                                                   {&kAuthor},
                                                   {&kLicence, 0, 1},
                                                   {&kSource},
                                                   {&kTopic},
                                                   {&kPassage},
                                                   {&kEntity},
                                                   {&kRelation},
                                                   {&kFact},
                                                   {&kAnyCard}}};
constexpr ElementRule kDeck{"deck", "deck", Content::kElements, kDeckAttributes,
                            kDeckChildren};

}  // namespace

const ElementRule& deck_rule() {
  return kDeck;
}
const ElementRule& any_card_rule() {
  return kAnyCard;
}

const ElementRule* card_rule(std::string_view kind) {
  const auto* found =
      std::find_if(kCards.begin(), kCards.end(),
                   [&](const NamedCard& card) { return card.kind == kind; });
  return found == kCards.end() ? nullptr : &found->rule;
}

}  // namespace attache
