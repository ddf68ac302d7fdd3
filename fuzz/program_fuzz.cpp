// The whole program behind its router, over a store of its own in a temporary directory: any request gets an
// answer that is no failure of ours. First byte: the route; then the path's parts and the query up to a line
// break, then the body.
#include <filesystem>

#include "fuzz/property.h"
#include "http/page.h"
#include "motcua/parts.h"

namespace {

using namespace motcua;
namespace fs = std::filesystem;

class Office {
 public:
  Office() {
    fs::remove_all(directory_);
    app::DataDirectory(directory_).create(random_);
    program_ = std::make_unique<app::Program>(
        app::ProgramOptions{
            .data = directory_, .public_url = "https://motcua.example.vn", .fast_passwords = true},
        clock_, random_);
    auto& parts = program_->parts();
    identity::NewOfficial asked;
    asked.account = "quay.mot";
    asked.display_name = "Người Thử";
    asked.password = "mot-cua-thu-nghiem";
    const auto& unit = parts.organisation.communes().front()->code;
    for (const auto* role : {"counter_officer", "specialist", "approver"}) {
      asked.posts.push_back({{}, role, unit, "", "Chuyên viên", parts.identity.today(), {}});
    }
    CHECK(parts.identity.accounts.create_official(asked).has_value());
    const auto signed_in = parts.identity.sessions.sign_in(asked.account, *asked.password, "");
    CHECK(signed_in.has_value());
    cookie_ = std::string(identity::Sessions::cookie_name) + "=" + signed_in->token;
    csrf_ = signed_in->caller->csrf();
    // Until the figures are counted once, their pages say 503 and mean it.
    while (program_->jobs().run_due(clock_.now())) {
    }
  }
  ~Office() {
    program_.reset();
    fs::remove_all(directory_);
  }

  void ask(std::string_view input) {
    const auto& routes = program_->router().routes();
    const http::Route& route = routes[fuzz::choose(input, routes.size())];
    // Signing in and out would end the one session there is, and each hash costs what a password must cost.
    if (route.path == "/api/session" || route.path == "/api/password") return;
    const auto end = std::min(input.find('\n'), input.size());
    auto given = split(input.substr(0, end), '/');
    std::string target;
    for (const auto& part : split(std::string_view(route.path).substr(1), '/')) {
      const bool open = part.starts_with('{') && !given.empty() && !given.front().empty();
      target += "/" + (open ? http::encode_segment(given.front()) : part);
      if (open) given.erase(given.begin());
    }
    if (!given.empty()) target += "?" + given.front();
    const http::Headers headers{{"cookie", cookie_},
                                {"x-csrf-token", csrf_},
                                {"accept", "text/html"},
                                {"idempotency-key", Uuid::v7(clock_.now(), random_).text()},
                                {"content-type", route.consumes.substr(0, route.consumes.find(','))}};
    const auto body = input.substr(std::min(end + 1, input.size()));
    const auto request = http::read_request(route.method, target, headers, std::string(body));
    if (!request) return fuzz::check_problems(request.error());
    const auto response = program_->router().handle(*request);
    if (response.status >= 500) fprintf(stderr, "%s answered %s\n", target.c_str(), response.body.c_str());
    CHECK(response.status < 500);
    CHECK(!response.header("Content-Security-Policy").empty());
  }

 private:
  SystemClock clock_;
  SystemRandom random_;
  std::string directory_ = (fs::temp_directory_path() / "motcua-fuzz").string();
  std::unique_ptr<app::Program> program_;
  std::string cookie_, csrf_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Office office;
  office.ask(fuzz::text_of(data, size));
  return 0;
}
