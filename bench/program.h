#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace motcua::bench {

// Runs a program to its end and returns what it printed. Throws when it fails.
std::string output_of(const std::vector<std::string>& command);

struct Usage {
  double cpu_seconds = 0;  // of all threads, in user and kernel
  double memory_mib = 0;   // resident now
  double peak_mib = 0;     // resident at most
};
Usage usage_of(pid_t process);

// CPU of a process and of its children, those that have ended included.
double cpu_of_family(pid_t parent);

// Seconds of CPU that this whole machine has spent at work since it started.
double machine_cpu_seconds();

std::string content_of(const std::string& path);

// A child process that is asked to stop when the object goes. What it says to stderr goes to `log`.
class Child {
 public:
  Child(std::vector<std::string> command, const std::string& log);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t process() const { return process_; }
  // What it prints until the end, or until a line that holds `mark`.
  std::string read_until(std::string_view mark);
  // Waits until it has finished what it had in hand.
  void stop();

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

// `motcua serve` on a free port of this machine.
class ServerProgram {
 public:
  // `database`: postgres://…, "" for SQLite.
  ServerProgram(const std::string& program, const std::string& data, const std::string& database,
                const std::string& log);

  std::uint16_t port() const { return port_; }
  double start_seconds() const { return start_seconds_; }  // from its first instruction to where it listens
  Usage usage() const { return usage_of(child_.process()); }
  void stop() { child_.stop(); }

 private:
  Child child_;
  std::uint16_t port_ = 0;
  double start_seconds_ = 0;
};

// One number of /metrics, 0 when it is not there.
double figure(std::uint16_t port, const std::string& name);

// A port of this machine that nobody listens on.
std::uint16_t free_port();

}  // namespace motcua::bench
