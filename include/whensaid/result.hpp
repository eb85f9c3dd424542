#pragma once

// The one error type and the one way to return it. Everything that can fail for a reason outside
// the program (files, locks, damaged bytes) returns a Result; odd text never fails, it gives
// warnings instead.

#include <cassert>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <whensaid/export.hpp>

namespace whensaid {

/// What a caller can act on. The message of an Error says the rest.
enum class Errc {
  invalid_argument,  ///< the call itself is wrong: an empty id, an option out of range
  bad_format,        ///< bytes that are not a transcript, a listing or an episode at all
  not_found,         ///< no index, file or episode there
  locked,            ///< another writer has the index open
  wrong_version,     ///< the index was written by another schema or analyzer: index again
  corrupt,           ///< the index is damaged: run check, then index again
  moved_on,          ///< the index is not that of the snapshot any more: begin at the first page
  io,                ///< the system refused: permission, disk full, read error
};

/// The name of a code as it is written in messages and JSON: "not_found".
[[nodiscard]] WHENSAID_EXPORT std::string_view to_string(Errc code);

/// One line for a person: what failed, where (path, line), what to do about it.
struct Error {
  Errc code{Errc::io};
  std::string message{};

  friend bool operator==(const Error&, const Error&) = default;
};

/// Thrown only by Result::value(), for scripts, examples and tests.
class WHENSAID_EXPORT Failure : public std::runtime_error {
 public:
  explicit Failure(Error error);
  ~Failure() override;
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

/// What `fail` returns; converts to any Result.
struct Unexpected {
  Error error{};
};

/// `return fail(Errc::not_found, "...")`: the only way this library reports an error.
[[nodiscard]] inline Unexpected fail(Errc code, std::string message) {
  return Unexpected{Error{code, std::move(message)}};
}
[[nodiscard]] inline Unexpected fail(Error error) { return Unexpected{std::move(error)}; }

/// A value or an Error: a strict subset of std::expected<T, Error>, which C++20 lacks.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit as in std::expected
  Result(Unexpected u) : state_(std::in_place_index<1>, std::move(u.error)) {}  // NOLINT: likewise

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  /// The value, or throws Failure.
  T& value() & {
    require();
    return **this;
  }
  const T& value() const& {
    require();
    return **this;
  }
  T&& value() && {
    require();
    return std::move(**this);
  }

  /// Only when there is no value.
  [[nodiscard]] const Error& error() const {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  void require() const {
    if (!has_value()) throw Failure(error());
  }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Unexpected u)
      : failed_(true), error_(std::move(u.error)) {}  // NOLINT: implicit as in std::expected

  [[nodiscard]] bool has_value() const noexcept { return !failed_; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (failed_) throw Failure(error_);
  }
  [[nodiscard]] const Error& error() const {
    assert(failed_);
    return error_;
  }

 private:
  bool failed_{false};
  Error error_{};
};

}  // namespace whensaid
