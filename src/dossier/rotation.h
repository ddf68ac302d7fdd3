#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "dossier/person.h"
#include "dossier/private_part.h"
#include "store/store.h"

namespace motcua::dossier {

// The rows that officers find a dossier by: of its applicant and of whoever brought it, each once.
std::vector<LookupRow> lookup_rows(const Keys& keys, const Person& applicant,
                                   const std::optional<Person>& submitter);

struct Rotated {
  std::int64_t dossiers = 0;  // whose key opens with the next key now
  std::int64_t requests = 0;  // whose digest was forgotten
};

// Brings all that rests on the installation's key to `next`: wraps the dossiers' keys anew, and computes
// their lookup rows from their private parts. Digests of past requests cannot be computed again and are
// forgotten: such a request, repeated, is answered as before, without looking whether it still asks for the
// same. In transactions of some hundred dossiers; broken off, it goes on with the same two keys. Nobody else
// may write meanwhile. Throws std::runtime_error naming the dossier whose key opens with neither; `old` may
// be missing when all are done already.
Rotated rotate_keys(store::Store& store, const std::optional<SecretKey>& old, const SecretKey& next,
                    Random& random, const std::function<void(const Rotated&)>& progress = {});

}  // namespace motcua::dossier
