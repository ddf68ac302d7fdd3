#include "http/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <thread>

#include "http/proxy_list.h"
#include "http/static_files.h"

namespace motcua::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

// A client that can misbehave: it sends exactly what it is told to.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  void send(std::string_view text) {
    while (!text.empty()) {
      const auto count = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void close_sending() { ::shutdown(socket_, SHUT_WR); }
  // False at the end of the stream or after `patience`.
  bool receive(std::chrono::milliseconds patience = 5s) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char buffer[65536];
    const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  // One response, taken off what was received; "" when there is none.
  std::string response(bool without_body = false) {
    std::size_t end;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return {};
    }
    std::size_t total = end + 4;
    if (const auto at = received_.find("Content-Length: "); at < end && !without_body) {
      total += std::stoul(received_.substr(at + 16));
    }
    while (received_.size() < total) {
      if (!receive()) return {};
    }
    auto one = received_.substr(0, total);
    received_.erase(0, total);
    return one;
  }
  std::string get(std::string path, std::string headers = {}) {
    send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    return response();
  }
  bool closed(std::chrono::milliseconds patience = 5s) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (receive(
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()))) {
    }
    return std::chrono::steady_clock::now() < until;
  }

 private:
  int socket_;
  bool connected_ = false;
  std::string received_;
};

Response plain(std::string text) { return html_response(std::move(text)); }

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    const auto add = [&](Method method, std::string path, Handler handler, std::size_t limit = 1000) {
      Route route{
          .method = method, .path = path, .access = "public", .summary = "x", .handler = std::move(handler)};
      route.produces = "text/html";
      route.consumes = "*/*";
      route.body_limit = limit;
      router.add(std::move(route));
    };
    add(Method::get, "/hello", [](const Request&) { return plain("hello"); });
    add(Method::get, "/who",
        [](const Request& r) { return plain(r.peer + "|" + std::string(r.header("x-forwarded-proto"))); });
    add(Method::get, "/local", [](const Request& r) { return plain(r.local ? "local" : "remote"); });
    add(Method::get, "/long", [](const Request&) { return plain(std::string(100'000, 'a')); });
    add(Method::get, "/slow", [this](const Request&) {
      ++begun;
      std::this_thread::sleep_for(300ms);
      return plain("done");
    });
    add(Method::post, "/echo", [](const Request& r) { return plain("[" + r.body + "]"); });
    add(
        Method::post, "/large", [](const Request& r) { return plain(std::to_string(r.body.size())); },
        4 * 1024 * 1024);
    router.set_gate([](const Request& r, const Route&) -> Expected<std::shared_ptr<const Principal>> {
      if (!r.header("refuse").empty()) return refuse("http.not_found");
      return std::shared_ptr<const Principal>();
    });
    options.port = 0;
    options.worker_threads = 4;
    options.header_time = 400ms;
    options.idle_time = 400ms;
    options.body_time = 400ms;
    options.stop_time = 3s;
  }
  Server& start() {
    server = std::make_unique<Server>(router, options);
    return *server;
  }
  std::string post(std::string path, std::string body) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  std::atomic<int> begun{0};
  Router router;
  ServerOptions options;
  std::unique_ptr<Server> server;
};

TEST_F(ServerTest, keeps_connections_and_answers_pipelined_requests_in_order) {
  Client client(start().port());
  EXPECT_THAT(client.get("/hello"), HasSubstr("hello"));
  EXPECT_THAT(client.get("/hello"), StartsWith("HTTP/1.1 200 OK\r\n"));
  client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" + post("/echo", "one") +
              "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.response(), HasSubstr("done"));
  EXPECT_THAT(client.response(), HasSubstr("[one]"));
  EXPECT_THAT(client.response(), HasSubstr("hello"));
  EXPECT_THAT(client.get("/hello", "Connection: close\r\n"), HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, head_gives_the_length_and_no_body) {
  Client client(start().port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.response(true);
  EXPECT_THAT(head, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(head, testing::EndsWith("\r\n\r\n"));
  EXPECT_THAT(client.get("/hello"), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, packs_long_answers) {
  Client client(start().port());
  const auto packed = client.get("/long", "Accept-Encoding: gzip\r\n");
  EXPECT_THAT(packed, HasSubstr("Content-Encoding: gzip"));
  EXPECT_LT(packed.size(), 2000u);
  EXPECT_GT(client.get("/long").size(), 100'000u);
}

TEST_F(ServerTest, answers_304_without_a_body) {
  const KeptBytes kept(std::string(5000, 'x'), "text/css", "no-cache");
  Route route{.method = Method::get,
              .path = "/kept",
              .access = "public",
              .summary = "x",
              .handler = [kept](const Request& request) { return kept.respond(request); }};
  router.add(std::move(route));
  Client client(start().port());
  const auto first = client.get("/kept", "Accept-Encoding: br\r\n");
  EXPECT_THAT(first, HasSubstr("Content-Encoding: br"));
  const auto at = first.find("ETag: ") + 6;
  const auto tag = first.substr(at, first.find("\r\n", at) - at);
  const auto second = client.get("/kept", "Accept-Encoding: br\r\nIf-None-Match: " + tag + "\r\n");
  EXPECT_THAT(second, StartsWith("HTTP/1.1 304"));
  EXPECT_THAT(client.get("/hello"), HasSubstr("hello"));
}

TEST_F(ServerTest, bounds_the_head) {
  Client client(start().port());
  const auto answer = client.get("/hello", "X: " + std::string(20'000, 'x') + "\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 431"));
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, bounds_bodies_by_their_route_before_reading_them) {
  start();
  Client announced(server->port());
  announced.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
  EXPECT_THAT(announced.response(), StartsWith("HTTP/1.1 413"));
  Client chunked(server->port());
  chunked.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n");
  chunked.send("800\r\n" + std::string(2048, 'x') + "\r\n0\r\n\r\n");
  EXPECT_THAT(chunked.response(), StartsWith("HTTP/1.1 413"));
  Client nowhere(server->port());
  nowhere.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
  EXPECT_THAT(nowhere.response(), StartsWith("HTTP/1.1 404"));
  Client large(server->port());
  large.send(post("/large", std::string(3'000'000, 'x')));
  EXPECT_THAT(large.response(), HasSubstr("3000000"));
}

TEST_F(ServerTest, reads_chunked_bodies) {
  Client client(start().port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_THAT(client.response(), HasSubstr("[abcde]"));
  EXPECT_THAT(client.get("/hello"), HasSubstr("hello"));
}

TEST_F(ServerTest, continues_only_whom_the_gate_lets_in) {
  start();
  const std::string head =
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 3\r\nExpect: 100-continue\r\n";
  Client welcome(server->port());
  welcome.send(head + "\r\n");
  EXPECT_THAT(welcome.response(), StartsWith("HTTP/1.1 100"));
  welcome.send("abc");
  EXPECT_THAT(welcome.response(), HasSubstr("[abc]"));
  Client unwelcome(server->port());
  unwelcome.send(head + "Refuse: 1\r\n\r\n");
  EXPECT_THAT(unwelcome.response(), StartsWith("HTTP/1.1 404"));
  EXPECT_TRUE(unwelcome.closed());
}

TEST_F(ServerTest, does_not_wait_for_slow_or_silent_clients) {
  start();
  Client silent(server->port()), slow_head(server->port()), slow_body(server->port());
  slow_head.send("GET /hello HT");
  slow_body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(slow_body.response(), StartsWith("HTTP/1.1 408"));
  EXPECT_TRUE(silent.closed(2s));
  EXPECT_TRUE(slow_head.closed(2s));
  EXPECT_EQ(server->slow_heads(), 1U);
}

TEST_F(ServerTest, counts_each_wait_anew) {
  options.header_time = options.write_time = 100ms;
  start();
  Client client(server->port());
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(client.get("/hello"), HasSubstr("hello")) << i;
    std::this_thread::sleep_for(120ms);  // longer than a head may take, shorter than a pause
  }
  EXPECT_THAT(client.get("/slow"), HasSubstr("done")) << "an answer may take longer than its question";
  EXPECT_THAT(client.get("/hello"), HasSubstr("hello"));
  EXPECT_TRUE(client.closed(2s)) << "and then it is silent for too long";
}

TEST_F(ServerTest, bears_clients_that_hang_up) {
  start();
  {
    Client truncated(server->port());
    truncated.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
  }
  {
    Client gone(server->port());
    gone.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  Client half(server->port());
  half.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  half.close_sending();
  EXPECT_THAT(half.response(), HasSubstr("done"));
  Client truncated(server->port());
  truncated.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
  truncated.close_sending();
  EXPECT_EQ(truncated.response(), "");
  Client next(server->port());
  EXPECT_THAT(next.get("/hello"), HasSubstr("hello"));
}

TEST_F(ServerTest, refuses_what_is_not_http) {
  start();
  for (const std::string text :
       {"GET /hello HTTP/1.1\r\n\r\n", "GET /a%2fb HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n"}) {
    Client client(server->port());
    client.send(text);
    EXPECT_THAT(client.response(), StartsWith("HTTP/1.1 400")) << text;
    EXPECT_TRUE(client.closed());
  }
  Client patch(server->port());
  patch.send("PATCH /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(patch.response(), StartsWith("HTTP/1.1 405"));
}

TEST_F(ServerTest, stop_lets_requests_in_hand_finish) {
  options.idle_time = 60s;
  start();
  const auto port = server->port();
  Client idle(port), busy(port);
  EXPECT_THAT(idle.get("/hello"), HasSubstr("hello"));
  busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (begun == 0) std::this_thread::sleep_for(1ms);
  const auto began = std::chrono::steady_clock::now();
  server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
  EXPECT_THAT(busy.response(), HasSubstr("done"));
  EXPECT_TRUE(idle.closed());
  EXPECT_FALSE(Client(port).connected());
  EXPECT_EQ(server->connections(), 0u);
  server->stop();
}

TEST_F(ServerTest, says_busy_when_the_queue_is_full) {
  options.worker_threads = 1;
  options.queue = 1;
  start();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<Client>(server->port()));
    clients.back()->send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  int done = 0, busy = 0;
  for (auto& client : clients) {
    const auto answer = client->response();
    done += answer.starts_with("HTTP/1.1 200") ? 1 : 0;
    busy += answer.starts_with("HTTP/1.1 503") && answer.find("Retry-After") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(done + busy, 6);
  EXPECT_GE(done, 1);
  EXPECT_GE(busy, 3);
}

TEST_F(ServerTest, bounds_the_target_and_the_number_of_headers) {
  options.header_limit = 64 * 1024;
  start();
  Client client(server->port());
  EXPECT_THAT(client.get("/hello?x=" + std::string(8000, 'a')), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(client.get("/hello?x=" + std::string(9000, 'a')), StartsWith("HTTP/1.1 414 "));
  Client other(server->port());
  std::string lines;
  for (int i = 0; i < 120; ++i) lines += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_THAT(other.get("/hello", lines), StartsWith("HTTP/1.1 431 "));
}

TEST_F(ServerTest, bounds_connections) {
  options.max_connections = 2;
  options.idle_time = 60s;
  start();
  Client one(server->port()), two(server->port());
  EXPECT_THAT(one.get("/hello"), HasSubstr("hello"));
  EXPECT_THAT(two.get("/hello"), HasSubstr("hello"));
  Client three(server->port());
  EXPECT_THAT(three.response(), StartsWith("HTTP/1.1 503"));
}

TEST_F(ServerTest, large_bodies_wait_their_turn) {
  options.body_budget = 1024 * 1024;
  options.body_time = 10s;
  start();
  const std::string body(900'000, 'x');
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 6; ++i) {
    answers.push_back(std::async(std::launch::async, [&] {
      Client client(server->port());
      client.send(post("/large", body));
      return client.response();
    }));
  }
  for (auto& answer : answers) EXPECT_THAT(answer.get(), HasSubstr("900000"));
  // Who holds the room without sending is not waited for longer than promised.
  server.reset();
  options.budget_time = 200ms;
  start();
  Client holder(server->port());
  holder.send("POST /large HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 1000000\r\n\r\n");
  std::this_thread::sleep_for(50ms);
  Client waiting(server->port());
  waiting.send(post("/large", body));
  EXPECT_THAT(waiting.response(), StartsWith("HTTP/1.1 503"));
}

TEST_F(ServerTest, DrainingAnswersAndEndsTheConnection) {
  start();
  Client client(server->port());
  EXPECT_THAT(client.get("/hello"), HasSubstr("Connection: keep-alive"));
  server->drain();
  EXPECT_THAT(client.get("/hello"), HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
  EXPECT_THAT(Client(server->port()).get("/hello"), HasSubstr("200 OK")) << "until stop() all are served";
}

TEST_F(ServerTest, KnowsWhatComesFromThisMachineItself) {
  start();
  EXPECT_THAT(Client(server->port()).get("/local"), HasSubstr("local"));
  for (const auto* header : {"X-Forwarded-For: 127.0.0.1\r\n", "Forwarded: for=1.2.3.4\r\n",
                             "X-Real-IP: 127.0.0.1\r\n", "Via: 1.1 proxy\r\n"})
    EXPECT_THAT(Client(server->port()).get("/local", header), HasSubstr("remote")) << header;
}

TEST_F(ServerTest, TakesARequestIdFromATrustedProxyOnly) {
  start();
  const std::string offered = "X-Request-Id: abcdef-0123456789\r\n";
  EXPECT_THAT(Client(server->port()).get("/hello", offered), testing::Not(HasSubstr("abcdef-0123456789")));
  options.trusted_proxies = {"127.0.0.1"};
  start();
  EXPECT_THAT(Client(server->port()).get("/hello", offered),
              HasSubstr("X-Request-Id: abcdef-0123456789\r\n"));
}

TEST_F(ServerTest, believes_only_trusted_proxies) {
  start();
  const std::string forwarded = "X-Forwarded-For: 1.2.3.4, 5.6.7.8\r\nX-Forwarded-Proto: https\r\n";
  EXPECT_THAT(Client(server->port()).get("/who", forwarded), HasSubstr("\r\n\r\n127.0.0.1|"));
  EXPECT_THAT(Client(server->port()).get("/who", forwarded), testing::Not(HasSubstr("https")));
  options.trusted_proxies = {"127.0.0.0/8", "5.6.7.8"};
  start();
  EXPECT_THAT(Client(server->port()).get("/who", forwarded), HasSubstr("1.2.3.4|https"));
}

TEST(ProxyList, takes_the_last_address_that_is_not_its_own) {
  const ProxyList list({"10.0.0.0/8", "::1"});
  EXPECT_TRUE(list.trusts("10.200.0.1"));
  EXPECT_TRUE(list.trusts("::ffff:10.0.0.1"));
  EXPECT_FALSE(list.trusts("11.0.0.1"));
  EXPECT_FALSE(list.trusts("nonsense"));
  EXPECT_EQ(list.client("9.9.9.9", "1.1.1.1"), "9.9.9.9");
  EXPECT_EQ(list.client("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2"), "1.1.1.1");
  EXPECT_EQ(list.client("::1", ""), "::1");
  EXPECT_EQ(list.client("::1", "not an address"), "::1");
  EXPECT_THROW(ProxyList({"example.org"}), std::runtime_error);
}

TEST_F(ServerTest, serves_many_at_once) {
  options.worker_threads = 16;
  options.io_threads = 2;
  start();
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      Client client(server->port());
      for (int i = 0; i < 200; ++i) {
        client.send(post("/echo", std::to_string(i)));
        if (client.response().ends_with("[" + std::to_string(i) + "]")) ++good;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 1600);
  server->stop();
  EXPECT_EQ(server->requests_in_hand(), 0u);
}

}  // namespace
}  // namespace motcua::http
