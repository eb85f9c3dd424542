#include <boost/test/unit_test.hpp>

#include <whensaid/result.hpp>

using namespace whensaid;

namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Errc::invalid_argument, "odd number 7: give an even one");
  return n / 2;
}

Result<void> check(bool ok) {
  if (!ok) return fail(Errc::io, "disk full");
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(result)

BOOST_AUTO_TEST_CASE(a_result_holds_the_value) {
  const auto r = half(8);
  BOOST_REQUIRE(r);
  BOOST_TEST(*r == 4);
  BOOST_TEST(r.value() == 4);
}

BOOST_AUTO_TEST_CASE(a_failed_result_holds_code_and_message) {
  const auto r = half(7);
  BOOST_REQUIRE(!r);
  BOOST_TEST((r.error() == Error{Errc::invalid_argument, "odd number 7: give an even one"}));
}

BOOST_AUTO_TEST_CASE(value_of_a_failed_result_throws_its_error) {
  BOOST_CHECK_EXCEPTION(half(7).value(), Failure, [](const Failure& failure) {
    return failure.error().code == Errc::invalid_argument &&
           std::string_view(failure.what()).starts_with("odd number");
  });
}

BOOST_AUTO_TEST_CASE(a_result_of_nothing_is_success_or_an_error) {
  BOOST_TEST(check(true).has_value());
  BOOST_TEST(check(false).error().message == "disk full");
  BOOST_CHECK_THROW(check(false).value(), Failure);
}

BOOST_AUTO_TEST_CASE(every_code_has_a_name) {
  for (const auto code : {Errc::invalid_argument, Errc::bad_format, Errc::not_found, Errc::locked,
                          Errc::wrong_version, Errc::corrupt, Errc::moved_on, Errc::io}) {
    BOOST_TEST(to_string(code) != "unknown");
  }
}

BOOST_AUTO_TEST_SUITE_END()
