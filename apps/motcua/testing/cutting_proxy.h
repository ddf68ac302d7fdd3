#pragma once
// For tests only: stands between the program and PostgreSQL and cuts the line around a COMMIT.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace motcua::app {

class CuttingProxy {
 public:
  enum class Cut {
    before_commit,  // the server never gets it: nothing is stored
    after_commit,   // the server has carried it out, its answer never arrives
  };

  // Listens on a unix socket in a directory of its own; `server` is the directory of PostgreSQL's.
  CuttingProxy(std::string directory, std::string server);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  // What `host=` in a database's address has to be.
  const std::string& directory() const { return directory_; }
  // The next COMMIT but `passed` is cut, once.
  void cut_next(Cut where, int passed = 0);
  bool has_cut() const { return armed_ < 0; }
  void pass_everything() { armed_ = -1; }

 private:
  class Pair;
  void listen();
  bool is_hit(Cut where);

  const std::string directory_, server_;
  int listener_ = -1;
  std::atomic<int> armed_ = -1;  // COMMITs still to pass; below zero: cut nothing
  std::atomic<Cut> where_ = Cut::before_commit;
  std::atomic<bool> stopping_ = false;
  std::vector<std::unique_ptr<Pair>> pairs_;
  std::thread thread_;
};

}  // namespace motcua::app
