#pragma once
#include <string>

#include "store/store.h"

// Two roles on PostgreSQL: the one that owns the schema and migrates, and the one that serves. The second may
// add events and neither change nor delete them, and may not touch the schema.
namespace motcua::store {

// Gives `role` what serving needs in this database, and takes what it had beyond that. Run as the owner; the
// role must exist and be another one. migrate() does it again for the tables it makes. Throws StoreFailed
// saying what to do, also on SQLite, which knows no roles.
void grant_application(Store& store, const std::string& role);
// Throws as grant_application() does when it could not be given anything, and changes nothing.
void require_role(Store& store, const std::string& role);
// For migrate(): the same for every role that has these rights already.
void renew_application_rights(Writer& writer);

// Throws StoreFailed saying whom to ask when the role we signed in with may not change the schema.
void require_right_to_migrate(Reader& reader);

}  // namespace motcua::store
