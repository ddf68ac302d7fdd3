// Bytes change or vanish on the disk: `motcua verify` names what is affected, `serve` says what to do, and
// neither crashes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "motcua/data_directory.h"
#include "motcua/testing/chance.h"
#include "motcua/testing/office.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr int dossiers = 12;
constexpr std::size_t page_bytes = 4096;

struct Verified {
  int code = 0;
  std::string text;
  json::array faults;
  bool names(std::string_view invariant, std::string_view what = {}) const {
    for (const auto& fault : faults) {
      if (fault.at("invariant").as_string() != invariant) continue;
      const auto text_of_it = json::serialize(fault);
      if (text_of_it.find(what) != std::string::npos) return true;
    }
    return false;
  }
};

// Some dossiers with a file each, and the server stopped.
struct Filed {
  std::string id, code;
};
std::vector<Filed> file_some(Office& office) {
  const auto server = office.serve();
  const int port = server->port();
  std::vector<Filed> filed;
  for (int i = 0; i < dossiers; ++i) {
    const Answer answer = ask(port, office.request(office.clerk, "POST", "/api/dossiers", office.new_key(),
                                                   office.filing(fmt::format("Khai sinh số {}", i))));
    const auto body = json::parse(answer.body);
    filed.push_back(
        {json::value_to<std::string>(body.at("id")), json::value_to<std::string>(body.at("code"))});
    const std::string key = office.new_key();
    const Answer scan =
        ask(port, office.request(office.clerk, "POST",
                                 "/api/dossiers/" + filed.back().id + "/scans?paper=to-khai&name=a.pdf", key,
                                 pdf_of(5000, key), "application/pdf"));
    EXPECT_EQ(scan.status, 201) << scan.body;
  }
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
  return filed;
}

Verified verify(const Office& office) {
  Verified found;
  found.code = office.run({"verify", "--json"}, &found.text);
  boost::system::error_code not_json;
  const auto report = json::parse(found.text, not_json);
  if (!not_json) found.faults = report.at("faults").as_array();
  return found;
}

void overwrite(const std::string& path, std::size_t at, std::string_view bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::vector<fs::path> files_of(const Office& office) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(DataDirectory(office.data()).blobs()))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

class Corruption : public testing::Test {
 protected:
  std::string database() const { return office_.data() + "/motcua.sqlite"; }
  void keep() { fs::copy_file(database(), database() + ".kept", fs::copy_options::overwrite_existing); }
  void put_back() {
    for (const char* log : {"-wal", "-shm"}) fs::remove(database() + log);
    fs::copy_file(database() + ".kept", database(), fs::copy_options::overwrite_existing);
  }
  struct Page {
    std::size_t number;
    bool of_a_table;  // or of an index; else of the list of tables, without which none can be named
  };
  // All but the first, which is the file's head, and free ones.
  std::vector<Page> used_pages() const {
    static constexpr store::Query used{
        "test/used", "SELECT pageno, name <> 'sqlite_schema' FROM dbstat WHERE pageno > 1", ""};
    const auto store = store::open(office_.store_options());
    std::vector<Page> pages;
    for (const auto& row : store->read([](store::Reader& reader) { return reader.run(used); }))
      pages.push_back({static_cast<std::size_t>(row.integer(0)), row.integer(1) != 0});
    return pages;
  }
  std::string noise(std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(chance_.below(256));
    return text;
  }
  void flip(std::size_t at) {
    const char old = file_content(database())[at];
    overwrite(database(), at, std::string(1, static_cast<char>(old ^ (1 << chance_.below(8)))));
  }

  Chance chance_;
  Office office_{OfficeOptions{}};
  const std::vector<Filed> filed_ = file_some(office_);
};

TEST_F(Corruption, AFileChangedOrMissingIsNamedWithItsDossier) {
  EXPECT_EQ(verify(office_).code, 0);
  const auto files = files_of(office_);
  ASSERT_EQ(files.size(), static_cast<std::size_t>(dossiers));
  const std::string whole = file_content(files[0]);
  overwrite(files[0], chance_.below(whole.size()), "\x7f\x01\x7f");
  fs::remove(files[1]);
  fs::resize_file(files[2], 100);
  const Verified found = verify(office_);
  EXPECT_EQ(found.code, 1);
  ASSERT_EQ(found.faults.size(), 3U) << found.text;
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_TRUE(found.names("files_are_whole", files[i].filename().string())) << found.text;
  for (const auto& fault : found.faults) {
    const auto named = fault.at("dossier").as_string();
    EXPECT_TRUE(
        std::any_of(filed_.begin(), filed_.end(), [&](const Filed& each) { return each.id == named; }));
  }
}

TEST_F(Corruption, APageOfNoiseIsNamedByItsTable) {
  keep();
  const auto pages = used_pages();
  for (int i = 0; i < rounds(); ++i) {
    const Page page = pages[chance_.below(pages.size())];
    overwrite(database(), (page.number - 1) * page_bytes, noise(page_bytes));
    const Verified found = verify(office_);
    EXPECT_EQ(found.code, 1) << "page " << page.number << ": " << found.text;
    EXPECT_TRUE(found.names("database_is_whole", page.of_a_table ? "table " : ""))
        << "page " << page.number << ": " << found.text;
    put_back();
  }
  EXPECT_EQ(verify(office_).code, 0);
}

TEST_F(Corruption, AFlippedBitNeverCrashesAndIsFoundWhereItMatters) {
  keep();
  const std::string content = file_content(database());
  int found_faults = 0;
  for (int i = 0; i < 2 * rounds(); ++i) {
    const std::size_t at = 100 + chance_.below(content.size() - 100);
    flip(at);
    const Verified found = verify(office_);
    EXPECT_TRUE(found.code == 0 || found.code == 1) << "byte " << at << ": " << found.text;
    found_faults += found.code;
    put_back();
  }
  EXPECT_GT(found_faults, 0);
  // In a public part: the chain of that dossier breaks.
  const auto at = content.find("Khai sinh");
  EXPECT_EQ(at, std::string::npos) << "no private text lies open in the file";
  const auto code = content.find(R"("code":")" + filed_[3].code);
  ASSERT_NE(code, std::string::npos);
  overwrite(database(), code + 8, "X");
  const Verified found = verify(office_);
  EXPECT_EQ(found.code, 1);
  EXPECT_TRUE(found.names("chain_unbroken", filed_[3].id) || found.names("fold_equals_state", filed_[3].id) ||
              found.names("events_are_readable", filed_[3].id) || found.names("fold_equals_state"))
      << found.text;
}

TEST_F(Corruption, ATruncatedDatabaseIsReportedAndNotServed) {
  keep();
  const std::size_t size = fs::file_size(database());
  for (int i = 0; i < 8; ++i) {
    fs::resize_file(database(), 1 + chance_.below(size - page_bytes));
    const Verified found = verify(office_);
    EXPECT_EQ(found.code, 1) << found.text;
    EXPECT_NE(found.text.find("restore"), std::string::npos) << found.text;
    Process server({"serve", "--data", office_.data(), "--listen", "127.0.0.1:0"},
                   office_.directory() + "/damaged.log");
    EXPECT_EQ(server.port(), 0) << "a damaged file is not served";
    EXPECT_EQ(server.wait(), 1);
    EXPECT_NE(server.output().find("restore a backup"), std::string::npos) << server.output();
    put_back();
  }
  fs::resize_file(database(), 0);
  EXPECT_EQ(verify(office_).code, 1) << "an empty file is no database";
  put_back();
  EXPECT_EQ(verify(office_).code, 0);
}

TEST_F(Corruption, ADamagedHeadIsNotServed) {
  overwrite(database(), 0, noise(100));
  EXPECT_EQ(verify(office_).code, 1);
  Process server({"serve", "--data", office_.data(), "--listen", "127.0.0.1:0"},
                 office_.directory() + "/damaged.log");
  EXPECT_EQ(server.wait(), 1);
  EXPECT_NE(server.output().find("restore a backup"), std::string::npos) << server.output();
}

// Somebody with every right over the database changes rows by hand.
class Tampering : public testing::TestWithParam<store::EngineParam> {
 protected:
  bool on_sqlite() const { return GetParam().engine == store::Engine::sqlite; }
  // `text` on both engines; $1 is the dossier.
  void change(std::string_view text) {
    static constexpr store::Query no_guard{"test/no_guard", "DROP TRIGGER IF EXISTS dossier_event_stays",
                                           "DROP TRIGGER IF EXISTS dossier_event_is_kept ON dossier_event"};
    static constexpr store::Query no_second_guard{"test/no_second_guard",
                                                  "DROP TRIGGER IF EXISTS dossier_event_is_kept", "SELECT 1"};
    const auto store = store::open(office_.store_options(false));
    store->write([](store::Writer& writer) { writer.run(no_guard); });
    store->write([](store::Writer& writer) { writer.run(no_second_guard); });
    store->write([&](store::Writer& writer) {
      EXPECT_GT(writer.execute({"test/change", text, text}, {*Uuid::parse(victim_.id)}), 0) << text;
    });
  }
  void expect_fault(std::string_view invariant) {
    const Verified found = verify(office_);
    EXPECT_EQ(found.code, 1);
    EXPECT_TRUE(found.names(invariant, victim_.id) || found.names(invariant, victim_.code)) << found.text;
  }

  Office office_{Office::on(GetParam())};
  const std::vector<Filed> filed_ = file_some(office_);
  const Filed victim_ = filed_[5];
};

TEST_P(Tampering, AnEventsTextOrTime) {
  change("UPDATE dossier_event SET recorded_at = recorded_at - 60000 WHERE dossier = $1 AND version = 2");
  expect_fault("chain_unbroken");
}

TEST_P(Tampering, AnEventTakenOut) {
  change("DELETE FROM dossier_event WHERE dossier = $1 AND version = 2");
  expect_fault("versions_follow");
}

TEST_P(Tampering, TheLastEventTakenOut) {
  change(
      "DELETE FROM dossier_event WHERE dossier = $1 AND version = (SELECT version FROM dossier_dossier WHERE "
      "id = $1)");
  expect_fault("fold_equals_state");
}

TEST_P(Tampering, AStatusOrDueDateInTheLists) {
  change("UPDATE dossier_dossier SET due_at = due_at + 86400000 WHERE id = $1");
  expect_fault("columns_equal_state");
}

TEST_P(Tampering, APrivatePartOrKey) {
  change("DELETE FROM dossier_key WHERE dossier = $1");
  expect_fault("private_part_matches_commitment");
}

TEST_P(Tampering, WhatSomebodyThought) {
  {
    const auto server = office_.serve();
    const auto kept =
        ask(server->port(), text_of({.method = "POST",
                                     .path = "/gop-y",
                                     .type = "application/x-www-form-urlencoded",
                                     .body = fmt::format("text=Ch%E1%BB%9D+qu%C3%A1+l%C3%A2u&unit={}&form={}",
                                                         office_.unit(), office_.new_key())}));
    EXPECT_EQ(kept.status, 303) << kept.body;
    server->signal(SIGTERM);
    server->wait();
  }
  EXPECT_EQ(verify(office_).code, 0);
  change("UPDATE feedback_opinion SET sealed = $1");
  const Verified found = verify(office_);
  EXPECT_EQ(found.code, 1);
  EXPECT_TRUE(found.names("opinions_open", "opinion")) << found.text;
}

TEST_P(Tampering, AWholeDossierTakenOutLeavesAHole) {
  change("DELETE FROM dossier_event WHERE dossier = $1");
  change("DELETE FROM dossier_dossier WHERE id = $1");
  const Verified found = verify(office_);
  EXPECT_EQ(found.code, 1);
  EXPECT_TRUE(found.names("serials_have_no_gap")) << found.text;
}

INSTANTIATE_TEST_SUITE_P(Engines, Tampering, testing::ValuesIn(store::engines()), store::engine_name);

// With checksums PostgreSQL itself notices a changed page.
TEST(CorruptionOfPostgres, AChangedPageIsNamedByTableAndDossiers) {
  static constexpr store::Query place{"test/place", "", "SELECT pg_relation_filepath('dossier_event')"};
  Chance chance;
  const std::string root = (fs::temp_directory_path() / fmt::format("motcua-pages-{}", ::getpid())).string();
  {
    store::PostgresServer postgres(root, {}, true);
    postgres.create_database("office");
    Office office({.database = postgres.url("office"), .directory = {}});
    file_some(office);
    std::string file;
    {
      const auto store = store::open(office.store_options());
      file = root + "/data/" + store->read([](store::Reader& r) { return r.one(place)->text(0); });
    }
    postgres.halt();
    postgres.resume();  // its log is in the tables now
    postgres.halt();
    overwrite(file, 500 + chance.below(7000), "\x7f\x01\x7f");
    postgres.resume();
    const Verified found = verify(office);
    EXPECT_EQ(found.code, 1);
    EXPECT_TRUE(found.names("database_is_whole", "table dossier_event")) << found.text;
    EXPECT_TRUE(found.names("events_are_readable")) << found.text;
  }
  fs::remove_all(root);
}

}  // namespace
}  // namespace motcua::app
