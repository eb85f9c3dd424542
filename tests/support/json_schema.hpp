#pragma once

// Validates JSON against the part of JSON Schema (2020-12) that our own schemas use. A keyword that
// is not known here throws, so that no schema asks for what nobody checks.

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace whensaid::test {

class JsonSchema {
 public:
  using Json = nlohmann::json;

  explicit JsonSchema(Json schema) : schema_(std::move(schema)) { know(schema_); }

  /// What is wrong first, with its place: "/hits/0/start: 5 is no string". Empty: valid.
  [[nodiscard]] std::string complaint(const Json& value) const { return check(schema_, value, ""); }

 private:
  static constexpr std::array kKeywords{
      "$schema",   "$defs",     "$ref",        "title",
      "type",      "enum",      "required",    "properties",
      "items",     "minItems",  "maxItems",    "minimum",
      "minLength", "maxLength", "description", "additionalProperties"};

  static void know(const Json& schema) {
    for (const auto& [keyword, value] : schema.items()) {
      if (std::find(kKeywords.begin(), kKeywords.end(), keyword) == kKeywords.end()) {
        throw std::runtime_error("unknown keyword in a schema: " + keyword);
      }
      if (keyword == "properties" || keyword == "$defs") {
        for (const auto& part : value) know(part);
      }
      if (keyword == "items") know(value);
    }
  }

  static bool is_of(const Json& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    throw std::runtime_error("unknown type in a schema: " + std::string(type));
  }

  std::string check(const Json& schema, const Json& value, const std::string& at) const {
    if (schema.contains("$ref")) {
      const std::string pointer = schema["$ref"].get<std::string>().substr(1);
      const auto wrong = check(schema_.at(Json::json_pointer(pointer)), value, at);
      if (!wrong.empty()) return wrong;
    }
    if (schema.contains("type") && !is_of(value, schema["type"].get<std::string>())) {
      return at + ": " + value.dump() + " is no " + schema["type"].get<std::string>();
    }
    if (schema.contains("enum")) {
      const auto& names = schema["enum"];
      if (std::find(names.begin(), names.end(), value) == names.end()) {
        return at + ": " + value.dump() + " is none of " + names.dump();
      }
    }
    if (value.is_object()) return check_object(schema, value, at);
    if (value.is_array()) return check_array(schema, value, at);
    if (value.is_string()) return check_size(schema, value.get<std::string>().size(), "Length", at);
    if (value.is_number() && schema.contains("minimum") && value < schema["minimum"]) {
      return at + ": " + value.dump() + " is too small";
    }
    return {};
  }

  static std::string check_size(const Json& schema, std::size_t size, const std::string& of,
                                const std::string& at) {
    const bool small = schema.contains("min" + of) && size < schema["min" + of].get<std::size_t>();
    const bool large = schema.contains("max" + of) && size > schema["max" + of].get<std::size_t>();
    return small || large ? at + ": wrong size " + std::to_string(size) : std::string();
  }

  std::string check_object(const Json& schema, const Json& value, const std::string& at) const {
    for (const auto& key : schema.value("required", Json::array())) {
      if (!value.contains(key.get<std::string>())) return at + ": no " + key.dump();
    }
    const auto properties = schema.value("properties", Json::object());
    for (const auto& [key, part] : value.items()) {
      if (!properties.contains(key)) {
        if (schema.value("additionalProperties", true)) continue;
        return at + ": surplus " + key;
      }
      const auto wrong = check(properties[key], part, at + "/" + key);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  std::string check_array(const Json& schema, const Json& value, const std::string& at) const {
    auto wrong = check_size(schema, value.size(), "Items", at);
    for (std::size_t i = 0; wrong.empty() && schema.contains("items") && i < value.size(); ++i) {
      wrong = check(schema["items"], value[i], at + "/" + std::to_string(i));
    }
    return wrong;
  }

  Json schema_;
};

}  // namespace whensaid::test
