#include "arguments.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <iostream>

#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

[[noreturn]] void refuse(std::string message) {
  throw Failure(Error{Errc::invalid_argument, std::move(message)});
}

}  // namespace

Arguments::Arguments(std::span<const char* const> arguments,
                     const std::set<std::string_view>& with_value,
                     const std::set<std::string_view>& flags) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (!argument.starts_with("--")) {
      bare_.emplace_back(argument);
      continue;
    }
    const std::string_view name = argument.substr(2);
    if (flags.contains(name)) {
      named_.emplace(name, "");
    } else if (!with_value.contains(name)) {
      refuse("unknown option " + std::string(argument));
    } else if (i + 1 == arguments.size()) {
      refuse(std::string(argument) + " needs a value");
    } else {
      named_.insert_or_assign(std::string(name), arguments[++i]);
    }
  }
}

bool Arguments::has(std::string_view name) const { return named_.find(name) != named_.end(); }

std::string Arguments::text(std::string_view name, std::string_view otherwise) const {
  const auto found = named_.find(name);
  return found == named_.end() ? std::string(otherwise) : found->second;
}

std::uint64_t Arguments::number(std::string_view name, std::uint64_t otherwise) const {
  const auto found = named_.find(name);
  return found == named_.end() ? otherwise : read_number(name, found->second);
}

std::uint64_t read_number(std::string_view name, std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    refuse("--" + std::string(name) + " needs a number, not \"" + std::string(text) + '"');
  }
  return value;
}

std::string only_bare(const Arguments& arguments, std::string_view otherwise) {
  if (arguments.bare().size() > 1) refuse("one file or folder is enough");
  return arguments.bare().empty() ? std::string(otherwise) : arguments.bare().front();
}

std::filesystem::path data_folder(const Arguments& arguments) {
  return only_bare(arguments, "../shared/data/eval/dev");
}

bool has_data(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return true;
  std::cerr << "skipped, no data: " << file.string() << '\n';
  return false;
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end != begin) names.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

int run_program(std::string_view usage, int (*body)(std::span<const char* const>), int argc,
                char** argv) {
  const std::span<const char* const> all(argv, static_cast<std::size_t>(argc));
  for (const std::string_view argument : all) {
    if (argument != "--help") continue;
    std::cout << usage;
    return 0;
  }
  try {
    return body(all.subspan(1));
  } catch (const Failure& failure) {
    const bool misused = failure.error().code == Errc::invalid_argument;
    std::cerr << failure.what() << '\n' << (misused ? usage : std::string_view{});
    return misused ? 2 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

}  // namespace whensaid::bench
