#include "ranking/course.h"

#include <gtest/gtest.h>

#include <map>

#include "base/table.h"
#include "base/text.h"
#include "ranking/testing/stories.h"

namespace motcua::ranking {
namespace {

// Moves that cancel on one day are left out; in the order in which they came.
std::string text_of(const std::vector<Move>& moves) {
  std::map<std::pair<LocalDate, Figure>, std::int64_t> sums;
  for (const auto& move : moves) sums[{move.day, move.figure}] += move.amount;
  std::vector<std::string> words;
  for (const auto& move : moves) {
    auto& sum = sums[{move.day, move.figure}];
    if (sum == 0) continue;
    words.push_back((sum < 0 ? "-" : "") + std::string(name_of(move.figure)) + "@" +
                    format_iso(move.day).substr(5));
    sum = 0;
  }
  std::sort(words.begin(), words.end());
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text.empty() ? "-" : text;
}

std::string sorted(const std::string& cell) {
  auto words = split(cell, ' ');
  std::sort(words.begin(), words.end());
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(Course, FollowsItsCases) {
  const Table table = read_tsv_file("src/ranking/course_cases.tsv");
  ASSERT_GE(table.rows.size(), 20U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Course course;
    std::vector<Move> moves;
    std::string worked = "-";
    for (const auto& event : testing_events(table.at(row, "story"))) {
      const Effect effect = follow(course, event, province_offset);
      moves.insert(moves.end(), effect.moves.begin(), effect.moves.end());
      if (effect.worked) {
        worked =
            format_iso(effect.worked->day).substr(5) + " " + std::to_string(effect.worked->waited_minutes);
      }
    }
    EXPECT_EQ(text_of(moves), sorted(table.at(row, "moves"))) << table.at(row, "story");
    EXPECT_EQ(worked, table.at(row, "worked")) << table.at(row, "story");
  }
}

TEST(Course, CountsForWhoeverAcceptedAndWhoeverSolved) {
  const Uuid counter = *Uuid::parse("0193a1b2-0000-7000-8000-00000000000a");
  const Uuid solver = *Uuid::parse("0193a1b2-0000-7000-8000-00000000000b");
  const Uuid signer = *Uuid::parse("0193a1b2-0000-7000-8000-00000000000c");
  auto events = testing_events(
      "submitted@07-01 accepted@07-01 step_completed@07-01 step_completed@07-02 finished@07-02");
  const auto by = [](const Uuid& post) {
    return dossier::Actor{dossier::Actor::Kind::post, post.text(), {}};
  };
  events[0].actor = {dossier::Actor::Kind::applicant, "", {}};
  events[1].actor = by(counter);
  events[2].actor = by(solver);
  events[3].actor = events[4].actor = by(signer);
  Course course;
  std::map<Figure, std::optional<Uuid>> posts;
  for (const auto& event : events) {
    for (const auto& move : follow(course, event, province_offset).moves) posts[move.figure] = move.post;
  }
  EXPECT_EQ(posts[Figure::received], counter);
  EXPECT_EQ(posts[Figure::on_time], solver);
  EXPECT_FALSE(posts[Figure::in_process].has_value());
}

// What is passed over when millions are read must not change anything.
TEST(Course, PassesOverOnlyWhatSaysNothing) {
  for (const auto type : dossier::event_types()) {
    if (!counts(type)) {
      EXPECT_FALSE(needs_payload(type)) << type;
      continue;
    }
    if (needs_payload(type)) continue;
    EXPECT_EQ(dossier::type_of(bare_payload(type)), type);
  }
}

}  // namespace
}  // namespace motcua::ranking
