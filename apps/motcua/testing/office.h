#pragma once
// For tests only: an installation with three people of one commune, whose program runs as a process.
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "motcua/testing/client.h"
#include "motcua/testing/process.h"
#include "store/testing.h"

namespace motcua::app {

struct OfficePerson {
  std::string account, post, headers;  // headers: who is signed in
};

struct OfficeOptions {
  std::string database = {};   // postgres://…; "" = SQLite
  std::string directory = {};  // made by somebody else; "" = an own one, removed at the end
};

class Office {
 public:
  explicit Office(const OfficeOptions& options);
  ~Office();
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  // On a PostgreSQL database of its own, or on SQLite.
  static OfficeOptions on(const store::EngineParam& engine);

  std::unique_ptr<Process> serve(const std::function<void()>& prepare = {}, const std::string& database = {});
  // Exit code of `motcua ARGUMENTS… --data …`.
  int run(std::vector<std::string> arguments, std::string* output = nullptr) const;
  // `motcua verify --json`; fails the test when it finds anything.
  json::value verified() const;

  std::string filing(const std::string& content) const;  // body of POST /api/dossiers
  // A request of this person under this key.
  std::string request(const OfficePerson& who, const std::string& method, const std::string& path,
                      const std::string& key = {}, const std::string& body = {},
                      const std::string& type = "application/json") const;
  std::string new_key() const;

  store::Options store_options(bool read_only = true) const;
  const std::string& data() const { return data_; }
  const std::string& directory() const { return directory_; }
  const std::string& unit() const { return unit_; }

  OfficePerson clerk, specialist, approver;

 private:
  mutable SystemRandom random_;
  SystemClock clock_;
  bool own_directory_;
  std::string directory_, data_, database_, unit_, version_;
};

// A PDF of one page and at least `bytes` bytes, different for each `mark`.
std::string pdf_of(std::size_t bytes, const std::string& mark);

}  // namespace motcua::app
