// What was lost comes back, on either engine from either, and what must not come back does not.
#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "motcua/erasure_register.h"
#include "motcua/parts.h"
#include "motcua/testing/kept.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Journey {
  store::EngineParam from, to;
};
std::vector<Journey> journeys() {
  std::vector<Journey> all;
  for (const auto& from : store::engines()) {
    for (const auto& to : store::engines()) all.push_back({from, to});
  }
  return all;
}

class RestoreTest : public testing::TestWithParam<Journey> {
 protected:
  void back_up() {
    std::string output;
    ASSERT_EQ(office_.run({"backup", office_.backup()}, &output), 0) << output;
  }
  int restore(const Elsewhere& there, std::vector<std::string> more = {}) {
    auto arguments = there.with({"restore", office_.backup()});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return office_.command(arguments, &output_);
  }
  // As a provincial officer may, once the dossier has ended.
  void erase(const Uuid& id) {
    SystemClock clock;
    SystemRandom random;
    Program program({.data = office_.data(), .fast_passwords = true}, clock, random);
    auto& parts = program.parts();
    const auto state =
        parts.store->read([&](store::Reader& reader) { return parts.dossiers.state(reader, id); });
    ASSERT_TRUE(parts.scans.erase({Uuid::v7(clock.now(), random), clock.now(), {}}, id, state->version,
                                  "Luật 91/2025/QH15, Điều 14",
                                  [](const auto&) -> Expected<dossier::Actor> { return dossier::Actor{}; }));
  }
  // Nothing of the person: no private part, key, lookup row or file; the events stay.
  void expect_nothing_left(const Elsewhere& there, const Uuid& id, std::size_t files) {
    SystemRandom random;
    const auto store = store::open(there.options());
    const dossier::Dossiers dossiers(dossier::Keys(DataDirectory(there.data).key()), random);
    store->read([&](store::Reader& reader) {
      EXPECT_TRUE(dossiers.state(reader, id)->erased);
      EXPECT_FALSE(dossiers.submission(reader, id));
      EXPECT_FALSE(dossiers.key(reader, id));
      for (const auto& row : dossier::lookup_rows(dossiers.keys(), "Lò Thị Mẫu", "", "")) {
        const auto found = dossiers.find(reader, row, 1000);
        EXPECT_EQ(std::ranges::find(found, id), found.end());
      }
    });
    std::size_t kept = 0;
    for (const auto& each : fs::recursive_directory_iterator(DataDirectory(there.data).blobs()))
      kept += each.is_regular_file() ? 1 : 0;
    EXPECT_EQ(kept, files);
  }

  Chance chance_;
  KeptOffice office_{Office::on(GetParam().from)};
  std::string output_;
};
INSTANTIATE_TEST_SUITE_P(Engines, RestoreTest, testing::ValuesIn(journeys()),
                         [](const auto& info) { return info.param.from.name + "_to_" + info.param.to.name; });

TEST_P(RestoreTest, EverythingComesBackAndIsServed) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 120);
  const std::string words = office_.directory() + "/words.tsv";
  std::ofstream(words) << "said\tmeant\nhết lúk\tkhai sinh\n";
  EXPECT_EQ(office_.run({"import", "synonyms", words}, &output_), 0) << output_;
  back_up();
  const Elsewhere there(GetParam().to, office_.directory());
  ASSERT_EQ(restore(there), 0) << output_;
  EXPECT_THAT(output_, HasSubstr("all invariants hold"));
  EXPECT_TRUE(fs::exists(there.data + "/synonyms.tsv")) << "what people say here";
  EXPECT_EQ(of_dossiers(there.options()), of_dossiers(office_.store_options()));

  Process server(there.with({"serve", "--listen", "127.0.0.1:0"}), office_.directory() + "/there.log");
  const int port = server.port();
  ASSERT_NE(port, 0) << server.output();
  EXPECT_EQ(ask(port, office_.request(office_.clerk, "GET", "/api/work?view=mine")).status, 401)
      << "sessions end with the old installation";
}

TEST_P(RestoreTest, EveryTableComesBack) {
  office_.use_everything();
  auto before = everything(office_.store_options());
  EXPECT_THAT(empty_tables(before), testing::IsEmpty()) << "use_everything() has to put something there";
  back_up();
  const Elsewhere there(GetParam().to, office_.directory());
  ASSERT_EQ(restore(there, {"--skip-numbers", "0"}), 0) << output_;
  auto after = everything(there.options());
  EXPECT_EQ(after.at("identity_session").rows(), 0) << "everybody signs in anew";
  before.erase("identity_session"), after.erase("identity_session");
  for (const auto& [table, digest] : before) EXPECT_EQ(after.at(table), digest) << table;
  EXPECT_EQ(after.size(), before.size());

  // The days go on where they were, signed by the same key.
  const std::string open = office_.directory() + "/open";
  for (const auto& place : {there.with({}), std::vector<std::string>{"--data", office_.data()}}) {
    auto publish = std::vector<std::string>{"publish", "--out", open};
    publish.insert(publish.end(), place.begin(), place.end());
    EXPECT_EQ(office_.command(publish, &output_), 0) << output_;
  }
  EXPECT_EQ(office_.command(there.with({"verify", "--published", open}), &output_), 0) << output_;
  EXPECT_EQ(office_.command(there.with({"verify"}), &output_), 0) << output_;
}

TEST_P(RestoreTest, NoNumberOfTheLostInstallationIsGivenAgain) {
  const LocalDate day = local_date(SystemClock().now());
  office_.withdrawn();
  back_up();
  office_.withdrawn();  // its receipt is in somebody's hands
  const Elsewhere there(GetParam().to, office_.directory());
  ASSERT_EQ(restore(there), 0) << output_;
  SystemClock clock;
  SystemRandom random;
  Program program({.data = there.data, .database = there.database, .fast_passwords = true}, clock, random);
  if (local_date(clock.now()) != day) GTEST_SKIP() << "midnight passed, and numbers begin at 1";
  auto& parts = program.parts();
  const auto series = parts.organisation.dossier_prefix_of(office_.unit());
  const auto next = parts.store->write([&](store::Writer& writer) {
    return dossier::skip_serials(writer, {series}, day, 1, "test", clock.now()).first;
  });
  EXPECT_EQ(next, 5002) << "1 was in the backup, 2 to 5001 are left out";
}

TEST_P(RestoreTest, WhoWasErasedAfterTheBackupIsErasedAgain) {
  const Uuid gone = office_.withdrawn();
  office_.withdrawn();
  back_up();
  erase(gone);
  EXPECT_EQ(read_erasures(DataDirectory(office_.data()).erasures()).size(), 1U);

  const Elsewhere there(GetParam().to, office_.directory());
  ASSERT_EQ(restore(there, {"--erasures", DataDirectory(office_.data()).erasures()}), 0) << output_;
  EXPECT_THAT(output_, HasSubstr("erased again: 1"));
  EXPECT_THAT(output_, HasSubstr("1 erased"));
  expect_nothing_left(there, gone, 1);

  const std::string first = office_.snapshots().front();
  back_up();
  const Elsewhere later(GetParam().to, office_.directory());
  ASSERT_EQ(restore(later, {"--at", first}), 0) << output_;
  EXPECT_THAT(output_, HasSubstr("erased again: 1")) << "the later backup knows of it";
  expect_nothing_left(later, gone, 1);
}

TEST_P(RestoreTest, BrokenOffItIsRefusedByAllAndBegunAnew) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 100);
  back_up();
  const Elsewhere there(GetParam().to, office_.directory());
  const auto arguments = there.with({"restore", office_.backup()});
  int broken = 0;
  bool ended = false;
  for (int round = 0; round < 6 && !ended; ++round) {
    Process process(arguments, office_.directory() + "/killed.log");
    std::this_thread::sleep_for(std::chrono::milliseconds(chance_.below(120)));
    process.signal(SIGKILL);
    ended = process.wait() == 0;  // it came to its end before
    if (!fs::exists(DataDirectory(there.data).restore_mark())) continue;
    ++broken;
    EXPECT_EQ(office_.command(there.with({"serve", "--listen", "127.0.0.1:0"}), &output_), 1);
    EXPECT_THAT(output_, HasSubstr("run motcua restore again"));
    EXPECT_EQ(office_.command(there.with({"init"}), &output_), 1) << output_;
  }
  RecordProperty("broken_off", broken);
  // Killed after its mark was gone it had come to its end too.
  const DataDirectory made(there.data);
  if (!ended && (!made.initialised() || fs::exists(made.restore_mark()))) {
    ASSERT_EQ(restore(there), 0) << output_;
  }
  EXPECT_EQ(office_.command(there.with({"verify"}), &output_), 0) << output_;
  EXPECT_EQ(of_dossiers(there.options()), of_dossiers(office_.store_options()));
}

TEST_P(RestoreTest, BrokenOffBeforeItsMarkStoodItIsBegunAnew) {
  office_.withdrawn();
  back_up();
  const Elsewhere there(GetParam().to, office_.directory());
  fs::create_directories(there.data);
  const std::string draft = draft_of(DataDirectory(there.data).restore_mark());
  std::ofstream(draft) << "fil";
  std::ofstream(there.data + "/letter.txt") << "of somebody";
  EXPECT_EQ(restore(there), 1);
  EXPECT_THAT(output_, HasSubstr("never overwrites"));
  fs::remove(there.data + "/letter.txt");
  ASSERT_EQ(restore(there), 0) << output_;
  EXPECT_FALSE(fs::exists(draft));
  EXPECT_EQ(of_dossiers(there.options()), of_dossiers(office_.store_options()));
}

TEST_P(RestoreTest, NothingIsOverwrittenAndWhatIsDamagedIsRefused) {
  office_.withdrawn();
  back_up();
  const auto server = office_.serve();
  ASSERT_NE(server->port(), 0);
  EXPECT_EQ(office_.run({"restore", office_.backup()}, &output_), 1) << "beside the server";
  EXPECT_THAT(output_, HasSubstr("never overwrites"));
  const Elsewhere there(GetParam().to, office_.directory());
  EXPECT_EQ(restore(there, {"--at", "20200101T000000Z"}), 1);
  EXPECT_THAT(output_, HasSubstr(office_.snapshots().front())) << "says which there are";
  const fs::path snapshot = fs::path(office_.backup()) / "snapshots" / office_.snapshots().front();
  for (const auto* part : {"database.dump", "files.tsv", "manifest.json", "keys/installation.key"}) {
    const std::string whole = file_content((snapshot / part).string());
    std::string other = whole;
    other[other.size() / 2] ^= 1;
    std::ofstream(snapshot / part, std::ios::binary) << other;
    EXPECT_EQ(restore(there), 1) << part;
    EXPECT_THAT(output_, HasSubstr("--at")) << part;
    EXPECT_FALSE(fs::exists(there.data)) << "nothing is begun with " << part;
    std::ofstream(snapshot / part, std::ios::binary) << whole;
  }
  EXPECT_EQ(restore(there), 0) << output_;
  if (there.database.empty()) return;
  Elsewhere taken = there;
  taken.data += "-other";
  EXPECT_EQ(restore(taken), 1);
  EXPECT_THAT(output_, HasSubstr("holds tables already"));
}

}  // namespace
}  // namespace motcua::app
