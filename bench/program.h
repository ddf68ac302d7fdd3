#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace motcua::bench {

// Runs a program to its end and returns what it printed. Throws when it fails.
std::string output_of(const std::vector<std::string>& command);

struct Usage {
  double cpu_seconds = 0;             // of all threads, in user and kernel
  double busiest_thread_seconds = 0;  // of the one that has used most: under load the writer
  double memory_mib = 0;              // resident now
  double peak_mib = 0;                // resident at most
};

// Seconds of CPU that this whole machine has spent at work since it started.
double machine_cpu_seconds();

// `motcua serve` as a child process on a free port of this machine; asked to stop when the object goes.
class ServerProgram {
 public:
  ServerProgram(const std::string& program, const std::string& data);
  ~ServerProgram();
  ServerProgram(const ServerProgram&) = delete;
  ServerProgram& operator=(const ServerProgram&) = delete;

  std::uint16_t port() const { return port_; }
  Usage usage() const;
  // Waits until it has finished what it had in hand.
  void stop();

 private:
  pid_t process_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace motcua::bench
