#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "base/message.h"
#include "ranking/ranking.h"
#include "store/store.h"

// What the command line can do beside asking the pure rules. Each returns the exit code: 0, 1 for a problem
// found.
namespace motcua::app {

struct StoreChoice {
  std::string data;
  std::string database;               // "" = what init remembered, else SQLite
  std::string application_role = {};  // PostgreSQL: the role that will serve, not the owner of the schema
};

// Makes an installation: key, schema, shipped catalogue, one administrator whose password is printed once.
// `demo` = "dienbien" adds synthetic officials and dossiers and writes their passwords to
// DIR/demo-accounts.txt. With an application role the address of the database, which is its owner's, is not
// remembered: whoever serves gives that of the role.
int init(const StoreChoice& choice, const std::string& demo, std::ostream& out, std::ostream& err);

struct ServeOptions {
  StoreChoice choice;
  std::string listen = "127.0.0.1:8080";
  std::string public_url;  // "" = http://<listen>
  std::string web;
  std::vector<std::string> trusted_proxies;
  std::string metrics_listen;  // "" = /metrics on `listen`, for this machine only
  std::string log_format = "json";
  std::string log_level = "info";
  unsigned disk_floor_mb = 256;  // below it /readyz says no
  store::TimeLimits limits = {};
  int readers = 4;  // PostgreSQL: connections
  int writers = 8;
  unsigned drain_seconds = 0;  // between "not ready" and the end of listening
};
// Serves until SIGINT or SIGTERM: says that it is not ready, still answers for drain_seconds, then accepts no
// more and finishes what it has in hand (at most 35 s). A second signal ends the first wait.
int serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

// Checks every invariant; beside a running server it only reads.
int verify(const StoreChoice& choice, bool json, std::ostream& out, std::ostream& err);

// The places of the communes in a month, a quarter or a year, counted from the events alone: whoever doubts
// what the pages show asks this.
struct RankQuestion {
  StoreChoice choice;
  ranking::PeriodKind kind = ranking::PeriodKind::month;
  std::string period;  // as given: "2025-09", "2025-Q3", "2025"
  std::string by = "online";
  bool json = false;
  Language language = Language::vi;
};
// 0; 1 when the period has not begun or the store cannot be read; 2 for a period or an order that is none.
int rank(const RankQuestion& question, std::ostream& out, std::ostream& err);

// Makes a new installation key and brings everything to it; refused beside a running server. Killed at any
// point, it goes on when it is run again; until then nothing else uses the directory. The old key is
// destroyed at the end.
int rotate_keys(const StoreChoice& choice, std::ostream& out);

// Hands the file to a running server through DIR/motcua.sock, else imports it itself.
int import_catalogue_file(const StoreChoice& choice, const std::string& file, bool json, Language language,
                          std::ostream& out, std::ostream& err);

}  // namespace motcua::app
