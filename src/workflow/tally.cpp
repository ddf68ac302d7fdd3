#include "workflow/tally.h"

#include <fmt/format.h>

#include "base/check.h"
#include "workflow/sql.h"

namespace motcua::workflow {

void fold_moves(store::Store& store) {
  if (!store.read([](store::Reader& reader) { return reader.one(sql::any_move); })) return;
  store.write([](store::Writer& writer) {
    writer.execute(sql::fold_moves);
    writer.run(sql::drop_folded_moves);
  });
}

LaneCounts tallies_of(store::Reader& reader, std::string_view unit, std::string_view procedure, int channel) {
  LaneCounts counts{};
  for (const auto& row : reader.run(sql::tallies_of, {unit, procedure, channel})) {
    const auto lane = static_cast<std::size_t>(row.integer(0));
    CHECK(lane < counts.size());
    counts[lane] = row.integer(1);
  }
  return counts;
}

std::vector<std::string> wrong_tallies(store::Reader& reader) {
  std::vector<std::string> wrong;
  for (const auto& row : reader.run(sql::wrong_tallies)) {
    wrong.push_back(fmt::format("agency {}, lane {}, procedure {}, channel {}: {} told, {} counted",
                                row.text(0), row.integer(1), row.text(2), row.integer(3), row.integer(4),
                                row.integer(5)));
  }
  return wrong;
}

void rebuild_tallies(store::Writer& writer) {
  writer.execute(sql::drop_moves);
  writer.execute(sql::drop_tallies);
  writer.execute(sql::count_tallies);
}

}  // namespace motcua::workflow
