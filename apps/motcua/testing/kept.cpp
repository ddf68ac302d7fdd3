#include "motcua/testing/kept.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "base/text.h"
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

store::Digests of_dossiers(const store::Options& options) {
  const auto store = store::open(options);
  auto digests = store->read([](store::Reader& reader) { return store::digests_of(reader); });
  std::erase_if(digests, [](const auto& each) {
    static const std::set<std::string> kept{"dossier_event",  "dossier_private", "dossier_key",
                                            "dossier_lookup", "dossier_dossier", "dossier_act"};
    return !kept.contains(each.first);
  });
  return digests;
}

}  // namespace motcua::app
