// One birth registration from the counter to the hand-over, through the router, on both engines: what each
// person would see and may do.
#include <gtest/gtest.h>

#include <filesystem>

#include "all_sql.h"
#include "motcua/parts.h"
#include "store/testing.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using http::Method;

constexpr const char* password = "mot-cua-thu-nghiem";

// A PDF of one empty page, whole enough for the check by content.
const std::string pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    "0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 "
    "R>>\nstartxref\n164\n%%EOF\n";

class Journey : public testing::TestWithParam<store::EngineParam> {
 protected:
  struct Person {
    std::string cookie, csrf, post;
  };

  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("motcua-journey-" + Uuid::v7(clock_.now(), random_).text());
    DataDirectory(directory_).create(random_);
    ProgramOptions options;
    options.data = directory_;
    options.public_url = "https://motcua.example.vn";
    options.fast_passwords = true;
    if (GetParam().engine == store::Engine::postgres) options.database = database_.options().database;
    program_ = std::make_unique<Program>(options, clock_, random_);
    unit_ = program_->parts().organisation.communes().front()->code;
    clerk_ = person("quay.mot", "counter_officer");
    specialist_ = person("chuyen.vien", "specialist");
    approver_ = person("ky.duyet", "approver");
    stranger_ = person("noi.khac", "counter_officer", program_->parts().organisation.communes().back()->code);
  }
  void TearDown() override {
    program_.reset();
    fs::remove_all(directory_);
  }

  Person person(const std::string& account, const std::string& role, const std::string& unit = {}) {
    auto& parts = program_->parts();
    identity::NewOfficial asked;
    asked.account = account;
    asked.display_name = "Người " + account;
    asked.password = password;
    asked.posts.push_back(
        {{}, role, unit.empty() ? unit_ : unit, "", "Chuyên viên", parts.identity.today(), {}});
    const auto created = parts.identity.accounts.create_official(asked);
    EXPECT_TRUE(created);
    return sign_in(account, created->posts.front().id.text());
  }
  Person sign_in(const std::string& account, const std::string& post) {
    const auto body = json::serialize(json::object{{"account", account}, {"password", password}});
    const auto response = program_->router().handle(http::request_for(Method::post, "/api/session", body));
    EXPECT_EQ(response.status, 200) << response.body;
    const std::string cookie(response.header("Set-Cookie"));
    return {cookie.substr(0, cookie.find(';')),
            std::string(json::parse(response.body).at("csrf").as_string()), post};
  }

  http::Response send(const Person& who, Method method, const std::string& path, const std::string& body = {},
                      const std::string& type = "application/json") {
    clock_.advance(std::chrono::seconds(1));  // nobody does two things at once
    std::map<std::string, std::string> headers{{"cookie", who.cookie},
                                               {"x-csrf-token", who.csrf},
                                               {"idempotency-key", Uuid::v7(clock_.now(), random_).text()}};
    if (!body.empty()) headers["content-type"] = type;
    return program_->router().handle(http::request_for(method, path, body, headers));
  }
  json::value act(const Person& who, const std::string& name, json::object body = {}) {
    body["seen_version"] = version_;
    const auto response = send(who, Method::post, "/api/dossiers/" + id_ + "/" + name, json::serialize(body));
    EXPECT_EQ(response.status, 200) << name << ": " << response.body;
    const auto answer = json::parse(response.body);
    if (response.status == 200) version_ = answer.at("version").as_int64();
    return answer;
  }
  // The code of the problem that refuses it.
  std::string refused(const Person& who, const std::string& name, json::object body = {}) {
    body["seen_version"] = version_;
    const auto response = send(who, Method::post, "/api/dossiers/" + id_ + "/" + name, json::serialize(body));
    EXPECT_GE(response.status, 400) << name << ": " << response.body;
    if (response.status < 400) return "";
    return std::string(json::parse(response.body).at("problems").as_array().at(0).at("code").as_string());
  }
  json::value look(const Person& who) {
    const auto response = send(who, Method::get, "/api/dossiers/" + id_);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body);
  }
  std::string next_act(const Person& who) {
    const json::value page = look(who);
    for (const auto& each : page.at("acts").as_array()) {
      if (each.at("primary").as_bool()) return std::string(each.at("act").as_string());
    }
    return "";
  }
  json::object filing() {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc", "giay-chung-sinh"}) {
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    }
    const auto version =
        program_->parts().shelf.current()->find("1.001193", program_->parts().identity.today());
    return {
        {"procedure", "1.001193"},
        {"procedure_version", version->id()},
        {"unit", unit_},
        {"applicant",
         json::object{{"full_name", "Lò Thị Mẫu"}, {"id_number", "011190000123"}, {"phone", "0912 000 128"}}},
        {"papers", papers},
        {"return_by", "counter"}};
  }
  json::value found_by(const Person& who, const std::string& text) {
    return json::parse(
        send(who, Method::post, "/api/search", json::serialize(json::object{{"q", text}})).body);
  }
  // The same person asks for something that takes days, with all its papers.
  json::object filing_of(const std::string& procedure) {
    auto body = filing();
    const auto version =
        program_->parts().shelf.current()->find(procedure, program_->parts().identity.today());
    json::array papers;
    for (const auto& paper : version->papers) {
      if (paper.kind == catalogue::PaperKind::show) continue;
      papers.push_back(json::object{{"paper", paper.id}, {"originals", 1}});
    }
    body["procedure"] = procedure;
    body["procedure_version"] = version->id();
    body["papers"] = papers;
    return body;
  }
  void file() { file(filing()); }
  void file(const json::object& body) {
    const auto response = send(clerk_, Method::post, "/api/dossiers", json::serialize(body));
    ASSERT_EQ(response.status, 201) << response.body;
    const auto filed = json::parse(response.body);
    id_ = filed.at("id").as_string();
    code_ = filed.at("code").as_string();
    secret_ = filed.at("secret").as_string();
    version_ = filed.at("version").as_int64();
    EXPECT_TRUE(filed.at("due_at").is_string());
  }
  std::string tracking(bool with_secret) {
    std::map<std::string, std::string> headers{{"accept", "text/html"}};
    if (with_secret) {
      const auto door = program_->router().handle(
          http::request_for(Method::get, "/t/" + code_ + "/" + secret_, "", headers));
      EXPECT_EQ(door.status, 303);
      EXPECT_EQ(std::string(door.header("Location")).find(secret_), std::string::npos);
      const std::string cookie(door.header("Set-Cookie"));
      headers["cookie"] = cookie.substr(0, cookie.find(';'));
    }
    const auto page =
        program_->router().handle(http::request_for(Method::get, "/tra-cuu/" + code_, "", headers));
    EXPECT_EQ(page.status, 200);
    return page.shared_body ? *page.shared_body : page.body;
  }

  ManualClock clock_{parse_instant("2026-11-18T09:00").value()};  // a Wednesday
  SystemRandom random_;
  store::TestStore database_{GetParam()};
  std::string directory_, unit_, id_, code_, secret_;
  std::int64_t version_ = 0;
  std::unique_ptr<Program> program_;
  Person clerk_, specialist_, approver_, stranger_;
};

TEST_P(Journey, FromTheCounterToTheHandOver) {
  file();
  const auto receipt = send(clerk_, Method::get, "/api/dossiers/" + id_ + "/receipt.pdf?copy=both");
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(receipt.body.starts_with("%PDF-"));
  EXPECT_NE(tracking(false).find(code_), std::string::npos);
  EXPECT_EQ(tracking(false).find("Lò Thị Mẫu"), std::string::npos);
  EXPECT_EQ(tracking(true).find("Lò Thị Mẫu"), std::string::npos) << "initials at most, even with the secret";

  EXPECT_EQ(next_act(clerk_), "assignment");
  act(clerk_, "assignment", {{"post", specialist_.post}});
  EXPECT_EQ(next_act(specialist_), "taking");
  EXPECT_EQ(act(specialist_, "taking").at("status").as_int64(), 4);
  const auto scan =
      send(specialist_, Method::post, "/api/dossiers/" + id_ + "/scans?paper=to-khai&name=to-khai.pdf", pdf,
           "application/pdf");
  ASSERT_EQ(scan.status, 201) << scan.body;
  version_ = json::parse(scan.body).at("version").as_int64();
  EXPECT_EQ(next_act(specialist_), "result");
  const auto result =
      send(specialist_, Method::post,
           fmt::format("/api/dossiers/{}/result?seen_version={}&name=giay-khai-sinh.pdf", id_, version_), pdf,
           "application/pdf");
  ASSERT_EQ(result.status, 201) << result.body;
  version_ = json::parse(result.body).at("version").as_int64();
  EXPECT_EQ(next_act(specialist_), "solution");
  act(specialist_, "solution");
  EXPECT_EQ(next_act(approver_), "taking");
  act(approver_, "taking");
  EXPECT_EQ(act(approver_, "approval").at("status").as_int64(), 9);
  const json::array late{json::object{{"kind", "missing_paper"},
                                      {"key", "giay-chung-sinh"},
                                      {"basis", "Luật Hộ tịch, Điều 16"},
                                      {"reason", "Thiếu"}}};
  EXPECT_EQ(refused(specialist_, "supplement-request", {{"faults", late}}), "workflow.already_finished");
  EXPECT_EQ(refused(clerk_, "withdrawal", {{"reason", "Không cần nữa"}}), "workflow.already_finished");
  EXPECT_EQ(refused(approver_, "stop", {{"reason", "Không cần nữa"}}), "workflow.already_finished");
  EXPECT_EQ(next_act(clerk_), "hand_over");
  EXPECT_EQ(
      act(clerk_, "hand-over", {{"receiver_name", "Lò Thị Mẫu"}, {"by", "counter"}}).at("status").as_int64(),
      10);
  EXPECT_NE(tracking(true).find(code_), std::string::npos);

  const auto kept = send(clerk_, Method::get, "/api/dossiers/" + id_ + "/result");
  EXPECT_EQ(kept.body, pdf);
  EXPECT_TRUE(dossier::verify(program_->store(), program_->parts().dossiers.keys()).faults.empty());
}

TEST_P(Journey, HealthIsTheStoresHealth) {
  EXPECT_EQ(program_->router().handle(http::request_for(Method::get, "/healthz")).status, 200);
}

TEST_P(Journey, WhoWasStoppedReadsWhy) {
  file();
  act(clerk_, "assignment", {{"post", specialist_.post}});
  act(specialist_, "taking");
  act(approver_, "stop", {{"reason", "Người nộp đã có quyết định khác"}});
  EXPECT_EQ(tracking(false).find("quyết định khác"), std::string::npos);
  EXPECT_NE(tracking(true).find("quyết định khác"), std::string::npos);
}

TEST_P(Journey, AnExtensionIsProposedSignedAndGrantedOnce) {
  file(filing_of("1.001612"));
  act(clerk_, "assignment", {{"post", specialist_.post}});
  act(specialist_, "taking");
  const auto& timetable = program_->parts().timetables.of(unit_);
  const Instant due = parse_instant(std::string(look(clerk_).at("due_at").as_string())).value();
  const auto later = [&](int days) {
    return format_iso(timetable.add_working_time(due, std::chrono::hours(8 * days)).value());
  };
  const json::object ask{{"due_at", later(2)}, {"reason", "Chờ xác minh nơi thường trú cũ"}};
  EXPECT_EQ(refused(approver_, "extension"), "workflow.no_extension_proposed");
  EXPECT_EQ(refused(approver_, "extension-proposal", ask), "workflow.not_the_holder");
  EXPECT_EQ(refused(specialist_, "extension-proposal", {{"due_at", format_iso(due)}, {"reason", "Chờ"}}),
            "workflow.extension_not_later");
  act(specialist_, "pause", {{"reason", "Chờ xác minh"}});
  EXPECT_EQ(refused(specialist_, "extension-proposal", ask), "workflow.paused");
  act(specialist_, "resumption");
  const auto moved = look(clerk_).at("due_at");  // in office hours even a short pause moves the date
  act(specialist_, "extension-proposal", {{"due_at", later(1)}, {"reason", "Chờ giấy tờ"}});
  act(specialist_, "extension-proposal", ask);  // one not yet signed may be replaced
  EXPECT_EQ(refused(specialist_, "extension"), "identity.forbidden");
  const auto form = send(approver_, Method::get, "/api/dossiers/" + id_ + "/forms/extension");
  EXPECT_EQ(form.status, 200) << form.body;
  EXPECT_TRUE(form.body.starts_with("%PDF-"));
  const auto seen = look(approver_);
  EXPECT_EQ(seen.at("proposed_due").at("reason").as_string(), "Chờ xác minh nơi thường trú cũ");
  EXPECT_EQ(seen.at("due_at"), moved) << "until it is signed the promise stands";
  act(approver_, "extension");
  const auto page = look(specialist_);
  EXPECT_EQ(page.at("due_at").as_string(), later(2));
  EXPECT_EQ(page.at("first_due_at").as_string(), format_iso(due)) << "the promise as first made stays";
  EXPECT_TRUE(page.at("extended_at").is_string());
  EXPECT_TRUE(page.at("proposed_due").is_null());
  EXPECT_EQ(page.at("steps").as_array().back().at("due_at").as_string(), later(2));
  const auto list = json::parse(send(specialist_, Method::get, "/api/work?view=mine").body);
  EXPECT_EQ(list.at("items").as_array().at(0).at("due_at").as_string(), later(2));
  EXPECT_NE(tracking(false).find("Hẹn lần đầu"), std::string::npos);
  EXPECT_EQ(refused(specialist_, "extension-proposal", {{"due_at", later(4)}, {"reason", "Chờ thêm"}}),
            "workflow.extended_already");
  EXPECT_EQ(refused(approver_, "extension"), "workflow.extended_already");
  EXPECT_TRUE(dossier::verify(program_->store(), program_->parts().dossiers.keys()).faults.empty());
}

TEST_P(Journey, AnExtensionAsksForTheDayBeforeTheDueDate) {
  file(filing_of("1.001612"));
  act(clerk_, "assignment", {{"post", specialist_.post}});
  act(specialist_, "taking");
  const Instant due = parse_instant(std::string(look(clerk_).at("due_at").as_string())).value();
  const json::object ask{{"due_at", format_iso(due + std::chrono::hours(24 * 7))},
                         {"reason", "Chờ xác minh"}};
  act(specialist_, "extension-proposal", ask);
  for (const Instant moment : {due - std::chrono::hours(1), due + std::chrono::hours(24)}) {
    clock_.set(moment);
    specialist_ = sign_in("chuyen.vien", specialist_.post);
    approver_ = sign_in("ky.duyet", approver_.post);
    EXPECT_EQ(refused(specialist_, "extension-proposal", ask), "workflow.extension_too_late");
    EXPECT_EQ(refused(approver_, "extension"), "workflow.extension_too_late") << "nor is it signed any more";
  }
  clerk_ = sign_in("quay.mot", clerk_.post);
  EXPECT_EQ(look(clerk_).at("due_at").as_string(), format_iso(due)) << "nothing lost, nothing moved";
}

TEST_P(Journey, AnOfficerOfAnotherCommuneSeesNothing) {
  file();
  EXPECT_EQ(send(stranger_, Method::get, "/api/dossiers/" + id_).status, 404);
  EXPECT_EQ(send(stranger_, Method::get, "/api/dossiers/" + id_ + "/receipt.pdf").status, 404);
  const auto found = found_by(stranger_, code_);
  EXPECT_TRUE(found.at("items").as_array().empty());
  EXPECT_FALSE(found.at("reason").is_null());
}

TEST_P(Journey, SearchFindsByCodeNameNumberAndPhone) {
  file();
  for (const std::string& text : std::vector<std::string>{
           code_, std::string("lo thi mau"), std::string("Lò Thị Mẫu"), std::string("thi mau"),
           std::string("011190000123"), std::string("0912000128")}) {
    const auto found = found_by(clerk_, text);
    ASSERT_EQ(found.at("items").as_array().size(), 1U) << text;
    EXPECT_EQ(found.at("items").as_array()[0].at("owner_name").as_string(), "Lò Thị Mẫu");
  }
  for (const std::string& text :
       std::vector<std::string>{"lo", "tran van mau", "099999999999", "H18.030-261122-9999"}) {
    const auto found = found_by(clerk_, text);
    EXPECT_TRUE(found.at("items").as_array().empty()) << text;
    EXPECT_TRUE(found.at("reason").is_string()) << text;
  }
}

TEST_P(Journey, SearchFindsTheUnitsOwnBehindManyOfTheSameName) {
  file();
  auto elsewhere = filing();
  elsewhere["unit"] = program_->parts().organisation.communes().back()->code;
  for (int i = 0; i < 600; ++i) {
    ASSERT_EQ(send(stranger_, Method::post, "/api/dossiers", json::serialize(elsewhere)).status, 201);
  }
  for (const auto* text : {"thi mau", "lo thi mau", "0912000128"}) {
    const auto found = found_by(clerk_, text);
    EXPECT_EQ(found.at("items").as_array().size(), 1U) << text;
  }
}

TEST_P(Journey, WorkListsShowADossierWhereItLies) {
  const auto count = [&](const Person& who, const std::string& view) {
    return json::parse(send(who, Method::get, "/api/work?view=" + view).body).at("items").as_array().size();
  };
  file();
  EXPECT_EQ(count(clerk_, "unassigned"), 1U);
  EXPECT_EQ(count(clerk_, "office"), 1U);
  EXPECT_EQ(count(specialist_, "mine"), 0U);
  act(clerk_, "assignment", {{"post", specialist_.post}});
  EXPECT_EQ(count(clerk_, "unassigned"), 0U);
  EXPECT_EQ(count(specialist_, "mine"), 1U);
  act(specialist_, "taking");
  act(specialist_, "supplement-request",
      {{"faults", json::array{json::object{{"kind", "fault_in_paper"},
                                           {"key", "giay-chung-sinh"},
                                           {"basis", "Luật Hộ tịch, Điều 16"},
                                           {"reason", "Bản chụp mờ, không đọc được"}},
                              json::object{{"kind", "fault_in_field"},
                                           {"key", "address"},
                                           {"basis", "Luật Cư trú, Điều 8"},
                                           {"reason", "Thiếu tên bản"}}}}});
  EXPECT_EQ(count(specialist_, "mine"), 0U);
  EXPECT_EQ(count(specialist_, "paused"), 1U);
  EXPECT_NE(tracking(true).find("Giấy chứng sinh"), std::string::npos)
      << "the applicant sees what is asked for";
  EXPECT_NE(tracking(true).find("Thiếu tên bản"), std::string::npos) << "and why, each";
  EXPECT_EQ(tracking(false).find("Thiếu tên bản"), std::string::npos) << "but not by the code alone";
  const json::array brought{json::object{{"paper", "giay-chung-sinh"}, {"originals", 1}}};
  EXPECT_EQ(refused(clerk_, "supplement", {{"papers", brought}}), "workflow.field_incomplete");
  EXPECT_EQ(
      refused(clerk_, "supplement",
              {{"papers", json::array{brought[0], json::object{{"paper", "to-khai"}, {"originals", 1}}}},
               {"fields", json::array{json::object{{"field", "address"}, {"text", "Bản Kéo"}}}}}),
      "workflow.paper_not_asked")
      << "only what was asked for is open";
  act(clerk_, "supplement",
      {{"papers", brought},
       {"fields", json::array{json::object{{"field", "address"}, {"text", "Bản Kéo, xã Mường Lạn"}}}}});
  EXPECT_EQ(look(clerk_).at("applicant").at("address").as_string(), "Bản Kéo, xã Mường Lạn");
  EXPECT_EQ(count(specialist_, "mine"), 1U);
  act(clerk_, "withdrawal", {{"reason", "Người nộp đổi ý"}});
  EXPECT_EQ(count(specialist_, "mine"), 0U);
  EXPECT_EQ(count(clerk_, "done"), 1U);
}

TEST_P(Journey, WhoCoversWorksInTheOwnNameAndTheOneAwayTakesItBack) {
  const Person second = person("chuyen.vien.hai", "specialist");
  const auto count = [&](const Person& who, const std::string& view) {
    return json::parse(send(who, Method::get, "/api/work?view=" + view).body).at("items").as_array().size();
  };
  file();
  act(clerk_, "assignment", {{"post", specialist_.post}});
  act(specialist_, "taking");
  EXPECT_EQ(refused(second, "solution", {{"post", approver_.post}}), "workflow.not_the_holder");
  const auto today = format_iso(program_->parts().identity.today());
  const json::object cover{
      {"post", specialist_.post}, {"by", second.post}, {"kind", "absence"}, {"from", today}, {"to", today}};
  const auto made = send(specialist_, Method::post, "/api/covers", json::serialize(cover));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(count(second, "mine"), 1U) << "the work of the one away is on the cover's list";
  EXPECT_EQ(next_act(second), "taking");
  act(second, "taking");
  EXPECT_EQ(count(second, "mine"), 1U) << "once, not twice";
  const auto seen = look(specialist_);
  EXPECT_EQ(seen.at("holder").at("name").as_string(), "Người chuyen.vien.hai") << "whose hours these are";
  const auto ledger = json::serialize(seen.at("hand_overs"));
  EXPECT_NE(ledger.find(R"("state":"cover")"), std::string::npos) << ledger;
  const auto history = json::serialize(seen.at("history"));
  EXPECT_NE(history.find("Người chuyen.vien.hai (thay Người chuyen.vien)"), std::string::npos) << history;
  act(specialist_, "taking");
  EXPECT_EQ(look(specialist_).at("holder").at("name").as_string(), "Người chuyen.vien");
  act(second, "pause",
      {{"reason", "Chờ xác minh"}, {"basis", "Điều 19"}, {"agency_name", "Bảo hiểm xã hội khu vực"}});
  const auto paused = look(clerk_);
  EXPECT_EQ(paused.at("awaits").as_string(), "Bảo hiểm xã hội khu vực");
  const auto id = std::string(json::parse(made.body).at("id").as_string());
  EXPECT_EQ(send(specialist_, Method::post, "/api/covers/" + id + "/end").status, 200);
  EXPECT_EQ(refused(second, "resumption"), "workflow.not_the_holder") << "the rights end with the cover";
  act(specialist_, "resumption");
}

TEST_P(Journey, ADoubleClickRecordsOnce) {
  file();
  const std::string key = Uuid::v7(clock_.now(), random_).text();
  const std::map<std::string, std::string> headers{{"cookie", clerk_.cookie},
                                                   {"x-csrf-token", clerk_.csrf},
                                                   {"idempotency-key", key},
                                                   {"content-type", "application/json"}};
  const auto body = json::serialize(json::object{{"seen_version", version_}, {"post", specialist_.post}});
  const auto request = http::request_for(Method::post, "/api/dossiers/" + id_ + "/assignment", body, headers);
  const auto first = program_->router().handle(request);
  const auto second = program_->router().handle(request);
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.body, second.body);
  const auto stale = send(clerk_, Method::post, "/api/dossiers/" + id_ + "/assignment", body);
  EXPECT_EQ(stale.status, 409);
  EXPECT_NE(stale.body.find("dossier.version_conflict"), std::string::npos);
  EXPECT_NE(stale.body.find("step_assigned"), std::string::npos)
      << "the conflict names what changed: " << stale.body;
}

INSTANTIATE_TEST_SUITE_P(Engines, Journey, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
