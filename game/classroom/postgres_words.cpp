#include "classroom/postgres_words.h"

#include <array>
#include <cctype>
#include <fmt/format.h>

#include "base/text.h"
#include "classroom/postgres_sql.h"

namespace attache::classroom {

namespace {

constexpr std::string_view kScheme = "://";
constexpr const char* kGivePassword = "put it into PGPASSWORD or ~/.pgpass";

/// The parts of scheme://user:password@place?options.
struct UrlParts {
  std::string_view scheme, user, password, place, options;
};

UrlParts parts_of(std::string_view url) {
  UrlParts parts;
  const std::size_t scheme = url.find(kScheme);
  if (scheme == std::string_view::npos) return parts;
  parts.scheme = url.substr(0, scheme);
  std::string_view rest = url.substr(scheme + kScheme.size());
  // A password may hold anything, '?' and '@' too: its end is the last '@' that stands
  // before the options or, if there is none, in all of it.
  std::size_t at = rest.substr(0, rest.find('?')).rfind('@');
  if (at == std::string_view::npos) at = rest.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view login = rest.substr(0, at);
    const std::size_t colon = login.find(':');
    parts.user = login.substr(0, colon);
    if (colon != std::string_view::npos) parts.password = login.substr(colon + 1);
    rest = rest.substr(at + 1);
  }
  const std::size_t options = rest.find('?');
  parts.place = rest.substr(0, options);
  if (options != std::string_view::npos) parts.options = rest.substr(options + 1);
  return parts;
}

bool has_option(std::string_view options, std::string_view name) {
  std::size_t at = options.find(name);
  while (at != std::string_view::npos) {
    const std::size_t end = at + name.size();
    if ((at == 0 || options[at - 1] == '&') && end < options.size() &&
        options[end] == '=')
      return true;
    at = options.find(name, end);
  }
  return false;
}

/// The first sentence of a server, without what every one begins with.
std::string first_line(std::string_view said) {
  std::string_view line = said.substr(0, said.find('\n'));
  for (const std::string_view start : {"ERROR:", "FATAL:", "PANIC:"})
    if (const std::size_t at = line.find(start); at != std::string_view::npos)
      line = line.substr(at + start.size());
  return one_line(line);
}

/// The server's own words, but for those that hold an address or a secret.
std::string own_words(const std::string& url, std::string_view said) {
  const std::string line = first_line(said);
  const UrlParts parts = parts_of(url);
  const bool tells =
      line.find(kScheme) != std::string::npos || line.find("URI") != std::string::npos ||
      (!parts.password.empty() && line.find(parts.password) != std::string::npos) ||
      has_option(parts.options, "password");
  return tells ? "" : line;
}

/// What is said where a text stands in what the server said.
struct Case {
  std::string_view said, what, remedy;
};

template <std::size_t kSize>
const Case* case_of(const std::array<Case, kSize>& cases, std::string_view text) {
  for (const Case& each : cases)
    if (text.find(each.said) != std::string_view::npos) return &each;
  return nullptr;
}

constexpr std::array kConnectionCases{
    Case{"password authentication failed",
         "the server does not know this user with this password", kGivePassword},
    Case{"no password supplied", "the server asks for a password", kGivePassword},
    Case{"no pg_hba.conf entry", "the server takes no connections from here",
         "ask those who keep it"},
    Case{"pg_hba.conf rejects", "the server takes no connections from here",
         "ask those who keep it"},
    Case{"could not translate host name", "there is no server of this name",
         "check the address"},
    Case{"too many c", "the server takes no more connections just now",
         "try again in a minute"},
    Case{"starting up", "the server is just starting", "try again in a minute"},
    Case{"shutting down", "the server is just stopping", "try again later"},
    Case{"Connection refused", "no PostgreSQL answers there",
         "check the address, and whether the server runs"},
    Case{"timeout expired", "no PostgreSQL answers there",
         "check the address, and whether the server runs"},
    Case{"No such file or directory", "no PostgreSQL answers there",
         "check the address, and whether the server runs"},
    Case{"No route to host", "no PostgreSQL answers there",
         "check the address, and the network"}};

// By SQLSTATE, the longer ones first.
constexpr std::array kStatementCases{
    Case{"42501", "this user may not do that with the classes of this database",
         "ask those who keep it for rights on the schema attache"},
    Case{"25006", "this database can only be read",
         "give the address of the main server"},
    Case{"53100", "the disk of the database is full", "ask those who keep it"},
    Case{"57014", "the database stopped this because it took too long",
         "ask those who keep it for a longer statement_timeout"},
    Case{"57P0", "the server was stopped", "try again later"},
    Case{"40001", "somebody else was writing the same just now", "try again"},
    Case{"40P01", "somebody else was writing the same just now", "try again"},
    Case{"53", "the server has too much to do just now", "try again in a minute"},
    Case{"08", "the connection to the database was lost", "try again"}};

}  // namespace

Result<void> check_url(const std::string& url) {
  const std::string_view scheme = parts_of(url).scheme;
  if (scheme == "postgresql" || scheme == "postgres") return {};
  return fail("this is no address of a PostgreSQL database", shown_url(url),
              "write it as postgresql://user@host/database");
}

std::string shown_url(const std::string& url) {
  const UrlParts parts = parts_of(url);
  if (parts.scheme.empty()) return "";
  return fmt::format("{}{}{}{}{}", parts.scheme, kScheme, parts.user,
                     parts.user.empty() ? "" : "@", parts.place);
}

std::string connection_url(const std::string& url) {
  const UrlParts parts = parts_of(url);
  std::string whole = url;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (has_option(parts.options, name)) return;
    const bool first = parts.options.empty() && whole.size() == url.size();
    whole += fmt::format("{}{}={}",
                         !first              ? "&"
                         : url.back() == '?' ? ""
                                             : "?",
                         name, value);
  };
  add("client_encoding", "UTF8");
  add("fallback_application_name", "attache");
  add("connect_timeout", "10");
  return whole;
}

Error connection_error(const std::string& url, std::string_view said) {
  if (const Case* found = case_of(kConnectionCases, said))
    return {std::string(found->what), shown_url(url), std::string(found->remedy)};
  const std::string words = own_words(url, said);
  if (words.empty())
    return {"this address cannot be read", shown_url(url),
            "write it as postgresql://user@host/database"};
  return {fmt::format("the server did not let us in: {}", words), shown_url(url),
          "check user and database, or ask those who keep it"};
}

Error statement_error(const std::string& url,
                      std::string_view state,
                      std::string_view said) {
  for (const Case& each : kStatementCases)
    if (state.substr(0, each.said.size()) == each.said)
      return {std::string(each.what), shown_url(url), std::string(each.remedy)};
  return {fmt::format("the database could not do this: {}", first_line(said)),
          shown_url(url), "ask those who keep it"};
}

bool is_passing(std::string_view state) {
  return state == "40001" || state == "40P01";
}

Result<void> check_server(const std::string& url,
                          int version,
                          const std::string& encoding) {
  constexpr int kOldest = 13;
  constexpr int kOfMajor = 10000;
  if (version < kOldest * kOfMajor)
    return fail(
        fmt::format("this server is PostgreSQL {}, which is too old", version / kOfMajor),
        shown_url(url), fmt::format("version {} or later is needed", kOldest));
  if (encoding != "UTF8")
    return fail(
        fmt::format("this database keeps its texts as {}, not as UTF-8", encoding),
        shown_url(url),
        "make another with: createdb --encoding=UTF8 --template=template0 NAME");
  return {};
}

Result<void> check_layout(const std::string& url, int version) {
  if (version == kPostgresVersion) return {};
  return fail("the classes in this database were made by a newer version of Attaché",
              shown_url(url), "update Attaché");
}

}  // namespace attache::classroom
