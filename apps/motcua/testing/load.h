#pragma once
// For tests only: several clients file dossiers, one or three at once, take them further, upload files and
// say what they think, each act under a key of its own, while somebody breaks things; afterwards every act is
// looked for.
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "motcua/testing/chance.h"
#include "motcua/testing/office.h"

namespace motcua::app {

struct LoadOptions {
  int clients = 6;
  std::size_t largest_file = 400'000;  // bytes
};

class Load {
 public:
  Load(const Office& office, Chance& chance, LoadOptions options = {});
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  // Each client acts, one request after the other, until the line breaks or stop(). After 503 it sends the
  // same again.
  void start(int port);
  void stop();
  // Clients that have met a broken line stand still.
  void join();

  // Sends everything unanswered again under its key, twice, and expects the same answer both times.
  void settle(int port);
  // Every act has an answer: looks for each in the store, and for nothing else.
  void check();

  int acknowledged() const { return acknowledged_; }
  int uploads() const { return uploads_; }
  int batches() const { return batches_; }
  int opinions() const { return opinions_; }
  int refusals() const { return refusals_; }         // 503
  int full_refusals() const { return full_; }        // 503 because a disk is full
  int unknown_outcomes() const { return unknown_; }  // 503 because COMMIT was not answered

 private:
  enum class Kind { act, upload, batch, opinion };
  struct Pending {
    std::string key, request;
    Kind kind = Kind::act;
  };
  // The way of one dossier.
  struct Course {
    std::string id, code;
    std::int64_t version = 0;
    int stage = 0;
    std::map<std::int64_t, std::string> keys;  // version after the act → its key
  };
  struct Client {
    Chance chance;
    std::vector<Course> done{};
    Course course{};
    std::optional<Pending> pending{};
    bool last_was_refused = false;
  };

  void live(Client& client, int port);
  bool act(Client& client, int port);
  Pending next(Client& client);
  Pending next_at_counter(Client& client);
  void take(Client& client, const Answer& answer);
  void take_batch(Client& client, const json::object& body);
  void count_refusal(const Answer& answer);
  void check_course(store::Store& store, const Course& course);
  void check_opinions(store::Store& store);

  const Office& office_;
  const LoadOptions options_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> acknowledged_ = 0, uploads_ = 0, batches_ = 0, opinions_ = 0, refusals_ = 0, full_ = 0,
                   unknown_ = 0, number_ = 0;
};

}  // namespace motcua::app
