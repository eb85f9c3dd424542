#pragma once

// Lucene++ as a peer: Lucene 3.0 translated to C++, what a C++ program would link to.

#include <memory>

#include "engine.hpp"
#include "peers/passages.hpp"

namespace whensaid::bench {

/// One document a passage, SnowballAnalyzer("english") without stop words, one thread, defaults for
/// the rest; episode and times are one stored field, the text another. Excerpts come from contrib's
/// Highlighter. Throws Failure (not_found) when the benchmarks were built without liblucene++-dev.
std::unique_ptr<Engine> lucenepp_engine(const PassageOptions& options);

}  // namespace whensaid::bench
