#include "citizen.h"

#include <fmt/format.h>

#include "broken.h"
#include "intake/batch.h"
#include "network.h"

namespace motcua::sim {
namespace {

using catalogue::Channel;
using identity::Role;

constexpr std::array channels{Channel::counter, Channel::counter, Channel::online, Channel::post};

struct Filing {
  catalogue::VersionRef version;
  Channel channel;
  std::string unit;
  app::DemoPerson applicant;
  json::object body;
};

bool may_be_handed_in(const catalogue::ProcedureVersion& version, Channel channel) {
  const auto* terms = version.terms(channel);
  return terms != nullptr && terms->limit &&
         (version.handled_by == "ubnd_xa" || version.handled_by == "cong_an_xa");
}

json::object person(const app::DemoPerson& who, const std::string& address) {
  return {{"full_name", who.full_name},
          {"id_number", who.id_number},
          {"birth_date", format_iso(who.birth_date)},
          {"sex", who.female ? "female" : "male"},
          {"address", address},
          {"phone", who.phone}};
}

void add_fee(World& world, Filing& filing) {
  const auto& terms = *filing.version->terms(filing.channel);
  if (const auto whole = intake::fee_of(terms)) {
    if (*whole > 0) filing.body["fee_paid"] = world.chance(60);
    return;
  }
  for (const auto& fee : terms.fees) {
    if (fee.amount_vnd.value_or(0) == 0) continue;
    filing.body["fee_dong"] = *fee.amount_vnd * (1 + world.below(3));
    filing.body["fee_paid"] = true;
    return;
  }
}

std::optional<Filing> make_filing(World& world, Channel channel) {
  std::vector<catalogue::VersionRef> versions;
  for (const auto& version : world.parts().shelf.current()->all(world.today())) {
    if (may_be_handed_in(*version, channel)) versions.push_back(version);
  }
  if (versions.empty()) return std::nullopt;
  const auto communes = world.parts().organisation.communes();
  const auto& commune = *communes[world.below(static_cast<std::size_t>(world.plan.communes))];
  Filing filing{
      versions[world.below(versions.size())], channel, commune.code, app::make_person(world.luck), {}};
  const std::string address = app::make_hamlet(world.luck) + ", " + commune.in_sentence.vi;
  filing.body = {{"procedure", filing.version->code},
                 {"procedure_version", filing.version->id()},
                 {"unit", filing.unit},
                 {"applicant", person(filing.applicant, address)},
                 {"papers", papers_of(*filing.version)},
                 {"return_by", world.chance(20) ? "post" : "counter"}};
  if (world.chance(20)) filing.body["submitter"] = person(app::make_person(world.luck), address);
  if (world.chance(40)) filing.body["content"] = "Xin giải quyết cho " + filing.applicant.full_name;
  if (world.chance(50)) filing.body["id"] = world.new_key().text();
  if (channel == Channel::counter) {
    add_fee(world, filing);
  } else {
    filing.body["channel"] = std::string(catalogue::name_of(channel));
  }
  return filing;
}

std::optional<Filing> make_filing(World& world) {
  return make_filing(world, channels[world.below(channels.size())]);
}

std::optional<Asked> request_of(World& world, const Filing& filing) {
  const bool counter = filing.channel == Channel::counter;
  const auto official = counter ? somebody(world, Role::counter_officer, filing.unit)
                                : somebody(world, Role::channel_adapter, "");
  if (!official) return std::nullopt;
  return Asked{*official,
               http::Method::post,
               counter ? "/api/dossiers" : "/api/submissions",
               json::serialize(filing.body),
               "application/json",
               world.new_key()};
}

void note_filed(World& world, const app::DemoPerson& applicant, const Uuid& key, const json::value& filed) {
  Known known;
  known.id = *Uuid::parse(filed.at("id").as_string());
  known.code = std::string(filed.at("code").as_string());
  known.secret = std::string(filed.at("secret").as_string());
  known.applicant = applicant;
  known.acknowledged = filed.at("version").as_int64();
  known.keys.insert(key);
  if (auto* already = world.ledger.find(known.id)) {
    already->keys.insert(key);
    return;
  }
  world.ledger.add(std::move(known));
  if (!world.fate.dead()) world.look_at(*Uuid::parse(filed.at("id").as_string()));
}

// The same key with something else in it is another request, and a mistake.
void reuse_key(World& world, Asked asked, Filing filing) {
  filing.body["content"] = "Nội dung khác";
  asked.body = json::serialize(filing.body);
  asked.then = {};
  const auto response = world.deliver(http::request_for(asked.method, asked.target, asked.body,
                                                        {{"cookie", world.staff[asked.official].cookie},
                                                         {"x-csrf-token", world.staff[asked.official].csrf},
                                                         {"idempotency-key", asked.key.text()},
                                                         {"content-type", asked.type}}));
  world.count("key_reused");
  if (response.status / 100 == 2) throw Broken("a_key_is_for_one_request", response.body);
}

// "/filing" has what the papers have in common, "/items" what each is.
json::object batch_of(World& world, const Filing& filing) {
  json::object common = filing.body;
  for (const auto* own : {"id", "content"}) common.erase(own);
  json::array items;
  for (std::uint32_t i = 0, count = 2 + world.below(5); i < count; ++i) {
    json::object item{{"content", fmt::format("Bản thứ {}", i + 1)}};
    if (world.chance(30)) item["id"] = world.new_key().text();
    items.push_back(std::move(item));
  }
  return {{"filing", std::move(common)}, {"items", std::move(items)}};
}

// Each has a number of its own, and one receipt is there for all.
void note_batch(World& world, const app::DemoPerson& applicant, std::size_t place, std::size_t official,
                const http::Response& response) {
  auto& batch = world.batches[place];
  batch.answered = true;
  const auto body = json::parse(response.body);
  const auto& filed = body.at("filed").as_array();
  if (filed.size() != batch.items) throw Broken("batches_are_taken_whole", response.body);
  for (std::size_t i = 0; i < filed.size(); ++i)
    note_filed(world, applicant, intake::key_of_item(batch.key, i), filed[i]);
  if (world.fate.dead() || world.chance(70)) return;
  const auto receipt = look(world, official, http::Method::get, std::string(body.at("receipt").as_string()));
  const bool gone = receipt.status == 401 || receipt.status == 403 || receipt.status == 404;
  if (receipt.status != 200 && !gone && !world.disk_failed())
    throw Broken("a_batch_has_one_receipt", receipt.body);
}

std::string page_of(World& world, const std::string& target, const http::Headers& headers, int expected) {
  auto request = http::request_for(http::Method::get, target, "", headers);
  request.peer = fmt::format("10.1.{}.{}", world.below(250), world.below(250));
  const auto response = world.deliver(request);
  if (world.disk_failed() || response.status == 429) return "";
  if (response.status != expected)
    throw Broken("a_code_finds_its_dossier", fmt::format("{}: {}", target, response.status));
  if (expected == 303) {
    const std::string cookie(response.header("Set-Cookie"));
    return cookie.substr(0, cookie.find(';'));
  }
  return std::string(response.content());
}

}  // namespace

std::optional<std::size_t> somebody(World& world, Role role, const std::string& unit) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < world.staff.size(); ++i) {
    const auto& each = world.staff[i];
    if (each.employed && !each.password.empty() && each.role == role && (unit.empty() || each.unit == unit))
      found.push_back(i);
  }
  if (found.empty()) return std::nullopt;
  return found[world.below(found.size())];
}

json::array papers_of(const catalogue::ProcedureVersion& version) {
  json::array papers;
  for (const auto& paper : version.papers) {
    const bool birth_note = paper.id == "giay-chung-sinh" || paper.id == "giay-bao-tu";
    if (paper.kind == catalogue::PaperKind::show || (paper.when && !birth_note)) continue;
    papers.push_back(json::object{{"paper", paper.id},
                                  {"originals", paper.originals},
                                  {"certified_copies", paper.certified_copies},
                                  {"photocopies", paper.photocopies}});
  }
  return papers;
}

void hand_in(World& world) {
  const auto filing = make_filing(world);
  if (!filing) return;
  auto asked = request_of(world, *filing);
  if (!asked) return;
  world.count(filing->channel == Channel::counter ? "act:file" : "act:submit");
  asked->then = [&world, applicant = filing->applicant, key = asked->key](const http::Response& response) {
    if (response.status == 201) note_filed(world, applicant, key, json::parse(response.body));
  };
  const auto response = ask(world, *asked);
  if (!response || world.disk_failed()) return;
  if (response->status != 201)
    throw Broken("a_good_filing_is_taken", response->body + json::serialize(filing->body));
  if (world.chance(5)) reuse_key(world, *asked, *filing);
}

void hand_in_with_faults(World& world) {
  auto filing = make_filing(world);
  if (!filing) return;
  auto& applicant = filing->body["applicant"].as_object();
  switch (world.below(4)) {
    case 0:
      applicant["full_name"] = "";
      break;
    case 1:
      applicant["id_number"] = "12345";
      break;
    case 2:
      filing->body["procedure"] = "9.999999";
      break;
    default:
      filing->body["unit"] = "99999";
  }
  const auto asked = request_of(world, *filing);
  if (!asked) return;
  world.count("filing_with_faults");
  const auto response = ask(world, *asked);
  if (response && response->status / 100 == 2)
    throw Broken("a_filing_with_faults_is_refused", response->body);
}

void hand_in_many(World& world) {
  const auto filing = make_filing(world, Channel::counter);
  if (!filing) return;
  auto asked = request_of(world, *filing);
  if (!asked) return;
  auto body = batch_of(world, *filing);
  auto& items = body["items"].as_array();
  const bool wrong = world.chance(15);
  if (wrong) {
    items.back().as_object()["papers"] =
        json::array{json::object{{"paper", "giay-khong-ai-biet"}, {"originals", 1}}};
  }
  asked->target = "/api/dossiers/batch";
  asked->body = json::serialize(body);
  world.count(wrong ? "wrong_batch" : "act:file_batch");
  world.batches.push_back({asked->key, items.size()});
  asked->then = [&world, applicant = filing->applicant, place = world.batches.size() - 1,
                 official = asked->official](const http::Response& response) {
    if (response.status == 201) note_batch(world, applicant, place, official, response);
  };
  const auto response = ask(world, *asked);
  if (!response || world.disk_failed()) return;
  if (wrong && response->status / 100 == 2) throw Broken("a_filing_with_faults_is_refused", response->body);
  if (!wrong && response->status != 201) throw Broken("a_good_filing_is_taken", response->body + asked->body);
}

void track(World& world) {
  if (world.ledger.all().empty()) return;
  const Known& known = world.ledger.all()[world.below(world.ledger.all().size())];
  const std::string path = "/tra-cuu/" + known.code;
  http::Headers headers{{"accept", "text/html"}};
  const std::string stranger = page_of(world, path, headers, 200);
  std::string owner;
  if (!known.state.erased && world.chance(50)) {
    const std::string cookie = page_of(world, "/t/" + known.code + "/" + known.secret, headers, 303);
    if (!cookie.empty()) {
      headers["cookie"] = cookie;
      owner = page_of(world, path, headers, 200);
    }
  }
  world.count("tracked");
  for (const auto& page : {stranger, owner}) {
    if (page.find(known.applicant.full_name) != std::string::npos ||
        page.find(known.applicant.id_number) != std::string::npos)
      throw Broken("public_pages_name_nobody", path);
  }
}

void add_file_online(World& world) {
  std::vector<const Known*> waiting;
  for (const auto& each : world.ledger.all()) {
    if (each.state.position.status == dossier::Status::submitted) waiting.push_back(&each);
  }
  const auto portal = somebody(world, Role::channel_adapter, "");
  if (waiting.empty() || !portal) return;
  const Known& known = *waiting[world.below(waiting.size())];
  if (known.state.papers.empty()) return;
  world.count("act:submission_scan");
  Asked asked{*portal,
              http::Method::post,
              fmt::format("/api/submissions/{}/scans?paper={}&name=to-khai.pdf", known.id.text(),
                          known.state.papers[world.below(known.state.papers.size())].paper),
              std::string(a_pdf),
              "application/pdf",
              world.new_key(),
              known.id};
  const auto response = ask(world, asked);
  if (response && !world.disk_failed() && response->status != 201)
    throw Broken("the_portal_may_add_files", response->body);
}

}  // namespace motcua::sim
