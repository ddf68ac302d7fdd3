#include "motcua/testing/kept.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "base/text.h"
#include "bench/fill.h"
#include "motcua/parts.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {

int KeptOffice::command(std::vector<std::string> arguments, std::string* output,
                        const std::function<void()>& prepare) const {
  Process process(std::move(arguments), directory() + "/command.log", prepare);
  const int code = process.wait();
  if (output != nullptr) *output = process.output();
  return code;
}

void KeptOffice::work(Load& load, int acts) {
  const auto server = serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  const int before = load.acknowledged();
  load.start(port);
  for (int i = 0; i < 3000 && load.acknowledged() < before + acts; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  load.stop();
  load.settle(port);
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
  EXPECT_GE(load.acknowledged(), before + acts);
}

namespace {

void expect_answer(int status, const Answer& answer) { EXPECT_EQ(answer.status, status) << answer.body; }

}  // namespace

void KeptOffice::use_everything() {
  SystemClock clock;
  SystemRandom random;
  const LocalDate today = local_date(clock.now());
  {
    const auto wanted = store_options(false);
    const auto store = store::open(wanted);
    bench::FillPlan plan;
    plan.dossiers = 60;
    plan.now = clock.now() - std::chrono::days{2};
    plan.months = 2;
    bench::fill(*store, wanted, dossier::Keys(DataDirectory(data()).key()), plan);
  }
  Chance chance(7);
  Load load(*this, chance, {3, 5'000});
  work(load, 60);
  const std::string erasable = withdrawn().text();
  {
    const auto server = serve();
    const int port = server->port();
    const auto send = [&](const OfficePerson& who, const std::string& path, const json::object& body) {
      return ask(port, request(who, "POST", path, new_key(), json::serialize(body)));
    };
    const auto seen = json::parse(ask(port, request(clerk, "GET", "/api/dossiers/" + erasable)).body);
    expect_answer(
        200,
        send(clerk, "/api/dossiers/" + erasable + "/foreign-codes",
             {{"seen_version", seen.at("version")}, {"system", "national"}, {"code", "G22.99-260225-0001"}}));
    expect_answer(
        204, send(clerk, "/api/filters",
                  {{"name", "Của tôi"}, {"view", "mine"}, {"procedure", ""}, {"step", ""}, {"channel", ""}}));
    expect_answer(201, send(approver, "/api/covers",
                            {{"post", specialist.post},
                             {"by", approver.post},
                             {"kind", "absence"},
                             {"from", format_iso(today)},
                             {"to", format_iso(today + std::chrono::days{3})}}));
    expect_answer(401, send(clerk, "/api/session", {{"account", "quay.mot"}, {"password", "sai-mat-khau"}}));
    server->signal(SIGTERM);
    server->wait();
  }
  Program program({.data = data(), .fast_passwords = true}, clock, random);
  auto& parts = program.parts();
  parts.unanswered.note(*parts.shelf.current(), "khai sinh ở đâu", clock.now(),
                        parts.organisation.province().offset);
  parts.store->write([&](store::Writer& writer) {
    dossier::skip_serials(writer, {"H18.999"}, today, 3, "thử", clock.now());
  });
  while (program.jobs().run_due(clock.now())) {
  }
}

Uuid KeptOffice::withdrawn() {
  const auto server = serve();
  const int port = server->port();
  const auto filed = ask(port, request(clerk, "POST", "/api/dossiers", new_key(), filing("Khai sinh")));
  EXPECT_EQ(filed.status, 201) << filed.body;
  const auto body = json::parse(filed.body).as_object();
  const std::string id(body.at("id").as_string());
  const std::string scan = fmt::format("/api/dossiers/{}/scans?paper=to-khai&name=to-khai.pdf", id);
  const auto stored = ask(port, request(clerk, "POST", scan, new_key(), pdf_of(3000, id), "application/pdf"));
  EXPECT_EQ(stored.status, 201) << stored.body;
  const auto seen = ask(port, request(clerk, "GET", "/api/dossiers/" + id));
  const auto left =
      ask(port, request(clerk, "POST", fmt::format("/api/dossiers/{}/withdrawal", id), new_key(),
                        json::serialize(json::object{{"seen_version", json::parse(seen.body).at("version")},
                                                     {"reason", "Không cần nữa"}})));
  EXPECT_EQ(left.status, 200) << left.body;
  server->signal(SIGTERM);
  server->wait();
  return Uuid::parse(id).value();
}

Elsewhere::Elsewhere(const store::EngineParam& engine, const std::string& directory) {
  static int last = 0;
  const std::string name = "elsewhere_" + std::to_string(++last);
  data = directory + "/" + name;
  if (engine.engine == store::Engine::sqlite) return;
  store::PostgresServer::instance().create_database(name);
  database = store::PostgresServer::instance().url(name);
}

std::vector<std::string> Elsewhere::with(std::vector<std::string> command) const {
  command.insert(command.end(), {"--data", data});
  if (!database.empty()) command.insert(command.end(), {"--database", database});
  return command;
}

store::Options Elsewhere::options() const {
  store::Options options;
  options.data_directory = data;
  options.database = database;
  options.read_only = true;
  return options;
}

store::Digests everything(const store::Options& options) {
  const auto store = store::open(options);
  return store->read([](store::Reader& reader) { return store::digests_of(reader); });
}

std::vector<std::string> empty_tables(const store::Digests& digests) {
  std::vector<std::string> empty;
  for (const auto& [table, digest] : digests) {
    if (digest.rows() == 0 && table != "workflow_move") empty.push_back(table);
  }
  return empty;
}

store::Digests of_dossiers(const store::Options& options) {
  auto digests = everything(options);
  std::erase_if(digests, [](const auto& each) {
    static const std::set<std::string> kept{"dossier_event",  "dossier_private", "dossier_key",
                                            "dossier_lookup", "dossier_dossier", "dossier_act"};
    return !kept.contains(each.first);
  });
  return digests;
}

}  // namespace motcua::app
