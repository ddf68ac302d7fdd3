#include "program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace motcua::bench {
namespace {

struct Child {
  pid_t process;
  int output;
};

Child start(const std::vector<std::string>& command) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = -1;
  const int failed =
      ::posix_spawn(&process, command[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) throw std::runtime_error(fmt::format("cannot start {}: build it first", command[0]));
  return {process, ends[0]};
}

// What comes until the end, or until a line that holds `mark`.
std::string read_until(int file, std::string_view mark) {
  std::string text;
  char piece[4096];
  for (;;) {
    const auto count = ::read(file, piece, sizeof piece);
    if (count <= 0) return text;
    text.append(piece, static_cast<std::size_t>(count));
    const auto at = mark.empty() ? std::string::npos : text.find(mark);
    if (at != std::string::npos && text.find('\n', at) != std::string::npos) return text;
  }
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

double mib_after(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == std::string::npos) return 0;
  return static_cast<double>(std::stoll(text.substr(at + mark.size()))) / 1024;
}

// User and system time: fields are counted from the end of the name, which may hold anything.
double cpu_in(const std::string& file) {
  const std::string stat = content_of(file);
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

std::string output_of(const std::vector<std::string>& command) {
  const Child child = start(command);
  std::string text = read_until(child.output, "");
  ::close(child.output);
  int status = 0;
  ::waitpid(child.process, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(fmt::format("{} {} failed", command[0], command[1]));
  }
  return text;
}

double machine_cpu_seconds() {
  std::istringstream fields(content_of("/proc/stat"));
  std::string name;
  double user = 0, nice = 0, system = 0, idle = 0, waiting = 0, interrupts = 0, soft = 0;
  fields >> name >> user >> nice >> system >> idle >> waiting >> interrupts >> soft;
  return (user + nice + system + interrupts + soft) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

ServerProgram::ServerProgram(const std::string& program, const std::string& data) {
  const Child child =
      start({program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"});
  process_ = child.process;
  output_ = child.output;
  const std::string mark = "http://127.0.0.1:";
  const std::string text = read_until(output_, mark);
  const auto at = text.find(mark);
  if (at == std::string::npos) throw std::runtime_error("the program did not say where it listens");
  const char* begin = text.data() + at + mark.size();
  std::from_chars(begin, text.data() + text.size(), port_);
}

ServerProgram::~ServerProgram() { stop(); }

void ServerProgram::stop() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  ::close(output_);
  process_ = -1;
}

Usage ServerProgram::usage() const {
  const std::string directory = fmt::format("/proc/{}/", process_);
  const std::string status = content_of(directory + "status");
  Usage usage;
  usage.cpu_seconds = cpu_in(directory + "stat");
  for (const auto& task : std::filesystem::directory_iterator(directory + "task")) {
    usage.busiest_thread_seconds =
        std::max(usage.busiest_thread_seconds, cpu_in(task.path().string() + "/stat"));
  }
  usage.memory_mib = mib_after(status, "VmRSS:");
  usage.peak_mib = mib_after(status, "VmHWM:");
  return usage;
}

}  // namespace motcua::bench
