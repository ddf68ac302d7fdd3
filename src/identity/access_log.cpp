#include "identity/access_log.h"

#include "identity/sql.h"

namespace motcua::identity {

void record_access(store::Writer& writer, const AccessRecord& record) {
  writer.execute(sql::insert_access,
                 {record.at, record.official, record.post, record.dossier, record.reason});
}

void record_access(store::Writer& writer, const Caller& caller, std::string_view permission,
                   std::string_view unit, std::optional<Uuid> dossier, std::string reason, Instant now) {
  const Post* post = caller.post_for(permission, unit);
  record_access(writer, {now, caller.official().id,
                         post == nullptr ? std::nullopt : std::optional(caller.acting_id(*post)), dossier,
                         std::move(reason)});
}

std::vector<AccessEntry> read_access(store::Reader& reader, std::optional<Uuid> dossier, std::int64_t before,
                                     int limit) {
  const auto rows = dossier ? reader.run(sql::access_of_dossier, {*dossier, before, limit})
                            : reader.run(sql::access_before, {before, limit});
  std::vector<AccessEntry> list;
  for (const auto& row : rows) {
    list.push_back({row.integer(0),
                    {row.instant(1), row.uuid(2), row.uuid_or_null(3), row.uuid_or_null(4), row.text(5)},
                    row.text(6)});
  }
  return list;
}

}  // namespace motcua::identity
