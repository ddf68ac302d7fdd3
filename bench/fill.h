#pragma once
// A province with years of work behind it, made by the dossier's own code: for measuring, and for tests that
// need large tables. Synthetic people only.
#include <functional>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "organisation/organisation.h"
#include "store/store.h"

namespace motcua::bench {

// Somebody at work in one of the agencies of a commune.
struct Seat {
  Uuid official, post;
  std::string account;
};
// Who works for one commune: at its counter, in its offices, at its police.
struct Staff {
  std::string unit, police;  // codes
  Seat counter, solver, second_solver, approver, police_solver, police_chief;
};
// The staff of every commune and ward, made where it is missing: accounts "quay.03313" and so on that nobody
// can sign in to, since they have no password.
std::vector<Staff> make_staff(store::Store& store, const organisation::Organisation& organisation,
                              Instant now);

struct FillPlan {
  std::size_t dossiers = 0;
  std::uint64_t seed = 1;
  Instant now;  // the last lives end here, the first begin `months` earlier
  int months = 18;
  std::size_t batch = 500;  // dossiers in one transaction
  int encoders = 2;         // threads that make rows while one writes them
  // For what the program does with outcomes inside the transaction; may be empty.
  std::function<void(dossier::Dossiers&)> prepare = {};
  std::function<void(std::size_t done)> progress = {};
};
struct Filled {
  std::size_t dossiers = 0, rows = 0;
  double seconds = 0;
};

// Records whole lives through Dossiers::begin: of a hundred dossiers 97 are handed over, three in a thousand
// ended otherwise, the others stand at every status and step with somebody of their agency. All of them can
// be found by code, name, ID number and telephone, and `motcua verify` finds no fault. None has a file. The
// same plan makes the same dossiers.
//
// `store` is migrated and knows no dossier; `where` is how it was opened. The shipped catalogue is published
// if it was not.
Filled fill(store::Store& store, const store::Options& where, const dossier::Keys& keys,
            const FillPlan& plan);

}  // namespace motcua::bench
