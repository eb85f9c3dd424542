#pragma once

// Ctrl-C and SIGTERM while an index is written: the first asks to stop after the present episode,
// the second ends at once (safe: uncommitted work is discarded).

namespace whensaid::tool {

/// From now on SIGINT and SIGTERM are requests. Blocking reads return early.
void catch_interrupts();

/// The signal that asked to stop; 0: none did.
[[nodiscard]] int interrupt_signal();

}  // namespace whensaid::tool
