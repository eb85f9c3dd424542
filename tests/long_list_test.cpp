// Long lists of positions: what is written is read again and found again, and damage leads nowhere.

#include "timeline/long_list.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace whensaid::timeline;

namespace {

using Positions = std::vector<std::uint32_t>;

/// The list with something before and behind it.
struct Written {
  Written(const Positions& positions, std::uint32_t size) {
    BitWriter bits(bytes);
    bits.put(5, 3);
    write_long_list(bits, positions, size);
    end = 3 + LongLayout(size, static_cast<std::uint32_t>(positions.size())).bits();
    bits.put(0x5A5, 11);
    bits.align();
    bytes.append(kPadding, '\0');
  }
  [[nodiscard]] BitReader reader() const {
    return {std::string_view(bytes).substr(0, bytes.size() - kPadding), 3};
  }
  std::string bytes{};
  std::uint64_t end{0};
};

/// From 1 on.
std::uint32_t up_to(std::uint32_t most, std::mt19937& random) {
  return static_cast<std::uint32_t>(1 + random() % most);
}

Positions some_of(std::uint32_t size, std::uint32_t one_in, std::mt19937& random) {
  Positions positions;
  for (std::uint32_t at = 0; at < size; ++at) {
    if (random() % one_in == 0) positions.push_back(at);
  }
  if (positions.empty()) positions.push_back(static_cast<std::uint32_t>(random() % size));
  return positions;
}

void require_reads_again(const Positions& positions, std::uint32_t size) {
  const Written written(positions, size);
  auto bits = written.reader();
  Positions read;
  const auto count = static_cast<std::uint32_t>(positions.size());
  BOOST_REQUIRE(read_long_list(bits, size, count, [&](auto at) { read.push_back(at); }));
  BOOST_REQUIRE(read == positions);
  BOOST_REQUIRE(bits.bit() == written.end);
  BOOST_REQUIRE(bits.bits(11) == 0x5A5U);
  LongListCursor cursor(written.reader(), size, count);
  for (std::uint32_t i = 0; i < count; ++i) BOOST_REQUIRE(cursor.index_of(positions[i]) == i);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(long_list)

BOOST_AUTO_TEST_CASE(positions_of_any_density_are_read_again) {
  std::mt19937 random(1);  // NOLINT: the same every time
  for (const std::uint32_t size : {1U, 2U, 63U, 64U, 1000U, 9999U}) {
    for (const std::uint32_t one_in : {1U, 2U, 3U, 17U, 400U, 20000U}) {
      require_reads_again(some_of(size, one_in, random), size);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_ends_of_the_largest_axis_are_positions_too) {
  require_reads_again({0}, UINT32_MAX);
  require_reads_again({UINT32_MAX - 1}, UINT32_MAX);
  require_reads_again({0, 1, 1U << 31U, UINT32_MAX - 2, UINT32_MAX - 1}, UINT32_MAX);
}

BOOST_AUTO_TEST_CASE(bunches_and_deserts_are_read_again) {
  Positions positions;
  for (std::uint32_t at = 0; at < 300; ++at) positions.push_back(at);
  for (std::uint32_t at = 90000; at < 90200; ++at) positions.push_back(at);
  require_reads_again(positions, 100000);
}

BOOST_AUTO_TEST_CASE(a_place_is_found_where_the_word_stands_and_only_there) {
  std::mt19937 random(2);  // NOLINT: the same every time
  for (int round = 0; round < 300; ++round) {
    const auto size = up_to(5000, random);
    const auto positions = some_of(size, up_to(100, random), random);
    const Written written(positions, size);
    LongListCursor cursor(written.reader(), size, static_cast<std::uint32_t>(positions.size()));
    for (std::uint32_t at = 0; at < size; at += up_to(40, random)) {
      const auto found = std::lower_bound(positions.begin(), positions.end(), at);
      const auto index = cursor.index_of(at);
      BOOST_REQUIRE(index.has_value() == (found != positions.end() && *found == at));
      if (index) BOOST_REQUIRE(*index == static_cast<std::size_t>(found - positions.begin()));
    }
  }
}

BOOST_AUTO_TEST_CASE(damage_gives_no_more_than_was_announced_and_nothing_off_the_axis) {
  std::mt19937 random(3);  // NOLINT: the same every time
  for (int round = 0; round < 3000; ++round) {
    const auto size = up_to(500, random);
    const auto positions = some_of(size, up_to(9, random), random);
    Written written(positions, size);
    for (auto n = up_to(4, random); n > 0; --n) {
      written.bytes[random() % (written.bytes.size() - kPadding)] = static_cast<char>(random());
    }
    const auto count =
        static_cast<std::uint32_t>(random() % 4 == 0 ? 1 + random() % size : positions.size());
    auto bits = written.reader();
    Positions read;
    const auto sound = read_long_list(bits, size, count, [&](auto at) { read.push_back(at); });
    BOOST_REQUIRE(read.size() <= count);
    if (sound) {
      BOOST_REQUIRE(read.size() == count);
      for (const auto at : read) BOOST_REQUIRE(at < size);
    }
    LongListCursor cursor(written.reader(), size, count);
    for (std::uint32_t at = 0; at < size; at += up_to(5, random)) {
      if (const auto index = cursor.index_of(at)) BOOST_REQUIRE(*index < count);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_list_that_is_cut_off_is_none) {
  const Written written({3, 40, 41, 99}, 100);
  for (std::size_t bytes = 0; bytes * 8 < written.end; ++bytes) {
    const BitReader cut(std::string_view(written.bytes).substr(0, bytes), 3);
    auto bits = cut;
    BOOST_TEST(!read_long_list(bits, 100, 4, [](auto) { BOOST_ERROR("nothing is there"); }));
    BOOST_TEST(!LongListCursor(cut, 100, 4).index_of(3));
  }
}

BOOST_AUTO_TEST_SUITE_END()
