// What a cache keeps of documents, and what it throws out.

#include "index/recent_cache.hpp"

#include <string>

#include <boost/test/unit_test.hpp>

using whensaid::index::RecentCache;

BOOST_AUTO_TEST_SUITE(recent_cache)

BOOST_AUTO_TEST_CASE(what_was_put_is_there_until_the_limit_is_passed) {
  RecentCache<std::string> cache(100);
  for (unsigned document = 1; document <= 4; ++document) {
    cache.put(document, std::to_string(document), 25);
  }
  BOOST_TEST(cache.used_bytes() == 100U);
  for (unsigned document = 1; document <= 4; ++document) {
    BOOST_REQUIRE(cache.peek(document) != nullptr);
    BOOST_TEST(*cache.peek(document) == std::to_string(document));
  }
  cache.put(5, "5", 25);
  BOOST_TEST(cache.peek(1) == nullptr);
  BOOST_TEST(cache.peek(5) != nullptr);
  BOOST_TEST(cache.used_bytes() == 100U);
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_is_spared_once) {
  RecentCache<std::string> cache(75);
  for (unsigned document = 1; document <= 3; ++document) cache.put(document, "", 25);
  BOOST_TEST(cache.get(1) != nullptr);
  cache.put(4, "", 25);
  BOOST_TEST(cache.peek(1) != nullptr);
  BOOST_TEST(cache.peek(2) == nullptr);
  cache.put(5, "", 25);
  BOOST_TEST(cache.peek(1) != nullptr);  // now the oldest
  cache.put(6, "", 25);
  BOOST_TEST(cache.peek(1) == nullptr);
}

BOOST_AUTO_TEST_CASE(all_of_it_in_use_makes_room_too) {
  RecentCache<std::string> cache(75);
  for (unsigned document = 1; document <= 3; ++document) {
    cache.put(document, "", 25);
    cache.get(document);
  }
  cache.put(4, "", 25);
  BOOST_TEST(cache.peek(1) == nullptr);
  BOOST_TEST(cache.peek(4) != nullptr);
  BOOST_TEST(cache.used_bytes() == 75U);
}

BOOST_AUTO_TEST_CASE(what_is_larger_than_the_limit_is_not_kept) {
  RecentCache<std::string> cache(10);
  cache.put(1, "", 11);
  BOOST_TEST(cache.peek(1) == nullptr);
  BOOST_TEST(cache.used_bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(what_grows_may_cost_others_their_place) {
  RecentCache<std::string> cache(100);
  cache.put(1, "", 40);
  cache.put(2, "", 40);
  cache.resize(2, 80);
  BOOST_TEST(cache.peek(1) == nullptr);
  BOOST_TEST(cache.used_bytes() == 80U);
  cache.resize(2, 30);
  BOOST_TEST(cache.used_bytes() == 30U);
}

BOOST_AUTO_TEST_CASE(a_lower_limit_holds_at_once) {
  RecentCache<std::string> cache(100);
  cache.put(1, "", 40);
  cache.put(2, "", 40);
  cache.set_limit(50);
  BOOST_TEST(cache.peek(1) == nullptr);
  BOOST_TEST(cache.peek(2) != nullptr);
  cache.clear();
  BOOST_TEST(cache.peek(2) == nullptr);
  BOOST_TEST(cache.used_bytes() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
