#include "documents/scans.h"
#include "documents/verify_files.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "all_sql.h"
#include "store/testing.h"
#include "store/testing/temporary_directory.h"

namespace motcua::documents {
namespace {

using dossier::State;

const std::string pdf =
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 "
    ">>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R "
    ">>\nstartxref\n120\n%%EOF\n";
const dossier::Actor clerk{dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};

Expected<dossier::Actor> anyone(const State&) { return clerk; }

dossier::Payload as_scan(const Uuid& file, const MediaFacts& facts) {
  return dossier::ScanAttached{file, "to-khai", std::string(media_type_name(facts.media_type)), facts.pages};
}
dossier::Payload as_result(const Uuid& file, const MediaFacts& facts) {
  return dossier::ResultAttached{file, std::string(media_type_name(facts.media_type)), facts.pages};
}

class ScansTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  dossier::Act act() { return {Uuid::v7(now_, random_), now_, {}}; }

  State file() {
    dossier::Beginning begin{Uuid::v7(now_, random_), clerk, {"H18.036"}, local_date(now_), {}, {}};
    begin.events = [this] {
      const dossier::Submission submission{{"Lò Thị Mẫu", {}, {}, {}, {}, {}, {}}, {}, {}, "K7MQ"};
      const dossier::Agencies agencies{"03313", "03313", "03313"};
      const dossier::Promise promise{now_ + std::chrono::hours(72), "3 working-days", "2026", {}};
      return std::vector<dossier::NewEvent>{
          {dossier::Submitted{"", "1.001193", 1, dossier::Channel::counter, agencies, {}, {}}, now_,
           http::shape<dossier::Submission>().write(submission)},
          {dossier::Accepted{now_, promise, {{"receive", {}}, {"solve", {}}}, {}, 0, true}, now_, {}}};
    }();
    return store_->write([&](store::Writer& w) { return dossiers_.begin(w, act(), begin); }).value();
  }

  Attaching attaching(const State& state, const std::string& name = "tờ khai.pdf") {
    return {act(), state.id, {}, name, as_bytes(pdf), anyone, as_scan};
  }
  State now(const State& state) {
    return *store_->read([&](store::Reader& r) { return dossiers_.state(r, state.id); });
  }
  std::size_t files_on_disk() const {
    std::size_t count = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder_.path()))
      count += each.is_regular_file() ? 1 : 0;
    return count;
  }

  SeededRandom random_{7};
  Instant now_ = *parse_instant("2026-11-20T09:42");
  dossier::Keys keys_{SecretKey::make(random_)};
  dossier::Dossiers dossiers_{keys_, random_};
  store::TestStore store_{GetParam(), all_migrations()};
  store::TemporaryDirectory folder_{"motcua-scans"};
  BlobStore blobs_{folder_.path()};
  Scans scans_{*store_, dossiers_, blobs_, random_};
};

TEST_P(ScansTest, AFileIsKeptAndReadAgain) {
  const State state = file();
  const auto attached = scans_.attach(attaching(state));
  ASSERT_TRUE(attached);
  EXPECT_EQ(attached->pages, 1);
  EXPECT_EQ(attached->state.version, 3);
  const auto content = scans_.read(state.id, attached->file);
  ASSERT_TRUE(content);
  EXPECT_EQ(as_text(content->content), pdf);
  EXPECT_EQ(content->name, "tờ khai.pdf");
  EXPECT_EQ(content->scan.paper, "to-khai");
}

TEST_P(ScansTest, ResultsAreKeptTheSameWay) {
  const State state = file();
  auto asked = attaching(state, "C:\\giấy tờ\\kết quả.pdf");
  asked.event = as_result;
  const auto attached = scans_.attach(asked);
  ASSERT_TRUE(attached);
  EXPECT_TRUE(attached->state.result);
  EXPECT_EQ(scans_.read(state.id, attached->file)->name, "kết quả.pdf");
}

TEST_P(ScansTest, ARefusalInTheTransactionTakesTheFileBack) {
  const State state = file();
  auto asked = attaching(state);
  int times = 0;
  asked.allow = [&](const State&) -> Expected<dossier::Actor> {
    if (++times > 1) return refuse("workflow.closed");
    return clerk;
  };
  const auto refused = scans_.attach(asked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].code, "workflow.closed");
  EXPECT_EQ(files_on_disk(), 0U);
  EXPECT_EQ(now(state).version, 2);
}

TEST_P(ScansTest, AFailureInTheTransactionTakesTheFileBack) {
  const State state = file();
  dossiers_.add_outcome(
      [](auto&, const auto&, const auto&) { throw std::runtime_error("the disk is gone"); });
  EXPECT_THROW(static_cast<void>(scans_.attach(attaching(state))), std::runtime_error);
  EXPECT_EQ(files_on_disk(), 0U);
  EXPECT_EQ(now(state).version, 2);
}

TEST_P(ScansTest, NothingTouchesTheDiskForWhoMayNot) {
  const State state = file();
  auto asked = attaching(state);
  asked.allow = [&](const State&) -> Expected<dossier::Actor> {
    EXPECT_EQ(files_on_disk(), 0U);
    return refuse("dossier.unknown");
  };
  EXPECT_FALSE(scans_.attach(asked));
  asked.seen_version = 1;
  EXPECT_EQ(scans_.attach(asked).error()[0].code, "dossier.unknown");
  auto stale = attaching(state);
  stale.seen_version = 1;
  EXPECT_EQ(scans_.attach(stale).error()[0].code, "dossier.version_conflict");
  EXPECT_EQ(files_on_disk(), 0U);
}

TEST_P(ScansTest, ARepeatKeepsOneCopyEvenWhenItIsNoLongerAllowed) {
  const State state = file();
  auto asked = attaching(state);
  const auto first = scans_.attach(asked);
  ASSERT_TRUE(first);
  asked.allow = [](const State&) -> Expected<dossier::Actor> { return refuse("workflow.closed"); };
  const auto again = scans_.attach(asked);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->file, first->file);
  EXPECT_EQ(files_on_disk(), 1U);
}

TEST_P(ScansTest, ErasingRemovesEveryFileOfTheDossier) {
  const State state = file();
  ASSERT_TRUE(scans_.attach(attaching(state)));
  for (int i = 0; i < 2; ++i) {  // a result that was replaced is a file too
    auto result = attaching(state);
    result.event = as_result;
    ASSERT_TRUE(scans_.attach(result));
  }
  const auto other = file();
  ASSERT_TRUE(scans_.attach(attaching(other)));
  EXPECT_EQ(files_on_disk(), 4U);
  EXPECT_EQ(store_->read([&](store::Reader& r) { return scans_.files(r, state.id); }).size(), 3U);

  const auto open = scans_.erase(act(), state.id, 5, "91/2025/QH15", anyone);
  EXPECT_EQ(open.error()[0].code, "dossier.still_open");
  EXPECT_EQ(files_on_disk(), 4U);
  const auto closed = store_->write([&](store::Writer& w) {
    return dossiers_.change(w, act(), state.id, 5, [&](const State&) -> Expected<dossier::Decision> {
      return dossier::Decision{clerk, {{dossier::Withdrawn{}, now_, {}}}};
    });
  });
  ASSERT_TRUE(closed);
  const auto erased = scans_.erase(act(), state.id, 6, "91/2025/QH15", anyone);
  ASSERT_TRUE(erased);
  EXPECT_TRUE(erased->erased);
  EXPECT_EQ(files_on_disk(), 1U);
  EXPECT_EQ(scans_.read(state.id, now(state).scans[0].scan).error()[0].code, "dossier.erased");
  EXPECT_EQ(scans_.attach(attaching(state)).error()[0].code, "dossier.erased");
  EXPECT_TRUE(dossier::verify(*store_, keys_).faults.empty());
}

TEST_P(ScansTest, VerifyTellsFilesThatAreMissingOrDamagedAndCountsStrays) {
  const State state = file();
  ASSERT_TRUE(scans_.attach(attaching(state)));
  ASSERT_TRUE(scans_.attach(attaching(state)));
  EXPECT_EQ(verify_files(*store_, scans_, blobs_).files, 2);
  EXPECT_TRUE(verify_files(*store_, scans_, blobs_).faults.empty());

  const auto files = store_->read([&](store::Reader& r) { return scans_.files(r, state.id); });
  const auto path_of = [&](const BlobRef& ref) {
    return std::filesystem::path(folder_.path()) / ref.sha256.substr(0, 2) / ref.sha256.substr(2, 2) /
           ref.sha256;
  };
  std::filesystem::remove(path_of(files[0].blob));
  std::filesystem::resize_file(path_of(files[1].blob), 10);
  const auto stray = blobs_.put(SecretKey::make(random_), as_bytes(pdf), random_);
  auto report = verify_files(*store_, scans_, blobs_);
  ASSERT_EQ(report.faults.size(), 2U);
  EXPECT_EQ(report.faults[0].invariant, "files_are_whole");
  EXPECT_NE(report.faults[0].detail.find("is missing"), std::string::npos);
  EXPECT_NE(report.faults[1].detail.find("is damaged"), std::string::npos);
  EXPECT_TRUE(report.strays.empty()) << "an upload under way";
  const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(2);
  std::filesystem::last_write_time(path_of(stray), long_ago);
  EXPECT_EQ(verify_files(*store_, scans_, blobs_).strays.size(), 1U);
}

TEST_P(ScansTest, ErasingTellsOfItAndWhatCameBackIsErasedAgainWithItsFiles) {
  std::vector<dossier::Erasure> told;
  scans_.on_erased([&](const dossier::Erasure& each) { told.push_back(each); });
  const State state = file(), other = file();
  ASSERT_TRUE(scans_.attach(attaching(state)));
  ASSERT_TRUE(scans_.attach(attaching(other)));
  std::vector<Uuid> named;
  const auto list = [&] {
    named.clear();
    store_->read([&](store::Reader& reader) {
      each_file(reader, dossiers_, [&](const Uuid& id, const FileFacts&) { named.push_back(id); });
    });
    return named;
  };
  EXPECT_EQ(list(), (std::vector<Uuid>{state.id, other.id}));
  EXPECT_TRUE(scans_.erase_again(act(), state.id, "Điều 9"));
  EXPECT_FALSE(scans_.erase_again(act(), state.id, "Điều 9"));
  EXPECT_TRUE(now(state).erased);
  EXPECT_EQ(files_on_disk(), 1U);
  EXPECT_EQ(list(), std::vector<Uuid>{other.id});
  EXPECT_TRUE(told.empty()) << "whoever erases again knows it from the register";
  EXPECT_TRUE(dossier::verify(*store_, keys_).faults.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, ScansTest, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::documents
