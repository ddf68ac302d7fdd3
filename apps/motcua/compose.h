#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "http/metrics.h"
#include "http/router.h"
#include "motcua/data_directory.h"
#include "motcua/readiness.h"
#include "store/jobs.h"
#include "store/store.h"

namespace motcua::app {

struct ProgramOptions {
  std::string data;
  std::string database = {};    // postgres://…; "" = what init remembered, else SQLite
  std::string public_url = {};  // what the receipt's QR leads to: "https://motcua.example.vn"
  std::string web = {};         // directory of the office app; "" = beside the program
  bool secure_cookies = false;
  bool metrics_apart = false;              // another listener has /metrics
  std::uint64_t disk_floor = 256'000'000;  // bytes; below it /readyz says no
  bool fast_passwords = false;             // tests only: cheap hashes
  store::TimeLimits limits = {};
  int readers = 4;  // PostgreSQL: connections
  int writers = 8;
  bool inline_writes = false;  // simulation only: SQLite writes on the caller's thread
  bool making = false;         // init only: nothing is durable before settle(), see store::Options::filling
};

// The whole program behind its router: the only place that knows every capability.
class Program {
 public:
  Program(const ProgramOptions& options, const Clock& clock, Random& random);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const http::Router& router() const;
  http::Router& mutable_router();  // to add callbacks before serving
  store::Store& store();
  http::Metrics& metrics();
  // Background work; stands still until somebody starts it or calls run_due().
  store::Jobs& jobs();
  Readiness& readiness();
  // Reads the catalogue and the installation's own words anew after an import.
  void reload_catalogue();
  // After making: everything is on disk when it returns. Throws StoreFailed.
  void settle();

  struct Parts;
  Parts& parts() { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

// The routes alone, over an empty store in memory-like conditions: for `motcua openapi`, which needs no data.
std::string openapi_text();

inline constexpr const char* program_title = "Một Cửa";
inline constexpr const char* program_version = "0.1.0";

}  // namespace motcua::app
