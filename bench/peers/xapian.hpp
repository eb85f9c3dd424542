#pragma once

// Xapian as its own documentation teaches it, as a peer: what one gets without our design.

#include <memory>

#include "engine.hpp"
#include "peers/passages.hpp"

namespace whensaid::bench {

/// One document a passage: TermGenerator with positions and the English stemmer (STEM_SOME, its
/// default), QueryParser with OR as default operator, BM25 with Xapian's parameters. A document
/// holds the episode's id and its times, and with PassageOptions::complete the text. Xapian commits
/// by itself every 10,000 documents, as it does for everyone.
std::unique_ptr<Engine> xapian_engine(const PassageOptions& options);

}  // namespace whensaid::bench
