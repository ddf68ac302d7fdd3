#include "intake/register.h"

#include <gmock/gmock.h>

#include "all_sql.h"
#include "intake/routes.h"
#include "store/testing.h"
#include "store/testing/temporary_directory.h"

namespace motcua::intake {
namespace {

using http::Method;
using identity::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class RegisterRoutes : public testing::TestWithParam<store::EngineParam> {
 protected:
  RegisterRoutes() {
    join("hanh", Role::counter_officer, "03313", "03313.HCC");
    join("mai", Role::counter_officer, "03316");
    join("kiem", Role::provincial_controller, "11");
    join("quan", Role::administrator, "03313");
    router_.set_gate(
        [this](const http::Request& request, const http::Route& route) { return pass(request, route); });
    add_routes(router_, office_, scans_, {"https://motcua.example"});
  }

  void join(const std::string& account, Role role, const std::string& unit, const std::string& inside = "") {
    const identity::Official official{Uuid::v7(clock_.now(), random_), account, account, false, clock_.now()};
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
    if (found == callers_.end()) return refuse("identity.sign_in_needed");
    if (!found->second->may(route.access))
      return refuse(Problems{identity::forbidden(route.access, request.language)});
    return std::shared_ptr<const http::Principal>(found->second);
  }

  http::Response ask(const std::string& who, Method method, const std::string& path, std::string body = "") {
    return router_.handle(http::request_for(method, path, std::move(body),
                                            {{"X-Caller", who},
                                             {"Idempotency-Key", Uuid::v7(clock_.now(), random_).text()},
                                             {"Content-Type", "application/json"}}));
  }
  http::Response get(const std::string& who, const std::string& rest, const std::string& unit = "03313",
                     const std::string& path = "/api/register") {
    return ask(who, Method::get, path + "?unit=" + unit + "&" + rest);
  }
  std::int64_t count(const std::string& period) {
    const auto response = get("hanh", period, "03313", "/api/register/count");
    EXPECT_EQ(response.status, 200) << response.content();
    return json::parse(response.content()).at("count").as_int64();
  }

  Uuid file(const std::string& name, std::string_view when, const std::string& who = "hanh",
            const std::string& unit = "03313") {
    clock_.set(*parse_instant(when));
    json::object body{{"procedure", "1.001612"},
                      {"procedure_version", "1.001612/1"},
                      {"unit", unit},
                      {"applicant",
                       {{"full_name", name},
                        {"id_number", "011088000126"},
                        {"phone", "0912 000 128"},
                        {"address", "Bản Kéo"}}},
                      {"papers", {{{"paper", "giay-de-nghi"}, {"originals", 1}}}},
                      {"return_by", "counter"},
                      {"fee_paid", true}};
    const auto response = ask(who, Method::post, "/api/dossiers", json::serialize(body));
    EXPECT_EQ(response.status, 201) << response.content();
    return *Uuid::parse(json::value_to<std::string>(json::parse(response.content()).at("id")));
  }

  documents::Register read(std::string_view from, std::string_view to) {
    return store_->read([&](store::Reader& reader) {
      return read_register(office_, reader, {"03313", *parse_date(from), *parse_date(to)});
    });
  }
  static std::vector<std::string> owners(const documents::Register& facts) {
    std::vector<std::string> names;
    for (const auto& row : facts.rows) names.push_back(row.owner);
    return names;
  }
  static std::vector<std::string> codes(const http::Response& response) {
    EXPECT_EQ(response.status, 422) << response.content();
    std::vector<std::string> codes;
    const auto body = json::parse(response.content());
    for (const auto& problem : body.at("problems").as_array())
      codes.push_back(json::value_to<std::string>(problem.at("code")));
    return codes;
  }
  std::vector<identity::AccessEntry> looks() {
    return store_->read([](store::Reader& reader) {
      return identity::read_access(reader, {}, std::numeric_limits<std::int64_t>::max(), 10);
    });
  }

  SeededRandom random_{7};
  ManualClock clock_{*parse_instant("2026-11-18T08:00")};
  store::TestStore store_{GetParam(), all_migrations()};
  dossier::Keys keys_{SecretKey::make(random_)};
  dossier::Dossiers dossiers_{keys_, random_};
  organisation::Organisation units_ = organisation::load_organisation();
  catalogue::Shelf shelf_{catalogue::Catalogue::shipped()};
  workflow::Timetables timetables_{units_, calendar::shipped_calendar()};
  workflow::Installation office_{*store_, dossiers_, units_, shelf_, timetables_, clock_, random_};
  store::TemporaryDirectory folder_{"motcua-register"};
  documents::BlobStore blobs_{folder_.path()};
  documents::Scans scans_{*store_, dossiers_, blobs_, random_};
  std::map<std::string, std::shared_ptr<const identity::Caller>> callers_;
  http::Router router_;
};

TEST_P(RegisterRoutes, HoldsWhatOneUnitAcceptedOnTheDaysInOrder) {
  file("Một", "2026-11-18T08:00");
  file("Hai", "2026-11-18T16:59");
  file("Nơi Khác", "2026-11-19T08:00", "mai", "03316");
  file("Ba", "2026-11-19T23:59");
  file("Bốn", "2026-11-20T00:00");
  EXPECT_THAT(owners(read("2026-11-18", "2026-11-20")), ElementsAre("Một", "Hai", "Ba", "Bốn"));
  EXPECT_THAT(owners(read("2026-11-19", "2026-11-19")), ElementsAre("Ba"));
  EXPECT_EQ(count("from=2026-11-18&to=2026-11-19"), 3);
  const auto first = read("2026-11-18", "2026-11-18").rows.at(0);
  EXPECT_EQ(first.code, "H18.036-261118-0001");
  EXPECT_EQ(first.papers, 1);
  EXPECT_EQ(first.address, "Bản Kéo");
  EXPECT_EQ(first.phone, "0912 000 128");
  EXPECT_THAT(first.agency, HasSubstr("Mường Lạn"));
  EXPECT_TRUE(first.due_at.has_value());
  EXPECT_FALSE(first.returned_at.has_value());
}

TEST_P(RegisterRoutes, ReadsOnPastOnePage) {
  for (int i = 0; i < 503; ++i) file("Người " + std::to_string(i), "2026-11-18T09:00");
  const auto facts = read("2026-11-18", "2026-11-18");
  ASSERT_EQ(facts.rows.size(), 503U);
  std::set<std::string> all;
  for (const auto& row : facts.rows) all.insert(row.code);
  EXPECT_EQ(all.size(), 503U);
}

TEST_P(RegisterRoutes, AnErasedDossierKeepsItsLineWithoutThePerson) {
  const Uuid id = file("Sẽ Xóa", "2026-11-18T08:00");
  const auto act = [&] { return dossier::Act{Uuid::v7(clock_.now(), random_), clock_.now()}; };
  const dossier::Actor job{dossier::Actor::Kind::job, "test", {}};
  const auto erased = store_->write([&](store::Writer& writer) -> Expected<dossier::State> {
    const auto closed = dossiers_.change(writer, act(), id, 4, [&](const dossier::State&) {
      return dossier::Decision{job, {{dossier::Withdrawn{}, clock_.now(), {}}}};
    });
    if (!closed) return refuse(closed.error());
    return dossiers_.erase(writer, act(), job, id, closed->version, "Luật 91/2025/QH15");
  });
  ASSERT_TRUE(erased.has_value());
  const auto facts = read("2026-11-18", "2026-11-18");
  ASSERT_EQ(facts.rows.size(), 1U);
  EXPECT_TRUE(facts.rows[0].erased);
  EXPECT_EQ(facts.rows[0].owner + facts.rows[0].address + facts.rows[0].phone, "");
  EXPECT_EQ(facts.rows[0].code, "H18.036-261118-0001");
}

TEST_P(RegisterRoutes, ComesAsPdfAndWorkbookAndEachLookIsLoggedOnce) {
  EXPECT_EQ(get("hanh", "from=2026-11-18&to=2026-11-18&format=pdf").status, 200);
  EXPECT_TRUE(looks().empty()) << "an empty register shows nobody";
  file("Một", "2026-11-18T08:00");
  file("Hai", "2026-11-18T08:10");
  const auto pdf = get("hanh", "from=2026-11-18&to=2026-11-18&format=pdf");
  EXPECT_EQ(pdf.header("content-type"), "application/pdf");
  EXPECT_THAT(pdf.content(), StartsWith("%PDF-"));
  EXPECT_EQ(pdf.header("cache-control"), "no-store");
  const auto xlsx = get("kiem", "from=2026-11-18&to=2026-11-18&format=xlsx");
  EXPECT_THAT(xlsx.content(), StartsWith("PK\x03\x04"));
  EXPECT_THAT(xlsx.header("content-disposition"), HasSubstr("attachment; filename=\"so-theo-doi-03313-"));
  EXPECT_EQ(count("from=2026-11-18&to=2026-11-18"), 2);
  const auto logged = looks();
  ASSERT_EQ(logged.size(), 2U) << "once a register, not once a dossier; a count shows nobody";
  EXPECT_EQ(logged[1].display_name, "hanh");
  EXPECT_FALSE(logged[1].record.dossier.has_value());
  EXPECT_THAT(logged[1].record.reason, HasSubstr("03313, 2026-11-18 đến 2026-11-18, pdf"));
}

TEST_P(RegisterRoutes, RefusesWhatIsNoRegisterNamingEachFault) {
  const std::string day = "from=2026-11-18&to=2026-11-18&format=pdf";
  EXPECT_THAT(codes(get("hanh", day, "99999")), ElementsAre("intake.register_unit_unknown"));
  EXPECT_THAT(codes(get("mai", day)), ElementsAre("intake.register_unit_unknown"));
  EXPECT_THAT(codes(get("hanh", day, "03313.HCC")), ElementsAre("intake.register_unit_unknown"));
  EXPECT_THAT(codes(get("hanh", "from=2026-11-18&to=2026-11-17&format=pdf")),
              ElementsAre("intake.register_reversed"));
  EXPECT_THAT(codes(get("hanh", "from=2026-11-18&to=2026-11-19&format=xlsx")),
              ElementsAre("intake.register_in_future"));
  EXPECT_THAT(codes(get("hanh", "from=18/11/2026&to=x&format=pdf", "x")),
              ElementsAre("intake.register_unit_unknown", "intake.register_date_unreadable",
                          "intake.register_date_unreadable"));
  EXPECT_THAT(codes(get("hanh", "from=2026-11-18&to=2026-11-18&format=ods")),
              ElementsAre("intake.register_format_unknown"));
  EXPECT_EQ(get("quan", day).status, 403);
  EXPECT_EQ(get("nobody", day).status, 401);
}

TEST(Register, APeriodThatHoldsTooManyIsRefusedAndNotCut) {
  EXPECT_FALSE(too_long(most_in_register_pdf, "pdf"));
  const auto more = too_long(most_in_register_pdf + 1, "pdf");
  ASSERT_TRUE(more);
  EXPECT_EQ(more->code, "intake.register_too_long");
  EXPECT_EQ(more->params.at("count"), "5001");
  EXPECT_FALSE(too_long(most_in_register_xlsx, "xlsx"));
  EXPECT_TRUE(too_long(most_in_register_xlsx + 1, "xlsx"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RegisterRoutes, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::intake
