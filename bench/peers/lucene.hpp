#pragma once

// Apache Lucene as a peer: the library below Elasticsearch, Solr and OpenSearch.

#include <memory>

#include "engine.hpp"
#include "peers/passages.hpp"

namespace whensaid::bench {

/// What Lucene's own advice for fast excerpts costs and brings.
enum class LuceneOffsets {
  analysed,  ///< a plain TextField: the highlighter analyses the ten texts anew
  indexed,   ///< the postings hold where in the text each word stands
};

/// Works in a Java process of its own (peers/LucenePeer.java, compiled when the engine is made)
/// with an EnglishAnalyzer that keeps stop words, one indexing thread a core, a heap of 512 MB and
/// Lucene's defaults for the rest. One document a passage; episode and times are doc values, the
/// text is stored. Excerpts come from UnifiedHighlighter. Queries are timed inside the process.
/// Throws Failure (not_found) where Java or Lucene's jars are not installed.
std::unique_ptr<Engine> lucene_engine(const PassageOptions& options, LuceneOffsets offsets);

}  // namespace whensaid::bench
