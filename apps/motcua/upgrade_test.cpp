// A database of each earlier release is opened, checked and worked on by today's program, on both engines.
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "motcua/commands.h"
#include "motcua/parts.h"
#include "motcua/testing/process.h"
#include "store/postgres_connection.h"
#include "store/testing.h"
#include "store/testing/postgres_server.h"
#include "store/testing/temporary_directory.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

const fs::path releases = "apps/motcua/testdata";

std::string unpacked(const fs::path& file) {
  const gzFile packed = gzopen(file.c_str(), "rb");
  CHECK(packed != nullptr);
  std::string text;
  char buffer[65536];
  for (int got = 0; (got = gzread(packed, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  CHECK(gzclose(packed) == Z_OK);
  return text;
}

struct Release {
  std::string name;
  store::EngineParam engine;
};
std::vector<Release> all_releases() {
  std::vector<Release> all;
  for (const auto& entry : fs::directory_iterator(releases)) {
    const std::string name = entry.path().filename().string();
    for (const auto& engine : store::engines()) {
      if (name.starts_with("release-")) all.push_back({name, engine});
    }
  }
  return all;
}

class Upgrade : public testing::TestWithParam<Release> {
 protected:
  Upgrade() {
    const auto& [name, engine] = GetParam();
    const fs::path from = releases / name / engine.name;
    choice_.data = directory_.path() + "/data";
    fs::create_directories(choice_.data);
    for (const auto* part : {"keys", "blobs"})
      fs::copy(from / part, fs::path(choice_.data) / part, fs::copy_options::recursive);
    fs::permissions(choice_.data + "/keys/installation.key", fs::perms::owner_read | fs::perms::owner_write);
    if (engine.engine == store::Engine::sqlite) {
      std::ofstream(choice_.data + "/motcua.sqlite", std::ios::binary) << unpacked(from / "motcua.sqlite.gz");
    } else {
      fill_postgres(unpacked(from / "dump.sql.gz"));
    }
    expected_ = json::parse(file_content((from / "expected.json").string())).as_array();
  }

  void fill_postgres(const std::string& sql) {
    static int last = 0;
    const std::string database = "release_" + std::to_string(++last);
    store::PostgresServer::instance().create_database(database);
    choice_.database = store::PostgresServer::instance().url(database);
    store::PostgresConnection connection(choice_.database, store::PostgresUse::write);
    connection.begin();
    connection.script({"test/release", "", sql});
    connection.commit();
  }

  Program::Parts& work_done(Program& program, const Clock& clock) {
    program.jobs().on_failure(
        [](const std::string& job, const std::string& what) { ADD_FAILURE() << job << ": " << what; });
    // Once more when each has its turn again: what one made is what another looks at.
    for (const auto later : {std::chrono::seconds(0), std::chrono::seconds(10)}) {
      while (program.jobs().run_due(clock.now() + later)) {
      }
    }
    return program.parts();
  }
  void expect_all_invariants() {
    std::ostringstream out, err;
    EXPECT_EQ(verify(choice_, false, out, err), 0) << out.str() << err.str();
  }

  static constexpr store::Query spoil_clocks{"test/spoil", "UPDATE workflow_clock SET due_at = 1",
                                             "UPDATE workflow_clock SET due_at = 1"};
  static constexpr store::Query forget_their_rule{"test/forget",
                                                  "DELETE FROM store_job WHERE name LIKE 'clocks%'",
                                                  "DELETE FROM store_job WHERE name LIKE 'clocks%'"};
  store::TemporaryDirectory directory_{"motcua-upgrade"};
  StoreChoice choice_;
  json::array expected_;
  SystemRandom random_;
};
INSTANTIATE_TEST_SUITE_P(Releases, Upgrade, testing::ValuesIn(all_releases()), [](const auto& info) {
  std::string name = info.param.name + "_on_" + info.param.engine.name;
  for (char& c : name) c = c == '-' || c == '.' ? '_' : c;
  return name;
});

TEST_P(Upgrade, IsReadAsItWasAndWorkedOn) {
  ManualClock clock(parse_instant("2026-11-23T09:00:00+07:00").value());
  std::set<std::int64_t> statuses;
  {
    Program program({.data = choice_.data, .database = choice_.database, .fast_passwords = true}, clock,
                    random_);
    auto& parts = program.parts();
    for (const auto& each : expected_) {
      const auto& was = each.as_object();
      const Uuid id = Uuid::parse(was.at("id").as_string()).value();
      const auto state =
          parts.store->read([&](store::Reader& reader) { return parts.dossiers.state(reader, id); });
      ASSERT_TRUE(state) << was;
      EXPECT_EQ(state->code, was.at("code").as_string());
      EXPECT_EQ(static_cast<int>(state->position.status), was.at("status").as_int64()) << state->code;
      EXPECT_EQ(state->version, was.at("version").as_int64()) << state->code;
      EXPECT_EQ(state->due_at ? json::value(format_iso(*state->due_at)) : json::value(), was.at("due_at"));
      const auto submission =
          parts.store->read([&](store::Reader& reader) { return parts.dossiers.submission(reader, id); });
      EXPECT_EQ(submission ? json::value(submission->applicant.full_name) : json::value(),
                was.at("applicant"));
      for (const auto& scan : state->scans)
        EXPECT_EQ(parts.scans.read(id, scan.scan).has_value(), !state->erased);
      statuses.insert(was.at("status").as_int64());
    }
  }
  EXPECT_GE(statuses.size(), 7U);
  expect_all_invariants();
}

TEST_P(Upgrade, AnOfficerGoesOnWhereTheEarlierReleaseStopped) {
  ManualClock clock(parse_instant("2026-11-23T09:00:00+07:00").value());
  const auto& was = expected_.front().as_object();
  {
    Program program({.data = choice_.data, .database = choice_.database, .fast_passwords = true}, clock,
                    random_);
    const auto send = [&](http::Method method, const std::string& path, const json::object& body,
                          const http::Headers& headers) {
      return program.router().handle(http::request_for(method, path, json::serialize(body), headers));
    };
    const auto in = send(http::Method::post, "/api/session",
                         {{"account", "quay"}, {"password", "mot-cua-thu-nghiem"}}, {});
    ASSERT_EQ(in.status, 200) << in.content();
    const std::string cookie(in.header("Set-Cookie").substr(0, in.header("Set-Cookie").find(';')));
    const std::string csrf(json::parse(in.content()).at("csrf").as_string());
    const auto done =
        send(http::Method::post, "/api/dossiers/" + std::string(was.at("id").as_string()) + "/withdrawal",
             {{"seen_version", was.at("version")}, {"reason", "Không cần nữa"}},
             {{"cookie", cookie},
              {"x-csrf-token", csrf},
              {"idempotency-key", Uuid::v7(clock.now(), random_).text()}});
    EXPECT_EQ(done.status, 200) << done.content();
    const Uuid id = Uuid::parse(was.at("id").as_string()).value();
    auto& parts = program.parts();
    const auto state =
        parts.store->read([&](store::Reader& reader) { return parts.dossiers.state(reader, id); });
    EXPECT_EQ(state->position.status, dossier::Status::withdrawn);
    work_done(program, clock);
  }
  expect_all_invariants();
}

TEST_P(Upgrade, WhatFollowsFromTheEventsIsMadeByTheBackgroundWork) {
  const ManualClock clock(parse_instant("2026-11-25T09:00:00+07:00").value());
  const ProgramOptions options{.data = choice_.data, .database = choice_.database, .fast_passwords = true};
  {
    Program program(options, clock, random_);
    auto& parts = work_done(program, clock);
    parts.store->read([&](store::Reader& reader) {
      EXPECT_TRUE(ranking::is_counted(reader));
      EXPECT_TRUE(workflow::clocks_to_look_at(reader, clock.now(), 1).empty());
      EXPECT_EQ(dossier::last_closed_day(reader), *parse_date("2026-11-24"));
    });
  }
  expect_all_invariants();
  {  // a program between that release and this one made the clocks by another rule
    const auto store = store::open({.data_directory = choice_.data, .database = choice_.database});
    store->write([](store::Writer& writer) {
      writer.execute(spoil_clocks);
      writer.execute(forget_their_rule);
    });
  }
  std::ostringstream ignored;
  EXPECT_EQ(verify(choice_, false, ignored, ignored), 1);
  {
    Program program(options, clock, random_);
    work_done(program, clock);
  }
  expect_all_invariants();
}

TEST(Upgrades, ThereIsAFixtureOfTheFirstRelease) { EXPECT_TRUE(fs::exists(releases / "release-0.1.0")); }

}  // namespace
}  // namespace motcua::app
