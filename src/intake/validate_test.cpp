#include "intake/validate.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/table.h"
#include "base/text.h"
#include "intake/bodies.h"
#include "intake/person_rule.h"

namespace motcua::intake {
namespace {

using catalogue::Channel;
using catalogue::ProcedureVersion;

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

ProcedureVersion made_up(const std::string& code, const std::string& from, const std::string& to = "") {
  ProcedureVersion version;
  version.code = code;
  version.number = 1;
  version.source = catalogue::Source::imported;
  version.valid_from = *parse_date(from);
  if (!to.empty()) version.valid_to = parse_date(to);
  version.name = {"Thủ tục thử " + code, "Trial procedure " + code};
  version.handled_by = "ubnd_xa";
  version.channels = {{Channel::counter, calendar::Limit{calendar::LimitKind::working_days, 3}, "", {}, {}}};
  version.steps = catalogue::default_steps();
  return version;
}

const catalogue::Catalogue& trial_catalogue() {
  static const catalogue::Catalogue all = [] {
    auto versions = catalogue::shipped_versions();
    for (auto& each : versions) {
      each.number = 1;
      each.source = catalogue::Source::curated;
    }
    versions.push_back(made_up("9.000001", "2025-07-01", "2026-07-01"));
    versions.push_back(made_up("9.000002", "2027-01-01"));
    auto vague = made_up("9.000003", "2025-07-01");
    vague.channels[0].limit.reset();
    vague.channels[0].limit_text = "theo quy định";
    versions.push_back(vague);
    auto tax = made_up("9.000004", "2025-07-01");
    tax.handled_by = "thue";
    versions.push_back(tax);
    versions.push_back(made_up("9.000005", "2025-07-01", "2026-10-31"));
    auto newer = made_up("9.000005", "2026-10-31");
    newer.number = 2;
    versions.push_back(newer);
    return catalogue::Catalogue(std::move(versions));
  }();
  return all;
}

const organisation::Organisation& units() {
  static const auto all = organisation::load_organisation();
  return all;
}

std::vector<dossier::PaperCount> all_papers(const std::string& procedure) {
  std::vector<dossier::PaperCount> papers;
  for (const auto& paper : trial_catalogue().find(procedure, *parse_date("2026-11-22"))->papers) {
    if (paper.kind == catalogue::PaperKind::submit)
      papers.push_back({paper.id, paper.originals, paper.certified_copies, paper.photocopies});
  }
  return papers;
}

std::vector<dossier::PaperCount> read_papers(const std::string& text, const std::string& procedure) {
  if (text == "*") return all_papers(procedure);
  std::vector<dossier::PaperCount> papers;
  for (const auto& each : split(text, '+')) {
    if (each.empty()) continue;
    const auto parts = split(each, ':');
    const auto counts = split(parts.at(1), '/');
    papers.push_back({parts[0], std::stoi(counts.at(0)), std::stoi(counts.at(1)), std::stoi(counts.at(2))});
  }
  return papers;
}

struct Trial {
  ReceiveBody body;
  Channel channel = Channel::counter;
};

Trial plain() {
  Trial trial;
  trial.body.procedure = "1.001612";
  trial.body.procedure_version = "1.001612/1";
  trial.body.unit = "03313";
  trial.body.applicant.full_name = "Giàng A Chỉnh";
  trial.body.applicant.phone = "0912 000 128";
  trial.body.papers = {{"giay-de-nghi", 1, 0, 0}};
  trial.body.fee_paid = true;
  return trial;
}

void change(Trial& trial, const std::string& name, const std::string& value) {
  auto& body = trial.body;
  auto& who = body.applicant;
  const std::map<std::string, std::function<void()>> changes{
      {"procedure", [&] { body.procedure = value; }},
      {"version", [&] { body.procedure_version = value; }},
      {"channel", [&] { trial.channel = *catalogue::channel_of(value); }},
      {"unit", [&] { body.unit = value; }},
      {"solving_unit", [&] { body.solving_unit = value; }},
      {"helped_by", [&] { body.helped_by_unit = value; }},
      {"papers", [&] { body.papers = read_papers(value, body.procedure); }},
      {"name", [&] { who.full_name = value; }},
      {"id_number", [&] { who.id_number = value; }},
      {"birth_date", [&] { who.birth_date = value; }},
      {"sex", [&] { who.sex = value; }},
      {"address", [&] { who.address = value; }},
      {"phone", [&] { who.phone = value; }},
      {"email", [&] { who.email = value; }},
      {"return_by", [&] { body.return_by = dossier::ReturnBy::post; }},
      {"fee_dong", [&] { body.fee_dong = parse_integer(value); }}};
  ASSERT_TRUE(changes.contains(name)) << name;
  changes.at(name)();
}

void apply_changes(Trial& trial, std::string text) {
  if (text == "-") return;
  for (std::size_t end; !text.empty(); text = end == std::string::npos ? "" : text.substr(end + 2)) {
    end = text.find("; ");
    const std::string one = text.substr(0, end);
    const auto equals = one.find('=');
    ASSERT_NE(equals, std::string::npos) << one;
    change(trial, one.substr(0, equals), one.substr(equals + 1));
  }
}

Expected<Checked> judged(const Trial& trial) {
  return validate(trial.body,
                  {trial.channel, trial_catalogue(), units(), *parse_date("2026-11-22"), Language::vi});
}

std::string listed(const Problems& problems) {
  std::string text;
  for (const auto& each : problems) {
    EXPECT_EQ(problem_message(Language::vi, each).find('{'), std::string::npos) << each.code;
    EXPECT_EQ(problem_message(Language::en, each).find('{'), std::string::npos) << each.code;
    text += (text.empty() ? "" : "; ") + each.code.substr(each.code.find('.') + 1) + " " + each.field;
  }
  return text.empty() ? "-" : text;
}

TEST(Validate, Cases) {
  const Table cases = read_tsv(read_file("src/intake/validate_cases.tsv"));
  ASSERT_GT(cases.rows.size(), 40U);
  for (std::size_t row = 0; row < cases.rows.size(); ++row) {
    SCOPED_TRACE(cases.at(row, "changed") + " (" + cases.at(row, "note") + ")");
    Trial trial = plain();
    apply_changes(trial, cases.at(row, "changed"));
    const auto checked = judged(trial);
    EXPECT_EQ(checked ? "-" : listed(checked.error()), cases.at(row, "faults"));
    if (!checked) continue;
    EXPECT_EQ(listed(checked->warnings), cases.at(row, "warnings"));
    EXPECT_EQ(checked->agencies.solving, cases.at(row, "solving"));
  }
}

TEST(Validate, WhatPassesIsNormal) {
  Trial trial = plain();
  auto& who = trial.body.applicant;
  who.full_name = "  Giàng   A Chỉnh ";
  who.id_number = "011 088 000 126";
  who.email = "  ";
  trial.body.submitter = PersonGiven{"Giàng Thị Mẩy", {}, {}, {}, {}, {}, {}};
  trial.body.content = " mở quán\n nhỏ ";
  trial.body.papers.push_back({"uy-quyen-nop-thay", 0, 0, 0});
  trial.body.helped_by_unit = "03316";
  const auto checked = judged(trial);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->applicant.full_name, "Giàng A Chỉnh");
  EXPECT_EQ(checked->applicant.id_number, "011088000126");
  EXPECT_FALSE(checked->applicant.email);
  EXPECT_EQ(checked->submitter->full_name, "Giàng Thị Mẩy");
  EXPECT_EQ(checked->papers.size(), 1U);
  EXPECT_EQ(checked->agencies, (dossier::Agencies{"03316", "03313", "03313"}));
  EXPECT_EQ(checked->fee_dong, 50'000);
  EXPECT_TRUE(checked->fee_paid);
}

TEST(Validate, WhatPassesFitsThePrivatePart) {
  Trial trial = plain();
  std::string hundred_and_twenty;
  for (int i = 0; i < 120; ++i) hundred_and_twenty += "ẵ";
  trial.body.applicant = {hundred_and_twenty,    "112233445",       "1900-01-01", "male",
                          std::string(300, 'x'), "+84 912.000.128", "a@b"};
  const auto checked = judged(trial);
  ASSERT_TRUE(checked) << listed(checked.error());
  const auto shape = http::shape<dossier::Submission>();
  EXPECT_TRUE(shape.read(shape.write({checked->applicant, {}, {}, "K7MQ"})));
}

// What one description lets through and the rule accepts must be readable from the private part for ever.
RC_GTEST_PROP(ValidateProperty, WhatIsAcceptedReadsBack, ()) {
  const auto piece =
      rc::gen::element<std::string>("0", "9", "0912000128", "+", "-", ".", " ", "@", "a", "ẵ", "e\u0302",
                                    "\t", "\n", "\u00a0", "\u0085", "\u2028", "\u200b");
  const auto text = rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string all;
    for (const auto& each : pieces) all += each;
    return all;
  });
  PersonGiven given;
  given.full_name = "Lò " + *text;
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      given.phone = *text + "0912000" + *text;
      break;
    case 1:
      given.email = "a@" + *text;
      break;
    case 2:
      given.address = *text;
      break;
  }
  const auto sent = http::shape<PersonGiven>();
  if (!sent.read(sent.write(given))) return;
  Problems faults, warnings;
  const auto person = check_person(given, "/applicant", *parse_date("2026-11-22"), faults, warnings);
  if (!faults.empty()) return;
  const auto kept = http::shape<dossier::Person>();
  const auto again = kept.read(kept.write(person));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == person);
}

TEST(Validate, AFeeThatDependsOnACountIsNotGuessed) {
  const auto fee = [](const char* code, Channel channel) {
    return fee_of(*trial_catalogue().find(code, *parse_date("2026-11-22"))->terms(channel));
  };
  EXPECT_EQ(fee("1.001612", Channel::counter), 50'000);
  EXPECT_EQ(fee("1.001193", Channel::counter), 0);
  EXPECT_EQ(fee("1.004194", Channel::online), 7'000);  // once for each dossier
  EXPECT_FALSE(fee("1.004194", Channel::counter));     // one of two
  EXPECT_FALSE(fee("2.000815", Channel::counter));     // for each page
}

}  // namespace
}  // namespace motcua::intake
