#include "store/testing/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
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
#include <vector>

#include "base/text.h"
#include "store/testing/temporary_directory.h"

namespace motcua::store {

namespace fs = std::filesystem;

namespace {

using Arguments = std::vector<std::string>;

bool complete(const fs::path& directory) {
  return fs::exists(directory / "initdb") && fs::exists(directory / "postgres") &&
         fs::exists(directory / "createdb");
}

// Debian keeps the server's programs out of PATH, one directory a version.
std::string newest_of_debian() {
  long long newest = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const auto version = parse_integer(entry.path().filename().string()).value_or(0);
    if (complete(entry.path() / "bin")) newest = std::max(newest, version);
  }
  return newest == 0 ? "" : "/usr/lib/postgresql/" + std::to_string(newest) + "/bin";
}

std::string find_programs() {
  const std::string debian = newest_of_debian();
  if (!debian.empty()) return debian;
  const char* path = std::getenv("PATH");
  for (const std::string& directory : split(path == nullptr ? "" : path, ':')) {
    if (complete(directory)) return directory;
  }
  throw std::runtime_error(
      "PostgreSQL's server is not installed, and these tests need it: apt install postgresql");
}

// PostgreSQL refuses to run as root.
const passwd* unprivileged_user() {
  if (::getuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  if (user == nullptr) user = ::getpwnam("nobody");
  if (user == nullptr) throw std::runtime_error("PostgreSQL cannot run as root, and there is no user nobody");
  return user;
}

// In the child, between fork and exec: only system calls. The death signal comes after the change of user,
// which would clear it.
[[noreturn]] void become(const passwd* user, int log, int death_signal, char* const* arguments) {
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (user != nullptr &&
      (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) {
    ::_exit(126);
  }
  if (death_signal != 0) ::prctl(PR_SET_PDEATHSIG, death_signal);
  if (::chdir("/") != 0) ::_exit(126);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

pid_t spawn(Arguments arguments, const std::string& log_file, int death_signal) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const passwd* user = unprivileged_user();
  const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const pid_t child = ::fork();
  if (child == 0) become(user, log, death_signal, pointers.data());
  ::close(log);
  if (child < 0) throw std::runtime_error("fork failed");
  return child;
}

std::string content(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void run(const Arguments& arguments, const std::string& log_file) {
  const pid_t child = spawn(arguments, log_file, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error(arguments[0] + " failed:\n" + content(log_file));
}

}  // namespace

PostgresServer& PostgresServer::instance() {
  static const TemporaryDirectory directory("motcua-postgres");
  static PostgresServer server(directory.path(), {"fsync=off", "full_page_writes=off", "max_connections=100",
                                                  "shared_buffers=32MB", "autovacuum=off", "jit=off"});
  return server;
}

PostgresServer::PostgresServer(const std::string& directory, std::vector<std::string> settings,
                               bool checksums)
    : directory_(fs::absolute(directory).string()),
      programs_(find_programs()),
      settings_(std::move(settings)),
      owner_(::getpid()) {
  fs::create_directories(directory_);
  if (!fs::exists(directory_ + "/data/PG_VERSION")) make_data(checksums);
  start();
}

PostgresServer::~PostgresServer() {
  if (::getpid() == owner_) stop(SIGINT);
}

void PostgresServer::make_data(bool checksums) {
  if (const passwd* user = unprivileged_user()) {
    if (::chown(directory_.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("cannot give " + directory_ + " to PostgreSQL's user");
    }
  }
  Arguments arguments{programs_ + "/initdb",
                      "--pgdata=" + directory_ + "/data",
                      "--username=motcua",
                      "--auth=trust",
                      "--encoding=UTF8",
                      "--no-locale",
                      "--no-sync"};
  if (checksums) arguments.push_back("--data-checksums");
  run(arguments, directory_ + "/log");
}

void PostgresServer::start() {
  Arguments arguments{programs_ + "/postgres", "-D", directory_ + "/data", "-k", directory_, "-c",
                      "listen_addresses="};
  for (const auto& setting : settings_) arguments.insert(arguments.end(), {"-c", setting});
  process_ = spawn(arguments, directory_ + "/log", SIGQUIT);
  for (int tries = 0; tries < 600; ++tries) {
    if (PQping(url("postgres").c_str()) == PQPING_OK) return;
    if (::waitpid(process_, nullptr, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("PostgreSQL did not start:\n" + content(directory_ + "/log"));
}

void PostgresServer::stop(int signal) {
  if (process_ <= 0) return;
  ::kill(process_, signal);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

void PostgresServer::crash_and_restart() {
  halt();
  resume();
}

void PostgresServer::halt() { stop(SIGQUIT); }

void PostgresServer::resume() { start(); }

std::string PostgresServer::url(const std::string& database) const {
  return "postgres:///" + database + "?host=" + directory_ + "&user=motcua";
}

void PostgresServer::create_database(const std::string& name, const std::string& copy_of) {
  run({programs_ + "/createdb", "--host=" + directory_, "--username=motcua", "--maintenance-db=postgres",
       "--template=" + copy_of, name},
      directory_ + "/tools.log");
}

void PostgresServer::drop_database(const std::string& name) {
  run({programs_ + "/dropdb", "--host=" + directory_, "--username=motcua", "--maintenance-db=postgres",
       "--force", name},
      directory_ + "/tools.log");
}

}  // namespace motcua::store
