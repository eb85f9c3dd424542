#include "index/guard.hpp"

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

namespace whensaid::index {

namespace {

// Xapian keeps the errno of a failed call only as text.
bool is_text_of(std::string_view text, int code) {
  return !text.empty() && text.find(std::generic_category().message(code)) != text.npos;
}

Error io_error(const std::string& where, const Xapian::Error& error) {
  const char* const reason = error.get_error_string();
  auto what = error.get_msg();
  if (reason != nullptr) what += std::string(" (") + reason + ")";
  if (is_text_of(what, ENOSPC) || is_text_of(what, EDQUOT)) {
    return {Errc::io, where + ": disk full: " + what + "; the last commit is safe, make space"};
  }
  if (is_text_of(what, EFBIG)) {
    return {Errc::io, where + ": file size limit: " + what + "; the last commit is safe"};
  }
  return {Errc::io, where + ": " + what};
}

Error damaged(const std::string& where, const std::string& what) {
  return {Errc::corrupt,
          where + ": the index is damaged (" + what + "): check it, then index again"};
}

}  // namespace

Error error_of(const Xapian::Error& error, const std::filesystem::path& where) {
  const auto path = where.string();
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {Errc::locked, path + ": another writer has this index open: wait until it is done"};
  }
  if (type == "DatabaseNotFoundError") {
    return {Errc::not_found, path + ": no index here: " + error.get_msg()};
  }
  if (type == "DatabaseVersionError") {
    return {Errc::wrong_version,
            path + ": written by another version of Xapian (" + error.get_msg() + "): index again"};
  }
  if (type == "DatabaseModifiedError") {
    return {Errc::io, path + ": written faster than it could be read: try again"};
  }
  if (type == "DatabaseCorruptError") return damaged(path, error.get_msg());
  if (type.starts_with("Database") || type.starts_with("Network")) return io_error(path, error);
  // The rest (RangeError, SerialisationError, DocNotFoundError, ...) no sound database causes.
  return damaged(path, error.get_description());
}

Error error_of(const std::exception& error, const std::filesystem::path& where) {
  if (dynamic_cast<const std::system_error*>(&error) != nullptr) {
    return {Errc::io, where.string() + ": " + error.what()};
  }
  return damaged(where.string(), error.what());
}

}  // namespace whensaid::index
