#include "motcua/testing/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace motcua::app {

namespace fs = std::filesystem;

std::string program_path() {
  return (fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "motcua").string();
}

std::string file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Process::Process(std::vector<std::string> arguments, std::string output, const std::function<void()>& prepare)
    : output_(std::move(output)) {
  arguments.insert(arguments.begin(), program_path());
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  fs::remove(output_);  // what an earlier child said must not be read as this one's
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ != 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(out, 1);
  ::dup2(out, 2);
  if (prepare) prepare();
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

Process::~Process() {
  if (ended_) return;
  signal(SIGKILL);
  wait();
}

void Process::signal(int number) const {
  if (!ended_) ::kill(pid_, number);
}

int Process::wait() {
  if (!ended_) ::waitpid(pid_, &status_, 0);
  ended_ = true;
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

bool Process::runs() {
  if (!ended_ && ::waitpid(pid_, &status_, WNOHANG) == pid_) ended_ = true;
  return !ended_;
}

int Process::port() {
  static constexpr std::string_view begin = "http://127.0.0.1:";
  for (int i = 0; i < 6000; ++i) {
    const std::string text = output();
    const auto at = text.find(begin);
    if (at != std::string::npos && text.find('\n', at) != std::string::npos)
      return std::stoi(text.substr(at + begin.size()));
    if (!runs()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return 0;
}

void Process::limit(int resource, rlim_t soft) const {
  rlimit now{};
  if (::prlimit(pid_, static_cast<__rlimit_resource>(resource), nullptr, &now) != 0)
    throw std::runtime_error("prlimit failed");
  const rlimit wanted{std::min(soft, now.rlim_max), now.rlim_max};
  if (::prlimit(pid_, static_cast<__rlimit_resource>(resource), &wanted, nullptr) != 0)
    throw std::runtime_error("prlimit failed");
}

void Process::lift(int resource) const { limit(resource, RLIM_INFINITY); }

rlim_t Process::data_bytes() const {
  const std::string text = file_content("/proc/" + std::to_string(pid_) + "/status");
  const auto at = text.find("VmData:");
  return at == std::string::npos ? 0 : static_cast<rlim_t>(std::stoll(text.substr(at + 7))) * 1024;
}

double Process::cpu_seconds() const {
  const std::string text = file_content("/proc/" + std::to_string(pid_) + "/stat");
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string word;
  for (int i = 0; i < 11; ++i) fields >> word;  // state … cmajflt
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace motcua::app
