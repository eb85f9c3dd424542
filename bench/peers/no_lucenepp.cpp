// In place of lucenepp.cpp where the benchmarks are built without liblucene++-dev.

#include "peers/lucenepp.hpp"

#include <whensaid/result.hpp>

namespace whensaid::bench {

std::unique_ptr<Engine> lucenepp_engine(const PassageOptions& /*options*/) {
  throw Failure(
      Error{Errc::not_found, "Lucene++: the benchmarks were built without liblucene++-dev"});
}

}  // namespace whensaid::bench
