#pragma once

// SQLite's full-text index as a peer: the first thing that people reach for.

#include <memory>

#include "engine.hpp"
#include "peers/passages.hpp"

namespace whensaid::bench {

/// One row a passage, tokenizer "porter unicode61", ranked by bm25; the text is stored. Built in
/// one transaction with SQLite's own defaults; read through a page cache of 64 MB.
std::unique_ptr<Engine> fts5_engine(const PassageOptions& options);

}  // namespace whensaid::bench
