#include "intake/routes.h"

#include <gtest/gtest.h>

#include <thread>

#include "all_sql.h"
#include "intake/filing.h"
#include "store/testing.h"
#include "store/testing/temporary_directory.h"

namespace motcua::intake {
namespace {

using http::Method;
using identity::Role;

const std::string pdf = "%PDF-1.4\n1 0 obj<</Type/Pages/Count 2>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n";

class IntakeRoutes : public testing::TestWithParam<store::EngineParam> {
 protected:
  IntakeRoutes() {
    join("hanh", "Lò Thị Hạnh", Role::counter_officer, "03313", "03313.HCC");
    join("nghia", "Quàng Văn Nghĩa", Role::specialist, "03313");
    join("mai", "Cà Thị Mai", Role::counter_officer, "03316");
    join("kiem", "Vừ A Kiểm", Role::provincial_controller, "11");
    join("npsp", "npsp", Role::channel_adapter, "11");
    router_.set_gate(
        [this](const http::Request& request, const http::Route& route) { return pass(request, route); });
    add_routes(router_, office_, scans_, {"https://motcua.example"});
  }

  void join(const std::string& account, const std::string& name, Role role, const std::string& unit,
            const std::string& inside = "") {
    const identity::Official official{Uuid::v7(clock_.now(), random_), account, name, false, clock_.now()};
    const identity::Post post{Uuid::v7(clock_.now(), random_), official.id, role, unit, inside, "Chuyên viên",
                              *parse_date("2025-07-01"),       {}};
    store_->write([&](store::Writer& w) {
      identity::insert_official(w, official, "-");
      identity::insert_post(w, post);
    });
    callers_[account] = std::make_shared<const identity::Caller>(
        official, std::vector{post}, "csrf", clock_.now() + std::chrono::hours(8), units_);
  }

  Expected<std::shared_ptr<const http::Principal>> pass(const http::Request& request,
                                                        const http::Route& route) const {
    const auto found = callers_.find(std::string(request.header("x-caller")));
    if (found == callers_.end()) {
      if (route.access != "public") return refuse("identity.sign_in_needed");
      return std::shared_ptr<const http::Principal>();
    }
    if (route.access != "public" && !found->second->may(route.access))
      return refuse(Problems{identity::forbidden(route.access, request.language)});
    return std::shared_ptr<const http::Principal>(found->second);
  }

  http::Response ask(const std::string& who, Method method, const std::string& path, std::string body = "",
                     std::optional<Uuid> key = {}, const std::string& type = "application/json") {
    const Uuid used = key ? *key : Uuid::v7(clock_.now(), random_);
    return router_.handle(
        http::request_for(method, path, std::move(body),
                          {{"X-Caller", who}, {"Idempotency-Key", used.text()}, {"Content-Type", type}}));
  }

  json::value answer(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.content();
    return response.content().empty() ? json::value() : json::parse(response.content());
  }

  json::object household() {
    return {{"procedure", "1.001612"},
            {"procedure_version", "1.001612/1"},
            {"unit", "03313"},
            {"applicant",
             {{"full_name", "Giàng A Chỉnh"}, {"id_number", "011088000126"}, {"phone", "0912 000 128"}}},
            {"papers", {{{"paper", "giay-de-nghi"}, {"originals", 1}}}},
            {"return_by", "counter"},
            {"fee_paid", true}};
  }
  static std::string text(const json::object& body) { return json::serialize(body); }

  json::value file(int status = 201) {
    return answer(ask("hanh", Method::post, "/api/dossiers", text(household())), status);
  }
  json::value submit(int status = 201) {
    auto body = household();
    body["channel"] = "online";
    body["fee_paid"] = false;
    return answer(ask("npsp", Method::post, "/api/submissions", text(body)), status);
  }
  static std::string path_of(const json::value& filed) {
    return "/api/dossiers/" + json::value_to<std::string>(filed.at("id"));
  }
  dossier::State state_of(const json::value& filed) {
    const auto id = *Uuid::parse(json::value_to<std::string>(filed.at("id")));
    return *store_->read([&](store::Reader& r) { return dossiers_.state(r, id); });
  }
  http::Response scan(const json::value& filed, const std::string& content, const std::string& who = "hanh",
                      std::optional<Uuid> key = {}) {
    return ask(who, Method::post, path_of(filed) + "/scans?paper=giay-de-nghi&name=t%E1%BB%9D.pdf", content,
               key, "application/pdf");
  }
  std::size_t files_on_disk() const {
    std::size_t count = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder_.path()))
      count += each.is_regular_file() ? 1 : 0;
    return count;
  }
  std::string first_code(const json::value& problem) {
    return json::value_to<std::string>(problem.at("problems").at(0).at("code"));
  }
  void expect_whole() {
    for (const auto& fault : dossier::verify(*store_, keys_).faults)
      ADD_FAILURE() << fault.invariant << " " << fault.dossier << " " << fault.detail;
  }

  SeededRandom random_{26};
  ManualClock clock_{*parse_instant("2026-11-20T09:42")};
  store::TestStore store_{GetParam(), all_migrations()};
  dossier::Keys keys_{SecretKey::make(random_)};
  dossier::Dossiers dossiers_{keys_, random_};
  organisation::Organisation units_ = organisation::load_organisation();
  catalogue::Shelf shelf_{catalogue::Catalogue::shipped()};
  workflow::Timetables timetables_{units_, calendar::shipped_calendar()};
  workflow::Installation office_{*store_, dossiers_, units_, shelf_, timetables_, clock_, random_};
  store::TemporaryDirectory folder_{"motcua-intake"};
  documents::BlobStore blobs_{folder_.path()};
  documents::Scans scans_{*store_, dossiers_, blobs_, random_};
  std::map<std::string, std::shared_ptr<const identity::Caller>> callers_;
  http::Router router_;
};

TEST_P(IntakeRoutes, FilingAtTheCounterPromisesAndGivesANumber) {
  const auto filed = file();
  EXPECT_EQ(filed.at("code"), "H18.036-261120-0001");
  EXPECT_EQ(filed.at("version"), 4);
  EXPECT_EQ(filed.at("status"), 2);
  EXPECT_EQ(filed.at("due_at"), "2026-11-26T09:42:00+07:00");
  EXPECT_EQ(filed.at("secret").as_string().size(), 4U);
  EXPECT_EQ(filed.at("explanation").as_array().size(), 3U);  // weekend, 24 November
  EXPECT_EQ(filed.at("warnings").as_array().size(), 3U);
  const auto state = state_of(filed);
  EXPECT_EQ(state.agencies, (dossier::Agencies{"03313", "03313", "03313"}));
  EXPECT_EQ(state.fee_dong, 50'000);
  EXPECT_TRUE(state.fee_paid);
  ASSERT_EQ(state.steps.size(), 5U);
  EXPECT_TRUE(state.steps[0].done_at);
  EXPECT_EQ(state.current_step()->key, "assign");
  EXPECT_FALSE(state.holder());
  EXPECT_EQ(state.promise->limit, "3 working-days");
  EXPECT_EQ(file().at("code"), "H18.036-261120-0002");
  expect_whole();
}

TEST_P(IntakeRoutes, ARepeatGivesTheFirstAnswer) {
  const Uuid key = Uuid::v7(clock_.now(), random_);
  const auto once = answer(ask("hanh", Method::post, "/api/dossiers", text(household()), key), 201);
  clock_.advance(std::chrono::hours(1));
  const auto again = answer(ask("hanh", Method::post, "/api/dossiers", text(household()), key), 201);
  EXPECT_EQ(json::serialize(once), json::serialize(again));
  auto other = household();
  other["content"] = "khác";
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, "/api/dossiers", text(other), key), 409)),
            "dossier.key_reused");
  EXPECT_EQ(file().at("code"), "H18.036-261120-0002");
}

TEST_P(IntakeRoutes, ARepeatGivesTheFirstAnswerThoughTheCatalogueHasChanged) {
  const Uuid key = Uuid::v7(clock_.now(), random_);
  const auto once = answer(ask("hanh", Method::post, "/api/dossiers", text(household()), key), 201);
  auto versions = catalogue::shipped_versions();
  for (auto& version : versions) version.number = 1;
  const auto old =
      std::find_if(versions.begin(), versions.end(), [](const auto& v) { return v.code == "1.001612"; });
  auto next = *old;
  old->valid_to = next.valid_from = local_date(clock_.now());
  next.number = 2;
  versions.push_back(next);
  shelf_.replace(std::make_shared<const catalogue::Catalogue>(versions));
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, "/api/dossiers", text(household())), 409)),
            "intake.version_replaced");
  const auto again = answer(ask("hanh", Method::post, "/api/dossiers", text(household()), key), 201);
  for (const auto* field : {"id", "code", "version", "secret", "due_at", "explanation"}) {
    EXPECT_EQ(once.at(field), again.at(field)) << field;
  }
}

TEST_P(IntakeRoutes, ARepeatIsTheSamePersons) {
  join("thu", "Lò Văn Thu", Role::counter_officer, "03313", "03313.HCC");
  const Uuid key = Uuid::v7(clock_.now(), random_);
  answer(ask("hanh", Method::post, "/api/dossiers", text(household()), key), 201);
  const auto other = answer(ask("thu", Method::post, "/api/dossiers", text(household()), key), 409);
  EXPECT_EQ(first_code(other), "dossier.key_reused");
}

TEST_P(IntakeRoutes, AStrangerLearnsNothingFromAConflict) {
  const auto filed = submit();
  const auto refusal =
      ask("mai", Method::post, path_of(filed) + "/refusal", R"({"seen_version":0,"reason":"thiếu giấy"})");
  EXPECT_EQ(first_code(answer(refusal, 404)), "dossier.unknown");
  const auto acceptance =
      ask("mai", Method::post, path_of(filed) + "/acceptance", R"({"seen_version":0,"papers":[]})");
  EXPECT_EQ(first_code(answer(acceptance, 404)), "dossier.unknown");
  const auto upload = ask("mai", Method::post, path_of(filed) + "/scans?paper=giay-de-nghi&seen_version=0",
                          pdf, {}, "application/pdf");
  EXPECT_EQ(first_code(answer(upload, 404)), "dossier.unknown");
}

TEST_P(IntakeRoutes, TheSameDossierIsNotFiledTwice) {
  auto body = household();
  body["id"] = Uuid::v7(clock_.now(), random_).text();
  const auto first = answer(ask("hanh", Method::post, "/api/dossiers", text(body)), 201);
  EXPECT_EQ(first.at("id"), body["id"]);
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, "/api/dossiers", text(body)), 409)),
            "intake.id_taken");
  EXPECT_EQ(file().at("code"), "H18.036-261120-0002");
}

TEST_P(IntakeRoutes, OneRequestSentTwiceAtOnceIsOneDossier) {
  auto body = household();
  body["id"] = Uuid::v7(clock_.now(), random_).text();
  const Uuid key = Uuid::v7(clock_.now(), random_);
  std::vector<std::string> answers(6);
  std::vector<std::thread> lines;
  for (auto& each : answers) {
    lines.emplace_back([&] { each = ask("hanh", Method::post, "/api/dossiers", text(body), key).content(); });
  }
  for (auto& line : lines) line.join();
  for (const auto& each : answers) EXPECT_EQ(each, answers[0]);
  EXPECT_EQ(dossier::verify(*store_, keys_).dossiers, 1);
  expect_whole();
}

TEST_P(IntakeRoutes, ManyCountersAtOnceLeaveNoGap) {
  std::vector<std::thread> counters;
  for (int i = 0; i < 4; ++i) {
    counters.emplace_back([&] {
      for (int n = 0; n < 5; ++n) file();
    });
  }
  for (auto& counter : counters) counter.join();
  EXPECT_EQ(file().at("code"), "H18.036-261120-0021");
  expect_whole();
}

TEST_P(IntakeRoutes, EveryFaultIsToldAtOnceAndNothingIsRecorded) {
  auto body = household();
  body["papers"] = json::array();
  body["unit"] = "03302";
  body["applicant"] = {{"full_name", ""}, {"phone", "12"}};
  const auto problem = answer(ask("hanh", Method::post, "/api/dossiers", text(body)), 422);
  EXPECT_EQ(problem.at("problems").as_array().size(), 4U);
  const auto& missing = problem.at("problems").at(3);
  EXPECT_EQ(missing.at("code"), "intake.paper_missing");
  EXPECT_EQ(missing.at("field"), "/papers");
  EXPECT_NE(missing.at("message").as_string().find("Giấy đề nghị"), std::string::npos);
  EXPECT_EQ(file().at("code"), "H18.036-261120-0001");
}

TEST_P(IntakeRoutes, OnlyWhoReceivesThereMayFile) {
  EXPECT_EQ(first_code(answer(ask("", Method::post, "/api/dossiers", text(household())), 401)),
            "identity.sign_in_needed");
  EXPECT_EQ(first_code(answer(ask("nghia", Method::post, "/api/dossiers", text(household())), 403)),
            "identity.forbidden");
  EXPECT_EQ(first_code(answer(ask("mai", Method::post, "/api/dossiers", text(household())), 403)),
            "identity.forbidden");
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, "/api/submissions", text(household())), 403)),
            "identity.forbidden");
}

TEST_P(IntakeRoutes, ASubmissionWaitsAndIsAcceptedWithAPromiseFromThen) {
  const auto submitted = submit();
  EXPECT_EQ(submitted.at("status"), 1);
  EXPECT_TRUE(submitted.at("due_at").is_null());
  EXPECT_EQ(submitted.at("receipt"), "");
  EXPECT_EQ(submitted.at("secret").as_string().size(), 4U);
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, path_of(submitted) + "/receipt.pdf"), 409)),
            "intake.not_received");
  clock_.set(*parse_instant("2026-11-23T15:30"));
  const std::string papers = R"({"seen_version":1,"papers":[{"paper":"giay-de-nghi","photocopies":1}]})";
  EXPECT_EQ(first_code(answer(ask("mai", Method::post, path_of(submitted) + "/acceptance", papers), 404)),
            "dossier.unknown");
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, path_of(submitted) + "/acceptance",
                                  R"({"seen_version":1,"papers":[]})"),
                              422)),
            "intake.paper_missing");
  const auto filed = answer(ask("hanh", Method::post, path_of(submitted) + "/acceptance", papers), 200);
  EXPECT_EQ(filed.at("code"), submitted.at("code"));
  EXPECT_EQ(filed.at("secret"), submitted.at("secret"));
  EXPECT_EQ(filed.at("status"), 2);
  EXPECT_EQ(filed.at("received_at"), "2026-11-23T15:30:00+07:00");
  EXPECT_EQ(filed.at("due_at"), "2026-11-27T15:30:00+07:00");
  EXPECT_EQ(state_of(filed).fee_dong, 150'000);
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, path_of(submitted) + "/acceptance", papers), 409)),
            "dossier.version_conflict");
  expect_whole();
}

TEST_P(IntakeRoutes, ASubmissionIsRefusedWithAReason) {
  const auto submitted = submit();
  const std::string path = path_of(submitted) + "/refusal";
  EXPECT_EQ(first_code(answer(ask("hanh", Method::post, path, R"({"seen_version":1,"reason":"    "})"), 422)),
            "intake.reason_missing");
  const auto acted =
      answer(ask("hanh", Method::post, path, R"({"seen_version":1,"reason":"Sai thẩm quyền"})"), 200);
  EXPECT_EQ(acted.at("status"), 3);
  const auto id = state_of(submitted).id;
  const auto part = store_->read([&](store::Reader& r) { return dossiers_.private_part(r, id, 2); });
  EXPECT_EQ(part->at("reason"), "Sai thẩm quyền");
}

TEST_P(IntakeRoutes, AFormIsPrintedWhenWhatItIsAboutHasHappened) {
  const auto submitted = submit();
  const std::string forms = path_of(submitted) + "/forms/";
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, forms + "refusal"), 409)), "intake.form_not_due");
  answer(ask("hanh", Method::post, path_of(submitted) + "/refusal",
             R"({"seen_version":1,"reason":"Sai thẩm quyền"})"),
         200);
  for (const char* query : {"", "?paper=a5", "?paper=a4"}) {
    const auto response = ask("hanh", Method::get, forms + "refusal" + query);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content().substr(0, 5), "%PDF-");
  }
  EXPECT_EQ(ask("hanh", Method::get, forms + "control").status, 200);
  answer(ask("hanh", Method::get, forms + "refusal?paper=a3"), 422);
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, forms + "other"), 404)), "intake.form_unknown");
  answer(ask("mai", Method::get, forms + "refusal"), 404);
}

TEST_P(IntakeRoutes, AChannelMustBeNamedForASubmission) {
  EXPECT_EQ(first_code(answer(ask("npsp", Method::post, "/api/submissions", text(household())), 422)),
            "intake.channel_wrong");
}

TEST_P(IntakeRoutes, TheReceiptIsAPdfAndTheLookIsLogged) {
  const auto filed = file();
  for (const char* copy : {"applicant", "kept", "both"}) {
    const auto response = ask("hanh", Method::get, path_of(filed) + "/receipt.pdf?copy=" + copy);
    ASSERT_EQ(response.status, 200) << response.content();
    EXPECT_TRUE(response.content().starts_with("%PDF-"));
    EXPECT_EQ(response.header("Content-Type"), "application/pdf");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
  }
  const auto first = ask("hanh", Method::get, path_of(filed) + "/receipt.pdf");
  clock_.advance(std::chrono::hours(48));
  EXPECT_EQ(ask("nghia", Method::get, path_of(filed) + "/receipt.pdf").content(), first.content());
  answer(ask("hanh", Method::get, path_of(filed) + "/receipt.pdf?copy=three"), 422);
  answer(ask("mai", Method::get, path_of(filed) + "/receipt.pdf"), 404);
  const Uuid id = state_of(filed).id;
  const auto looks = store_->read([&](store::Reader& r) {
    return identity::read_access(r, id, std::numeric_limits<std::int64_t>::max(), 20);
  });
  EXPECT_EQ(looks.size(), 5U);
}

TEST_P(IntakeRoutes, AScanIsKeptEncryptedAndShownAgain) {
  const auto filed = file();
  const Uuid key = Uuid::v7(clock_.now(), random_);
  const auto stored = answer(scan(filed, pdf, "hanh", key), 201);
  EXPECT_EQ(stored.at("media_type"), "application/pdf");
  EXPECT_EQ(stored.at("bytes"), pdf.size());
  EXPECT_EQ(stored.at("version"), 5);
  EXPECT_EQ(answer(scan(filed, pdf, "hanh", key), 201), stored);
  EXPECT_EQ(files_on_disk(), 1U);
  const std::string place = path_of(filed) + "/scans/" + json::value_to<std::string>(stored.at("id"));
  const auto shown = ask("nghia", Method::get, place);
  EXPECT_EQ(shown.content(), pdf);
  EXPECT_EQ(shown.header("Cache-Control"), "no-store");
  EXPECT_EQ(shown.header("Content-Disposition"),
            "inline; filename=\"tep.pdf\"; filename*=UTF-8''t%E1%BB%9D.pdf");
  EXPECT_TRUE(shown.header("Content-Security-Policy").starts_with("default-src 'none'"));
  answer(ask("mai", Method::get, place), 404);
  answer(ask("hanh", Method::get, path_of(filed) + "/scans/" + key.text()), 404);
  expect_whole();
}

TEST_P(IntakeRoutes, AFileThatIsTornOrForbiddenLeavesNothing) {
  const auto filed = file();
  EXPECT_EQ(first_code(answer(scan(filed, ""), 422)), "documents.empty");
  EXPECT_EQ(first_code(answer(scan(filed, pdf.substr(0, pdf.size() - 7)), 422)), "documents.cut_short");
  EXPECT_EQ(first_code(answer(scan(filed, "<html><script>alert(1)</script>"), 415)), "documents.wrong_type");
  answer(scan(filed, pdf, "mai"), 404);
  answer(scan(filed, pdf, "kiem"), 403);
  answer(ask("hanh", Method::post, path_of(filed) + "/scans?paper=khong-co&name=a.pdf", pdf, {},
             "application/pdf"),
         422);
  answer(ask("hanh", Method::post, path_of(filed) + "/scans?paper=giay-de-nghi&seen_version=1", pdf, {},
             "application/pdf"),
         409);
  EXPECT_EQ(files_on_disk(), 0U);
  EXPECT_EQ(state_of(filed).version, 4);
}

TEST_P(IntakeRoutes, ScansFromManyHandsAllArrive) {
  const auto filed = file();
  std::vector<std::thread> scanners;
  for (int i = 0; i < 4; ++i) scanners.emplace_back([&] { answer(scan(filed, pdf), 201); });
  for (auto& scanner : scanners) scanner.join();
  EXPECT_EQ(state_of(filed).scans.size(), 4U);
  EXPECT_EQ(files_on_disk(), 4U);
}

TEST_P(IntakeRoutes, AnOutsideSystemAddsFilesUntilItsSubmissionIsJudged) {
  const auto submitted = submit();
  const std::string place = "/api/submissions/" + json::value_to<std::string>(submitted.at("id")) +
                            "/scans?paper=giay-de-nghi&name=a.pdf";
  answer(ask("npsp", Method::post, place, pdf, {}, "application/pdf"), 201);
  answer(ask("hanh", Method::post, place, pdf, {}, "application/pdf"), 403);
  answer(ask("hanh", Method::post, path_of(submitted) + "/refusal",
             R"({"seen_version":2,"reason":"Sai thẩm quyền"})"),
         200);
  EXPECT_EQ(first_code(answer(ask("npsp", Method::post, place, pdf, {}, "application/pdf"), 409)),
            "intake.already_judged");
  const auto counter = file();
  const std::string other = "/api/submissions/" + json::value_to<std::string>(counter.at("id")) +
                            "/scans?paper=giay-de-nghi&name=a.pdf";
  answer(ask("npsp", Method::post, other, pdf, {}, "application/pdf"), 404);
}

TEST_P(IntakeRoutes, ErasingTakesEverythingPrivateAway) {
  const auto submitted = submit();
  answer(scan(submitted, pdf), 201);
  EXPECT_EQ(files_on_disk(), 1U);
  const std::string place = path_of(submitted) + "/private";
  const std::string early = R"({"seen_version":2,"basis":"Luật 91/2025/QH15","reason":"Người nộp yêu cầu"})";
  EXPECT_EQ(first_code(answer(ask("kiem", Method::remove, place, early), 409)), "dossier.still_open");
  answer(ask("hanh", Method::post, path_of(submitted) + "/refusal", R"({"seen_version":2,"reason":"Sai"})"),
         200);
  const std::string body = R"({"seen_version":3,"basis":"Luật 91/2025/QH15","reason":"Người nộp yêu cầu"})";
  answer(ask("hanh", Method::remove, place, body), 403);
  EXPECT_EQ(files_on_disk(), 1U);
  const Uuid key = Uuid::v7(clock_.now(), random_);
  EXPECT_EQ(answer(ask("kiem", Method::remove, place, body, key), 200).at("version"), 4);
  EXPECT_EQ(answer(ask("kiem", Method::remove, place, body, key), 200).at("version"), 4);
  EXPECT_EQ(files_on_disk(), 0U);
  const auto state = state_of(submitted);
  EXPECT_TRUE(state.erased);
  const std::string gone = path_of(submitted) + "/scans/" + state.scans[0].scan.text();
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, gone), 410)), "dossier.erased");
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, path_of(submitted) + "/receipt.pdf"), 410)),
            "dossier.erased");
  answer(scan(submitted, pdf), 410);
  expect_whole();
}

TEST_P(IntakeRoutes, ACardIsReadAndItsAddressFound) {
  const auto card = answer(
      ask("hanh", Method::post, "/api/idcard",
          R"({"text":"011088000126||GIÀNG A CHỈNH|04081988|Nam|Bản Kéo, Xuân Lao, Mường Ảng, Điện Biên|12032022"})"),
      200);
  EXPECT_EQ(card.at("full_name"), "Giàng A Chỉnh");
  EXPECT_EQ(card.at("unit_today").at("code"), "03313");
  EXPECT_NE(card.at("unit_today").at("note").as_string().find("Xuân Lao"), std::string::npos);
  answer(ask("hanh", Method::post, "/api/idcard", R"({"text":"x"})"), 422);
  // Some scanners end with GS (handbook section 9).
  answer(ask("hanh", Method::post, "/api/idcard",
             R"({"text":"011088000126||GIÀNG A CHỈNH|04081988|Nam|Bản Kéo, Điện Biên|12032022\u001d"})"),
         200);
}

TEST_P(IntakeRoutes, AnyoneMayAskForADeadline) {
  const auto due = answer(
      ask("", Method::post, "/api/deadline",
          R"({"procedure":"1.001612","channel":"counter","unit":"03313","received_at":"2026-11-20T09:42"})"),
      200);
  EXPECT_EQ(due.at("due_at"), "2026-11-26T09:42:00+07:00");
  EXPECT_EQ(due.at("due_text"), "Thứ Năm 26/11/2026, 09:42");
  EXPECT_EQ(due.at("limit_text"), "3 ngày làm việc");
  EXPECT_EQ(due.at("explanation").as_array().size(), 3U);
  const auto wrong = answer(
      ask("", Method::post, "/api/deadline", R"({"procedure":"0","channel":"counter","unit":"03302"})"), 422);
  EXPECT_EQ(wrong.at("problems").as_array().size(), 2U);
  answer(
      ask("", Method::post, "/api/deadline",
          R"({"procedure":"1.001612","channel":"counter","unit":"03313","received_at":"2031-01-01T09:00"})"),
      422);
}

TEST_P(IntakeRoutes, WhatCameOnlineIsToBeAcceptedWithinEightWorkingHours) {
  const auto online = submit();
  EXPECT_EQ(state_of(online).accept_by, parse_instant("2026-11-23T09:42")) << "a weekend later";
  EXPECT_EQ(state_of(online).due_now(), parse_instant("2026-11-23T09:42"));
  EXPECT_EQ(state_of(file()).accept_by, std::nullopt) << "at the counter it is accepted at once";
  expect_whole();
}

// A citizen with papers to certify, each a dossier.
class BatchOfDossiers : public IntakeRoutes {
 protected:
  json::object batch(int count) {
    auto filing = household();
    json::array items;
    for (int i = 0; i < count; ++i)
      items.push_back(json::object{{"content", fmt::format("Giấy số {}", i + 1)}});
    return {{"filing", std::move(filing)}, {"items", std::move(items)}};
  }
};

TEST_P(BatchOfDossiers, GetsOneNumberEachWithoutAGap) {
  const auto before = file();
  const auto filed = answer(ask("hanh", Method::post, "/api/dossiers/batch", text(batch(12))), 201);
  ASSERT_EQ(filed.at("filed").as_array().size(), 12U);
  const auto serial = [](const json::value& one) {
    const auto code = json::value_to<std::string>(one.at("code"));
    return std::stoi(code.substr(code.size() - 4));
  };
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_EQ(serial(filed.at("filed").at(i)), serial(before) + 1 + static_cast<int>(i));
    const auto state = state_of(filed.at("filed").at(i));
    EXPECT_EQ(state.position.status, dossier::Status::accepted);
    EXPECT_TRUE(state.due_at);
  }
  const auto receipt = ask("hanh", Method::get, json::value_to<std::string>(filed.at("receipt")));
  EXPECT_EQ(receipt.status, 200) << receipt.content();
  EXPECT_TRUE(receipt.content().starts_with("%PDF"));
  expect_whole();
}

TEST_P(BatchOfDossiers, IsTakenOnceHoweverOftenItIsSent) {
  const Uuid key = Uuid::v7(clock_.now(), random_);
  const auto body = text(batch(3));
  const auto first = answer(ask("hanh", Method::post, "/api/dossiers/batch", body, key), 201);
  EXPECT_EQ(answer(ask("hanh", Method::post, "/api/dossiers/batch", body, key), 201), first);
  const auto other = answer(ask("hanh", Method::post, "/api/dossiers/batch", text(batch(2)), key), 409);
  EXPECT_EQ(first_code(other), "dossier.key_reused");
  EXPECT_EQ(dossier::verify(*store_, keys_).dossiers, 3);
  expect_whole();
}

TEST_P(BatchOfDossiers, IsTakenWholeOrNotAtAll) {
  auto body = batch(3);
  body["items"].as_array()[1].as_object()["papers"] =
      json::array{json::object{{"paper", "giay-la"}, {"originals", 1}}};
  body["filing"].as_object()["applicant"].as_object()["phone"] = "khong";
  const auto refused = answer(ask("hanh", Method::post, "/api/dossiers/batch", text(body)), 422);
  std::vector<std::string> fields;
  for (const auto& each : refused.at("problems").as_array())
    fields.push_back(json::value_to<std::string>(each.at("field")));
  EXPECT_EQ(std::count(fields.begin(), fields.end(), "/filing/applicant/phone"), 1) << "told once for all";
  EXPECT_TRUE(std::any_of(fields.begin(), fields.end(),
                          [](const auto& field) { return field.starts_with("/items/1/papers/0"); }));
  EXPECT_EQ(dossier::verify(*store_, keys_).dossiers, 0);
  EXPECT_EQ(ask("nghia", Method::post, "/api/dossiers/batch", text(batch(1))).status, 403);
}

TEST_P(BatchOfDossiers, HasOneReceiptForOnePersonOnly) {
  const auto ours = file();
  auto body = household();
  body["applicant"].as_object()["full_name"] = "Lò Thị Mẫu";
  const auto theirs = answer(ask("hanh", Method::post, "/api/dossiers", text(body)), 201);
  const auto id = [](const json::value& filed) { return json::value_to<std::string>(filed.at("id")); };
  const auto mixed = ask("hanh", Method::get, "/api/receipts.pdf?dossiers=" + id(ours) + "," + id(theirs));
  EXPECT_EQ(first_code(answer(mixed, 409)), "intake.batch_mixed");
  EXPECT_EQ(first_code(answer(ask("hanh", Method::get, "/api/receipts.pdf?dossiers=x"), 400)),
            "intake.batch_unreadable");
  EXPECT_EQ(ask("mai", Method::get, "/api/receipts.pdf?dossiers=" + id(ours)).status, 404)
      << "of another commune";
}

INSTANTIATE_TEST_SUITE_P(Engines, BatchOfDossiers, testing::ValuesIn(store::engines()), store::engine_name);

INSTANTIATE_TEST_SUITE_P(Engines, IntakeRoutes, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(IntakeRoutes, FormsOfSeveralDossiersComeInOneFile) {
  const auto one = file(), other = file(), sent = submit();
  const auto id = [](const json::value& filed) { return json::value_to<std::string>(filed.at("id")); };
  const auto print = [&](const std::string& form, const std::vector<std::string>& ids,
                         const std::string& more = "") {
    std::string list;
    for (const auto& each : ids) list += (list.empty() ? "" : ",") + each;
    return ask("hanh", Method::get, "/api/forms/" + form + "?dossiers=" + list + more);
  };
  for (const auto* form : {"receipt", "control", "processing"}) {
    const auto pdf = print(form, {id(one), id(other)});
    EXPECT_EQ(pdf.status, 200) << pdf.content();
    EXPECT_TRUE(pdf.content().starts_with("%PDF")) << form;
    EXPECT_EQ(print(form, {id(one), id(other)}, "&paper=a5").status, 200) << form;
  }
  const auto mixed = answer(print("receipt", {id(one), id(sent), id(sent)}), 409);
  EXPECT_EQ(mixed.at("problems").as_array().size(), 2U) << "everything in the way at once";
  EXPECT_EQ(first_code(mixed), "intake.form_not_due_of");
  EXPECT_EQ(first_code(answer(print("result_slip", {id(one)}), 409)), "intake.form_not_due_of");
  EXPECT_EQ(first_code(answer(print("control", {}), 422)), "intake.no_dossier_chosen");
  EXPECT_EQ(first_code(answer(print("control", {"x"}), 404)), "dossier.unknown");
  EXPECT_EQ(first_code(answer(print("none", {id(one)}), 404)), "intake.form_unknown");
  EXPECT_EQ(first_code(answer(print("control", {id(one)}, "&paper=a3"), 422)), "intake.sheet_unknown");
  EXPECT_EQ(first_code(answer(print("control", std::vector<std::string>(101, id(one))), 422)),
            "intake.too_many_chosen");
  EXPECT_EQ(ask("mai", Method::get, "/api/forms/control?dossiers=" + id(one)).status, 404)
      << "another commune's";
}

}  // namespace
}  // namespace motcua::intake
