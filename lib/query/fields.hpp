#pragma once

// The fields of the language in one table: the parser, the printer and help texts read it.

#include <optional>
#include <span>
#include <string_view>

#include <whensaid/query.hpp>

#include "query/tree.hpp"

namespace whensaid::query {

/// How a field's value is read and what it does.
enum class FieldKind { zone, speaker, kind, at, scope, range, language };

struct Field {
  QueryField face{};
  FieldKind kind{FieldKind::zone};
  Zone zone{Zone::speech};                ///< zone only
  Range::Of range{Range::Of::published};  ///< range only
};

[[nodiscard]] std::span<const Field> fields();

/// The field of this name, or null.
[[nodiscard]] const Field* find_field(std::string_view name);

/// The name of the field that looks in a zone: "text" for speech. Empty for Zone::speaker.
[[nodiscard]] std::string_view field_of(Zone zone);
[[nodiscard]] std::string_view field_of(Range::Of range);

/// True for fields that hold for the whole bracket in which they stand.
[[nodiscard]] bool restricts(FieldKind kind);

/// The value of kind: "speech", "chapter", "description", "title", "guest", "host".
[[nodiscard]] std::optional<Zone> read_kind(std::string_view value);
[[nodiscard]] std::string_view kind_name(Zone zone);

/// The value of in: "turn", "chapter", "episode".
[[nodiscard]] std::optional<Scope> read_scope(std::string_view value);
[[nodiscard]] std::string_view scope_name(Scope scope);

}  // namespace whensaid::query
