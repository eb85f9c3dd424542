#pragma once

// PostgreSQL's full-text search as a peer: what those use whose data is in a database already.

#include <memory>

#include "engine.hpp"
#include "peers/passages.hpp"

namespace whensaid::bench {

/// A cluster of its own in the index's folder, reached through a socket there; as root, it runs as
/// the user postgres. One row a passage with a stored tsvector (snowball English, stop words kept;
/// titles weigh A, text D) and a GIN index made after loading; ts_rank and ts_headline.
/// PostgreSQL's defaults but no parallel workers, so that a query is one core's work, and no
/// autovacuum, which would come when it likes; VACUUM ANALYZE ends the build. CPU is the client's
/// and its server process's. Throws Failure (not_found) when the server is not installed or the
/// benchmarks were built without libpq-dev.
std::unique_ptr<Engine> postgres_engine(const PassageOptions& options);

}  // namespace whensaid::bench
