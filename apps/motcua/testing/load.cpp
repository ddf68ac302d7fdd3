#include "motcua/testing/load.h"

#include <gtest/gtest.h>

#include "http/page.h"
#include "intake/batch.h"
#include "motcua/parts.h"

namespace motcua::app {

namespace {
constexpr int stages = 9;            // from filing to the hand-over
constexpr int dossiers_at_once = 3;  // in a batch
}  // namespace

Load::Load(const Office& office, Chance& chance, LoadOptions options) : office_(office), options_(options) {
  for (int i = 0; i < options.clients; ++i)
    clients_.push_back(std::make_unique<Client>(Client{chance.child()}));
}

Load::~Load() { stop(); }

void Load::start(int port) {
  join();
  stopping_ = false;
  for (auto& client : clients_)
    threads_.emplace_back([this, port, &client = *client] { live(client, port); });
}

void Load::stop() {
  stopping_ = true;
  join();
}

void Load::join() {
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Load::live(Client& client, int port) {
  while (!stopping_) {
    if (!act(client, port)) return;
    if (client.last_was_refused) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

// False when the line broke: the act may have happened or not.
bool Load::act(Client& client, int port) {
  if (!client.pending) client.pending = next(client);
  const Answer answer = ask(port, client.pending->request);
  if (answer.status == 0) return false;
  client.last_was_refused = answer.status == 503;
  if (client.last_was_refused) {
    count_refusal(answer);
  } else {
    take(client, answer);
  }
  return true;
}

void Load::count_refusal(const Answer& answer) {
  EXPECT_FALSE(answer.header("Retry-After").empty()) << answer.head;
  ++refusals_;
  if (answer.body.find("http.store_full") != std::string::npos) ++full_;
  if (answer.body.find("http.outcome_unknown") != std::string::npos) ++unknown_;
}

Load::Pending Load::next(Client& client) {
  const Course& course = client.course;
  if (course.stage == 0) return next_at_counter(client);
  Pending pending{office_.new_key(), {}, Kind::act};
  const auto send = [&](const OfficePerson& who, const std::string& act, json::object body = {}) {
    body["seen_version"] = course.version;
    pending.request = office_.request(who, "POST", "/api/dossiers/" + course.id + "/" + act, pending.key,
                                      json::serialize(body));
  };
  const auto upload = [&](const std::string& act) {
    pending.kind = Kind::upload;
    pending.request =
        office_.request(office_.specialist, "POST", "/api/dossiers/" + course.id + "/" + act, pending.key,
                        pdf_of(client.chance.below(options_.largest_file), pending.key), "application/pdf");
  };
  switch (course.stage) {
    case 1:
      send(office_.clerk, "assignment", {{"post", office_.specialist.post}});
      break;
    case 2:
      send(office_.specialist, "taking");
      break;
    case 3:
      upload("scans?paper=to-khai&name=to-khai.pdf");
      break;
    case 4:
      upload(fmt::format("result?seen_version={}&name=giay-khai-sinh.pdf", course.version));
      break;
    case 5:
      send(office_.specialist, "solution", {{"post", office_.approver.post}});
      break;
    case 6:
      send(office_.approver, "taking");
      break;
    case 7:
      send(office_.approver, "approval");
      break;
    default:
      send(office_.clerk, "hand-over", {{"receiver_name", "Lò Thị Mẫu"}, {"by", "counter"}});
  }
  return pending;
}

// One dossier, or three of one person at once, or nothing but an opinion.
Load::Pending Load::next_at_counter(Client& client) {
  Pending pending{office_.new_key(), {}, Kind::act};
  const std::string content = fmt::format("Khai sinh số {}", ++number_);
  switch (client.chance.below(5)) {
    case 0: {
      pending.kind = Kind::batch;
      json::array items;
      for (int i = 0; i < dossiers_at_once; ++i)
        items.push_back(json::object{{"content", fmt::format("{}.{}", content, i)}});
      const json::object body{{"filing", json::parse(office_.filing(content))}, {"items", items}};
      pending.request =
          office_.request(office_.clerk, "POST", "/api/dossiers/batch", pending.key, json::serialize(body));
      break;
    }
    case 1:
      pending.kind = Kind::opinion;
      pending.request =
          text_of({.method = "POST",
                   .path = "/gop-y",
                   .type = "application/x-www-form-urlencoded",
                   .body = fmt::format("text={}&unit={}&form={}", http::encode_segment("Góp ý về " + content),
                                       office_.unit(), pending.key)});
      break;
    default:
      pending.request =
          office_.request(office_.clerk, "POST", "/api/dossiers", pending.key, office_.filing(content));
  }
  return pending;
}

void Load::take(Client& client, const Answer& answer) {
  if (client.pending->kind == Kind::opinion) {
    ASSERT_EQ(answer.status, 303) << answer.body;
    ++acknowledged_, ++opinions_;
    client.pending.reset();
    return;
  }
  ASSERT_TRUE(answer.status == 200 || answer.status == 201)
      << "stage " << client.course.stage << ": " << answer.status << " " << answer.body;
  const auto body = json::parse(answer.body).as_object();
  if (client.pending->kind == Kind::batch) return take_batch(client, body);
  Course& course = client.course;
  if (course.stage == 0) {
    course.id = json::value_to<std::string>(body.at("id"));
    course.code = json::value_to<std::string>(body.at("code"));
  }
  const std::int64_t version = body.at("version").as_int64();
  EXPECT_GT(version, course.version);
  course.version = version;
  course.keys[version] = client.pending->key;
  ++acknowledged_;
  if (client.pending->kind == Kind::upload) ++uploads_;
  client.pending.reset();
  if (++course.stage < stages) return;
  client.done.push_back(std::move(course));
  client.course = {};
}

// The first goes its way, the others stay where they are.
void Load::take_batch(Client& client, const json::object& body) {
  const auto& filed = body.at("filed").as_array();
  ASSERT_EQ(filed.size(), static_cast<std::size_t>(dossiers_at_once)) << "all or none";
  const Uuid request = Uuid::parse(client.pending->key).value();
  std::vector<Course> courses;
  for (const auto& each : filed) {
    Course course{json::value_to<std::string>(each.at("id")),
                  json::value_to<std::string>(each.at("code")),
                  each.at("version").as_int64(),
                  1,
                  {}};
    course.keys[course.version] = intake::key_of_item(request, courses.size()).text();
    courses.push_back(std::move(course));
  }
  ++acknowledged_, ++batches_;
  client.pending.reset();
  client.course = std::move(courses.front());
  client.done.insert(client.done.end(), std::next(courses.begin()), courses.end());
}

void Load::settle(int port) {
  join();
  for (auto& client : clients_) {
    if (!client->pending) continue;
    const Pending pending = *client->pending;
    Answer first = ask(port, pending.request);
    for (int i = 0; i < 200 && first.status == 503; ++i) {  // a database that comes back takes its time
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      first = ask(port, pending.request);
    }
    take(*client, first);
    const Answer second = ask(port, pending.request);
    EXPECT_EQ(second.status, first.status);
    EXPECT_EQ(second.body, first.body) << "one key, one answer";
  }
}

void Load::check() {
  std::int64_t dossiers = 0, events = 0;
  const std::int64_t files = uploads_;
  std::set<std::string> codes;
  const auto store = store::open(office_.store_options());
  for (const auto& client : clients_) {
    ASSERT_FALSE(client->pending) << "an act without an answer: settle() comes first";
    auto courses = client->done;
    if (!client->course.id.empty()) courses.push_back(client->course);
    for (const auto& course : courses) {
      ++dossiers;
      events += course.version;
      EXPECT_TRUE(codes.insert(course.code).second) << course.code << " was given twice";
      check_course(*store, course);
    }
  }
  check_opinions(*store);
  const json::value report = office_.verified();
  ASSERT_TRUE(report.as_object().contains("dossiers"));
  EXPECT_EQ(report.at("dossiers").as_int64(), dossiers);
  EXPECT_EQ(report.at("events").as_int64(), events);
  EXPECT_EQ(report.at("files").as_int64(), files);
}

// Each once, however often its form was sent.
void Load::check_opinions(store::Store& store) {
  static constexpr store::Query count{"test/opinions", "SELECT COUNT(*) FROM feedback_opinion",
                                      "SELECT COUNT(*) FROM feedback_opinion"};
  EXPECT_EQ(store.read([](store::Reader& reader) { return reader.one(count)->integer(0); }), opinions_);
}

// The events of each act carry its key, end with the version that was acknowledged, and there are no others.
void Load::check_course(store::Store& store, const Course& course) {
  SystemRandom random;
  const dossier::Dossiers dossiers(dossier::Keys(DataDirectory(office_.data()).key()), random);
  store.read([&](store::Reader& reader) {
    const auto id = dossiers.id_of_code(reader, course.code);
    ASSERT_TRUE(id) << course.code << " was acknowledged and is gone";
    EXPECT_EQ(id->text(), course.id);
    const auto events = dossiers.events(reader, *id);
    ASSERT_EQ(static_cast<std::int64_t>(events.size()), course.version) << course.code;
    for (const auto& event : events) {
      const auto act = course.keys.lower_bound(event.version);
      ASSERT_NE(act, course.keys.end());
      EXPECT_EQ(event.idempotency_key.text(), act->second) << course.code << " version " << event.version;
    }
    EXPECT_EQ(dossiers.state(reader, *id)->version, course.version);
    EXPECT_TRUE(dossiers.submission(reader, *id)) << course.code << " lost what it knows of its applicant";
  });
}

}  // namespace motcua::app
