#pragma once
// For tests only: the program as a process of its own, killed with this object at the latest.
#include <sys/resource.h>
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace motcua::app {

// The program beside the test program.
std::string program_path();
std::string file_content(const std::string& path);

class Process {
 public:
  // Begins `motcua ARGUMENTS…`; both outputs go to the file `output`. `prepare` runs in the child before it
  // becomes the program: system calls only. To be called on the main thread: the child dies with its thread.
  Process(std::vector<std::string> arguments, std::string output, const std::function<void()>& prepare = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const;
  // Exit code, or 128 and the signal.
  int wait();
  bool runs();
  std::string output() const { return file_content(output_); }
  // The port that a server says it listens on; 0 when it ended instead.
  int port();

  // A limit changed while it runs, and put back.
  void limit(int resource, rlim_t soft) const;
  void lift(int resource) const;
  rlim_t data_bytes() const;   // private memory it has asked for
  double cpu_seconds() const;  // used so far

 private:
  std::string output_;
  pid_t pid_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace motcua::app
