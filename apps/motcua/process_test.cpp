// The program as a process: started, killed, started again, and asked beside itself.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "all_sql.h"
#include "base/text.h"
#include "motcua/parts.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* password = "mot-cua-thu-nghiem";

std::string program() {
  return (fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "motcua").string();
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// A child with its output in files; killed with this object at the latest.
class Process {
 public:
  Process(std::vector<std::string> arguments, std::string output) : output_(std::move(output)) {
    arguments.insert(arguments.begin(), program());
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    fs::remove(output_);  // what an earlier child said must not be read as this one's
    pid_ = ::fork();
    if (pid_ != 0) return;
    const int out = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ~Process() {
    if (!ended_) {
      signal(SIGKILL);
      wait();
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const { ::kill(pid_, number); }
  int wait() {
    int status = 0;
    if (!ended_) ::waitpid(pid_, &status, 0);
    ended_ = true;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  std::string output() const { return read_file(output_); }

  // The port that a server says it listens on; fails the test when it does not come up.
  int port() const {
    for (int i = 0; i < 400; ++i) {
      const std::string text = output();
      const auto at = text.find("http://127.0.0.1:");
      if (at != std::string::npos && text.find('\n', at) != std::string::npos)
        return std::stoi(text.substr(at + 17));
      std::this_thread::sleep_for(25ms);
    }
    ADD_FAILURE() << "the server did not start: " << output();
    return 0;
  }

 private:
  std::string output_;
  pid_t pid_ = -1;
  bool ended_ = false;
};

struct Answer {
  int status = 0;  // 0: the line broke before the answer was whole
  std::string head, body;
};

// One connection a request; blocking, five seconds at the most.
Answer ask(int port, const std::string& request) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{5, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Answer answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
    std::string data;
    char buffer[8192];
    for (ssize_t got = 0; (got = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
      data.append(buffer, static_cast<std::size_t>(got));
    const auto end = data.find("\r\n\r\n");
    if (end != std::string::npos) {
      answer.head = data.substr(0, end);
      answer.body = data.substr(end + 4);
      const auto length = answer.head.find("Content-Length: ");
      const bool whole =
          length != std::string::npos && answer.body.size() == std::stoul(answer.head.substr(length + 16));
      answer.status = whole ? std::stoi(answer.head.substr(9)) : 0;
    }
  }
  ::close(socket);
  return answer;
}

class ProcessTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("motcua-process-" + Uuid::v7(clock_.now(), random_).text());
    fs::create_directories(directory_);
    data_ = directory_ + "/data";
    DataDirectory(data_).create(random_);
    Program made({.data = data_, .fast_passwords = true}, clock_, random_);
    auto& parts = made.parts();
    identity::NewOfficial asked;
    asked.account = "tiepnhan.thu";
    asked.display_name = "Lò Thị Hạnh";
    asked.password = password;
    unit_ = parts.organisation.communes().front()->code;
    asked.posts.push_back({{}, "counter_officer", unit_, "", "Chuyên viên", parts.identity.today(), {}});
    ASSERT_TRUE(parts.identity.accounts.create_official(asked));
    version_ = parts.shelf.current()->find("1.001193", parts.identity.today())->id();
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::unique_ptr<Process> serve() {
    return std::make_unique<Process>(
        std::vector<std::string>{"serve", "--data", data_, "--listen", "127.0.0.1:0"},
        directory_ + "/serve.log");
  }
  int run(std::vector<std::string> arguments, std::string* output = nullptr) {
    Process process(std::move(arguments), directory_ + "/run.log");
    const int code = process.wait();
    if (output != nullptr) *output = process.output();
    return code;
  }

  void sign_in(int port) {
    const auto body = json::serialize(json::object{{"account", "tiepnhan.thu"}, {"password", password}});
    const auto answer = ask(port, request("POST", "/api/session", body, ""));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto at = answer.head.find("mc_session=");
    cookie_ = answer.head.substr(at, answer.head.find(';', at) - at);
    csrf_ = std::string(json::parse(answer.body).at("csrf").as_string());
  }
  std::string request(const std::string& method, const std::string& path, const std::string& body,
                      const std::string& key) const {
    std::string text =
        fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {}\r\n",
                    method, path, body.size());
    if (!body.empty()) text += "Content-Type: application/json\r\n";
    if (!cookie_.empty()) text += "Cookie: " + cookie_ + "\r\nX-CSRF-Token: " + csrf_ + "\r\n";
    if (!key.empty()) text += "Idempotency-Key: " + key + "\r\n";
    return text + "\r\n" + body;
  }
  std::string filing(int number) const {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc"})
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    return json::serialize(json::object{{"procedure", "1.001193"},
                                        {"procedure_version", version_},
                                        {"unit", unit_},
                                        {"applicant", json::object{{"full_name", "Lò Thị Mẫu"}}},
                                        {"papers", papers},
                                        {"content", fmt::format("Khai sinh số {}", number)},
                                        {"return_by", "counter"}});
  }

  SystemClock clock_;
  SystemRandom random_;
  std::string directory_, data_, unit_, version_, cookie_, csrf_;
};

TEST_F(ProcessTest, EveryAcknowledgedDossierSurvivesSigkill) {
  std::map<std::string, std::string> acknowledged;  // idempotency key → code
  std::mutex mutex;
  std::atomic<int> number = 0;
  for (int round = 0; round < 4; ++round) {
    auto server = serve();
    const int port = server->port();
    sign_in(port);
    std::vector<std::thread> counters;
    std::atomic<bool> stop = false;
    for (int i = 0; i < 6; ++i) {
      counters.emplace_back([&] {
        while (!stop) {
          const std::string key = Uuid::v7(clock_.now(), random_).text();
          const auto answer = ask(port, request("POST", "/api/dossiers", filing(++number), key));
          if (answer.status == 0) return;
          ASSERT_EQ(answer.status, 201) << answer.body;
          const std::lock_guard lock(mutex);
          acknowledged[key] = std::string(json::parse(answer.body).at("code").as_string());
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(80 + random_.below(250)));
    server->signal(SIGKILL);
    server->wait();
    stop = true;
    for (auto& counter : counters) counter.join();
  }
  ASSERT_GT(acknowledged.size(), 20U);
  std::string report;
  EXPECT_EQ(run({"verify", "--data", data_, "--json"}, &report), 0) << report;

  // Asked in the store itself: the public page limits how many codes one address may look up.
  const auto store = store::open({.data_directory = data_, .read_only = true});
  const dossier::Dossiers dossiers(dossier::Keys(DataDirectory(data_).key()), random_);
  store->read([&](store::Reader& reader) {
    for (const auto& [key, code] : acknowledged) {
      const auto id = dossiers.id_of_code(reader, code);
      ASSERT_TRUE(id) << code << " was acknowledged and is gone";
      EXPECT_EQ(dossiers.state(reader, *id)->position.status, dossier::Status::accepted) << code;
      EXPECT_TRUE(dossiers.submission(reader, *id)) << code << " lost what it knows of its applicant";
    }
  });
  std::set<std::string> codes;
  for (const auto& [key, code] : acknowledged) codes.insert(code);
  EXPECT_EQ(codes.size(), acknowledged.size()) << "no number was given twice";
}

TEST_F(ProcessTest, ARepeatAfterACrashGetsTheFirstAnswer) {
  const std::string key = Uuid::v7(clock_.now(), random_).text();
  std::string first;
  {
    const auto server = serve();
    const int port = server->port();
    sign_in(port);
    first = ask(port, request("POST", "/api/dossiers", filing(1), key)).body;
    server->signal(SIGKILL);
  }
  const auto server = serve();
  const auto again = ask(server->port(), request("POST", "/api/dossiers", filing(1), key));
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first) << "the session outlives the process too";
}

TEST_F(ProcessTest, ASecondServerOnTheSameFileIsRefused) {
  const auto server = serve();
  server->port();
  std::string output;
  EXPECT_EQ(run({"serve", "--data", data_, "--listen", "127.0.0.1:0"}, &output), 1);
  EXPECT_NE(output.find("motcua: "), std::string::npos);
  EXPECT_EQ(run({"init", "--data", data_}, &output), 1);
  EXPECT_NE(output.find("already"), std::string::npos) << output;
  EXPECT_EQ(run({"verify", "--data", data_}, &output), 0) << "verify reads beside the server: " << output;
}

TEST_F(ProcessTest, ADatabaseOfANewerProgramIsRefused) {
  static constexpr store::Query newer{"test/newer",
                                      "INSERT INTO store_migration (name, checksum, applied_at) VALUES "
                                      "('dossier/29990101000000_later', '00', 0)",
                                      ""};
  {
    const auto store = store::open({.data_directory = data_});
    store->write([](store::Writer& writer) { writer.execute(newer); });
  }
  std::string output;
  EXPECT_EQ(run({"serve", "--data", data_, "--listen", "127.0.0.1:0"}, &output), 1);
  EXPECT_NE(output.find("newer"), std::string::npos) << output;
}

TEST_F(ProcessTest, AnImportIsHandedToTheRunningServer) {
  const auto server = serve();
  const int port = server->port();
  std::string output;
  const std::string good = "src/catalogue/testdata/published_small.json";
  ASSERT_TRUE(fs::exists(good));
  EXPECT_EQ(run({"import", "catalogue", good, "--data", data_, "--json"}, &output), 0) << output;
  EXPECT_GT(json::parse(output).at("records").as_int64(), 0);
  const auto answer = ask(port, request("GET", "/api/catalogue/needs-person", "", ""));
  EXPECT_EQ(answer.status, 401) << "the server still answers";
  std::ofstream(directory_ + "/broken.json") << R"([{"code": 7}])";
  EXPECT_EQ(run({"import", "catalogue", directory_ + "/broken.json", "--data", data_}, &output), 1);
}

TEST_F(ProcessTest, TheCatalogueReportNeedsNoStoreAndReadsBesideAServer) {
  std::string output;
  ASSERT_EQ(run({"catalogue", "report", "--json"}, &output), 0) << output;
  const auto shipped = json::parse(output).at("procedures").as_int64();
  const auto server = serve();
  ASSERT_GT(server->port(), 0);
  ASSERT_EQ(
      run({"import", "catalogue", "src/catalogue/testdata/published_small.json", "--data", data_}, &output),
      0)
      << output;
  ASSERT_EQ(run({"catalogue", "report", "--data", data_, "--json"}, &output), 0) << output;
  EXPECT_EQ(json::parse(output).at("procedures").as_int64(), shipped + 3);
  EXPECT_EQ(run({"catalogue", "report", "--missing", "colour"}, &output), 2);
  EXPECT_EQ(run({"catalogue"}, &output), 2);
}

TEST_F(ProcessTest, ATermFinishesWhatWasAcknowledgedAndEndsCleanly) {
  auto server = serve();
  const int port = server->port();
  sign_in(port);
  const auto answer =
      ask(port, request("POST", "/api/dossiers", filing(1), Uuid::v7(clock_.now(), random_).text()));
  ASSERT_EQ(answer.status, 201) << answer.body;
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
  EXPECT_FALSE(fs::exists(DataDirectory(data_).socket()));
  std::string report;
  EXPECT_EQ(run({"verify", "--data", data_, "--json"}, &report), 0);
  EXPECT_EQ(json::parse(report).at("dossiers").as_int64(), 1);
}

TEST_F(ProcessTest, WrongUsageSaysWhatToDo) {
  std::string output;
  EXPECT_EQ(run({"serve"}, &output), 2);
  EXPECT_EQ(run({"serve", "--data", data_, "--listen", "nowhere"}, &output), 2);
  EXPECT_NE(output.find("ADDRESS:PORT"), std::string::npos);
  EXPECT_EQ(run({"serve", "--data", directory_ + "/none"}, &output), 1);
  EXPECT_NE(output.find("motcua init"), std::string::npos) << output;
  EXPECT_EQ(run({"deadline", "--limit", "three days", "--received", "2026-02-13T15:30"}, &output), 2);
  EXPECT_EQ(
      run({"deadline", "--limit", "none", "--received", "2026-02-13T15:30", "--unit", "99999"}, &output), 2);
  EXPECT_EQ(run({"deadline", "--limit", "none", "--received", "2026-02-13T15:30", "--unit", unit_, "--json"},
                &output),
            0);
  EXPECT_TRUE(json::parse(output).at("due").is_null());
}

}  // namespace
}  // namespace motcua::app
