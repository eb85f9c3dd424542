// Names of error codes and the exception that Result::value() throws.

#include <whensaid/result.hpp>

namespace whensaid {

std::string_view to_string(Errc code) {
  switch (code) {
    case Errc::invalid_argument: return "invalid_argument";
    case Errc::bad_format: return "bad_format";
    case Errc::not_found: return "not_found";
    case Errc::locked: return "locked";
    case Errc::wrong_version: return "wrong_version";
    case Errc::corrupt: return "corrupt";
    case Errc::moved_on: return "moved_on";
    case Errc::io: return "io";
  }
  return "unknown";
}

Failure::Failure(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
Failure::~Failure() = default;

}  // namespace whensaid
