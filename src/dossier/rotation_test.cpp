#include "dossier/rotation.h"

#include <gtest/gtest.h>

#include "all_sql.h"
#include "base/clock.h"
#include "dossier/dossier.h"
#include "store/testing.h"

namespace motcua::dossier {
namespace {

const Agencies agencies{"03325", "03325", "03325"};
constexpr int filed = 450;  // more than two batches

class RotationTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  Act act() { return {Uuid::v7(now, random), now, sha256(as_bytes("what was asked"))}; }
  Beginning beginning(int number) {
    const Person applicant{name_of(number), "011190000123", {}, "female", {}, "0912000128", {}};
    const Person submitter{"Quàng Văn Thử", "011190000456", {}, "male", {}, {}, {}};
    const Submission submission{applicant, submitter, {}, "K74M"};
    Beginning begin{Uuid::v7(now, random),
                    {Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}},
                    {"H18.036"},
                    local_date(now),
                    lookup_rows(Keys(old_key), applicant, submitter),
                    {}};
    begin.events = {
        {Submitted{"", "1.001193", 1, Channel::counter, agencies, {{"to-khai", 1, 0, 0}}, ReturnBy::counter},
         now, shape_of(static_cast<const Submission*>(nullptr)).write(submission)}};
    return begin;
  }
  static std::string name_of(int number) { return "Lò Thị " + std::string(number % 2 == 0 ? "Mẫu" : "Thử"); }
  void file_all() {
    const Dossiers dossiers(Keys(old_key), random);
    store->write([&](store::Writer& w) {
      for (int i = 0; i < filed; ++i) {
        first_act = act();
        first = beginning(i);
        ASSERT_TRUE(dossiers.begin(w, first_act, first));
      }
    });
  }
  // All is read with this key, and with it alone.
  void expect_all_with(const SecretKey& key, const SecretKey& other) {
    const Keys keys(key);
    const Dossiers dossiers(keys, random);
    EXPECT_TRUE(verify(*store, keys).faults.empty());
    EXPECT_FALSE(verify(*store, Keys(other)).faults.empty());
    store->read([&](store::Reader& r) {
      EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::name, "lo thi mau"), 1000).size(), filed / 2U);
      EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::phone, "0912000128"), 1000).size(), filed * 1U);
      EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::id_number, "011190000456"), 1000).size(),
                filed * 1U);
      EXPECT_TRUE(dossiers.find(r, lookup_row(Keys(other), LookupKind::name, "lo thi mau"), 1000).empty());
      EXPECT_EQ(dossiers.submission(r, first.id)->secret, "K74M");
    });
  }

  SeededRandom random{11};
  Instant now = parse_instant("2026-11-20T09:42").value();
  SecretKey old_key = SecretKey::make(random), next_key = SecretKey::make(random);
  Act first_act;
  Beginning first;
  store::TestStore store{GetParam(), all_migrations()};
};

TEST_P(RotationTest, EverythingIsReadAndFoundWithTheNextKeyAlone) {
  file_all();
  expect_all_with(old_key, next_key);
  const auto done = rotate_keys(*store, old_key, next_key, random);
  EXPECT_EQ(done.dossiers, filed);
  EXPECT_EQ(done.requests, filed);
  expect_all_with(next_key, old_key);
}

TEST_P(RotationTest, BrokenOffItGoesOn) {
  file_all();
  struct Stopped {};
  int batches = 0;
  for (int stop_after = 1; stop_after <= 3; ++stop_after) {
    batches = 0;
    EXPECT_THROW(rotate_keys(*store, old_key, next_key, random,
                             [&](const Rotated&) {
                               if (++batches == stop_after) throw Stopped{};
                             }),
                 Stopped);
  }
  rotate_keys(*store, old_key, next_key, random);
  expect_all_with(next_key, old_key);
  rotate_keys(*store, std::nullopt, next_key, random);
  expect_all_with(next_key, old_key);
}

TEST_P(RotationTest, ARequestFromBeforeIsStillAnsweredOnce) {
  file_all();
  rotate_keys(*store, old_key, next_key, random);
  const Dossiers dossiers(Keys(next_key), random);
  const auto again = store->write([&](store::Writer& w) { return dossiers.begin(w, first_act, first); });
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first.id);
  EXPECT_EQ(verify(*store, Keys(next_key)).dossiers, filed);
}

TEST_P(RotationTest, AnErasedDossierStaysErased) {
  file_all();
  const Dossiers dossiers(Keys(old_key), random);
  const auto erased =
      store->write([&](store::Writer& w) { return dossiers.erase_again(w, act(), first.id, "test"); });
  ASSERT_TRUE(erased);
  rotate_keys(*store, old_key, next_key, random);
  store->read([&](store::Reader& r) {
    const Dossiers after(Keys(next_key), random);
    EXPECT_FALSE(after.submission(r, first.id));
    EXPECT_FALSE(after.key(r, first.id));
  });
  EXPECT_TRUE(verify(*store, Keys(next_key)).faults.empty());
}

TEST_P(RotationTest, AKeyThatOpensWithNeitherStopsIt) {
  file_all();
  const auto foreign = SecretKey::make(random);
  EXPECT_THROW(rotate_keys(*store, foreign, next_key, random), std::runtime_error);
  EXPECT_THROW(rotate_keys(*store, std::nullopt, next_key, random), std::runtime_error);
  expect_all_with(old_key, next_key);
}

INSTANTIATE_TEST_SUITE_P(Engines, RotationTest, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::dossier
