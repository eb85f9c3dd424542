#include "interrupt.hpp"

#include <csignal>

#include <unistd.h>

namespace whensaid::tool {

namespace {

volatile std::sig_atomic_t asked_by = 0;

extern "C" void on_interrupt(int signal) {
  if (asked_by != 0) ::_exit(128 + signal);
  asked_by = signal;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0;  // not SA_RESTART: a read of stdin that waits must notice
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

int interrupt_signal() { return asked_by; }

}  // namespace whensaid::tool
