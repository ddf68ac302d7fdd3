#include <gtest/gtest.h>

#include "all_sql.h"
#include "base/clock.h"
#include "dossier/dossier.h"
#include "store/testing.h"

namespace motcua::dossier {
namespace {

class Restoring : public testing::TestWithParam<store::EngineParam> {
 protected:
  Act act() { return {Uuid::v7(now, random), now, {}}; }

  State file() {
    Beginning begin{Uuid::v7(now, random),
                    {Actor::Kind::post, "x", {}},
                    series,
                    local_date(now),
                    lookup_rows(keys, "Lò Thị Mẫu", "011190000123", ""),
                    {}};
    const Submission submission{{"Lò Thị Mẫu", "011190000123", {}, "female", {}, {}, {}}, {}, {}, "K74M"};
    begin.events = {
        {Submitted{"", "1.001193", 1, Channel::counter, {"03325", "03325", "03325"}, {}, ReturnBy::counter},
         now, shape_of(static_cast<const Submission*>(nullptr)).write(submission)}};
    return store->write([&](store::Writer& w) { return dossiers.begin(w, act(), begin); }).value();
  }
  std::optional<State> erase_again(const Uuid& id) {
    return store->write([&](store::Writer& w) { return dossiers.erase_again(w, act(), id, "Điều 9"); });
  }

  SeededRandom random{11};
  const Series series{"H18.036"};
  Instant now = parse_instant("2026-11-20T09:42").value();
  Keys keys{SecretKey::make(random)};
  Dossiers dossiers{keys, random};
  store::TestStore store{GetParam(), all_migrations()};
};

TEST_P(Restoring, NumbersGoOnAfterAGapThatVerifyKnowsOf) {
  EXPECT_EQ(file().code, "H18.036-261120-0001");
  const auto skip = [&](const Series& of) {
    return store->write(
        [&](store::Writer& w) { return skip_serials(w, of, local_date(now), 5000, "restored", now); });
  };
  const SerialGap gap = skip(series);
  EXPECT_EQ(gap.first, 2);
  EXPECT_EQ(gap.last, 5001);
  EXPECT_EQ(file().code, "H18.036-261120-5002");
  EXPECT_EQ(skip(series).first, 5003) << "a second restore on the same day leaves another gap";
  EXPECT_EQ(skip({"H18.099"}).first, 1) << "an agency that gave no number yet";
  EXPECT_EQ(file().code, "H18.036-261120-10003");
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(Restoring, WhatWasErasedIsErasedAgainThoughItIsStillOpen) {
  const State open = file();
  const auto erased = erase_again(open.id);
  ASSERT_TRUE(erased);
  EXPECT_TRUE(erased->erased);
  EXPECT_EQ(erased->position, open.position);
  EXPECT_FALSE(erase_again(open.id)) << "once is enough";
  EXPECT_FALSE(erase_again(Uuid::v7(now, random))) << "a dossier begun after the backup";
  store->read([&](store::Reader& r) {
    EXPECT_FALSE(dossiers.submission(r, open.id));
    EXPECT_FALSE(dossiers.key(r, open.id));
    EXPECT_TRUE(dossiers.find(r, lookup_row(keys, LookupKind::id_number, "011190000123"), 9).empty());
    EXPECT_EQ(dossiers.events(r, open.id).back().actor.id, "restore");
  });
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(Restoring, TheStoreTellsWhatWasErasedInOrder) {
  std::vector<Uuid> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(file().id);
  for (const int i : {3, 0, 4}) erase_again(ids[static_cast<std::size_t>(i)]);
  std::int64_t after = 0;
  const auto next = [&](int most) {
    return store->read([&](store::Reader& r) { return erasures_after(r, after, most); });
  };
  const auto first = next(2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0], (Erasure{ids[3], now, "Điều 9"}));
  EXPECT_EQ(first[1].dossier, ids[0]);
  EXPECT_EQ(next(2).at(0).dossier, ids[4]);
  EXPECT_TRUE(next(2).empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Restoring, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::dossier
