#include "cards/html.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("CommonMark becomes HTML") {
  CHECK(html_of("The *Diet* has **two** chambers.") ==
        "<p>The <em>Diet</em> has <strong>two</strong> chambers.</p>\n");
  CHECK(html_of("- a\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
  CHECK(html_of("").empty());
}

TEST_CASE("Raw HTML is text") {
  CHECK(html_of("a <b>c</b> & <script>x()</script>") ==
        "<p>a &lt;b&gt;c&lt;/b&gt; &amp; &lt;script&gt;x()&lt;/script&gt;</p>\n");
  CHECK(html_of("<script>\nx()\n</script>").find("<script") == std::string::npos);
}

TEST_CASE("Links lead to the web and to mail, and nowhere else") {
  CHECK(html_of("[a](https://example.org/?b=1&c=2)") ==
        "<p><a href=\"https://example.org/?b=1&amp;c=2\">a</a></p>\n");
  CHECK(html_of("[a](mailto:a@example.org)") ==
        "<p><a href=\"mailto:a@example.org\">a</a></p>\n");
  CHECK(html_of("[a](javascript:x)") == "<p><a>a</a></p>\n");
  CHECK(html_of("[a](file:///etc/passwd)") == "<p><a>a</a></p>\n");
  CHECK(html_of("[a](https://example.org \"b > c\")").find("b &gt; c") !=
        std::string::npos);
}

TEST_CASE("A picture is its description: nothing is fetched from elsewhere") {
  CHECK(html_of("See ![a <map>](https://example.org/map.png \"title\").") ==
        "<p>See a &lt;map&gt;.</p>\n");
  CHECK(html_of("![](map.png)") == "<p></p>\n");
}

TEST_CASE("Plain text is escaped for elements and attributes") {
  CHECK(escaped_html("<a href=\"b\">c & d's</a>") ==
        "&lt;a href=&quot;b&quot;&gt;c &amp; d&#39;s&lt;/a&gt;");
}

TEST_CASE("property: no text makes a script, a picture or a link that runs something") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& picks) {
    static const std::vector<std::string> kPieces{
        "<script>",    "![",          "](", "[a", ")",
        "javascript:", "\"",          "<",  ">",  " onload=x",
        "`",           "\n",          "&",  "x",  "*",
        "!",           "<img src=x>", "'",  "\\", "&#106;avascript:"};
    std::string text;
    for (const std::uint8_t pick : picks)
      text += kPieces[pick % kPieces.size()];
    const std::string html = html_of(text);
    return html.find("<script") == std::string::npos &&
           html.find("<img") == std::string::npos &&
           html.find("href=\"javascript") == std::string::npos &&
           html.find("href=\"&#") == std::string::npos;
  }));
}
