#include <boost/test/unit_test.hpp>

#include <whensaid/search.hpp>

using namespace whensaid;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(jump_link)

BOOST_AUTO_TEST_CASE(a_link_opens_at_the_time) {
  struct Row {
    const char* url;
    Millis at;
    const char* link;
  };
  for (const auto& row : {
           Row{"https://lamp.example/e1", 754s, "https://lamp.example/e1#t=754"},
           Row{"https://lamp.example/e1.mp3", 754'250ms, "https://lamp.example/e1.mp3#t=754.250"},
           Row{"https://lamp.example/e1#notes", 5s, "https://lamp.example/e1#t=5"},
           Row{"https://www.youtube.com/watch?v=abc", 754'999ms,
               "https://www.youtube.com/watch?v=abc&t=754s"},
           Row{"https://youtu.be/abc", 0s, "https://youtu.be/abc?t=0s"},
           Row{"https://youtube.com.evil.example/abc", 1s,
               "https://youtube.com.evil.example/abc#t=1"},
           Row{"http://lamp.example", -5s, "http://lamp.example#t=0"},
           Row{"", 5s, ""},
           Row{"javascript:alert(1)", 5s, ""},
           Row{"ftp://lamp.example/a", 5s, ""},
       }) {
    BOOST_TEST_CONTEXT(row.url) { BOOST_TEST(::whensaid::jump_link(row.url, row.at) == row.link); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
