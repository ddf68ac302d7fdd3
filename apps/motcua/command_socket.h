#pragma once
#include <atomic>
#include <string>
#include <thread>

#include "motcua/compose.h"

namespace motcua::app {

// DIR/motcua.sock, for the owner of the directory only: a command beside a running server hands its work to
// it, since one process writes. One request a connection: "import-catalogue vi\n" and the file, until the end
// of writing; the answer is the exit code, a line, and what to print.
class CommandSocket {
 public:
  CommandSocket(Program& program, std::string path, const Clock& clock);
  ~CommandSocket();  // waits for the command in hand
  CommandSocket(const CommandSocket&) = delete;
  CommandSocket& operator=(const CommandSocket&) = delete;

 private:
  void run();
  void answer(int connection);

  Program& program_;
  const std::string path_;
  const Clock& clock_;
  int listener_ = -1;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

struct Handed {
  int exit_code = 1;
  std::string text;
};
// nullopt when no server listens there.
std::optional<Handed> hand_to_server(const std::string& path, const std::string& command,
                                     const std::string& content);

}  // namespace motcua::app
