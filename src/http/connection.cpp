// Knows Beast and Asio in earnest, with server.cpp and time_limit.cpp.
#include "http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <thread>

#include "http/compress.h"
#include "http/response_head.h"
#include "http/time_limit.h"

namespace motcua::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;

namespace {

using boost::system::error_code;
using HeadParser = wire::request_parser<wire::empty_body>;
using BodyParser = wire::request_parser<wire::string_body>;

constexpr std::size_t slowest_bytes_per_second = 8 * 1024;  // a village's line
constexpr std::size_t small_body = 64 * 1024;               // read without asking the gate first
// Those who answer here have mostly lost their core for a moment: letting them go on costs less than waking a
// worker.
constexpr int most_yields = 3;
constexpr std::size_t most_drained = 64 * 1024 * 1024;  // a scan that is too large, sent to its end

std::optional<Method> method_of(wire::verb verb) {
  if (verb == wire::verb::get || verb == wire::verb::head) return Method::get;
  if (verb == wire::verb::post) return Method::post;
  if (verb == wire::verb::put) return Method::put;
  if (verb == wire::verb::delete_) return Method::remove;
  return std::nullopt;
}

// Names in lower case; values of equal names joined as RFC 9110 allows.
Headers headers_of(const wire::fields& fields) {
  Headers headers;
  for (const auto& field : fields) {
    std::string name(field.name_string());
    for (auto& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    auto& value = headers[name];
    if (!value.empty()) value += name == "cookie" ? "; " : ", ";
    value += std::string_view(field.value().data(), field.value().size());
  }
  return headers;
}

// Asked for at once: where the parser asks for it, nobody could answer that there is none.
bool has_memory_for(BodyParser& body, std::size_t length) {
  try {
    body.get().body().reserve(length);
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

std::chrono::milliseconds time_for(std::chrono::milliseconds base, std::size_t bytes) {
  return base + std::chrono::seconds(bytes / slowest_bytes_per_second);
}

// What a request's head decides about the rest of it.
struct Plan {
  Request request;
  bool head_only = false;
  bool keep_alive = false;
  bool has_body = false;
  bool expects_continue = false;
  std::size_t length = 0;  // of the body, or the most it may have when it comes in chunks
  std::string pattern = "(none)";
};

class BeastConnection final : public Connection {
 public:
  BeastConnection(Shared& shared, asio::ip::tcp::socket socket)
      : shared_(shared), socket_(std::move(socket)), limit_(std::make_shared<TimeLimit>(socket_)) {}

  asio::any_io_executor executor() override { return socket_.get_executor(); }
  asio::awaitable<void> run() override;
  void end(bool also_busy) override {
    asio::post(socket_.get_executor(), [self = shared_from_this(), this, also_busy] {
      error_code ignored;
      if (also_busy || idle_) socket_.close(ignored);
    });
  }

 private:
  asio::awaitable<bool> serve_one();
  asio::awaitable<bool> wait_for_bytes();
  asio::awaitable<bool> refuse_head(error_code error);
  asio::awaitable<bool> refuse_and_close(const Plan& plan, std::string code, Params params = {});
  asio::awaitable<bool> serve_body(HeadParser& head, Plan plan);
  asio::awaitable<bool> answer(Plan plan);
  std::optional<bool> answered_here(const Plan& plan, const std::function<void()>& work);
  asio::awaitable<bool> on_worker(std::function<void()> job);
  asio::awaitable<void> write(const Response& response, bool keep_alive, bool head_only);
  asio::awaitable<void> drain();
  void note_client(Request& request);

  // However run() ends, the limit ends too, else it would touch a socket that is gone.
  struct Limited {
    TimeLimit& limit;
    ~Limited() { limit.end(); }
  };

  Shared& shared_;
  asio::ip::tcp::socket socket_;
  const std::shared_ptr<TimeLimit> limit_;
  beast::flat_buffer buffer_;
  std::string peer_;
  bool local_ = false;  // the other end is this machine
  bool idle_ = false;   // waits for the first byte of a request
};

asio::awaitable<void> BeastConnection::run() {
  const Limited limited{*limit_};
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto remote = socket_.remote_endpoint(ignored);
  if (!ignored) peer_ = remote.address().to_string();
  local_ = !ignored && remote.address().is_loopback();
  try {
    while (co_await serve_one()) {
    }
  } catch (const boost::system::system_error&) {
    // The client has gone or takes too long: nobody is left to tell.
  }
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

asio::awaitable<bool> BeastConnection::wait_for_bytes() {
  idle_ = true;
  if (shared_.stopping) co_return false;
  limit_->allow(shared_.options.idle_time);
  error_code error;
  const auto count = co_await socket_.async_read_some(buffer_.prepare(4096),
                                                      asio::redirect_error(asio::use_awaitable, error));
  idle_ = false;
  buffer_.commit(error ? 0 : count);
  co_return !error;
}

// Keeps count of the requests whose head has begun.
struct InHand {
  explicit InHand(Shared& shared) : shared(shared) { ++shared.in_hand; }
  ~InHand() { --shared.in_hand; }
  Shared& shared;
};

asio::awaitable<bool> BeastConnection::serve_one() {
  const bool may_wait = buffer_.size() == 0;
  if (may_wait && !co_await wait_for_bytes()) co_return false;
  const InHand in_hand(shared_);
  HeadParser head;
  head.header_limit(static_cast<std::uint32_t>(shared_.options.header_limit));
  head.body_limit(boost::none);
  limit_->allow(shared_.options.header_time);
  error_code error;
  co_await wire::async_read_header(socket_, buffer_, head, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return co_await refuse_head(error);

  Plan plan;
  const auto& message = head.get();
  plan.head_only = message.method() == wire::verb::head;
  plan.keep_alive = head.keep_alive();
  plan.has_body = head.chunked() || head.content_length().value_or(0) > 0;
  const auto method = method_of(message.method());
  const auto lines = static_cast<std::size_t>(std::distance(message.begin(), message.end()));
  if (lines > shared_.options.header_count)
    co_return co_await refuse_and_close(plan, "http.header_too_large");
  if (message.target().size() > shared_.options.target_limit) {
    co_return co_await refuse_and_close(plan, "http.target_too_long");
  }
  auto request = read_request(method.value_or(Method::get),
                              {message.target().data(), message.target().size()}, headers_of(message), {});
  if (!request || (message.version() == 11 && message.count(wire::field::host) != 1)) {
    co_return co_await refuse_and_close(plan, "http.unreadable_request");
  }
  plan.request = std::move(request).value();
  note_client(plan.request);
  if (!method) co_return co_await refuse_and_close(plan, "http.method_not_allowed");
  const auto expectation = plan.request.header("expect");
  plan.expects_continue = beast::iequals({expectation.data(), expectation.size()}, "100-continue");
  if (!expectation.empty() && !plan.expects_continue) {
    co_return co_await refuse_and_close(plan, "http.expectation_failed");
  }
  if (!plan.has_body) co_return co_await answer(std::move(plan));
  plan.length = head.content_length().value_or(0);
  co_return co_await serve_body(head, std::move(plan));
}

asio::awaitable<bool> BeastConnection::refuse_head(error_code error) {
  Plan plan;
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    co_return co_await refuse_and_close(plan, "http.header_too_large");
  }
  if (limit_->passed()) ++shared_.slow_heads;
  // An end of the stream between two requests is how connections end; within one nobody reads an answer.
  if (error == wire::error::end_of_stream || error == wire::error::partial_message) co_return false;
  if (error.category() != wire::make_error_code(wire::error::bad_method).category()) co_return false;
  co_return co_await refuse_and_close(plan, "http.unreadable_request");
}

asio::awaitable<bool> BeastConnection::refuse_and_close(const Plan& plan, std::string code, Params params) {
  const Problems problems{{std::move(code), "", std::move(params)}};
  auto response = shared_.router.refuse_with(plan.request, problems, plan.pattern);
  if (response.status == 405) response.with("Allow", "GET, HEAD, POST, PUT, DELETE");
  co_await write(response, false, plan.head_only);
  co_await drain();
  co_return false;
}

asio::awaitable<bool> BeastConnection::serve_body(HeadParser& head, Plan plan) {
  const auto found = shared_.router.find(plan.request);
  const std::size_t limit = found.route == nullptr ? 0 : found.route->body_limit;
  if (found.route != nullptr) plan.pattern = found.route->path;
  if (found.route != nullptr && plan.length > limit) {
    Params params{{"max", size_in_words(limit)}};
    co_return co_await refuse_and_close(plan, "http.body_too_large", std::move(params));
  }
  if (head.chunked()) plan.length = limit;
  if (found.route == nullptr || plan.length > small_body || plan.expects_continue) {
    std::optional<Response> refusal;
    const bool ran = co_await on_worker([&] { refusal = shared_.router.refuse_early(plan.request); });
    if (!ran) co_return co_await refuse_and_close(plan, "http.busy");
    if (refusal) {
      co_await write(*refusal, false, plan.head_only);
      co_await drain();
      co_return false;
    }
  }
  // Small ones are bounded by the number of connections: if they waited here, clients that announce one and
  // never send it would keep everybody out.
  BodyBudget::Share share;
  if (plan.length > small_body) {
    share = co_await shared_.budget.take(plan.length, shared_.options.budget_time);
    if (!share) co_return co_await refuse_and_close(plan, "http.busy");
  }
  if (plan.expects_continue) {
    limit_->allow(shared_.options.write_time);
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(socket_, asio::buffer(go_on.data(), go_on.size()), asio::use_awaitable);
  }
  BodyParser body(std::move(head));
  body.body_limit(limit);
  if (!has_memory_for(body, body.chunked() ? 0 : plan.length)) {
    co_return co_await refuse_and_close(plan, "http.busy");
  }
  limit_->allow(time_for(shared_.options.body_time, plan.length));
  error_code error;
  co_await wire::async_read(socket_, buffer_, body, asio::redirect_error(asio::use_awaitable, error));
  if (error == wire::error::body_limit) {
    Params params{{"max", size_in_words(limit)}};
    co_return co_await refuse_and_close(plan, "http.body_too_large", std::move(params));
  }
  if (limit_->passed()) co_return co_await refuse_and_close(plan, "http.too_slow");
  if (error.category() == wire::make_error_code(wire::error::bad_chunk).category() &&
      error != wire::error::partial_message && error) {
    co_return co_await refuse_and_close(plan, "http.unreadable_request");
  }
  if (error) co_return false;
  plan.request.body = std::move(body.get().body());
  co_return co_await answer(std::move(plan));
}

// Nothing when a worker has to do it; else whether it went well.
std::optional<bool> BeastConnection::answered_here(const Plan& plan, const std::function<void()>& work) {
  try {
    if (plan.has_body || !shared_.router.is_quick(plan.request)) return std::nullopt;
    for (int i = 0; i < most_yields; ++i, std::this_thread::yield()) {
      const PlaceHere place(shared_);
      if (!place.taken()) continue;
      work();
      return true;
    }
    return std::nullopt;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

asio::awaitable<bool> BeastConnection::answer(Plan plan) {
  // The request is moved into the router with its body: it lives no longer than the handler.
  Response response;
  const auto work = [&] {
    const auto encodings = std::string(plan.request.header("accept-encoding"));
    response = shared_.router.handle(std::move(plan.request));
    compress_response(encodings, response);
  };
  const auto here = answered_here(plan, work);
  const bool ran = here ? *here : co_await on_worker(work);
  if (!ran) {
    response = shared_.router.refuse_with(plan.request, {{"http.busy"}}, "(queue full)");
  }
  const bool keep_alive = plan.keep_alive && !shared_.stopping && !shared_.draining;
  co_await write(response, keep_alive, plan.head_only);
  co_return keep_alive;
}

// Runs `job` on a worker thread and comes back to this connection's executor; false when the queue is full or
// the job threw.
asio::awaitable<bool> BeastConnection::on_worker(std::function<void()> job) {
  auto initiate = [this](auto handler, std::function<void()> work) {
    const auto executor = socket_.get_executor();
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    const auto come_back = [executor, kept](bool ran) {
      asio::post(executor, [kept, ran] { std::move (*kept)(ran); });
    };
    const bool taken = shared_.workers.submit([work = std::move(work), come_back] {
      bool ran = true;
      try {
        work();
      } catch (...) {
        ran = false;  // out of memory, say: the client is asked to come again, the thread lives on
      }
      come_back(ran);
    });
    if (!taken) come_back(false);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
      std::move(initiate), asio::use_awaitable, std::move(job));
}

asio::awaitable<void> BeastConnection::write(const Response& response, bool keep_alive, bool head_only) {
  const auto head = response_head(response, keep_alive);
  const bool bare = head_only || response.status == 204 || response.status == 304;
  const auto content = bare ? std::string_view() : response.content();
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                                  asio::buffer(content.data(), content.size())};
  limit_->allow(time_for(shared_.options.write_time, content.size()));
  co_await asio::async_write(socket_, buffers, asio::use_awaitable);
}

// A client still sending must be let to read our refusal: closing at once would reset the connection.
asio::awaitable<void> BeastConnection::drain() {
  error_code error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  limit_->allow(std::chrono::seconds(5));
  std::size_t total = 0;
  while (!error && total < most_drained) {
    buffer_.clear();
    total += co_await socket_.async_read_some(buffer_.prepare(16 * 1024),
                                              asio::redirect_error(asio::use_awaitable, error));
  }
}

void BeastConnection::note_client(Request& request) {
  const auto forwarded = [](const auto& header) {
    return header.first.starts_with("x-forwarded-") || header.first == "forwarded" ||
           header.first == "x-real-ip" || header.first == "via";
  };
  request.local = local_ && std::none_of(request.headers.begin(), request.headers.end(), forwarded);
  request.peer = shared_.proxies.client(peer_, request.header("x-forwarded-for"));
  const bool trusted = shared_.proxies.trusts(peer_);
  request.id = request_id(trusted ? request.header("x-request-id") : std::string_view());
  if (trusted) return;
  std::erase_if(request.headers, forwarded);
}

}  // namespace

std::shared_ptr<Connection> Connection::make(Shared& shared, asio::ip::tcp::socket socket) {
  return std::make_shared<BeastConnection>(shared, std::move(socket));
}

}  // namespace motcua::http
