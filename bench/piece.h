#pragma once
#include <memory>
#include <string>

#include "base/json.h"
#include "base/random.h"
#include "floor.h"
#include "load.h"
#include "officers.h"
#include "place.h"
#include "program.h"

namespace motcua::bench {

// What was measured in one scenario. Times in milliseconds, CPU in microseconds a request.
struct Figure {
  std::string scenario;
  double per_second = 0, p50 = 0, p95 = 0, p99 = 0;
  double cpu = 0;           // of the program
  double database_cpu = 0;  // of PostgreSQL
  double client_cores = 0;  // what the client took of the machine
  double other_cores = 0;   // what neither the program, its database nor the client took
  double requests = 0;
  double floor = 0;  // a second; 0: none
  std::string floor_of;
  std::vector<std::pair<std::string, double>> more = {};  // what only this scenario has

  void put(const Measured& measured);
  double ratio() const { return floor > 0 ? per_second / floor : 0; }
};

// One engine at one size: its server, its officers, and what is known of its dossiers.
class Piece {
 public:
  Piece(const Settings& settings, Database* database, store::Engine engine, std::size_t size);

  // What is kept of a piece of which nothing was measured yet.
  static json::object nothing_of(const Settings& settings, store::Engine engine, std::size_t size);
  // Runs what was asked for; throws std::runtime_error when a request was refused that must not be.
  json::object measure();

  // A dossier as the load knows it.
  struct Known {
    std::string id, code;
    std::int64_t version = 0;
  };
  // One that officers and citizens look for.
  struct Sought {
    std::string code, name, id_number;
    std::size_t crew = 0;
  };

  // Runs the load while measuring what program, database and client take, and keeps the figure.
  Figure& record(const std::string& scenario, Load& load);
  // Runs it once more at so many requests a second and adds the times to the newest figure.
  void record_at_pace(Load load, double per_second);

  const Settings& settings;
  Database* const database;
  const store::Engine engine;
  const std::size_t size;
  Place place;
  std::vector<Crew> crews;
  std::string password;  // of the account that signs in while that is measured
  std::unique_ptr<ServerProgram> server;
  SeededRandom random;
  std::vector<std::vector<Known>> filed;  // by crew: received, not yet given to anybody
  std::vector<Sought> sought;
  std::vector<Figure> figures;
  // What each scenario that writes has written, for its floor.
  struct Written {
    std::string scenario;
    EventRange events;
    double batch_mean = 1;
  };
  std::vector<Written> written;

 private:
  void write_scenarios();
  void read_scenarios();
  void floors();
  void prepare();
};

// The scenarios, each a file of its own.
void measure_filing(Piece& piece);
void measure_advancing(Piece& piece);
void measure_life_cycle(Piece& piece);
void measure_lookups(Piece& piece);
void measure_work_lists(Piece& piece);
void measure_search(Piece& piece);
void measure_spike(Piece& piece);
void measure_sign_in(Piece& piece);
void measure_authentication(Piece& piece);
void measure_slow_line(Piece& piece);         // public pages in a throttled browser; adds a figure for each
void measure_receipt(Piece& piece);           // the paper itself, without HTTP
void measure_rules(Piece& piece);             // due dates, what will be late, a form; in process
void measure_procedure_search(Piece& piece);  // in process, without HTTP

// So many dossiers for every crew, filed without being measured.
void file_some(Piece& piece, std::size_t for_each);
// Takes a sample of the dossiers that the filling made, or of those that were filed.
void seek(Piece& piece);

json::object to_json(const Figure& figure);

}  // namespace motcua::bench
