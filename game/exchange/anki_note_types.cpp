#include "exchange/anki_note_types.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "exchange/anki_own.h"

namespace attache::exchange {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kFirstType = 1'690'000'000'001;
constexpr std::string_view kCss =
    ".card { font-family: sans-serif; font-size: 20px; max-width: 36em; margin: 0 auto; "
    "line-height: 1.5; }\n"
    ".explain, .passage { font-size: 17px; margin-top: 1em; }\n"
    ".passage { border-left: 3px solid #999; padding-left: 0.8em; }\n"
    ".source { font-size: 14px; color: #777; margin-top: 0.6em; }\n"
    ".picture { position: relative; display: inline-block; }\n"
    ".picture img { max-width: 100%; }\n"
    ".cover { position: absolute; background: #888; border: 1px solid #333; }\n"
    ".asked { background: #d97706; }\n";

// Everything on lines of its own: other programs cut templates line by line.
constexpr std::string_view kMore =
    "{{#Explain}}\n<div class=\"explain\">{{Explain}}</div>\n{{/Explain}}\n"
    "{{#Passage}}\n<div class=\"passage\">{{Passage}}</div>\n{{/Passage}}\n"
    "{{#Source}}\n<div class=\"source\">{{Source}}</div>\n{{/Source}}";

std::string back(std::string_view answer) {
  return fmt::format("{{{{FrontSide}}}}\n\n<hr id=answer>\n\n{}\n{}", answer, kMore);
}

std::vector<OwnNoteType> make_types() {
  const std::vector<OwnTemplate> flip{{"Card", "{{Question}}", back("{{Answer}}")}};
  const std::vector<OwnTemplate> typed{{"Typed", "{{Question}}\n\n{{type:Answer}}",
                                        back("{{type:Answer}}\n<div>{{Answer}}</div>")}};
  const std::vector<OwnTemplate> cloze{
      {"Cloze", "{{cloze:Text}}", fmt::format("{{{{cloze:Text}}}}\n{}", kMore)}};
  const std::vector<OwnTemplate> fact{
      {"Object", "{{#Ask object}}\n{{Ask object}}\n{{/Ask object}}",
       back("{{Object}}\n<div class=\"explain\">{{Statement}}</div>")},
      {"Subject", "{{#Ask subject}}\n{{Ask subject}}\n{{/Ask subject}}",
       back("{{Subject}}\n<div class=\"explain\">{{Statement}}</div>")}};
  const std::vector<OwnTemplate> picture{{"Picture", "{{Question}}\n{{Covered}}",
                                          back("{{Answer}}\n<div>{{Picture}}</div>")}};
  std::vector<OwnNoteType> types{
      {0, "Attaché card", false, {"Id", "Question", "Answer"}, flip},
      {0, "Attaché typed", false, {"Id", "Question", "Answer"}, typed},
      {0, "Attaché cloze", true, {"Id", "Text"}, cloze},
      {0,
       "Attaché fact",
       false,
       {"Id", "Ask object", "Ask subject", "Relation", "Subject", "Object", "Statement"},
       fact},
      {0,
       "Attaché picture",
       false,
       {"Id", "Question", "Covered", "Answer", "Picture"},
       picture}};
  for (std::size_t i = 0; i < types.size(); ++i) {
    types[i].id = kFirstType + static_cast<std::int64_t>(i);
    for (const std::string_view field :
         {std::string_view("Explain"), std::string_view("Passage"),
          std::string_view("Source"), kOwnField})
      types[i].fields.push_back(field);
  }
  return types;
}

Json field_json(std::string_view name, std::size_t ord) {
  return {{"name", name},    {"ord", ord}, {"sticky", false},       {"rtl", false},
          {"font", "Arial"}, {"size", 20}, {"media", Json::array()}};
}

Json type_json(const OwnNoteType& type, std::int64_t deck, std::int64_t changed) {
  Json fields = Json::array();
  for (std::size_t i = 0; i < type.fields.size(); ++i)
    fields.push_back(field_json(type.fields[i], i));
  Json templates = Json::array();
  Json needed = Json::array();
  for (std::size_t i = 0; i < type.templates.size(); ++i) {
    const OwnTemplate& one = type.templates[i];
    templates.push_back({{"name", one.name},
                         {"ord", i},
                         {"qfmt", one.question},
                         {"afmt", one.answer},
                         {"bqfmt", ""},
                         {"bafmt", ""},
                         {"did", nullptr}});
    needed.push_back({i, "any", {i + 1}});
  }
  return {{"id", type.id},
          {"name", type.name},
          {"type", type.cloze ? 1 : 0},
          {"mod", changed},
          {"usn", -1},
          {"sortf", 1},
          {"did", deck},
          {"css", kCss},
          {"flds", fields},
          {"tmpls", templates},
          {"req", needed},
          {"latexPre",
           "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n"
           "\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n"
           "\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"},
          {"latexPost", "\\end{document}"},
          {"latexsvg", false},
          {"tags", Json::array()},
          {"vers", Json::array()}};
}

}  // namespace

const std::vector<OwnNoteType>& own_note_types() {
  static const std::vector<OwnNoteType> kTypes = make_types();
  return kTypes;
}

const OwnNoteType& own_note_type(OwnKind kind) {
  return own_note_types().at(static_cast<std::size_t>(kind));
}

std::string models_json(std::int64_t deck, std::int64_t changed) {
  Json models = Json::object();
  for (const OwnNoteType& type : own_note_types())
    models[std::to_string(type.id)] = type_json(type, deck, changed);
  return models.dump();
}

std::string deck_options_json() {
  const Json options = {{"id", 1},
                        {"name", "Default"},
                        {"mod", 0},
                        {"usn", 0},
                        {"maxTaken", 60},
                        {"autoplay", true},
                        {"timer", 0},
                        {"replayq", true},
                        {"dyn", false},
                        {"new",
                         {{"bury", true},
                          {"delays", {1.0, 10.0}},
                          {"initialFactor", 2500},
                          {"ints", {1, 4, 0}},
                          {"order", 1},
                          {"perDay", 20}}},
                        {"rev",
                         {{"bury", true},
                          {"ease4", 1.3},
                          {"hardFactor", 1.2},
                          {"ivlFct", 1.0},
                          {"maxIvl", 36500},
                          {"perDay", 200}}},
                        {"lapse",
                         {{"delays", {10.0}},
                          {"leechAction", 1},
                          {"leechFails", 8},
                          {"minInt", 1},
                          {"mult", 0.0}}}};
  return Json{{"1", options}}.dump();
}

std::string settings_json(int minutes_west, int start_hour) {
  return Json{{"schedVer", 2},          {"creationOffset", minutes_west},
              {"rollover", start_hour}, {"nextPos", 1},
              {"estTimes", true},       {"activeDecks", {1}},
              {"sortType", "noteFld"},  {"sortBackwards", false},
              {"timeLim", 0},           {"addToCur", true},
              {"curDeck", 1},           {"newSpread", 0},
              {"dueCounts", true},      {"collapseTime", 1200}}
      .dump();
}

}  // namespace attache::exchange
