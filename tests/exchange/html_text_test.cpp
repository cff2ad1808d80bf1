// HTML of strangers to CommonMark.
#include "exchange/html_text.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "cards/plain.h"
#include "deckfile/folding.h"
#include "exchange/commonmark_text.h"
#include "exchange/html_tokens.h"

using namespace attache;
using namespace attache::exchange;

TEST_CASE("bold and slanted text become stars that lean on their words") {
  CHECK(from_html("The <b>Lok Sabha</b> sits in Delhi").markdown ==
        "The **Lok Sabha** sits in Delhi");
  CHECK(from_html("<i>Bundesrat</i>").markdown == "*Bundesrat*");
  CHECK(from_html("a<b> wide </b>b").markdown == "a **wide** b");
  CHECK(from_html("<b><i>both</i></b>").markdown == "***both***");
  CHECK(from_html("<span style=\"font-weight: 700\">heavy</span>").markdown ==
        "**heavy**");
}

TEST_CASE("stars that CommonMark would not take for emphasis are left away") {
  // A star between a letter and a bracket opens nothing.
  CHECK(plain_text(from_html("ab<b>(c)</b>de").markdown) == "ab(c)de");
  CHECK(plain_text(from_html("<b>x</b><i>y</i>").markdown) == "xy");
}

TEST_CASE("lines, paragraphs and blocks become paragraphs") {
  CHECK(from_html("one<br>two").markdown == "one\n\ntwo");
  CHECK(from_html("<p>one</p><div>two</div>three").markdown == "one\n\ntwo\n\nthree");
  CHECK(from_html("<h2>Head</h2>text").markdown == "**Head**\n\ntext");
}

TEST_CASE("lists keep their bullets and numbers, nested ones on one level") {
  CHECK(from_html("<ul><li>a<li>b</ul>").markdown == "- a\n- b");
  CHECK(from_html("x<ol><li>a</li><li>b</li></ol>y").markdown == "x\n\n1. a\n2. b\n\ny");
  CHECK(from_html("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>").markdown ==
        "- a\n- b\n- c");
  CHECK(from_html("<ul><li><p>a</p><p>b</p></li></ul>").markdown == "- a b");
}

TEST_CASE("only links to the web and to mail stay links") {
  CHECK(from_html("<a href='https://un.org/a_b'>UN</a>").markdown ==
        "[UN](https://un.org/a%5Fb)");
  CHECK(from_html("<a href='javascript:x()'>UN</a>").markdown == "UN");
  CHECK(from_html("<a href='mailto:a@b.org'>write</a>").markdown ==
        "[write](mailto:a@b.org)");
}

TEST_CASE("marks of CommonMark in the text are escaped") {
  for (const char* html :
       {"2 * 3 * 4", "# no head", "- no item", "1. no item", "[a](b)", "a_b _c_",
        "&lt;b&gt;", "`code`", "&amp;amp;", "C:\\new", "{{x}}", "~~gone~~", "&gt; said",
        "+ plus", "=== ===", "12) twelve", "&#42;&#42;"}) {
    INFO(html);
    CHECK(plain_text(from_html(html).markdown) == plain_from_html(html));
  }
}

TEST_CASE("raised and lowered figures become those of Unicode") {
  CHECK(from_html("CO<sub>2</sub> and m<sup>3</sup>").markdown == "CO₂ and m³");
  const FromHtml found = from_html("x<sub>Q</sub>");
  CHECK(found.markdown == "xQ");
  CHECK(found.left_out == std::vector<std::string>{"the lowering of a subscript"});
}

TEST_CASE("rows of a table have bars between their cells") {
  CHECK(from_html("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
            .markdown == "a | b\n\nc");
}

TEST_CASE("code keeps its backticks and its marks") {
  CHECK(from_html("<code>a*b</code>").markdown == "`a*b`");
  CHECK(from_html("<code>a`b</code>").markdown == "``a`b``");
  CHECK(from_html("<pre>one\ntwo</pre>").markdown == "`one`\n\n`two`");
}

TEST_CASE("pictures stay in the text and are told of") {
  const FromHtml found = from_html("see <img src=\"map.png\" alt=\"A map\"> here");
  CHECK(found.markdown == "see ![A map](map.png) here");
  CHECK(found.pictures == std::vector<std::string>{"map.png"});
  CHECK(found.picture_marks == std::vector<std::string>{"![A map](map.png)"});
}

TEST_CASE("what cannot be carried is told of") {
  const FromHtml found = from_html(
      "a<script>if (1 < 2) x()</script>b<style>p {}</style>c [sound:bell.mp3]d"
      "<video src=v.mp4></video><!-- no -->");
  CHECK(plain_text(found.markdown) == "abc d");
  CHECK(found.left_out == std::vector<std::string>{"a script", "a style sheet",
                                                   "a video (v.mp4)",
                                                   "a sound (bell.mp3)"});
}

TEST_CASE("text that is struck through stays, and the line through it is told of") {
  const std::vector<std::string> line{"the line through a text"};
  for (const char* html :
       {"a <s>b</s> <s>c</s>", "a <del>b</del> c", "a <strike>b</strike> c",
        "a <span style=\"text-decoration: line-through\">b</span> c"}) {
    CAPTURE(html);
    const FromHtml found = from_html(html);
    CHECK(found.markdown == "a b c");
    CHECK(found.left_out == line);
  }
  CHECK(from_html("a <u>b</u>").left_out.empty());
}

TEST_CASE("readings of characters stand in brackets behind them") {
  CHECK(from_html("<ruby>国<rp>(</rp><rt>くに</rt><rp>)</rp></ruby>").markdown ==
        "国(くに)");
  CHECK(from_html("<q>yes</q>").markdown == "“yes”");
}

TEST_CASE("plain text of HTML has no marks") {
  CHECK(plain_from_html("<b>a</b> &amp; <i>b</i><br>c<ul><li>d</ul>") == "a & b\nc\n- d");
  CHECK(plain_from_html("no tags * at all") == "no tags * at all");
}

TEST_CASE("HTML that is nested too deeply is read, if without its depth") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i)
    deep += "<div>";
  const FromHtml found = from_html(deep + "text");
  CHECK(found.markdown == "text");
  CHECK(found.left_out == std::vector<std::string>{"HTML that is nested too deeply"});
}

TEST_CASE("formatting that is never closed costs neither time nor memory") {
  std::string many;
  for (int i = 0; i < 60; ++i)
    many += "<b style=\"" + std::to_string(i) + "\">";
  for (int i = 0; i < 100'000; ++i)
    many += "<p>";
  CHECK(from_html(many + "text").markdown == "**text**");
}

TEST_CASE("tame HTML has no comments, no odd attributes and no names of its own") {
  CHECK(tamed_html("<P onclick='x' Style=\"a&b\">1 < 2<!-- </p> --></p></i>").html ==
        "<p style=\"a&b\">1 &lt; 2</p>");
  CHECK(tamed_html("<a href=x\"y>").html == "<a href=\"x&quot;y\">");
  CHECK(tamed_html("<script>a</scripty>b</SCRIPT >c").html == "c");
}

TEST_CASE("property: plain text as CommonMark shows the same text") {
  CHECK(rc::check([] {
    const auto letters = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("ab1 .)(*_`[]<>&#+-=~!\\{}|:\"'x;")));
    const std::string line = folded_line(letters);
    return plain_text(markdown_of(line)) == line;
  }));
}

TEST_CASE("property: CommonMark made of HTML shows the same text as the HTML") {
  CHECK(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "<b>", "</b>", "<i>", "</i>", "word", " ", "*", "_", "&amp;", "(", ".",
            "<code>", "</code>", "<span>", "</span>", "é", "“", "1", "[", "]", "`", "#"));
    std::string html;
    for (const std::string& piece : pieces)
      html += piece;
    const FromHtml found = from_html(html);
    return plain_text(found.markdown) == plain_from_html(html);
  }));
}

TEST_CASE("property: any bytes as HTML come out as something") {
  CHECK(rc::check([] {
    const auto html = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("<>/!-=\"' abpdivulsn&#;0\n\xC3\xFF")));
    const FromHtml found = from_html(html);
    return found.pictures.size() == found.picture_marks.size();
  }));
}
