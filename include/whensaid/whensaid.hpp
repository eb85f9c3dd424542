#pragma once

// The whole library: find when something was said. Start at Searcher (search.hpp) and IndexWriter
// (index.hpp).

#include <whensaid/counts.hpp>
#include <whensaid/explain.hpp>
#include <whensaid/export.hpp>
#include <whensaid/index.hpp>
#include <whensaid/model.hpp>
#include <whensaid/query.hpp>
#include <whensaid/result.hpp>
#include <whensaid/search.hpp>
#include <whensaid/source.hpp>
#include <whensaid/synonyms.hpp>
