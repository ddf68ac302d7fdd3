#pragma once
#include "identity/accounts.h"
#include "identity/sessions.h"

namespace motcua::identity {

// The parts of this folder that live as long as the server, put together once. All references must outlive
// it.
class Identity {
 public:
  Identity(store::Store& store_of_all, organisation::Organisation units, const Clock& time, Random& chance,
           Settings wanted = {})
      : store(store_of_all),
        organisation(std::move(units)),
        clock(time),
        random(chance),
        settings(wanted),
        hasher(wanted.hash_cost),
        sessions(store, organisation, clock, random, hasher, wanted),
        accounts(store, organisation, clock, random, hasher, sessions, wanted.offset) {}

  LocalDate today() const { return local_date(clock.now(), settings.offset); }

  store::Store& store;
  const organisation::Organisation organisation;
  const Clock& clock;
  Random& random;
  const Settings settings;
  PasswordHasher hasher;
  Sessions sessions;
  Accounts accounts;
};

}  // namespace motcua::identity
