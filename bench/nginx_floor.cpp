#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "floor.h"
#include "http_talk.h"
#include "load.h"
#include "program.h"

namespace motcua::bench {
namespace {

namespace fs = std::filesystem;
const char* const nginx = "/usr/sbin/nginx";

std::string configuration(const std::string& root, std::uint16_t port) {
  return fmt::format(
      "daemon off;\nmaster_process on;\nworker_processes 2;\nuser root;\npid {0}/pid;\nerror_log "
      "{0}/error.log;\n"
      "events {{ worker_connections 1024; }}\n"
      "http {{\n  access_log off;\n  sendfile on;\n  tcp_nodelay on;\n  keepalive_requests 100000000;\n"
      "  open_file_cache max=100;\n  client_body_temp_path {0}/a;\n  proxy_temp_path {0}/b;\n"
      "  fastcgi_temp_path {0}/c;\n  uwsgi_temp_path {0}/d;\n  scgi_temp_path {0}/e;\n"
      "  server {{ listen 127.0.0.1:{1}; root {0}/www; }}\n}}\n",
      root, port);
}

bool answers(std::uint16_t port) {
  try {
    return Talk(port).ask("GET", "/answer").status == 200;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

StaticFloor nginx_floor(const std::string& scratch, const std::string& body, const std::string& headers,
                        std::chrono::milliseconds length) {
  if (!fs::exists(nginx)) return {};
  const std::string root = fs::absolute(scratch + "/nginx").string();
  fs::remove_all(root);
  fs::create_directories(root + "/www");
  std::ofstream(root + "/www/answer") << body;
  const std::uint16_t port = free_port();
  std::ofstream(root + "/nginx.conf") << configuration(root, port);
  const Child server({nginx, "-p", root, "-c", root + "/nginx.conf"}, root + "/stderr.log");
  for (int i = 0; i < 100 && !answers(port); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  Load load;
  load.port = port;
  load.warm_up = {{counters, length / 4}};
  load.measured = {{counters, length}};
  load.next_request = [&](std::size_t) { return request_text("GET", "/answer", headers, ""); };
  const auto measured = run(load);
  return {measured.per_second(), measured.percentile_ms(0.99)};
}

}  // namespace motcua::bench
