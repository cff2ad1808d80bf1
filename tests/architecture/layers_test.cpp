// The layer table in game/README.md is law: this test reads it and holds every #include
// to it.

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

using Layers = std::vector<std::pair<std::string, std::set<std::string>>>;

const fs::path kGame = fs::path(ATTACHE_SOURCE_DIR) / "game";

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::set<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> words;
  for (std::string word; in >> word;)
    words.insert(word);
  return words;
}

/// Rows "| layer | purpose | may include | library |" between the table's markers.
Layers layer_table() {
  static const std::regex kRow(R"(\|\s*`(\w+)`\s*\|[^|]*\|([^|]*)\|[^|]*\|\s*)");
  Layers layers;
  for (const std::string& line : lines_of(kGame / "README.md")) {
    std::smatch row;
    if (std::regex_match(line, row, kRow))
      layers.emplace_back(row[1].str(), words_of(row[2].str()));
  }
  return layers;
}

/// Layers that a file includes by a path of ours: "layer/file.h".
std::set<std::string> layers_included_by(const fs::path& file) {
  static const std::regex kInclude(R"re(\s*#\s*include\s*"(\w+)/[^"]+".*)re");
  std::set<std::string> layers;
  for (const std::string& line : lines_of(file)) {
    std::smatch include;
    if (std::regex_match(line, include, kInclude)) layers.insert(include[1].str());
  }
  return layers;
}

}  // namespace

TEST_CASE("every folder of game/ has a row in the layer table, and every row a folder") {
  std::set<std::string> rows;
  for (const auto& [layer, allowed] : layer_table())
    rows.insert(layer);
  std::set<std::string> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(kGame))
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  CHECK(rows == folders);
}

TEST_CASE("a row names only rows above it, so that no circle can be written") {
  std::set<std::string> above;
  for (const auto& [layer, allowed] : layer_table()) {
    for (const std::string& name : allowed) {
      INFO(layer << " may include " << name);
      CHECK(above.contains(name));
    }
    above.insert(layer);
  }
}

TEST_CASE("every include keeps to the layer table") {
  int files = 0;
  for (const auto& [layer, allowed] : layer_table()) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(kGame / layer)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".h" && ending != ".cpp") continue;
      ++files;
      for (const std::string& included : layers_included_by(entry.path())) {
        INFO(entry.path().string() << " includes " << included);
        CHECK((included == layer || allowed.contains(included)));
      }
    }
  }
  CHECK(files > 40);
}

TEST_CASE("outside libraries stay in the layers that the table gives them to") {
  const std::map<std::string, std::set<std::string>> homes{
      {"tinyxml2.h", {"deckfile", "exchange"}},
      {"sqlite3.h", {"store", "exchange"}},
      {"zip.h", {"exchange"}},
      {"zstd.h", {"exchange", "classroom"}},
      {"gumbo.h", {"exchange"}},
      {"simdjson.h", {"classroom"}},
      {"pqxx/", {"classroom"}},
      {"hunspell/", {"window"}},
      {"imgui.h", {"window"}},
      {"SFML/", {"window"}},
      {"CLI/", {"cli"}},
      {"hb.h", {"window"}},
      {"hwy/", {"memory"}},
      {"fontconfig/", {"window"}},
      {"unicode/", {"base", "window", "study", "exchange"}}};
  for (const auto& [layer, allowed] : layer_table()) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(kGame / layer)) {
      if (!entry.is_regular_file()) continue;
      for (const std::string& line : lines_of(entry.path())) {
        if (!line.starts_with("#include <")) continue;
        for (const auto& [header, where] : homes) {
          if (line.find('<' + header) == std::string::npos) continue;
          INFO(entry.path().string() << ": " << line);
          CHECK(where.contains(layer));
        }
      }
    }
  }
}

TEST_CASE("the top level holds what it should and nothing else") {
  const std::set<std::string> wanted{"CMakeLists.txt", "README.md", "assets",
                                     "decks",          "game",      "tests"};
  std::set<std::string> there;
  for (const fs::directory_entry& entry : fs::directory_iterator(ATTACHE_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    if (name.front() != '.' && !name.starts_with("build")) there.insert(name);
  }
  CHECK(there == wanted);
}
