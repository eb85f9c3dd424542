// The test binary: every *_test.cpp adds a suite.

#define BOOST_TEST_MODULE whensaid
#include <boost/test/unit_test.hpp>
