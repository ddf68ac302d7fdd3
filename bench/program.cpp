#include "program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "http_talk.h"

extern char** environ;

namespace motcua::bench {
namespace {

struct Started {
  pid_t process;
  int output;
};

Started start(const std::vector<std::string>& command, const std::string& log) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (!log.empty()) {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0644);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = -1;
  const int failed =
      ::posix_spawn(&process, command[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    ::close(ends[0]);
    throw std::runtime_error(fmt::format("cannot start {}: {}", command[0], std::strerror(failed)));
  }
  return {process, ends[0]};
}

std::string read_from(int file, std::string_view mark) {
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

double mib_after(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == std::string::npos) return 0;
  return static_cast<double>(std::stoll(text.substr(at + mark.size()))) / 1024;
}

// Fields of /proc/…/stat are counted from the end of the name, which may hold anything: the parent is the
// second, times of its own the 12th and 13th, of its ended children the two after them.
struct Stat {
  pid_t parent = 0;
  double own = 0, children = 0;
};
Stat stat_of(const std::string& process) {
  const std::string text = content_of("/proc/" + process + "/stat");
  const auto end = text.rfind(')');
  if (end == std::string::npos) return {};
  std::istringstream fields(text.substr(end + 2));
  std::string skipped;
  Stat stat;
  double user = 0, system = 0, their_user = 0, their_system = 0;
  fields >> skipped >> stat.parent;
  for (int i = 0; i < 9; ++i) fields >> skipped;
  fields >> user >> system >> their_user >> their_system;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  stat.own = (user + system) / ticks;
  stat.children = (their_user + their_system) / ticks;
  return stat;
}

}  // namespace

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string output_of(const std::vector<std::string>& command) {
  const Started child = start(command, "");
  std::string text = read_from(child.output, "");
  ::close(child.output);
  int status = 0;
  ::waitpid(child.process, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(fmt::format("{} {} failed", command[0], command.size() > 1 ? command[1] : ""));
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

Usage usage_of(pid_t process) {
  const std::string status = content_of(fmt::format("/proc/{}/status", process));
  return {stat_of(std::to_string(process)).own, mib_after(status, "VmRSS:"), mib_after(status, "VmHWM:")};
}

double cpu_of_family(pid_t parent) {
  const Stat own = stat_of(std::to_string(parent));
  double sum = own.own + own.children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (!parse_integer(name)) continue;
    const Stat stat = stat_of(name);
    if (stat.parent == parent) sum += stat.own;
  }
  return sum;
}

Child::Child(std::vector<std::string> command, const std::string& log) {
  const Started started = start(command, log);
  process_ = started.process;
  output_ = started.output;
}

Child::~Child() { stop(); }

std::string Child::read_until(std::string_view mark) { return read_from(output_, mark); }

void Child::stop() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  ::close(output_);
  process_ = -1;
}

ServerProgram::ServerProgram(const std::string& program, const std::string& data, const std::string& database,
                             const std::string& log)
    : child_(
          [&] {
            std::vector<std::string> command{program,    "serve",       "--data",          data,
                                             "--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"};
            if (!database.empty()) command.insert(command.end(), {"--database", database});
            return command;
          }(),
          log) {
  const auto began = std::chrono::steady_clock::now();
  const std::string mark = "http://127.0.0.1:";
  const std::string text = child_.read_until(mark);
  start_seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto at = text.find(mark);
  if (at == std::string::npos) {
    throw std::runtime_error("the program did not say where it listens: " + content_of(log));
  }
  const char* begin = text.data() + at + mark.size();
  std::from_chars(begin, text.data() + text.size(), port_);
}

double figure(std::uint16_t port, const std::string& name) {
  const std::string text = Talk(port).ask("GET", "/metrics").body;
  const std::string mark = "\nmotcua_" + name + " ";
  const auto at = text.find(mark);
  return at == std::string::npos ? 0 : std::stod(text.substr(at + mark.size()));
}

std::uint16_t free_port() {
  const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(file, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    ::close(file);
    throw std::runtime_error("this machine has no free port");
  }
  ::close(file);
  return ntohs(address.sin_port);
}

}  // namespace motcua::bench
