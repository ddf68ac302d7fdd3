#include "bench/fill.h"

#include <gmock/gmock.h>

#include <set>

#include "all_sql.h"
#include "bench/fill/capture.h"
#include "store/testing.h"

namespace motcua::bench {
namespace {

const dossier::Keys keys{SecretKey(Bytes(SecretKey::size, 7))};

FillPlan plan(std::size_t dossiers) {
  FillPlan plan;
  plan.dossiers = dossiers;
  plan.now = *parse_instant("2026-11-20T10:00:00+07:00");
  plan.batch = 250;
  return plan;
}

class FillTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  store::TestStore store_{GetParam(), all_migrations()};
  SystemRandom random_;
  dossier::Dossiers dossiers_{keys, random_};
};

TEST_P(FillTest, IsCleanAndStandsEverywhere) {
  const auto filled = fill(*store_, store_.options(), keys, plan(3000));
  EXPECT_EQ(filled.dossiers, 3000u);
  const auto report = dossier::verify(*store_, keys);
  for (const auto& fault : report.faults) ADD_FAILURE() << fault.invariant << " " << fault.detail;
  EXPECT_EQ(report.dossiers, 3000);
  EXPECT_GT(report.events, 3000 * 15);

  std::map<std::string, int> stands;
  store_->read([&](store::Reader& reader) {
    for (const auto& row : reader.run(own_query("states"))) {
      const auto state = dossier::read_state(json::parse(row.text(0)));
      ++stands[std::string(dossier::name_of(state.position.status))];
    }
  });
  EXPECT_GT(stands["handed_over"], 2800);
  for (const char* status : {"submitted", "accepted", "in_process", "finished"}) {
    EXPECT_GT(stands[status], 0) << status;
  }
}

TEST_P(FillTest, TheSamePlanMakesTheSameDossiers) {
  store::TestStore other{GetParam(), all_migrations()};
  fill(*store_, store_.options(), keys, plan(300));
  fill(*other, other.options(), keys, plan(300));
  const auto hashes = [](store::Store& store) {
    std::set<std::string> all;
    store.read([&](store::Reader& reader) {
      for (const auto& row : reader.run(own_query("states"))) all.insert(row.text(0));
    });
    return all;
  };
  EXPECT_EQ(hashes(*store_), hashes(*other));
}

TEST_P(FillTest, PeopleAreFoundByName) {
  fill(*store_, store_.options(), keys, plan(300));
  store_->read([&](store::Reader& reader) {
    const auto row = reader.run(own_query("states")).front();
    const auto state = dossier::read_state(json::parse(row.text(0)));
    const auto submission = dossiers_.submission(reader, state.id);
    ASSERT_TRUE(submission.has_value());
    for (const auto& each :
         dossier::lookup_rows(keys, submission->applicant.full_name, *submission->applicant.id_number, "")) {
      EXPECT_THAT(dossiers_.find(reader, each, 100), testing::Contains(state.id));
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Engines, FillTest, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::bench
