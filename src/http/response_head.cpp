#include "http/response_head.h"

#include <fmt/format.h>
#include <boost/beast/http/status.hpp>
#include <ctime>

namespace motcua::http {

namespace {

// Made once a second by each thread.
const std::string& date_now() {
  thread_local std::time_t made_at = -1;
  thread_local std::string made;
  const std::time_t now = std::time(nullptr);
  if (now == made_at) return made;
  made_at = now;
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[40];
  const auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return made.assign(text, length);
}

std::string_view reason_of(int status) {
  const auto reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  return {reason.data(), reason.size()};
}

}  // namespace

std::string response_head(const Response& response, bool keep_alive) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\nConnection: {}\r\n", response.status,
                                 reason_of(response.status), date_now(), keep_alive ? "keep-alive" : "close");
  if (response.status != 204 && response.status != 304) {
    head += fmt::format("Content-Length: {}\r\n", response.content().size());
  }
  for (const auto& [name, value] : response.headers) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  return head += "\r\n";
}

}  // namespace motcua::http
