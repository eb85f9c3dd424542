// The whensaid command: a process around one call.

#include <clocale>
#include <csignal>
#include <exception>
#include <new>
#include <variant>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "arguments.hpp"
#include "messages.hpp"

namespace {

using namespace whensaid::tool;

/// A closed stdout would become the descriptor of the next file that is opened: results would be
/// written into the index. /dev/null opened for reading holds its place, and writes still fail.
void hold_standard_descriptors() {
  for (int descriptor = 0; descriptor < 3; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    (void)::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
  }
}

Exit run(int argc, char** argv) {
  const auto call = read_arguments(argc, argv);
  if (const auto* exit = std::get_if<Exit>(&call)) return *exit;
  const auto& [verb, context] = std::get<Call>(call);
  return verb(context);
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_descriptors();
  (void)std::signal(SIGXFSZ, SIG_IGN);        // a file size limit is an error like a full disk
  (void)std::setlocale(LC_CTYPE, "C.UTF-8");  // for wcwidth; nothing else reads the locale
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::bad_alloc&) {
    complain("out of memory");
  } catch (const std::exception& problem) {
    complain(fmt::format("unexpected: {}", problem.what()));
  }
  return static_cast<int>(Exit::io);
}
