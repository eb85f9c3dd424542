// In place of postgres.cpp where the benchmarks are built without libpq-dev.

#include "peers/postgres.hpp"

#include <whensaid/result.hpp>

namespace whensaid::bench {

std::unique_ptr<Engine> postgres_engine(const PassageOptions& /*options*/) {
  throw Failure(Error{Errc::not_found, "PostgreSQL: the benchmarks were built without libpq-dev"});
}

}  // namespace whensaid::bench
